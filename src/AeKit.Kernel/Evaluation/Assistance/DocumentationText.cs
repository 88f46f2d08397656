using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>Writes an XML documentation comment as plain text.</summary>
internal static partial class DocumentationText
{
    public static string Render(XElement member)
    {
        var blocks = new List<string> { Text(member.Element("summary")) };
        blocks.Add(Named(member, "typeparam", "Type parameters", "name"));
        blocks.Add(Named(member, "param", "Parameters", "name"));
        if (Text(member.Element("returns")) is { Length: > 0 } returns)
            blocks.Add("Returns: " + returns);
        if (Text(member.Element("value")) is { Length: > 0 } value)
            blocks.Add("Value: " + value);
        blocks.Add(Named(member, "exception", "Exceptions", "cref"));
        if (Text(member.Element("remarks")) is { Length: > 0 } remarks)
            blocks.Add(remarks);
        if (Text(member.Element("example")) is { Length: > 0 } example)
            blocks.Add("Example:\n" + example);
        return string.Join("\n\n", blocks.Where(block => block.Length > 0));
    }

    private static string Named(XElement member, string element, string title, string attribute)
    {
        var lines = member.Elements(element).Select(named => $"  {ShortName((string?)named.Attribute(attribute))}: {Text(named)}").ToList();
        return lines.Count == 0 ? "" : $"{title}:\n{string.Join('\n', lines)}";
    }

    private static string Text(XElement? element)
    {
        if (element is null)
            return "";
        var text = new StringBuilder();
        Write(element, text);
        return BlankLines().Replace(SpaceAroundBreak().Replace(text.ToString(), "\n"), "\n\n").Trim();
    }

    private static void Write(XElement element, StringBuilder text)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(Whitespace().Replace(words.Value, " "));
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference:
                    text.Append(reference.Value.Length > 0 ? reference.Value
                        : (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? ShortName((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("href")));
                    break;
                case XElement { Name.LocalName: "code" } code:
                    text.Append('\n').Append(code.Value.Trim('\r', '\n')).Append('\n');
                    break;
                case XElement { Name.LocalName: "para" or "p" } paragraph:
                    text.Append("\n\n");
                    Write(paragraph, text);
                    text.Append("\n\n");
                    break;
                case XElement { Name.LocalName: "br" }:
                    text.Append('\n');
                    break;
                case XElement { Name.LocalName: "item" } item:
                    text.Append("\n- ");
                    Write(item, text);
                    break;
                case XElement other:
                    Write(other, text);
                    break;
            }
        }
    }

    /// <summary><c>M:System.Collections.Generic.List`1.Add(`0)</c> → <c>List.Add</c>, <c>T:System.Exception</c> → <c>Exception</c>.</summary>
    private static string ShortName(string? reference)
    {
        if (reference is not [_, ':', ..])
            return reference ?? "";
        var parameters = reference.IndexOf('(', StringComparison.Ordinal);
        var parts = Arity().Replace(parameters < 0 ? reference[2..] : reference[2..parameters], "").Split('.');
        return reference[0] is 'T' or 'N' || parts.Length < 2 ? parts[^1] : $"{parts[^2]}.{parts[^1]}";
    }

    [GeneratedRegex("`+[0-9]+")]
    private static partial Regex Arity();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"[ \t]*\n[ \t]?(?! )")]
    private static partial Regex SpaceAroundBreak();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex BlankLines();
}
