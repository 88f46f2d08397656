using System.Xml.Linq;

namespace AeKit.Kernel.Html.Math;

/// <summary>A formula as MathML, and what in its TeX was not understood.</summary>
internal sealed record TexMath(string MathML, IReadOnlyList<string> Problems)
{
    /// <param name="tex">The formula without its delimiters.</param>
    /// <param name="isDisplay">Whether it stands on a line of its own.</param>
    public static TexMath Convert(string tex, bool isDisplay)
    {
        var (tree, problems) = TexParser.Parse(tex);
        return new(MathMLWriter.Write(tree, isDisplay).ToString(SaveOptions.DisableFormatting), problems);
    }
}
