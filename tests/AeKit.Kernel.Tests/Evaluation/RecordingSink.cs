using System.Collections.Concurrent;
using AeKit.Kernel.Display;

namespace AeKit.Kernel.Tests.Evaluation;

internal sealed class RecordingSink : IOutputSink
{
    private readonly ConcurrentQueue<CellOutput> _outputs = new();

    public IReadOnlyList<CellOutput> Outputs => [.. _outputs];

    public string StandardOutput => string.Concat(_outputs.OfType<StreamOutput>().Where(o => o.Name == StreamOutput.StandardOutput).Select(o => o.Text));

    public string StandardError => string.Concat(_outputs.OfType<StreamOutput>().Where(o => o.Name == StreamOutput.StandardError).Select(o => o.Text));

    public MimeBundle? Result => _outputs.OfType<ResultOutput>().LastOrDefault()?.Data;

    public void Publish(CellOutput output) => _outputs.Enqueue(output);
}
