using Microsoft.DotNet.Interactive.Formatting;

namespace AeKit.Kernel.Display;

/// <summary>Something a cell has displayed and may replace in place.</summary>
public sealed class DisplayedValue
{
    private readonly string? _mimeType;
    private readonly string _displayId;
    private readonly IOutputSink? _sink;

    internal DisplayedValue(object? value, string? mimeType)
    {
        _mimeType = mimeType;
        CellInterrupt.Check();
        var context = CellContext.Current;
        _sink = context?.Sink;
        _displayId = context?.NextDisplayId() ?? "";
        if (_sink is null)
            Console.WriteLine(value.ToDisplayString());
        else
            _sink.Publish(new DisplayOutput(_displayId, ObjectFormatting.ToBundle(value, mimeType)));
    }

    /// <summary>Replaces what is displayed by <paramref name="updatedValue"/>.</summary>
    public void Update(object? updatedValue)
    {
        CellInterrupt.Check();
        if (_sink is null)
            Console.WriteLine(updatedValue.ToDisplayString());
        else
            _sink.Publish(new DisplayUpdate(_displayId, ObjectFormatting.ToBundle(updatedValue, _mimeType)));
    }
}
