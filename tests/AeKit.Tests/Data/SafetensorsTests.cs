using System.Buffers.Binary;
using System.Text;
using AeKit.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Data;

public sealed class SafetensorsTests : IDisposable
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "Data", "Golden", "tensors.safetensors");

    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Reads_every_type_of_a_file_made_by_hand()
    {
        Dictionary<string, Tensor> tensors = Safetensors.Read(Golden);
        Assert.Equal(9, tensors.Count);
        Assert.Equal([2L, 3], tensors["weight"].shape);
        Assert.Equal([0f, 1, -2, 3.5f, 1e-30f, float.PositiveInfinity], tensors["weight"].data<float>().ToArray());
        Assert.Equal([0.5, -1.25, 1e300], tensors["bias"].data<double>().ToArray());
        Assert.Empty(tensors["count"].shape);
        Assert.Equal(-(1L << 40), tensors["count"].item<long>());
        Assert.Equal([0L, 2], tensors["empty"].shape);
        Assert.Equal([-7, 1 << 30], tensors["label"].data<int>().ToArray());
        Assert.Equal<short>([-300, 300], tensors["small"].data<short>().ToArray());
        Assert.Equal<byte>([0, 1, 254, 255], tensors["image"].data<byte>().ToArray());
        Assert.Equal([true, false, true], tensors["mask"].data<bool>().ToArray());
        Assert.Equal<sbyte>([-128, 127], tensors["sign"].data<sbyte>().ToArray());
    }

    [Fact]
    public void Writes_the_same_bytes()
    {
        string path = Path.Combine(_folder.Path, "written");
        Safetensors.Write(path, Safetensors.Read(Golden));
        Assert.Equal(File.ReadAllBytes(Golden), File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_model_goes_to_a_file_and_back()
    {
        string path = Path.Combine(_folder.Path, "model");
        manual_seed(3);
        using var model = nn.Sequential(("编码器", nn.Linear(4, 2)), ("decoder", nn.Linear(2, 4)));
        using var other = nn.Sequential(("编码器", nn.Linear(4, 2)), ("decoder", nn.Linear(2, 4)));
        Tensor x = rand(3, 4);
        Safetensors.Write(path, model.state_dict());
        other.load_state_dict(Safetensors.Read(path));
        Assert.Equal(model.call(x).ToArray(), other.call(x).ToArray());
    }

    [Fact]
    public void Views_are_written_in_the_order_of_their_elements()
    {
        string path = Path.Combine(_folder.Path, "views");
        Tensor x = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        Safetensors.Write(path, new Dictionary<string, Tensor> { ["t"] = x.t(), ["row"] = x[1] });
        Dictionary<string, Tensor> read = Safetensors.Read(path);
        Assert.Equal([3L, 2], read["t"].shape);
        Assert.Equal([1f, 4, 2, 5, 3, 6], read["t"].ToArray());
        Assert.Equal([4f, 5, 6], read["row"].ToArray());
    }

    [Fact]
    public void Tensors_outlive_the_reading_and_end_with_the_callers_scope()
    {
        Tensor weight;
        using (NewDisposeScope())
        {
            weight = Safetensors.Read(Golden)["weight"];
            Assert.Equal(1f, weight.ToArray()[1]);
        }
        Assert.True(weight.IsInvalid);
    }

    [Fact]
    public void Metadata_and_no_tensors_are_fine()
    {
        Assert.Empty(Safetensors.Read(Write("""{"__metadata__":{"format":"pt"}}""", 0)));
        Assert.Empty(Safetensors.Read(Write("{}      ", 0)));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "describes 8 bytes of data, up to tensor 'a', but the file has 7")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "describes 8 bytes of data, up to tensor 'a', but the file has 9")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "tensor 'a' has the data_offsets [0, 8], but its shape [3] of F32 takes 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "tensor 'a' has the data_offsets [8, 0]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""", 6, "tensor 'b' start at offset 2, but those before end at 4: they overlap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[5,9]}}""", 9, "tensor 'b' start at offset 5, but those before end at 4: they leave a gap")]
    [InlineData("""{"a":{"dtype":"F4","shape":[2],"data_offsets":[0,1]}}""", 1, "tensor 'a' has the dtype F4; this reader knows F64, F32")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "tensor 'a' has the shape [-1]")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "larger than")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", 1, "tensor 'a' needs a dtype, a shape and two data_offsets")]
    [InlineData("""{"a":{"dtype":"U8","shape":["1"],"data_offsets":[0,1]}}""", 1, "tensor 'a' needs")]
    [InlineData("""{"a":5}""", 0, "tensor 'a' needs")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "not valid JSON")]
    [InlineData("""{"a":{"dtype" """, 0, "not valid JSON")]
    [InlineData("[]", 0, "byte 8: the header is not a JSON object")]
    public void A_header_that_lies_is_refused(string header, int dataBytes, string expected)
    {
        string path = Write(header, dataBytes);
        string message = Assert.Throws<InvalidDataException>(() => Safetensors.Read(path)).Message;
        Assert.Contains($"'{path}', byte ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wherever_the_file_is_cut_off_it_is_refused()
    {
        byte[] whole = File.ReadAllBytes(Golden);
        for (int length = 0; length < whole.Length; length++)
        {
            string path = _folder.Write("cut", whole.AsSpan(0, length));
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Safetensors.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_name_that_is_not_UTF8_is_refused()
    {
        byte[] header = Encoding.UTF8.GetBytes("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""");
        header[2] = 0xFF;
        Assert.Throws<InvalidDataException>(() => Safetensors.Read(Write(header, 1)));
    }

    [Fact]
    public void Only_what_the_format_allows_is_written()
    {
        string path = Path.Combine(_folder.Path, "never");
        Assert.Throws<ArgumentException>(() => Safetensors.Write(path, new Dictionary<string, Tensor> { ["__metadata__"] = ones(1) }));
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Contains("never", Assert.Throws<FileNotFoundException>(() => Safetensors.Read(path)).Message, StringComparison.Ordinal);
    }

    private string Write(string header, int dataBytes) => Write(Encoding.UTF8.GetBytes(header), dataBytes);

    private string Write(byte[] header, int dataBytes)
    {
        var content = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(content, header.Length);
        header.CopyTo(content, 8);
        return _folder.Write("bad.safetensors", content);
    }
}
