using System.Globalization;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Notebooks.Tests;

/// <summary>Tensors as the value of a cell. The kernel has no reference to the engine and knows them by their members.</summary>
public sealed class TensorDisplayTests : IAsyncLifetime
{
    private static readonly string Configuration =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private readonly Evaluator _evaluator = new(Repository.Root);

    public Task InitializeAsync() => RunAsync($"#r \"src/AeKit/bin/{Configuration}/net10.0/AeKit.dll\"\nusing TorchSharp; using static TorchSharp.torch;");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_small_tensor_is_shown_in_full_with_its_statistics()
    {
        var bundle = await RunAsync("tensor(new[] { 1f, 2f, 3f, 4.5f }).reshape(2, 2)");

        Assert.Equal(
            "Tensor (2, 2), dtype Float32, min 1, max 4.5, mean 2.625, std 1.4930\n[[1.0000, 2.0000],\n [3.0000, 4.5000]]".Replace("1.4930", Std(1, 2, 3, 4.5), StringComparison.Ordinal),
            bundle.Text("text/plain"));
        var html = bundle.Text("text/html");
        Assert.Contains("<th>shape</th><th>dtype</th><th>min</th><th>max</th><th>mean</th><th>std</th>", html, StringComparison.Ordinal);
        Assert.Contains("<td>(2, 2)</td><td>Float32</td><td>1</td><td>4.5</td><td>2.625</td>", html, StringComparison.Ordinal);
        Assert.Contains("<pre>[[1.0000, 2.0000],", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_tensor_is_cut_and_its_statistics_are_of_all_values()
    {
        // 0 … n−1 has the mean (n − 1) / 2 and the variance n (n + 1) / 12; more values than are read at once.
        const double n = 2_000_000;
        var text = (await RunAsync("arange(2_000_000L).reshape(2000, 1000)")).Text("text/plain")!;

        Assert.StartsWith($"Tensor (2000, 1000), dtype Int64, min 0, max {Number(n - 1)}, mean {Number((n - 1) / 2)}, std {Number(Math.Sqrt(n * (n + 1) / 12))}\n", text, StringComparison.Ordinal);
        Assert.Contains("[[      0,       1,       2, …,     997,     998,     999],\n", text, StringComparison.Ordinal);
        Assert.EndsWith(" [1999000, 1999001, 1999002, …, 1999997, 1999998, 1999999]]", text, StringComparison.Ordinal);
        Assert.Equal(8, text.Split('\n').Length);
    }

    [Theory]
    [InlineData("tensor(3.5f)", "Tensor (), dtype Float32, min 3.5, max 3.5, mean 3.5\n3.5000")]
    [InlineData("zeros(0)", "Tensor (0), dtype Float32\n[]")]
    [InlineData("tensor(new[] { true, false })", "Tensor (2), dtype Bool, min 0, max 1, mean 0.5, std 0.70711\n[1, 0]")]
    [InlineData("tensor(new[] { 1f, float.NaN, float.PositiveInfinity, 3f })", "Tensor (4), dtype Float32, min 1, max 3, mean 2, std 1.4142, not finite 2\n[ 1., NaN,   ∞,  3.]")]
    [InlineData("tensor(new[] { 1e-7f, 1f })", "Tensor (2), dtype Float32, min 1E-07, max 1, mean 0.5, std 0.70711\n[0.0000, 1.0000]")]
    [InlineData("tensor(new[] { 1e-7f, 2e-8f })", "Tensor (2), dtype Float32, min 2E-08, max 1E-07, mean 6E-08, std 5.6569E-08\n[1.0000e-07, 2.0000e-08]")]
    [InlineData("arange(6L).reshape(2, 3).t()", "Tensor (3, 2), dtype Int64, min 0, max 5, mean 2.5, std 1.8708\n[[0, 3],\n [1, 4],\n [2, 5]]")]
    [InlineData("arange(4L).reshape(2, 1, 2)", "Tensor (2, 1, 2), dtype Int64, min 0, max 3, mean 1.5, std 1.291\n[[[0, 1]],\n\n [[2, 3]]]")]
    [InlineData("ones(2, requires_grad: true)", "Tensor (2), dtype Float32, requires_grad true, min 1, max 1, mean 1, std 0\n[1., 1.]")]
    public async Task Every_kind_of_tensor_has_its_form(string expression, string text) =>
        Assert.Equal(text, (await RunAsync(expression)).Text("text/plain"));

    [Fact]
    public async Task A_parameter_is_a_tensor_too_and_a_disposed_one_says_so()
    {
        Assert.StartsWith("Parameter (2), dtype Float32, requires_grad true", (await RunAsync("new TorchSharp.Modules.Parameter(ones(2))")).Text("text/plain"), StringComparison.Ordinal);
        Assert.Contains("Exception: ", (await RunAsync("var gone = ones(2); gone.Dispose(); gone")).Text("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_show_a_tensor_changes_nothing()
    {
        await RunAsync("var kept = ones(2000); var scope = NewDisposeScope();");
        await RunAsync("kept");
        Assert.Equal("2000", (await RunAsync("kept.sum().item<float>()")).Text("text/plain"));
        Assert.Equal("0", (await RunAsync("scope.DisposablesCount")).Text("text/plain"));
    }

    private static string Std(params double[] values) =>
        Number(Math.Sqrt(values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Length - 1)));

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private async Task<MimeBundle> RunAsync(string code)
    {
        var sink = new ValueSink();
        var result = await _evaluator.ExecuteAsync(code, "In[1]", sink);
        Assert.True(result.Status == CellStatus.Succeeded, string.Join('\n', result.Error?.Traceback ?? []));
        return sink.Value;
    }

    private sealed class ValueSink : IOutputSink
    {
        public MimeBundle Value { get; private set; } = new();

        public void Publish(CellOutput output)
        {
            if (output is ResultOutput result)
                Value = result.Data;
        }
    }
}
