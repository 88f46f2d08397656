namespace AeKit.Data;

/// <summary>
/// Twenty of William Shakespeare's sonnets (1609, public domain) in modern spelling: a small text to learn from. It is
/// part of the library and needs no file.
/// </summary>
public static class Sonnets
{
    private static readonly Lazy<string> Content = new(() =>
    {
        using DataFileStream file = EmbeddedFile.Open("sonnets.txt");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    /// <summary>The numbers of the sonnets in the edition of 1609, in the order of the text.</summary>
    public static IReadOnlyList<int> Numbers { get; } = [1, 2, 12, 15, 18, 19, 29, 30, 33, 55, 60, 65, 71, 73, 87, 97, 104, 116, 130, 138];

    /// <summary>All of the text, ASCII; lines end with \n, and an empty line stands between sonnets.</summary>
    public static string Text => Content.Value;

    /// <summary>The sonnets, fourteen lines each.</summary>
    public static IReadOnlyList<string> Poems => Text.TrimEnd('\n').Split("\n\n");
}
