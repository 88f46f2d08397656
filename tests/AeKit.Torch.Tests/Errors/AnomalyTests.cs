namespace AeKit.Torch.Tests.Errors;

/// <summary>Detection is a setting of the process: these tests run alone.</summary>
[Collection(nameof(AnomalyTests))]
[CollectionDefinition(nameof(AnomalyTests), DisableParallelization = true)]
public sealed class AnomalyTests
{
    // The derivative of the root is infinite at 0, times 0 it is NaN.
    private static Tensor RootOfNothing(Tensor x) => (x.sqrt() * 0).sum();

    private static void Says(Action backward, params string[] words)
    {
        var error = Assert.Throws<InvalidOperationException>(backward);
        foreach (var word in words) Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_is_traced_to_the_operation_and_to_the_line_that_called_it()
    {
        using var x = zeros(2, 3).requires_grad_();
        using var anomaly = autograd.detect_anomaly();
        var loss = RootOfNothing(x);
        Says(() => loss.backward(), "sqrt", "NaN", "input 0", "[2, 3]", "clamp_min", nameof(RootOfNothing), "AnomalyTests.cs");
    }

    [Fact]
    public void Without_the_forward_pass_the_operation_is_named_and_the_remedy()
    {
        using var x = zeros(2).requires_grad_();
        var loss = RootOfNothing(x);
        using var anomaly = autograd.detect_anomaly();
        Says(() => loss.backward(), "sqrt", "NaN", "compute the loss inside detect_anomaly()");
    }

    [Fact]
    public void In_place_operations_and_functions_of_ones_own_are_named_too()
    {
        using var anomaly = autograd.detect_anomaly();
        using var x = zeros(2).requires_grad_();
        Says(() => ((x * 1).sqrt_() * 0).sum().backward(), "sqrt", nameof(In_place_operations_and_functions_of_ones_own_are_named_too));
        Says(() => Broken.apply(x).sum().backward(), "a broken function", "NaN");
    }

    [Fact]
    public void It_can_be_switched_off_and_ends_with_its_block()
    {
        Assert.False(AnomalyMode.IsEnabled);
        using (autograd.detect_anomaly())
        {
            Assert.True(AnomalyMode.ShouldCheckNaN);
            using (autograd.detect_anomaly(check_nan: false)) Assert.False(AnomalyMode.ShouldCheckNaN);
            using (autograd.set_detect_anomaly(false)) Assert.False(AnomalyMode.IsEnabled);
            Assert.True(AnomalyMode.ShouldCheckNaN);
        }
        using var x = zeros(2).requires_grad_();
        RootOfNothing(x).backward();
        Assert.All(x.grad!.data<float>().ToArray(), g => Assert.True(float.IsNaN(g)));
    }

    private sealed class Broken : autograd.SingleTensorFunction<Broken>
    {
        public override string Name => "a broken function";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * float.NaN];
    }
}
