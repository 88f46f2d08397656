using System.Diagnostics;
using System.Globalization;
using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Benchmarks;

/// <summary>Measures the evaluator without a client: latency of cells and completion, interrupts, memory over a long session.</summary>
internal static class Program
{
    public static async Task Main(string[] arguments)
    {
        var cells = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 200;
        var watch = Stopwatch.StartNew();
        var evaluator = new Evaluator(Path.GetTempPath());
        await evaluator.WarmUpAsync();
        Report("warm-up", watch.Elapsed.TotalMilliseconds, "ms");

        Report("first LINQ cell", await RunAsync(evaluator, "var squares = Enumerable.Range(0, 100).Select(i => i * i).Where(i => i % 2 == 0).ToList(); squares.Sum()"), "ms");
        var trivial = new List<double>();
        var linq = new List<double>();
        await RunAsync(evaluator, "record Row(int Id, string Name); var rows = new List<Row>();");
        for (var i = 0; i < cells / 2; i++)
        {
            trivial.Add(await RunAsync(evaluator, $"var v{i} = {i}; v{i} + 1"));
            linq.Add(await RunAsync(evaluator, $"rows.Add(new({i}, \"x\")); rows.Where(r => r.Id > {i / 2}).Select(r => r.Name).Count()"));
        }
        Report("trivial cell, median of the first 20", Median(trivial.Take(20)), "ms");
        Report("trivial cell, median of the last 20", Median(trivial.TakeLast(20)), "ms");
        Report("LINQ cell, median of the last 20", Median(linq.TakeLast(20)), "ms");

        var completion = new List<double>();
        foreach (var code in (string[])["rows[0].", "Cons", "rows.Where(r => r.", "System.Collections.", "\"a\"."])
        {
            evaluator.Complete(code, code.Length);
            for (var i = 0; i < 5; i++)
                completion.Add(Time(() => evaluator.Complete(code, code.Length)));
        }
        Report("completion, median", Median(completion), "ms");
        Report("completion, slowest", completion.Max(), "ms");
        Report("inspection with documentation", Time(() => evaluator.Inspect("Console.WriteLine(1)", 10)), "ms");

        foreach (var code in (string[])["while (true) { }", "Thread.Sleep(-1);", "await Task.Delay(-1);", "Enumerable.Range(0, int.MaxValue).Select(x => 2.0 * x).Where(x => x < 0).Count()"])
            Report($"interrupt of {code}", await InterruptAsync(evaluator, code), "ms");

        using var process = Process.GetCurrentProcess();
        Report($"memory after {cells} cells", process.WorkingSet64 / 1e6, "MB");
        GC.Collect();
        process.Refresh();
        Report("  after a collection", process.WorkingSet64 / 1e6, "MB");
        Report("  of it managed", GC.GetTotalMemory(forceFullCollection: true) / 1e6, "MB");
        Report("stack overflow", await RunAsync(evaluator, "class P { public int Q => Q + 1; } var q = new P().Q;", mayFail: true), "ms");
    }

    private static async Task<double> RunAsync(Evaluator evaluator, string code, bool mayFail = false)
    {
        var watch = Stopwatch.StartNew();
        var result = await evaluator.ExecuteAsync(code, "Cell", Nowhere.Instance);
        if (result.Error is { } error && !mayFail)
            throw new InvalidOperationException(string.Join('\n', error.Traceback));
        return watch.Elapsed.TotalMilliseconds;
    }

    private static async Task<double> InterruptAsync(Evaluator evaluator, string code)
    {
        var running = evaluator.ExecuteAsync("using System.Threading;\n" + code, "Cell", Nowhere.Instance);
        await Task.Delay(300);
        var watch = Stopwatch.StartNew();
        evaluator.Interrupt();
        await running;
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static void Report(string what, double value, string unit) => Console.WriteLine($"{what,-100} {value,10:F1} {unit}");

    private sealed class Nowhere : IOutputSink
    {
        public static Nowhere Instance { get; } = new();

        public void Publish(CellOutput output)
        {
            // The evaluator is measured, not what its hosts do with outputs.
        }
    }
}
