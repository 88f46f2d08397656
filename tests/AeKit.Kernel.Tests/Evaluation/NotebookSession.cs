using AeKit.Kernel.Display;
using AeKit.Kernel.Evaluation;

namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>Drives an evaluator as a notebook would: cells named In[1], In[2], ….</summary>
internal sealed class NotebookSession(string? baseDirectory = null, IInputSource? input = null)
{
    private int _count;

    public Evaluator Evaluator { get; } = new(baseDirectory ?? Path.GetTempPath()) { Input = input ?? NoInput.Instance };

    /// <summary>What the last cell has shown.</summary>
    public RecordingSink Last { get; private set; } = new();

    public Task<CellResult> RunAsync(string code, CancellationToken cancellationToken = default)
    {
        Last = new();
        return Evaluator.ExecuteAsync(code, $"In[{++_count}]", Last, cancellationToken);
    }

    /// <summary>Runs a cell that must succeed and gives the plain text of its value.</summary>
    public async Task<string?> ValueAsync(string code)
    {
        var result = await RunAsync(code);
        Assert.True(result.Status == CellStatus.Succeeded, string.Join('\n', result.Error?.Traceback ?? []));
        return Last.Result?.Text("text/plain");
    }
}
