using AeKit.Torch.Tests.Ops;

namespace AeKit.Torch.Tests.Autograd;

public sealed class FiniteDifferenceTests
{
    // Not differentiable where the golden inputs stand.
    private static readonly HashSet<string> AtAnEdge = ["binary_cross_entropy saturated"];

    public static TheoryData<string> Names => [.. GoldenOperationTests.AllNames.Where(n => !AtAnEdge.Contains(n))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_equals_central_differences(string name)
        => GradientCheck.First(GoldenOperationTests.Operation(name, float64), GoldenOperationTests.Inputs(name), name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Second_derivative_equals_central_differences(string name)
        => GradientCheck.Second(GoldenOperationTests.Operation(name, float64), GoldenOperationTests.Inputs(name), name);
}
