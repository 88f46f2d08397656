using AeKit.Kernel.Display;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Grading;

/// <summary>Keeps what a cell shows, up to a limit and until it ends, and its results as they are.</summary>
internal sealed class GradedOutput : IOutputSink
{
    private const int MostText = 200_000;
    private const int MostDisplayed = 4_000_000;

    private readonly CellRecorder _recorder = new([]);
    private readonly List<object?> _results = [];
    private readonly Lock _gate = new();
    private int _text;
    private int _displayed;
    private bool _isClosed;

    public void Publish(CellOutput output)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            if (output is ResultOutput result)
                _results.Add(result.Value);
            if (output is StreamOutput stream)
                Add(stream);
            else if (Fits(output))
                _recorder.Publish(output);
        }
    }

    /// <summary>Takes nothing any more: what outlives the cell is not heard.</summary>
    /// <returns>The values of its trailing expressions, and what it showed.</returns>
    public (IReadOnlyList<object?> Results, CellRecorder Shown) Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return (_results, _recorder);
        }
    }

    private void Add(StreamOutput stream)
    {
        if (_text > MostText)
            return;
        _text += stream.Text.Length;
        _recorder.Publish(_text <= MostText ? stream : new StreamOutput(stream.Name, "\n… the rest is left out: it is too long.\n"));
    }

    private bool Fits(CellOutput output)
    {
        var size = output switch
        {
            DisplayOutput display => SizeOf(display.Data),
            DisplayUpdate update => SizeOf(update.Data),
            ResultOutput result => SizeOf(result.Data),
            HelpOutput help => SizeOf(help.Data),
            ErrorOutput error => error.Error.Message.Length + error.Error.Traceback.Sum(line => line.Length),
            _ => 0,
        };
        if (size > MostDisplayed - _displayed)
            return false;
        // An update takes the place of what it updates.
        if (output is not DisplayUpdate)
            _displayed += size;
        return true;
    }

    private static int SizeOf(MimeBundle bundle) => bundle.Forms.Keys.Sum(mimeType => 50 + bundle.Text(mimeType)!.Length);
}
