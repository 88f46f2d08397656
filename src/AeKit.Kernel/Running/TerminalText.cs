namespace AeKit.Kernel.Running;

/// <summary>What a terminal would show of text that uses carriage returns, as progress lines do.</summary>
internal static class TerminalText
{
    public static string Render(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (!text.Contains('\r', StringComparison.Ordinal))
            return text;
        return string.Join('\n', text.Split('\n').Select(RenderLine));
    }

    private static string RenderLine(string line)
    {
        var shown = Array.Empty<char>();
        foreach (var part in line.Split('\r'))
        {
            if (part.Length >= shown.Length)
                shown = part.ToCharArray();
            else
                part.CopyTo(0, shown, 0, part.Length);
        }
        return new string(shown);
    }
}
