using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Modules;

public sealed class ModuleTests
{
    private sealed class Pair : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale;
        private readonly nn.Module<Tensor, Tensor> encoder;
        private readonly nn.Module<Tensor, Tensor> decoder;
        private readonly Tensor centre;

        internal Pair() : base(nameof(Pair))
        {
            decoder = nn.Linear(2, 4);
            encoder = nn.Sequential(("first", nn.Linear(4, 2)), ("second", nn.Dropout()));
            scale = new Parameter(ones(1));
            centre = zeros(4);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => decoder.call(encoder.call(input - centre)) * scale;
    }

    [Fact]
    public void Names_come_from_fields_own_parameters_first_buffers_last()
    {
        using var model = new Pair();
        Assert.Equal(["scale", "encoder.first.weight", "encoder.first.bias", "decoder.weight", "decoder.bias"], model.named_parameters().Select(p => p.name));
        Assert.Equal(["scale", "encoder.first.weight", "encoder.first.bias", "decoder.weight", "decoder.bias", "centre"], model.state_dict().Keys);
        Assert.Equal(["encoder", "decoder", "encoder.first", "encoder.second"], model.named_modules().Select(m => m.name));
    }

    [Fact]
    public void Training_mode_reaches_all_submodules()
    {
        using var model = new Pair();
        Assert.True(model.training);
        model.eval();
        Assert.All(model.modules(), m => Assert.False(m.training));
        using var x = ones(3, 4);
        Assert.Equal(model.call(x).data<float>().ToArray(), model.call(x).data<float>().ToArray());
        model.train();
        Assert.All(model.modules(), m => Assert.True(m.training));
    }

    [Fact]
    public void Conversion_keeps_parameters_what_they_are()
    {
        using var model = new Pair();
        var first = model.parameters().First();
        Assert.Same(model, model.to(float64));
        Assert.Same(first, model.parameters().First());
        Assert.All(model.parameters(), p => Assert.Equal(float64, p.dtype));
        Assert.Equal(float64, model.call(ones(3, 4, float64)).dtype);
        Assert.All(model.parameters(), p => Assert.True(p.requires_grad && p.is_leaf));
    }

    [Fact]
    public void Zero_grad_forgets_gradients()
    {
        using var model = new Pair();
        model.call(ones(3, 4)).sum().backward();
        Assert.All(model.parameters(), p => Assert.NotNull(p.grad));
        model.zero_grad();
        Assert.All(model.parameters(), p => Assert.Null(p.grad));
    }

    [Fact]
    public void Layers_compute_what_their_names_say()
    {
        using var x = tensor([-2f, -0.5f, 0, 1, 30]);
        float[] Apply(nn.Module<Tensor, Tensor> layer) => layer.call(x).data<float>().ToArray();
        Assert.Equal([0f, 0, 0, 1, 30], Apply(nn.ReLU()));
        Assert.Equal([-0.4f, -0.1f, 0, 1, 30], Apply(nn.LeakyReLU(0.2)), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([2L, 12], nn.Flatten().call(ones(2, 3, 4)).shape);
        Assert.Equal([2L, 3, 4], nn.Unflatten(1, [3, 4]).call(ones(2, 12)).shape);
        Assert.Equal(x.data<float>().ToArray(), Apply(nn.Identity()));
        Assert.Equal(1, nn.Softmax(0).call(x).sum().item<float>(), 1e-6);
        var y = x.clone();
        nn.ReLU(inplace: true).call(y);
        Assert.Equal([0f, 0, 0, 1, 30], y.data<float>().ToArray());
    }

    [Fact]
    public void Dropout_scales_what_it_keeps_and_rests_in_evaluation()
    {
        manual_seed(1);
        using var layer = nn.Dropout(0.25);
        using var x = ones(10_000);
        var y = layer.call(x);
        Assert.Equal(1, y.mean().item<float>(), 0.03);
        Assert.Equal([0f, 4 / 3f], y.data<float>().ToArray().Distinct().Order());
        layer.eval();
        Assert.Equal(x.data<float>().ToArray(), layer.call(x).data<float>().ToArray());
    }

    [Fact]
    public void A_disposed_module_has_disposed_parameters()
    {
        var model = new Pair();
        var parameters = model.parameters().ToArray();
        model.Dispose();
        Assert.All(parameters, p => Assert.True(p.IsInvalid));
    }

    private sealed class Stack : nn.Module<Tensor, Tensor>
    {
        private readonly ModuleList<Linear> layers = nn.ModuleList(nn.Linear(3, 3), nn.Linear(3, 2));

        internal Stack() : base(nameof(Stack)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layers.Aggregate(input, (x, layer) => layer.call(x));
    }

    [Fact]
    public void A_module_list_shows_its_parameters_through_its_parent()
    {
        using var alone = nn.ModuleList(nn.Linear(3, 3));
        Assert.Empty(alone.parameters());
        using var model = new Stack();
        Assert.Equal(["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"], model.named_parameters().Select(p => p.name));
        Assert.Equal([5L, 2], model.call(ones(5, 3)).shape);
    }

    [Fact]
    public void Losses_are_modules_too()
    {
        using var x = tensor([0.2f, 0.8f]);
        using var t = tensor([0f, 1]);
        Assert.Equal(0.04, nn.MSELoss().call(x, t).item<float>(), 1e-6);
        Assert.Equal(0.4, nn.L1Loss(nn.Reduction.Sum).call(x, t).item<float>(), 1e-6);
        Assert.Equal(-Math.Log(0.8), nn.BCELoss().call(x, t).item<float>(), 1e-6);
        Assert.Equal(nn.BCELoss().call(x.sigmoid(), t).item<float>(), nn.BCEWithLogitsLoss().call(x, t).item<float>(), 1e-6);
        Assert.Equal(Math.Log(2), nn.CrossEntropyLoss().call(zeros(1, 2), tensor([1L])).item<float>(), 1e-6);
    }
}
