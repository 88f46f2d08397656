namespace AeKit.Kernel.Html.Math;

internal sealed partial class TexParser
{
    private MathNode? ParseCommand()
    {
        var token = Take();
        return token.Text switch
        {
            "frac" or "cfrac" => new FractionNode(ParseArgument(), ParseArgument()),
            "dfrac" => new FractionNode(ParseArgument(), ParseArgument(), Display: true),
            "tfrac" => new FractionNode(ParseArgument(), ParseArgument(), Display: false),
            "binom" => new FencedNode("(", new FractionNode(ParseArgument(), ParseArgument(), HasLine: false), ")"),
            "sqrt" => ParseRoot(),
            "left" => ParseFenced(),
            "middle" => new DelimiterNode(ParseDelimiter(), AtomClass.Relation, null),
            "begin" => ParseEnvironment(token),
            "operatorname" or "mathop" => new FunctionNode(new AlphabetNode(ParseArgument(), MathAlphabet.Upright), HasLimits: token.Text == "mathop"),
            "operatorname*" => new FunctionNode(new AlphabetNode(ParseArgument(), MathAlphabet.Upright), HasLimits: true),
            "overset" or "stackrel" => ParseStacked(isBelow: false),
            "underset" => ParseStacked(isBelow: true),
            "xrightarrow" => ParseLabelledArrow("→"),
            "xleftarrow" => ParseLabelledArrow("←"),
            "substack" => ParseArgument(),
            "boxed" => new BoxNode(ParseArgument()),
            "pmod" => new RowNode([new SpaceNode(1), new SymbolNode("(", AtomClass.Open), new TextNode("mod ", MathAlphabet.Upright), ParseArgument(), new SymbolNode(")", AtomClass.Close)]),
            "not" => ParseNegated(),
            "tag" => new RowNode([new SpaceNode(2), new TextNode($"({ParseRawArgument()})", MathAlphabet.Upright)]),
            "label" => Ignored(ParseRawArgument()),
            "nonumber" or "notag" or "mathstrut" or "hfill" => null,
            _ => ParseAlphabet(token.Text) ?? ParseAccent(token.Text) ?? ParseSized(token.Text) ?? TexSymbols.Find(token.Text) ?? Error($@"unknown command \{token.Text}", token),
        };
    }

    private static MathNode? Ignored(string source) => null;

    private RootNode ParseRoot()
    {
        var degree = ParseOptionalArgument();
        return new(ParseArgument(), degree);
    }

    private MathNode ParseFenced()
    {
        var left = ParseDelimiter();
        var body = ParseRow();
        if (Current is not { Kind: TexTokenKind.Command, Text: "right" })
            return new RowNode([new FencedNode(left, body, ""), Error(@"\left without \right", Current)]);
        Take();
        return new FencedNode(left, body, ParseDelimiter());
    }

    private string ParseDelimiter()
    {
        if (TexSymbols.Delimiter(Current) is { } delimiter)
        {
            Take();
            return delimiter;
        }
        Error("a delimiter is missing", Current);
        return "";
    }

    private ScriptsNode ParseStacked(bool isBelow)
    {
        var mark = ParseArgument();
        var body = ParseArgument();
        return new(body, isBelow ? mark : null, isBelow ? null : mark, Limits: true);
    }

    private ScriptsNode ParseLabelledArrow(string arrow)
    {
        var below = ParseOptionalArgument();
        return new(new SymbolNode(arrow, AtomClass.Relation), below, ParseArgument(), Limits: true);
    }

    private MathNode ParseNegated() => ParseArgument() switch
    {
        SymbolNode symbol => symbol with { Text = (symbol.Text + "\u0338").Normalize() },
        var other => other,
    };

    private MathNode? ParseAlphabet(string command)
    {
        if (command is "text" or "textrm" or "textnormal" or "mbox" or "hbox")
            return new TextNode(ParseRawArgument(), MathAlphabet.Upright);
        if (command is "textbf" or "textit" or "texttt")
            return new TextNode(ParseRawArgument(), command switch { "textbf" => MathAlphabet.Bold, "textit" => MathAlphabet.Italic, _ => MathAlphabet.Monospace });
        MathAlphabet? alphabet = command switch
        {
            "mathrm" or "rm" => MathAlphabet.Upright,
            "mathbf" => MathAlphabet.Bold,
            "boldsymbol" or "bm" or "pmb" => MathAlphabet.BoldItalic,
            "mathit" => MathAlphabet.Italic,
            "mathbb" => MathAlphabet.DoubleStruck,
            "mathcal" or "mathscr" => MathAlphabet.Script,
            "mathfrak" => MathAlphabet.Fraktur,
            "mathsf" => MathAlphabet.SansSerif,
            "mathtt" => MathAlphabet.Monospace,
            _ => null,
        };
        return alphabet is { } found ? new AlphabetNode(ParseArgument(), found) : null;
    }

    private AccentNode? ParseAccent(string command)
    {
        var (mark, isBelow, isStretchy, takesLimits) = command switch
        {
            "hat" => ("^", false, false, false),
            "widehat" => ("^", false, true, false),
            "tilde" => ("~", false, false, false),
            "widetilde" => ("~", false, true, false),
            "bar" => ("¯", false, false, false),
            "overline" => ("¯", false, true, false),
            "underline" => ("_", true, true, false),
            "vec" => ("→", false, false, false),
            "overrightarrow" => ("→", false, true, false),
            "dot" => ("˙", false, false, false),
            "ddot" => ("¨", false, false, false),
            "check" => ("ˇ", false, false, false),
            "breve" => ("˘", false, false, false),
            "acute" => ("´", false, false, false),
            "grave" => ("`", false, false, false),
            "overbrace" => ("⏞", false, true, true),
            "underbrace" => ("⏟", true, true, true),
            _ => ("", false, false, false),
        };
        return mark.Length == 0 ? null : new(ParseArgument(), mark, isBelow, isStretchy, takesLimits);
    }

    private DelimiterNode? ParseSized(string command)
    {
        double? size = command.TrimEnd('l', 'r', 'm') switch
        {
            "big" => 1.2,
            "Big" => 1.8,
            "bigg" => 2.4,
            "Bigg" => 3,
            _ => null,
        };
        if (size is null || command.Length > 5)
            return null;
        var atomClass = command[^1] switch
        {
            'l' => AtomClass.Open,
            'r' => AtomClass.Close,
            'm' => AtomClass.Relation,
            _ => AtomClass.Ordinary,
        };
        return new(ParseDelimiter(), atomClass, size);
    }

    private MathNode ParseEnvironment(TexToken begin)
    {
        var name = ParseRawArgument();
        var columns = name is "array" ? ParseRawArgument() : "";
        if (name is "alignedat" or "alignat" or "alignat*")
            ParseRawArgument();
        (TableStyle Style, string Left, string Right)? known = name.TrimEnd('*') switch
        {
            "matrix" or "smallmatrix" => (TableStyle.Matrix, "", ""),
            "pmatrix" => (TableStyle.Matrix, "(", ")"),
            "bmatrix" => (TableStyle.Matrix, "[", "]"),
            "Bmatrix" => (TableStyle.Matrix, "{", "}"),
            "vmatrix" => (TableStyle.Matrix, "|", "|"),
            "Vmatrix" => (TableStyle.Matrix, "‖", "‖"),
            "cases" or "dcases" => (TableStyle.Cases, "{", ""),
            "aligned" or "align" or "split" or "alignedat" or "alignat" or "eqnarray" => (TableStyle.Aligned, "", ""),
            "gathered" or "gather" or "equation" or "multline" => (TableStyle.Gathered, "", ""),
            "array" => (TableStyle.Array, "", ""),
            _ => null,
        };
        var table = ParseCells(ParseRow());
        if (Current is { Kind: TexTokenKind.Command, Text: "end" })
        {
            Take();
            var ended = ParseRawArgument();
            if (ended != name)
                return new RowNode([.. table.SelectMany(row => row), Error($@"\begin{{{name}}} is ended by \end{{{ended}}}", begin)]);
        }
        else
        {
            return new RowNode([.. table.SelectMany(row => row), Error($@"\begin{{{name}}} has no \end", begin)]);
        }
        if (known is not { } environment)
            return new RowNode([Error($"unknown environment {name}", begin), .. table.SelectMany(row => row)]);
        MathNode body = table is [[var single]] && environment.Style == TableStyle.Gathered
            ? single
            : new TableNode(table, environment.Style, columns);
        return environment.Left + environment.Right == "" ? body : new FencedNode(environment.Left, body, environment.Right);
    }

    /// <summary>The rows and columns of a table whose first cell has been read.</summary>
    private List<IReadOnlyList<MathNode>> ParseCells(MathNode first)
    {
        var rows = new List<IReadOnlyList<MathNode>>();
        var row = new List<MathNode> { first };
        while (Current.Kind is TexTokenKind.Column or TexTokenKind.Row)
        {
            if (Take().Kind == TexTokenKind.Row)
            {
                rows.Add(row);
                row = [];
                SkipRowSpacing();
            }
            row.Add(ParseRow());
        }
        if (row is not [RowNode { Children: [] }] || rows.Count == 0)
            rows.Add(row);
        return rows;
    }

    /// <summary>The extra height in \\[4pt], which is not kept.</summary>
    private void SkipRowSpacing()
    {
        if (Current is { Kind: TexTokenKind.Character, Text: "[" } && _source.IndexOf(']', Current.Start) is var end and > 0
            && _source[(Current.Start + 1)..end].TrimEnd() is [.., 't' or 'm' or 'x'] length && char.IsAsciiDigit(length[0]))
        {
            while (Take().Text != "]")
            {
                // The length is made of ordinary characters.
            }
        }
    }
}
