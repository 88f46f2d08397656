using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Notebooks;

/// <summary>
/// JSON byte for byte as Jupyter (Python's <c>json.dump(…, ensure_ascii=False, indent=1)</c>) writes it. The writer of
/// System.Text.Json escapes more than Python does, so a rewritten notebook would differ everywhere.
/// </summary>
internal sealed class JupyterJson
{
    private const int DefaultIndentation = 1;

    private readonly StringBuilder _text = new();
    private readonly int _indentation;

    private JupyterJson(int indentation) => _indentation = indentation;

    public static byte[] Serialize(JsonNode json, int indentation)
    {
        var writer = new JupyterJson(indentation);
        writer.Write(json, depth: 0);
        writer._text.Append('\n');
        return Encoding.UTF8.GetBytes(writer._text.ToString());
    }

    /// <summary>The number of spaces by which a file indents, so that rewriting it keeps them.</summary>
    public static int IndentationOf(ReadOnlySpan<byte> json)
    {
        var line = json.IndexOf((byte)'\n') + 1;
        var spaces = line == 0 ? 0 : json[line..].IndexOfAnyExcept((byte)' ');
        return spaces is > 0 and <= 8 ? spaces : DefaultIndentation;
    }

    private void Write(JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                _text.Append("null");
                break;
            case JsonObject fields:
                WriteItems('{', '}', fields, depth, field =>
                {
                    WriteString(field.Key);
                    _text.Append(": ");
                    Write(field.Value, depth + 1);
                });
                break;
            case JsonArray items:
                WriteItems('[', ']', items, depth, item => Write(item, depth + 1));
                break;
            case JsonValue when node.GetValueKind() == JsonValueKind.String:
                WriteString(node.GetValue<string>());
                break;
            default:
                _text.Append(node.ToJsonString());
                break;
        }
    }

    private void WriteItems<T>(char open, char close, ICollection<T> items, int depth, Action<T> write)
    {
        _text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            _text.Append(isFirst ? "\n" : ",\n").Append(' ', (depth + 1) * _indentation);
            write(item);
            isFirst = false;
        }
        if (!isFirst)
            _text.Append('\n').Append(' ', depth * _indentation);
        _text.Append(close);
    }

    private void WriteString(string text)
    {
        _text.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append(@"\\"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                '\f' => _text.Append("\\f"),
                '\b' => _text.Append("\\b"),
                < ' ' => _text.Append("\\u").Append(((int)c).ToString("x4")),
                _ => _text.Append(c),
            };
        }
        _text.Append('"');
    }
}
