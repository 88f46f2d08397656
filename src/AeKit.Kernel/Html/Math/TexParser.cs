using System.Text;

namespace AeKit.Kernel.Html.Math;

/// <summary>Reads TeX mathematics into a tree. What it does not know becomes an error node and a problem; it never fails.</summary>
internal sealed partial class TexParser
{
    private readonly string _source;
    private readonly IReadOnlyList<TexToken> _tokens;
    private readonly List<string> _problems = [];
    private int _position;

    private TexParser(string source)
    {
        _source = source;
        _tokens = TexTokenizer.Tokenize(source);
    }

    private TexToken Current => _tokens[_position];

    /// <summary>Parses a formula without its delimiters.</summary>
    /// <returns>The tree, and one line for everything that was not understood.</returns>
    public static (MathNode Tree, IReadOnlyList<string> Problems) Parse(string source)
    {
        var parser = new TexParser(source);
        var parts = new List<MathNode>();
        while (true)
        {
            parts.Add(parser.ParseTopLevel());
            if (parser.Current.Kind == TexTokenKind.End)
                break;
            var stray = parser.Take();
            parts.Add(parser.Error($"unexpected '{parser.SourceOf(stray)}'", stray));
        }
        return (parts.Count == 1 ? parts[0] : new RowNode(parts), parser._problems);
    }

    /// <summary>A formula may use \\ and &amp; without an environment around it.</summary>
    private MathNode ParseTopLevel()
    {
        var first = ParseRow();
        if (Current.Kind is not (TexTokenKind.Row or TexTokenKind.Column))
            return first;
        return new TableNode(ParseCells(first), TableStyle.Aligned);
    }

    private MathNode ParseRow()
    {
        var children = new List<MathNode>();
        while (!EndsRow(Current))
        {
            if (Current is { Kind: TexTokenKind.Command, Text: "displaystyle" or "textstyle" })
            {
                var isDisplay = Take().Text == "displaystyle";
                children.Add(new StyleNode(ParseRow(), isDisplay));
                break;
            }
            if (ParseScripted() is { } child)
                children.Add(child);
        }
        return children.Count == 1 ? children[0] : new RowNode(children);
    }

    private static bool EndsRow(TexToken token) =>
        token.Kind is TexTokenKind.End or TexTokenKind.Close or TexTokenKind.Column or TexTokenKind.Row
        || token is { Kind: TexTokenKind.Command, Text: "right" or "end" };

    /// <summary>An atom with what is raised and lowered at it.</summary>
    private MathNode? ParseScripted()
    {
        var atom = Current.Kind is TexTokenKind.Superscript or TexTokenKind.Subscript ? new RowNode([]) : ParseAtom();
        if (atom is null)
            return null;
        MathNode? sub = null;
        MathNode? sup = null;
        bool? limits = null;
        while (true)
        {
            if (Current.Kind == TexTokenKind.Subscript)
            {
                sub = Joined(sub, TakeScript());
            }
            else if (Current.Kind == TexTokenKind.Superscript)
            {
                sup = Joined(sup, TakeScript());
            }
            else if (Current is { Kind: TexTokenKind.Character, Text: "'" })
            {
                sup = Joined(sup, TakePrimes());
            }
            else if (Current is { Kind: TexTokenKind.Command, Text: "limits" or "nolimits" })
            {
                limits = Take().Text == "limits";
            }
            else
            {
                return sub is null && sup is null ? atom : new ScriptsNode(atom, sub, sup, limits);
            }
        }
    }

    private static MathNode Joined(MathNode? first, MathNode second) => first is null ? second : new RowNode([first, second]);

    private MathNode TakeScript()
    {
        Take();
        return ParseArgument();
    }

    private SymbolNode TakePrimes()
    {
        var count = 0;
        for (; Current is { Kind: TexTokenKind.Character, Text: "'" }; count++)
            Take();
        return new(count switch { 1 => "′", 2 => "″", 3 => "‴", _ => new string('′', count) }, AtomClass.Ordinary, IsUpright: true);
    }

    private MathNode? ParseAtom() => Current.Kind switch
    {
        TexTokenKind.Open => ParseGroup(),
        TexTokenKind.Character when char.IsAsciiDigit(Current.Text[0]) => ParseNumber(),
        TexTokenKind.Character when Current.Text == "~" => new SpaceNode(Take().Length * 0.25),
        TexTokenKind.Character => TexSymbols.Character(Take().Text),
        _ => ParseCommand(),
    };

    private MathNode ParseGroup()
    {
        var open = Take();
        var row = ParseRow();
        if (Current.Kind is TexTokenKind.Row or TexTokenKind.Column)
            row = new TableNode(ParseCells(row), TableStyle.Gathered);
        if (Current.Kind == TexTokenKind.Close)
            Take();
        else
            return new RowNode([row, Error("a '{' is not closed", open)]);
        return row is RowNode ? row : new RowNode([row]);
    }

    private SymbolNode ParseNumber()
    {
        var number = new StringBuilder(Take().Text);
        while (Current.Kind == TexTokenKind.Character
            && (char.IsAsciiDigit(Current.Text[0])
                || (Current.Text == "." && _tokens[_position + 1] is { Kind: TexTokenKind.Character, Text: [>= '0' and <= '9'] })))
        {
            number.Append(Take().Text);
        }
        return new(number.ToString(), AtomClass.Number);
    }

    /// <summary>A group, or a single token, as TeX reads arguments.</summary>
    private MathNode ParseArgument()
    {
        switch (Current.Kind)
        {
            case TexTokenKind.Open:
                var group = ParseGroup();
                return group is RowNode { Children: [var only] } ? only : group;
            case TexTokenKind.Character:
                return TexSymbols.Character(Take().Text);
            case TexTokenKind.Command when !EndsRow(Current):
                return ParseCommand() ?? new RowNode([]);
            default:
                return Error("an argument is missing", Current);
        }
    }

    /// <summary>The text of a group as it stands in the source.</summary>
    private string ParseRawArgument()
    {
        if (Current.Kind != TexTokenKind.Open)
            return Current.Kind == TexTokenKind.End ? "" : Take().Text;
        var start = Take();
        var depth = 1;
        while (Current.Kind != TexTokenKind.End)
        {
            depth += Current.Kind switch { TexTokenKind.Open => 1, TexTokenKind.Close => -1, _ => 0 };
            if (depth == 0)
                return _source[(start.Start + 1)..Take().Start];
            Take();
        }
        Error("a '{' is not closed", start);
        return _source[(start.Start + 1)..];
    }

    /// <summary>An argument in brackets, if there is one.</summary>
    private RowNode? ParseOptionalArgument()
    {
        if (Current is not { Kind: TexTokenKind.Character, Text: "[" })
            return null;
        Take();
        var children = new List<MathNode>();
        while (!EndsRow(Current) && Current is not { Kind: TexTokenKind.Character, Text: "]" })
        {
            if (ParseScripted() is { } child)
                children.Add(child);
        }
        if (Current.Text == "]")
            Take();
        return new RowNode(children);
    }

    private TexToken Take()
    {
        var token = Current;
        if (token.Kind != TexTokenKind.End)
            _position++;
        return token;
    }

    private ErrorNode Error(string problem, TexToken at)
    {
        _problems.Add(problem);
        return new(SourceOf(at));
    }

    private string SourceOf(TexToken token) => _source.Substring(token.Start, token.Length);
}
