using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using AeKit.Kernel.Display;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>Something a cell has displayed and may replace in place, as often as it likes: what is shown changes ten times a second.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The timer ends by itself.")]
public sealed class DisplayedValue
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly string? _mimeType;
    private readonly string _displayId;
    private readonly Lock _gate = new();
    private readonly Timer? _timer;
    private CellContext? _cell;
    private long _published;
    private MimeBundle? _waiting;

    internal DisplayedValue(object? value, string? mimeType)
        : this(value, mimeType, CellContext.Current)
    {
    }

    internal DisplayedValue(object? value, string? mimeType, CellContext? cell)
    {
        _mimeType = mimeType;
        CellInterrupt.Check();
        _cell = cell;
        _displayId = cell?.NextDisplayId() ?? "";
        if (cell is null)
        {
            Console.WriteLine(value.ToDisplayString());
            return;
        }
        using (ExecutionContext.SuppressFlow())
            _timer = new(_ => Flush());
        cell.Ending += Flush;
        cell.Sink.Publish(new DisplayOutput(_displayId, ObjectFormatting.ToBundle(value, mimeType)));
    }

    /// <summary>Replaces what is displayed by <paramref name="updatedValue"/>.</summary>
    public void Update(object? updatedValue)
    {
        CellInterrupt.Check();
        if (_cell is null)
        {
            Console.WriteLine(updatedValue.ToDisplayString());
            return;
        }
        // Formatted now, because the cell may go on to change it.
        var data = ObjectFormatting.ToBundle(updatedValue, _mimeType);
        lock (_gate)
        {
            PassTo(CellContext.Current);
            var isWaiting = _waiting is not null;
            _waiting = data;
            var elapsed = Stopwatch.GetElapsedTime(_published);
            if (elapsed >= Interval)
                PublishWaiting();
            else if (!isWaiting)
                _timer!.Change(Interval - elapsed, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Clients that execute a notebook cell by cell listen to the running cell only, so what a later cell updates is that cell's.</summary>
    private void PassTo(CellContext? cell)
    {
        if (cell is null || cell == _cell)
            return;
        PublishWaiting();
        _cell = cell;
        cell.Ending += Flush;
    }

    private void Flush()
    {
        lock (_gate)
            PublishWaiting();
    }

    private void PublishWaiting()
    {
        if (_waiting is null)
            return;
        _cell!.Sink.Publish(new DisplayUpdate(_displayId, _waiting));
        _waiting = null;
        _published = Stopwatch.GetTimestamp();
    }
}
