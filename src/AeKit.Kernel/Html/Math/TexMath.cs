using System.Xml;
using System.Xml.Linq;

namespace AeKit.Kernel.Html.Math;

/// <summary>A formula as MathML, and what in its TeX was not understood.</summary>
internal sealed record TexMath(string MathML, IReadOnlyList<string> Problems)
{
    /// <param name="tex">The formula without its delimiters.</param>
    /// <param name="isDisplay">Whether it stands on a line of its own.</param>
    public static TexMath Convert(string tex, bool isDisplay)
    {
        var (tree, problems) = TexParser.Parse(WithoutInvalid(tex));
        return new(MathMLWriter.Write(tree, isDisplay).ToString(SaveOptions.DisableFormatting), problems);
    }

    /// <summary>Control characters and halves of surrogate pairs, which XML does not allow, become replacement characters.</summary>
    private static string WithoutInvalid(string tex) => string.Concat(tex.EnumerateRunes().Select(rune =>
        rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
}
