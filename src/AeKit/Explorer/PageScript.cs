using System.Text;
using System.Text.Json;

namespace AeKit.Explorer;

/// <summary>The script of an explorer: the files *.js and *.css beside this one, without the comments that are for readers of the source.</summary>
internal static class PageScript
{
    private static readonly Lazy<string> Source = new(() =>
        $"const style = {JsonSerializer.Serialize(Read("explorer.css"))};\n{Read("decoder.js")}{Read("map.js")}{Read("picture.js")}{Read("explorer.js")}");

    public static string Text => Source.Value;

    private static string Read(string name)
    {
        using Stream stream = typeof(PageScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"AeKit.dll was built without its resource {name}.");
        using var reader = new StreamReader(stream);
        var text = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            string code = line.Trim();
            bool comment = code.StartsWith("//", StringComparison.Ordinal) || (code.StartsWith("/*", StringComparison.Ordinal) && code.EndsWith("*/", StringComparison.Ordinal));
            if (code.Length > 0 && !comment)
                text.Append(code).Append('\n');
        }
        return text.ToString();
    }
}
