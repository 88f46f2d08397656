using System.Diagnostics;
using System.Threading.Channels;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>
/// Runs several notebooks at once, each in a process of its own, since notebooks share a process's current directory
/// and formatters. What they print appears in the notebooks' order, as if they had run one after the other.
/// </summary>
/// <param name="jobs">How many run at once.</param>
/// <param name="arguments">The command line that runs one notebook, without the notebook.</param>
/// <param name="projects">Builds what the notebooks refer to, before any of them runs; null to build nothing.</param>
/// <param name="output">Where the processes' output goes.</param>
internal sealed class ParallelRun(int jobs, IReadOnlyList<string> arguments, ReferencedProjects? projects, TextWriter output)
{
    private const int Interrupted = 130;

    // A terminal's Ctrl-C reaches the processes too, and they write what they have.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

    /// <inheritdoc cref="NotebookRunner.RunAsync"/>
    public async Task<NotebookOutcome> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        try
        {
            if (projects is not null && !await BuildAsync(projects, paths, cancellationToken).ConfigureAwait(false))
                return NotebookOutcome.Failed;
            using var places = new SemaphoreSlim(jobs);
            var runs = paths.Select(path => new ChildRun(RunOneAsync, path, places, cancellationToken)).ToList();
            foreach (var run in runs)
            {
                await foreach (var line in run.Lines.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                    await output.WriteLineAsync(line).ConfigureAwait(false);
            }
            var codes = await Task.WhenAll(runs.Select(run => run.ExitCode)).ConfigureAwait(false);
            return cancellationToken.IsCancellationRequested || codes.Contains(Interrupted) ? NotebookOutcome.Cancelled
                : codes.All(code => code == 0) ? NotebookOutcome.Succeeded
                : NotebookOutcome.Failed;
        }
        catch (OperationCanceledException)
        {
            return NotebookOutcome.Cancelled;
        }
    }

    private static async Task<bool> BuildAsync(ReferencedProjects projects, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        foreach (var path in paths)
        {
            // One that cannot be read fails on its own when it is run.
            if (TryLoad(path) is { } notebook && !await projects.BuildAsync(notebook, cancellationToken).ConfigureAwait(false))
                return false;
        }
        return true;
    }

    private static Notebook? TryLoad(string path)
    {
        try
        {
            return Notebook.Load(path);
        }
        catch (NotebookException)
        {
            return null;
        }
    }

    private async Task<int> RunOneAsync(string path, ChannelWriter<string> lines, CancellationToken cancellationToken)
    {
        var start = DotnetHost.Start(typeof(ParallelRun).Assembly.Location, [.. arguments, path]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Pass(line.Data);
        process.ErrorDataReceived += (_, line) => Pass(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await using var registration = cancellationToken.Register(() => _ = StopAsync(process)).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return process.ExitCode;

        void Pass(string? line)
        {
            if (line is not null)
                lines.TryWrite(line);
        }
    }

    private static async Task StopAsync(Process process)
    {
        await Task.Delay(StopPatience).ConfigureAwait(false);
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended, and may have been disposed of.
        }
    }

    /// <summary>A process to come, under way or ended, and what it prints.</summary>
    private sealed class ChildRun
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public ChildRun(Func<string, ChannelWriter<string>, CancellationToken, Task<int>> run, string path, SemaphoreSlim places, CancellationToken cancellationToken) =>
            ExitCode = Task.Run(() => RunAsync(run, path, places, cancellationToken), CancellationToken.None);

        public ChannelReader<string> Lines => _lines.Reader;

        public Task<int> ExitCode { get; }

        private async Task<int> RunAsync(Func<string, ChannelWriter<string>, CancellationToken, Task<int>> run, string path, SemaphoreSlim places, CancellationToken cancellationToken)
        {
            try
            {
                await places.WaitAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    return await run(path, _lines.Writer, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    places.Release();
                }
            }
            finally
            {
                _lines.Writer.TryComplete();
            }
        }
    }
}
