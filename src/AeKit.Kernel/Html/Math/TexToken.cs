namespace AeKit.Kernel.Html.Math;

internal enum TexTokenKind
{
    /// <summary>A single character that stands for itself.</summary>
    Character,

    /// <summary>A command: its name without the backslash.</summary>
    Command,

    /// <summary>The start of a group.</summary>
    Open,

    /// <summary>The end of a group.</summary>
    Close,
    Superscript,
    Subscript,

    /// <summary>The next column of a table.</summary>
    Column,

    /// <summary>The next row of a table.</summary>
    Row,
    End,
}

/// <summary>A token of TeX mathematics.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The character, or the command's name.</param>
/// <param name="Start">Where it starts in the source.</param>
/// <param name="Length">How long it is there.</param>
internal readonly record struct TexToken(TexTokenKind Kind, string Text, int Start, int Length);
