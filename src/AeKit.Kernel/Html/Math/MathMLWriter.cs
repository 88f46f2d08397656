using System.Globalization;
using System.Xml.Linq;

namespace AeKit.Kernel.Html.Math;

/// <summary>Writes a formula as MathML Core, which browsers draw without help.</summary>
internal static class MathMLWriter
{
    private static readonly XNamespace Namespace = "http://www.w3.org/1998/Math/MathML";

    public static XElement Write(MathNode tree, bool isDisplay)
    {
        var math = Element("math", Content(tree, new(isDisplay, MathAlphabet.Default)));
        if (isDisplay)
            math.SetAttributeValue("display", "block");
        return math;
    }

    private static XElement Write(MathNode node, Style style) => node switch
    {
        SymbolNode symbol => Symbol(symbol, style),
        LargeOperatorNode large => Element("mo", large.Text),
        FunctionNode { Name: TextNode name } => Element("mi", Spaced(name.Text)),
        FunctionNode function => Write(function.Name, style),
        RowNode row => Row(row, style),
        FractionNode fraction => Fraction(fraction, style),
        RootNode { Degree: { } degree } root => Element("mroot", Write(root.Radicand, style), Write(degree, style.Inline())),
        RootNode root => Element("msqrt", Content(root.Radicand, style)),
        ScriptsNode scripts => Scripts(scripts, style),
        AccentNode accent => Accent(accent, style),
        FencedNode fenced => Element("mrow", Fence(fenced.Left, "prefix"), Write(fenced.Body, style), Fence(fenced.Right, "postfix")),
        DelimiterNode delimiter => Delimiter(delimiter),
        TableNode table => Table(table, style),
        AlphabetNode alphabet => Write(alphabet.Body, style with { Alphabet = alphabet.Alphabet }),
        TextNode text => Element("mtext", Spaced(MathLetters.In(text.Alphabet, text.Text))),
        SpaceNode space => With(Element("mspace"), "width", FormattableString.Invariant($"{space.Width:0.####}em")),
        StyleNode change => With(Element("mrow", Content(change.Body, style with { IsDisplay = change.IsDisplay })), "displaystyle", change.IsDisplay ? "true" : "false"),
        BoxNode box => With(Element("mrow", Content(box.Body, style)), "class", "tex-box"),
        ErrorNode error => With(Element("mtext", error.Source), "class", "tex-error"),
        _ => throw new InvalidOperationException($"No MathML for {node.GetType().Name}."),
    };

    /// <summary>The content of an element that is a row by itself.</summary>
    private static IEnumerable<XElement> Content(MathNode node, Style style) =>
        node is RowNode row ? Children(row, style) : [Write(node, style)];

    private static XElement Row(RowNode row, Style style)
    {
        var children = Children(row, style).ToList();
        return children.Count == 1 ? children[0] : Element("mrow", children);
    }

    private static IEnumerable<XElement> Children(RowNode row, Style style)
    {
        MathNode? before = null;
        for (var i = 0; i < row.Children.Count; i++)
        {
            var child = row.Children[i];
            if (style.Alphabet == MathAlphabet.Upright && TakeWord(row.Children, ref i) is { } word)
            {
                yield return word.Length > 1 ? Element("mi", word) : With(Element("mi", word), "mathvariant", "normal");
                before = child;
                continue;
            }
            var element = Write(child, style);
            if (child is SymbolNode { Class: AtomClass.Binary } && IsSign(before))
                element.SetAttributeValue("form", "prefix");
            yield return element;
            if (IsFunction(child) && i + 1 < row.Children.Count && NeedsSpaceAfterFunction(row.Children[i + 1]))
                yield return Write(new SpaceNode(1 / 6.0), style);
            before = child;
        }
    }

    /// <summary>Upright letters in a row make one word, as in KL.</summary>
    private static string? TakeWord(IReadOnlyList<MathNode> children, ref int position)
    {
        var end = position;
        while (end < children.Count && children[end] is SymbolNode { Class: AtomClass.Ordinary, Text: [var c] } && char.IsAsciiLetter(c))
            end++;
        if (end == position)
            return null;
        var word = string.Concat(children.Skip(position).Take(end - position).Cast<SymbolNode>().Select(symbol => symbol.Text));
        position = end - 1;
        return word;
    }

    /// <summary>Whether a plus or minus after this is a sign and not an operation.</summary>
    private static bool IsSign(MathNode? before) => before switch
    {
        null or LargeOperatorNode or FunctionNode => true,
        SymbolNode symbol => symbol.Class is AtomClass.Binary or AtomClass.Relation or AtomClass.Open or AtomClass.Punctuation,
        DelimiterNode delimiter => delimiter.Class is AtomClass.Open or AtomClass.Relation,
        _ => false,
    };

    private static bool IsFunction(MathNode node) => node is FunctionNode or ScriptsNode { Base: FunctionNode };

    private static bool NeedsSpaceAfterFunction(MathNode next) => next switch
    {
        SymbolNode symbol => symbol.Class is AtomClass.Ordinary or AtomClass.Number,
        DelimiterNode or FencedNode or SpaceNode => false,
        _ => true,
    };

    private static XElement Symbol(SymbolNode symbol, Style style)
    {
        switch (symbol.Class)
        {
            case AtomClass.Number:
                return Element("mn", MathLetters.In(style.Alphabet, symbol.Text));
            case AtomClass.Ordinary when IsLetter(symbol.Text):
                return Letter(symbol, style);
            case AtomClass.Ordinary:
                return NoSpace(Element("mo", symbol.Text), isStretchy: false);
            case AtomClass.Open:
                return With(With(Element("mo", symbol.Text), "stretchy", "false"), "form", "prefix");
            case AtomClass.Close:
                return With(With(Element("mo", symbol.Text), "stretchy", "false"), "form", "postfix");
            case AtomClass.Relation when symbol.Text is "∣" or "∥" or ":":
                return With(With(With(Element("mo", symbol.Text), "stretchy", "false"), "lspace", "0.2778em"), "rspace", "0.2778em");
            case AtomClass.Relation when IsArrow(symbol.Text):
                return With(Element("mo", symbol.Text), "stretchy", "false");
            case AtomClass.Binary when symbol.Text == "mod":
                return With(With(Element("mo", symbol.Text), "lspace", "0.2222em"), "rspace", "0.2222em");
            default:
                return Element("mo", symbol.Text);
        }
    }

    private static bool IsLetter(string text) =>
        text is "∂" or "∇" or "∞" or "∅" or "…" or "⋯" or "⋮" or "⋱" || char.IsLetter(text, 0) || char.IsSurrogatePair(text, 0);

    private static bool IsArrow(string text) => text[0] is (>= '←' and <= '⇿') or (>= '⟰' and <= '⟿');

    private static XElement Letter(SymbolNode symbol, Style style)
    {
        var alphabet = style.Alphabet == MathAlphabet.BoldItalic && symbol.IsUpright ? MathAlphabet.Bold : style.Alphabet;
        var text = MathLetters.In(alphabet, symbol.Text);
        var isUpright = alphabet switch
        {
            MathAlphabet.Default => symbol.IsUpright,
            MathAlphabet.Italic => false,
            // What the alphabet lacks stays upright, as what it has is drawn in its own shape.
            _ => text == symbol.Text,
        };
        var letter = Element("mi", text);
        return isUpright ? With(letter, "mathvariant", "normal") : letter;
    }

    private static XElement Fraction(FractionNode fraction, Style style)
    {
        var inner = fraction.Display == true ? style : style.Inline();
        var element = Element("mfrac", Write(fraction.Numerator, inner.Inline()), Write(fraction.Denominator, inner.Inline()));
        if (!fraction.HasLine)
            element.SetAttributeValue("linethickness", "0");
        return fraction.Display is { } isDisplay
            ? With(Element("mstyle", element), "displaystyle", isDisplay ? "true" : "false")
            : element;
    }

    private static XElement Scripts(ScriptsNode scripts, Style style)
    {
        var isStacked = scripts.Limits ?? scripts.Base switch
        {
            LargeOperatorNode large => large.HasLimits && style.IsDisplay,
            FunctionNode function => function.HasLimits && style.IsDisplay,
            AccentNode accent => accent.TakesLimits,
            _ => false,
        };
        var inner = style.Inline();
        var body = Write(scripts.Base, style);
        // An operator that is itself the base would not take its size.
        if (scripts.Base is DelimiterNode)
            body = Element("mrow", Element("mi"), body);
        if (isStacked && body.Name.LocalName == "mo")
        {
            body.SetAttributeValue("movablelimits", "false");
            if (scripts.Base is SymbolNode { Class: AtomClass.Relation })
                body.SetAttributeValue("stretchy", "true");
        }
        return (scripts.Sub, scripts.Sup) switch
        {
            ({ } sub, null) => Element(isStacked ? "munder" : "msub", body, Write(sub, inner)),
            (null, { } sup) => Element(isStacked ? "mover" : "msup", body, Write(sup, inner)),
            ({ } sub, { } sup) => Element(isStacked ? "munderover" : "msubsup", body, Write(sub, inner), Write(sup, inner)),
            _ => body,
        };
    }

    private static XElement Accent(AccentNode accent, Style style)
    {
        var mark = With(Element("mo", accent.Mark), "stretchy", accent.IsStretchy ? "true" : "false");
        var element = Element(accent.IsBelow ? "munder" : "mover", Write(accent.Base, style), mark);
        return accent.TakesLimits ? element : With(element, accent.IsBelow ? "accentunder" : "accent", "true");
    }

    private static XElement? Fence(string delimiter, string form) =>
        delimiter.Length == 0 ? null : With(With(With(Element("mo", delimiter), "form", form), "fence", "true"), "stretchy", "true");

    private static XElement Delimiter(DelimiterNode delimiter)
    {
        var element = NoSpace(Element("mo", delimiter.Text), isStretchy: true);
        if (delimiter.Class == AtomClass.Relation)
            element = With(With(element, "lspace", "0.2778em"), "rspace", "0.2778em");
        if (delimiter.Size is not { } size)
            return element;
        var length = size.ToString(CultureInfo.InvariantCulture) + "em";
        return With(With(With(element, "symmetric", "true"), "minsize", length), "maxsize", length);
    }

    private static XElement Table(TableNode table, Style style)
    {
        var inner = table.Style is TableStyle.Aligned or TableStyle.Gathered ? style with { IsDisplay = true } : style.Inline();
        var element = Element("mtable", table.Rows.Select(row => Element("mtr", row.Select((cell, i) => Cell(cell, i, table, inner)))));
        element.SetAttributeValue("class", "tex-" + table.Style.ToString().ToLowerInvariant());
        return inner.IsDisplay ? With(element, "displaystyle", "true") : element;
    }

    private static XElement Cell(MathNode cell, int column, TableNode table, Style style)
    {
        // An equation is cut at its relation: with nothing before it the relation would count as a sign.
        IEnumerable<XElement> content = Content(cell, style);
        if (table.Style == TableStyle.Aligned && column % 2 == 1)
            content = content.Prepend(Element("mi"));
        var element = Element("mtd", content);
        var letters = table.Columns.Where(char.IsAsciiLetter).ToList();
        var alignment = column < letters.Count ? letters[column] : 'c';
        return table.Style == TableStyle.Array && alignment != 'c'
            ? With(element, "class", alignment == 'l' ? "tex-left" : "tex-right")
            : element;
    }

    private static XElement NoSpace(XElement element, bool isStretchy) =>
        With(With(With(element, "stretchy", isStretchy ? "true" : "false"), "lspace", "0"), "rspace", "0");

    /// <summary>MathML trims blanks at the ends of a text.</summary>
    private static string Spaced(string text) => text.Replace(' ', '\u00a0');

    private static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    private static XElement With(XElement element, string attribute, string value)
    {
        element.SetAttributeValue(attribute, value);
        return element;
    }

    private sealed record Style(bool IsDisplay, MathAlphabet Alphabet)
    {
        public Style Inline() => IsDisplay ? this with { IsDisplay = false } : this;
    }
}
