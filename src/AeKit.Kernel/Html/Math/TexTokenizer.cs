using System.Text;

namespace AeKit.Kernel.Html.Math;

/// <summary>Cuts TeX mathematics into tokens; blanks and comments fall away.</summary>
internal static class TexTokenizer
{
    public static IReadOnlyList<TexToken> Tokenize(string source)
    {
        var tokens = new List<TexToken>();
        for (var position = 0; position < source.Length;)
        {
            var c = source[position];
            if (char.IsWhiteSpace(c))
            {
                position++;
            }
            else if (c == '%')
            {
                var end = source.IndexOf('\n', position);
                position = end < 0 ? source.Length : end;
            }
            else
            {
                var token = c == '\\' ? ReadCommand(source, position) : ReadCharacter(source, position);
                tokens.Add(token);
                position += token.Length;
            }
        }
        tokens.Add(new(TexTokenKind.End, "", source.Length, 0));
        return tokens;
    }

    private static TexToken ReadCommand(string source, int start)
    {
        var end = start + 1;
        while (end < source.Length && char.IsAsciiLetter(source[end]))
            end++;
        if (end == start + 1 && end < source.Length)
            end += CharacterLength(source, end);
        var name = source[(start + 1)..end];
        if (end < source.Length && source[end] == '*' && name is "operatorname")
        {
            end++;
            name += "*";
        }
        var kind = name is "\\" or "cr" ? TexTokenKind.Row : TexTokenKind.Command;
        return new(kind, name, start, end - start);
    }

    private static TexToken ReadCharacter(string source, int start)
    {
        var kind = source[start] switch
        {
            '{' => TexTokenKind.Open,
            '}' => TexTokenKind.Close,
            '^' => TexTokenKind.Superscript,
            '_' => TexTokenKind.Subscript,
            '&' => TexTokenKind.Column,
            _ => TexTokenKind.Character,
        };
        var length = CharacterLength(source, start);
        return new(kind, source.Substring(start, length), start, length);
    }

    private static int CharacterLength(string source, int position) =>
        Rune.TryGetRuneAt(source, position, out var rune) ? rune.Utf16SequenceLength : 1;
}
