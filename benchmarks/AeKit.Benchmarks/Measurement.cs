using System.Diagnostics;

namespace AeKit.Benchmarks;

/// <summary>What a turn against the clock gave.</summary>
/// <param name="Rate">Amount per second, the median of the turn's chunks.</param>
/// <param name="Cores">Processor time over wall time: how many cores were busy.</param>
internal readonly record struct Measurement(double Rate, double Cores)
{
    private const double ChunkSeconds = 0.005;

    /// <summary>Repeats the work for about so many seconds, in chunks long enough for the clock.</summary>
    public static Measurement Take(Work work, double seconds)
    {
        var perChunk = 1;
        while (Time(work, perChunk) < ChunkSeconds) perChunk *= 2;

        List<double> rates = [];
        using var process = Process.GetCurrentProcess();
        var busy = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        do rates.Add(perChunk * work.Amount / Time(work, perChunk));
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();

        rates.Sort();
        return new(rates[rates.Count / 2], (process.TotalProcessorTime - busy).TotalSeconds / elapsed);
    }

    private static double Time(Work work, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++) work.Run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
