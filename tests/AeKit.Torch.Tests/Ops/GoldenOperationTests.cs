using System.Text.Json;
using AeKit.Torch.Tests.Golden;

namespace AeKit.Torch.Tests.Ops;

public sealed class GoldenOperationTests
{
    private static readonly JsonElement[] Files = [GoldenFile.Read("ops.json"), GoldenFile.Read("layers.json"), GoldenFile.Read("functions.json")];

    public static TheoryData<string> Names => [.. AllNames];

    internal static IEnumerable<string> AllNames => AllCases.Select(c => c.GetProperty("name").GetString()!);

    private static IEnumerable<JsonElement> AllCases => Files.SelectMany(f => f.GetProperty("cases").EnumerateArray());

    internal static Func<Tensor[], Tensor> Operation(string name, torch.ScalarType type)
    {
        if (OperationCases.All.TryGetValue(name, out var operation) || FunctionCases.All.TryGetValue(name, out operation)) return operation;
        Dictionary<string, Tensor> constants = [];
        foreach (var file in Files)
            foreach (var constant in file.GetProperty("constants").EnumerateObject())
                constants[constant.Name] = GoldenFile.Tensor(constant.Value).to_type(type);
        return x => OperationCases.WithConstants[name](x, constants);
    }

    internal static Tensor[] Inputs(string name)
        => [.. Case(name).GetProperty("inputs").EnumerateArray().Select(GoldenFile.Tensor)];

    private static JsonElement Case(string name) => AllCases.Single(c => c.GetProperty("name").GetString() == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_and_gradients_equal_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Case(name);
        Check(name, golden, Inputs(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_on_inputs_that_are_not_contiguous(string name)
    {
        using var scope = NewDisposeScope();
        // Every element is followed by a foreign one, and the dimensions lie in reverse order.
        Tensor[] strided = [.. Inputs(name).Select(x => x.T.contiguous().unsqueeze(-1).expand([.. x.T.shape, 2]).contiguous().select(-1, 0).T.detach())];
        Check(name, Case(name), strided);
    }

    private static void Check(string name, JsonElement golden, Tensor[] inputs)
    {
        foreach (var input in inputs) input.requires_grad_();
        var output = Operation(name, float32)(inputs);
        GoldenFile.AssertClose(GoldenFile.Tensor(golden.GetProperty("output")), output, $"{name}, output");
        (output * GoldenFile.Tensor(golden.GetProperty("weight"))).sum().backward();
        var gradients = golden.GetProperty("gradients").EnumerateArray().Select(GoldenFile.Tensor).ToArray();
        for (var i = 0; i < inputs.Length; i++)
            GoldenFile.AssertClose(gradients[i], inputs[i].grad ?? zeros_like(inputs[i]), $"{name}, gradient {i}", 2e-5);
    }
}
