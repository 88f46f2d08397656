namespace AeKit.Kernel.Display;

/// <summary>Something a running cell shows.</summary>
internal abstract record CellOutput;

/// <summary>Text written to <c>stdout</c> or <c>stderr</c>.</summary>
internal sealed record StreamOutput(string Name, string Text) : CellOutput
{
    public const string StandardOutput = "stdout";
    public const string StandardError = "stderr";
}

/// <summary>Something displayed; the identity allows it to be replaced later.</summary>
internal sealed record DisplayOutput(string DisplayId, MimeBundle Data) : CellOutput;

/// <summary>New content for everything displayed under an identity.</summary>
internal sealed record DisplayUpdate(string DisplayId, MimeBundle Data) : CellOutput;

/// <summary>The value of a cell's trailing expression, and how it is shown.</summary>
internal sealed record ResultOutput(MimeBundle Data, object? Value) : CellOutput;

/// <summary>The answer to a question about a name: for the reader now, no result of the cell.</summary>
internal sealed record HelpOutput(MimeBundle Data) : CellOutput;

/// <summary>The error that ended a cell.</summary>
internal sealed record ErrorOutput(CellError Error) : CellOutput;

/// <summary>Everything the cell has shown goes; with <paramref name="Wait"/> only when it shows something new, so that nothing flickers.</summary>
internal sealed record ClearedOutput(bool Wait) : CellOutput;
