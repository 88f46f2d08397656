using AeKit.Kernel.Display;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// Runs code of every common kind in a session of its own: the compiler's and the formatter's first use of each
/// construct costs tens of milliseconds, and a user should not wait for them.
/// </summary>
internal static class WarmUp
{
    private static readonly string[] Cells =
    [
        "1 + 1",
        """
        record Point(double X, double Y) { public double Norm => Math.Sqrt(X * X + Y * Y); }
        enum Side { Left, Right }
        static int Twice(int n) => 2 * n;
        var points = Enumerable.Range(0, 4).Select(i => new Point(i, i + 0.5)).ToList();
        """,
        "points.Where(p => p.X > 1).OrderBy(p => p.Y).Select(p => p with { X = 0 }).ToList()",
        """
        var names = new Dictionary<string, int> { ["a"] = 1 };
        foreach (var (name, number) in names)
            Console.WriteLine($"{name}: {number:F2}");
        for (var i = 0; i < 2; i++) { names[$"n{i}"] = Twice(i); }
        try { int.Parse("x"); } catch (FormatException) { }
        var text = names.Count switch { 0 => "none", > 1 and < 5 => "some", _ => "many" };
        await Task.Delay(1);
        async Task<int> Later() { await Task.Yield(); return 1; }
        var (one, two) = (await Later(), names.Sum(pair => pair.Value));
        """,
        "display(text)",
    ];

    // Code that has been run so often is compiled again, better. Where that happens while a user works, it takes from
    // each of the first hundred cells as long as the cell itself.
    private const int Repetitions = 120;

    // Until then the runtime does not count: as long as it meets code for the first time.
    private static readonly TimeSpan CountingStarts = TimeSpan.FromMilliseconds(150);

    /// <param name="cancellationToken">Ends the repetitions: there is a user.</param>
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var evaluator = new Evaluator(Path.GetTempPath());
        foreach (var cell in Cells)
            await evaluator.ExecuteAsync(cell, "WarmUp", NowhereSink.Instance, CancellationToken.None).ConfigureAwait(false);
        evaluator.Complete("points.", 7);
        for (var i = 0; i < Repetitions && !cancellationToken.IsCancellationRequested; i++)
        {
            if (i % (Repetitions / 3) == 0)
                await Task.Delay(CountingStarts, CancellationToken.None).ConfigureAwait(false);
            await evaluator.ExecuteAsync($"var v{i} = {i}; v{i} + 1", "WarmUp", NowhereSink.Instance, CancellationToken.None).ConfigureAwait(false);
        }
        // All of it was for nothing but this, and some would stay until memory is short.
        if (!cancellationToken.IsCancellationRequested)
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private sealed class NowhereSink : IOutputSink
    {
        public static NowhereSink Instance { get; } = new();

        public void Publish(CellOutput output)
        {
            // The code is run for what it loads.
        }
    }
}
