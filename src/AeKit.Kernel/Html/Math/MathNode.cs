namespace AeKit.Kernel.Html.Math;

/// <summary>A piece of a formula, as TeX means it.</summary>
internal abstract record MathNode;

/// <summary>TeX's classes of atoms, which decide the space around them.</summary>
internal enum AtomClass
{
    Ordinary,
    Number,
    Operator,
    Binary,
    Relation,
    Open,
    Close,
    Punctuation,
}

/// <summary>A single character or sign.</summary>
internal sealed record SymbolNode(string Text, AtomClass Class, bool IsUpright = false) : MathNode;

/// <summary>A large operator such as a sum; limits stand above and below it in displayed formulas.</summary>
internal sealed record LargeOperatorNode(string Text, bool HasLimits) : MathNode;

/// <summary>A named function such as log or min.</summary>
internal sealed record FunctionNode(MathNode Name, bool HasLimits) : MathNode;

internal sealed record RowNode(IReadOnlyList<MathNode> Children) : MathNode;

/// <param name="Numerator">Above.</param>
/// <param name="Denominator">Below.</param>
/// <param name="HasLine">Whether a line is drawn, as for a fraction but not for a binomial.</param>
/// <param name="Display">Set in display style (true), text style (false), or as the context has it (null).</param>
internal sealed record FractionNode(MathNode Numerator, MathNode Denominator, bool HasLine = true, bool? Display = null) : MathNode;

internal sealed record RootNode(MathNode Radicand, MathNode? Degree) : MathNode;

/// <param name="Base">What carries the scripts.</param>
/// <param name="Sub">Below.</param>
/// <param name="Sup">Above.</param>
/// <param name="Limits">Whether they stand straight above and below; null leaves it to the base.</param>
internal sealed record ScriptsNode(MathNode Base, MathNode? Sub, MathNode? Sup, bool? Limits = null) : MathNode;

/// <summary>A mark or brace above or below.</summary>
internal sealed record AccentNode(MathNode Base, string Mark, bool IsBelow, bool IsStretchy, bool TakesLimits = false) : MathNode;

/// <summary>Delimiters that grow with what they enclose; an empty delimiter is not drawn.</summary>
internal sealed record FencedNode(string Left, MathNode Body, string Right) : MathNode;

/// <summary>A delimiter of a given size, in em; null grows with its surroundings.</summary>
internal sealed record DelimiterNode(string Text, AtomClass Class, double? Size) : MathNode;

/// <summary>How the columns of a table are set.</summary>
internal enum TableStyle
{
    Matrix,
    Cases,
    Aligned,
    Gathered,
    Array,
}

/// <param name="Rows">The cells.</param>
/// <param name="Style">How they are set.</param>
/// <param name="Columns">For arrays: one of l, c, r per column.</param>
internal sealed record TableNode(IReadOnlyList<IReadOnlyList<MathNode>> Rows, TableStyle Style, string Columns = "") : MathNode;

/// <summary>An alphabet for the letters within.</summary>
internal sealed record AlphabetNode(MathNode Body, MathAlphabet Alphabet) : MathNode;

internal sealed record TextNode(string Text, MathAlphabet Alphabet) : MathNode;

/// <summary>A space, in em.</summary>
internal sealed record SpaceNode(double Width) : MathNode;

/// <summary>Everything within in display or text style.</summary>
internal sealed record StyleNode(MathNode Body, bool IsDisplay) : MathNode;

/// <summary>Something with a frame around it.</summary>
internal sealed record BoxNode(MathNode Body) : MathNode;

/// <summary>Source that is not understood, shown as it is.</summary>
internal sealed record ErrorNode(string Source) : MathNode;
