using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Serialization;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aekit-torch").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Path(string name) => System.IO.Path.Combine(_folder, name);

    private static Sequential Model(long hidden = 3) => nn.Sequential(nn.Linear(4, hidden), nn.ReLU(), nn.Linear(hidden, 4));

    private static float[] Values(nn.Module model) => [.. model.parameters().SelectMany(p => p.data<float>().ToArray())];

    [Fact]
    public void A_module_comes_back_from_its_file()
    {
        using var a = Model();
        using var b = Model();
        a.save(Path("a.dat"));
        Assert.NotEqual(Values(a), Values(b));
        b.load(Path("a.dat"));
        Assert.Equal(Values(a), Values(b));
        Assert.Equal(["a.dat"], Directory.GetFiles(_folder).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public void The_bytes_are_those_of_TorchSharp()
    {
        using var layer = nn.Linear(new Parameter(tensor(new float[,] { { 1, 2 } })), new Parameter(tensor([0.5f])));
        using var stream = new MemoryStream();
        layer.save(stream);
        byte[] expected =
        [
            2,
            6, .. "weight"u8, 6, 2, 1, 2, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f),
            4, .. "bias"u8, 6, 1, 1, .. BitConverter.GetBytes(0.5f),
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void A_truncated_file_is_refused_and_changes_nothing()
    {
        using var a = Model();
        a.save(Path("a.dat"));
        var bytes = File.ReadAllBytes(Path("a.dat"));
        using var b = Model();
        var before = Values(b);
        foreach (var length in new[] { 0, 1, 5, 20, bytes.Length / 2, bytes.Length - 1 })
        {
        File.WriteAllBytes(Path("cut.dat"), bytes[..length]);
            var error = Assert.Throws<InvalidDataException>(() => b.load(Path("cut.dat")));
            Assert.Contains("cut.dat", error.Message);
            Assert.Equal(before, Values(b));
        }
    }

    [Fact]
    public void A_file_of_another_model_is_refused_and_changes_nothing()
    {
        using var a = Model(hidden: 5);
        a.save(Path("a.dat"));
        using var b = Model();
        var before = Values(b);
        var error = Assert.Throws<InvalidDataException>(() => b.load(Path("a.dat")));
        Assert.Contains("0.weight", error.Message);
        Assert.Contains("[5, 4]", error.Message);
        Assert.Equal(before, Values(b));
        using var c = nn.Linear(4, 3);
        Assert.Throws<InvalidDataException>(() => c.load(Path("a.dat")));
    }

    [Fact]
    public void A_file_of_noise_is_refused()
    {
        var noise = new byte[4000];
        new System.Random(1).NextBytes(noise);
        File.WriteAllBytes(Path("noise.dat"), noise);
        using var model = Model();
        Assert.Throws<InvalidDataException>(() => model.load(Path("noise.dat")));
    }

    [Theory]
    [InlineData("more bytes follow", 1)]
    [InlineData("Element type 262", 2)]
    [InlineData("'0.weight' is [4611686018427387904, 4]", 3)]
    [InlineData("A name of 2097152 bytes", 4)]
    [InlineData("A name is not UTF-8", 5)]
    [InlineData("'0.weight' appears twice", 6)]
    public void A_file_that_lies_is_refused_before_there_is_memory_for_what_it_claims(string expected, int lie)
    {
        using var b = nn.Sequential(nn.Linear(4, 3, hasBias: false));
        b.save(Path("a.dat"));
        var bytes = File.ReadAllBytes(Path("a.dat")).ToList();

        // One tensor: 1, the length of the name, the name, then 6 for Float32, 2 dimensions, 3 and 4, and 48 bytes.
        Assert.Equal<byte>([1, 8, .. "0.weight"u8, 6, 2, 3, 4], bytes.Take(14));
        switch (lie)
        {
            case 1: bytes.Add(0); break;
            case 2: bytes.RemoveAt(10); bytes.InsertRange(10, [0x86, 0x02]); break;
            case 3: bytes.RemoveAt(12); bytes.InsertRange(12, [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]); break;
            case 4: bytes.RemoveAt(1); bytes.InsertRange(1, [0x80, 0x80, 0x80, 0x01]); break;
            case 5: bytes[2] = 0xFF; break;
            default: bytes.AddRange(bytes.Skip(1).ToArray()); bytes[0] = 2; break;
        }

        File.WriteAllBytes(Path("a.dat"), [.. bytes]);
        var before = Values(b);
        var error = Assert.Throws<InvalidDataException>(() => b.load(Path("a.dat"), strict: lie != 6));
        Assert.Contains("a.dat", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.Equal(before, Values(b));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var model = Model();
        Assert.Contains("nowhere.dat", Assert.Throws<FileNotFoundException>(() => model.load(Path("nowhere.dat"))).Message);
    }

    [Fact]
    public void Skipped_and_lenient_loading_leave_the_rest()
    {
        using var a = Model();
        using var b = Model();
        var bias = b.get_parameter("0.bias")!.data<float>().ToArray();
        Dictionary<string, bool> loaded = [];
        a.save(Path("a.dat"));
        b.load(Path("a.dat"), skip: ["0.bias"], loadedParameters: loaded);
        Assert.Equal(bias, b.get_parameter("0.bias")!.data<float>().ToArray());
        Assert.Equal(a.get_parameter("2.weight")!.data<float>().ToArray(), b.get_parameter("2.weight")!.data<float>().ToArray());
        Assert.Equal(4, loaded.Count);

        using var c = nn.Sequential(nn.Linear(4, 3));
        Assert.Throws<InvalidDataException>(() => c.load(Path("a.dat")));
        c.load(Path("a.dat"), strict: false);
        Assert.Equal(a.get_parameter("0.weight")!.data<float>().ToArray(), c.get_parameter("0.weight")!.data<float>().ToArray());
    }

    [Fact]
    public void State_dict_names_follow_the_fields_and_load_strictly()
    {
        using var a = Model();
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], a.state_dict().Keys);
        using var b = Model();
        b.load_state_dict(a.state_dict());
        Assert.Equal(Values(a), Values(b));
        var partial = a.state_dict();
        partial.Remove("2.bias");
        Assert.Contains("2.bias", Assert.Throws<InvalidOperationException>(() => b.load_state_dict(partial)).Message);
        Assert.Equal(["2.bias"], b.load_state_dict(partial, strict: false).missing_keys);
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("sgd")]
    [InlineData("rmsprop")]
    [InlineData("adagrad")]
    public void Training_resumes_bit_for_bit(string kind)
    {
        OptimizerHelper Optimizer(nn.Module m) => kind switch
        {
            "adam" => optim.Adam(m.parameters(), 0.01, amsgrad: true),
            "rmsprop" => optim.RMSProp(m.parameters(), 0.01, momentum: 0.5, centered: true),
            "adagrad" => optim.Adagrad(m.parameters(), 0.1, lr_decay: 0.1),
            "adamw" => optim.AdamW(m.parameters(), 0.01, weight_decay: 0.1),
            _ => optim.SGD(m.parameters(), 0.1, momentum: 0.9),
        };
        void Train(nn.Module<Tensor, Tensor> m, optim.Optimizer o, int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                using var scope = NewDisposeScope();
                var x = rand(8, 4);
                o.zero_grad();
                nn.functional.mse_loss(m.call(x), x).backward();
                o.step();
            }
        }

        manual_seed(11);
        using var a = Model();
        using var optimizerA = Optimizer(a);
        Train(a, optimizerA, 7);
        a.save(Path("model.dat"));
        optimizerA.save_state_dict(Path("optimizer.dat"));
        using var state = get_rng_state();
        Train(a, optimizerA, 5);

        using var b = Model();
        using var optimizerB = Optimizer(b);
        b.load(Path("model.dat"));
        optimizerB.load_state_dict(Path("optimizer.dat"));
        set_rng_state(state);
        Train(b, optimizerB, 5);
        Assert.Equal(Values(a), Values(b));
    }

    [Fact]
    public void Optimizer_state_of_another_kind_or_cut_short_changes_nothing()
    {
        using var model = Model();
        using var adam = optim.Adam(model.parameters(), 0.01);
        using var sgd = optim.SGD(model.parameters(), 0.1, momentum: 0.5);
        adam.save_state_dict(Path("adam.dat"));
        Assert.Contains("SGD", Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(Path("adam.dat"))).Message);
        Assert.Contains("SGD", Assert.Throws<ArgumentException>(() => sgd.load_state_dict(adam.state_dict())).Message);
        Assert.Equal(0.1, sgd.ParamGroups.Single().LearningRate);
        File.WriteAllBytes(Path("cut.dat"), File.ReadAllBytes(Path("adam.dat"))[..^9]);
        using var other = optim.Adam(model.parameters(), 0.5);
        Assert.Throws<InvalidDataException>(() => other.load_state_dict(Path("cut.dat")));
        Assert.Equal(0.5, other.ParamGroups.Single().LearningRate);
        other.load_state_dict(Path("adam.dat"));
        Assert.Equal(0.01, other.ParamGroups.Single().LearningRate);
    }

    [Fact]
    public void Optimizer_state_of_another_shape_is_refused_and_changes_nothing()
    {
        using var model = nn.Linear(4, 3, hasBias: false);
        using var sgd = optim.SGD(model.parameters(), 0.1, momentum: 0.5);
        model.call(ones(2, 4)).sum().backward();
        sgd.step();
        sgd.save_state_dict(Path("sgd.dat"));
        var bytes = File.ReadAllBytes(Path("sgd.dat"));

        // The momentum ends the file: Float32, 2 dimensions, 3 and 4, and 48 bytes. As many are 4 and 3.
        Assert.Equal<byte>([6, 2, 3, 4], bytes[^52..^48]);
        (bytes[^50], bytes[^49]) = (4, 3);
        File.WriteAllBytes(Path("sgd.dat"), bytes);
        var error = Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(Path("sgd.dat")));
        Assert.Contains("[4, 3]", error.Message);
        sgd.step();
        Assert.Equal([3L, 4], model.weight.shape);
    }
}
