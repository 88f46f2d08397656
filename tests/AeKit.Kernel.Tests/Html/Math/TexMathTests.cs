using System.Xml.Linq;
using AeKit.Kernel.Html.Math;

namespace AeKit.Kernel.Tests.Html.Math;

public sealed class TexMathTests
{
    [Theory]
    [InlineData(@"x", "<mi>x</mi>")]
    [InlineData(@"3.14", "<mn>3.14</mn>")]
    [InlineData(@"12x", "<mn>12</mn><mi>x</mi>")]
    [InlineData(@"a+b", "<mi>a</mi><mo>+</mo><mi>b</mi>")]
    [InlineData(@"a=-1", "<mi>a</mi><mo>=</mo><mo form=\"prefix\">−</mo><mn>1</mn>")]
    [InlineData(@"x^2", "<msup><mi>x</mi><mn>2</mn></msup>")]
    [InlineData(@"x_i^{n+1}", "<msubsup><mi>x</mi><mi>i</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msubsup>")]
    [InlineData(@"x^12", "<msup><mi>x</mi><mn>1</mn></msup><mn>2</mn>")]
    [InlineData(@"f'(x)", "<msup><mi>f</mi><mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">′</mo></msup><mo stretchy=\"false\" form=\"prefix\">(</mo><mi>x</mi><mo stretchy=\"false\" form=\"postfix\">)</mo>")]
    [InlineData(@"\frac{1}{2}", "<mfrac><mn>1</mn><mn>2</mn></mfrac>")]
    [InlineData(@"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>")]
    [InlineData(@"\dfrac ab", "<mstyle displaystyle=\"true\"><mfrac><mi>a</mi><mi>b</mi></mfrac></mstyle>")]
    [InlineData(@"\binom nk", "<mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"true\">(</mo><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac><mo form=\"postfix\" fence=\"true\" stretchy=\"true\">)</mo></mrow>")]
    [InlineData(@"\sqrt{x+1}", "<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>")]
    [InlineData(@"\sqrt[3]{2}", "<mroot><mn>2</mn><mn>3</mn></mroot>")]
    [InlineData(@"\left\|x\right\|", "<mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"true\">‖</mo><mi>x</mi><mo form=\"postfix\" fence=\"true\" stretchy=\"true\">‖</mo></mrow>")]
    [InlineData(@"\left.f\right|_0", "<msub><mrow><mi>f</mi><mo form=\"postfix\" fence=\"true\" stretchy=\"true\">|</mo></mrow><mn>0</mn></msub>")]
    [InlineData(@"\bigl(", "<mo stretchy=\"true\" lspace=\"0\" rspace=\"0\" symmetric=\"true\" minsize=\"1.2em\" maxsize=\"1.2em\">(</mo>")]
    [InlineData(@"\lVert", "<mo stretchy=\"false\" form=\"prefix\">‖</mo>")]
    [InlineData(@"a\mid b", "<mi>a</mi><mo stretchy=\"false\" lspace=\"0.2778em\" rspace=\"0.2778em\">∣</mo><mi>b</mi>")]
    [InlineData(@"\log x", "<mi>log</mi><mspace width=\"0.1667em\" /><mi>x</mi>")]
    [InlineData(@"\operatorname{diag}", "<mi>diag</mi>")]
    [InlineData(@"\mathbb{R}", "<mi>ℝ</mi>")]
    [InlineData(@"\mathbb{E}", "<mi>𝔼</mi>")]
    [InlineData(@"\mathbf{W}", "<mi>𝐖</mi>")]
    [InlineData(@"\mathcal{L}", "<mi>ℒ</mi>")]
    [InlineData(@"\mathcal{N}", "<mi>𝒩</mi>")]
    [InlineData(@"\mathrm{KL}", "<mi>KL</mi>")]
    [InlineData(@"\mathrm{d}", "<mi mathvariant=\"normal\">d</mi>")]
    [InlineData(@"\boldsymbol{\mu}", "<mi>𝝁</mi>")]
    [InlineData(@"\text{if } x", "<mtext>if\u00a0</mtext><mi>x</mi>")]
    [InlineData(@"\hat x", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">^</mo></mover>")]
    [InlineData(@"\tilde{x}", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">~</mo></mover>")]
    [InlineData(@"\bar x", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">¯</mo></mover>")]
    [InlineData(@"\vec v", "<mover accent=\"true\"><mi>v</mi><mo stretchy=\"false\">→</mo></mover>")]
    [InlineData(@"\dot x", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">˙</mo></mover>")]
    [InlineData(@"\overline{AB}", "<mover accent=\"true\"><mrow><mi>A</mi><mi>B</mi></mrow><mo stretchy=\"true\">¯</mo></mover>")]
    [InlineData(@"\widehat{x}", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"true\">^</mo></mover>")]
    [InlineData(@"\underbrace{x}_{\text{a}}", "<munder><munder><mi>x</mi><mo stretchy=\"true\">⏟</mo></munder><mtext>a</mtext></munder>")]
    [InlineData(@"\overbrace{x}^n", "<mover><mover><mi>x</mi><mo stretchy=\"true\">⏞</mo></mover><mi>n</mi></mover>")]
    [InlineData(@"\overset{!}{=}", "<mover><mo movablelimits=\"false\" stretchy=\"true\">=</mo><mo stretchy=\"false\" form=\"postfix\">!</mo></mover>")]
    [InlineData(@"\alpha\Gamma\varepsilon", "<mi>α</mi><mi mathvariant=\"normal\">Γ</mi><mi>ε</mi>")]
    [InlineData(@"\le\ge\neq\approx\sim\propto\in", "<mo>≤</mo><mo>≥</mo><mo>≠</mo><mo>≈</mo><mo>∼</mo><mo>∝</mo><mo>∈</mo>")]
    [InlineData(@"x\to\infty", "<mi>x</mi><mo stretchy=\"false\">→</mo><mi mathvariant=\"normal\">∞</mi>")]
    [InlineData(@"\partial\nabla", "<mi>∂</mi><mi mathvariant=\"normal\">∇</mi>")]
    [InlineData(@"a\odot b\otimes c\cdot d\times e", "<mi>a</mi><mo>⊙</mo><mi>b</mi><mo>⊗</mo><mi>c</mi><mo>⋅</mo><mi>d</mi><mo>×</mo><mi>e</mi>")]
    [InlineData(@"a\,b\quad c", "<mi>a</mi><mspace width=\"0.1667em\" /><mi>b</mi><mspace width=\"1em\" /><mi>c</mi>")]
    [InlineData(@"\{1,\ldots,n\}", "<mo stretchy=\"false\" form=\"prefix\">{</mo><mn>1</mn><mo>,</mo><mi mathvariant=\"normal\">…</mi><mo>,</mo><mi>n</mi><mo stretchy=\"false\" form=\"postfix\">}</mo>")]
    [InlineData(@"50\%", "<mn>50</mn><mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">%</mo>")]
    public void Inline_formulas(string tex, string expected)
    {
        var math = TexMath.Convert(tex, isDisplay: false);
        Assert.Empty(math.Problems);
        Assert.Equal($"<math xmlns=\"http://www.w3.org/1998/Math/MathML\">{expected}</math>", math.MathML);
    }

    [Theory]
    [InlineData(@"\sum_{i=1}^n x_i", "<munderover><mo movablelimits=\"false\">∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub>")]
    [InlineData(@"\prod_j", "<munder><mo movablelimits=\"false\">∏</mo><mi>j</mi></munder>")]
    [InlineData(@"\int_0^1", "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>")]
    [InlineData(@"\int\limits_A", "<munder><mo movablelimits=\"false\">∫</mo><mi>A</mi></munder>")]
    [InlineData(@"\lim_{n}", "<munder><mi>lim</mi><mi>n</mi></munder>")]
    [InlineData(@"\min_\theta", "<munder><mi>min</mi><mi>θ</mi></munder>")]
    [InlineData(@"\operatorname*{arg\,min}_\theta f", "<munder><mrow><mi>arg</mi><mspace width=\"0.1667em\" /><mi>min</mi></mrow><mi>θ</mi></munder><mspace width=\"0.1667em\" /><mi>f</mi>")]
    [InlineData(@"\frac{\sum_i x}{n}", "<mfrac><mrow><msub><mo>∑</mo><mi>i</mi></msub><mi>x</mi></mrow><mi>n</mi></mfrac>")]
    [InlineData(@"\begin{matrix}a&b\\c&d\end{matrix}", "<mtable class=\"tex-matrix\"><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mi>d</mi></mtd></mtr></mtable>")]
    [InlineData(@"\begin{pmatrix}1\end{pmatrix}", "<mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"true\">(</mo><mtable class=\"tex-matrix\"><mtr><mtd><mn>1</mn></mtd></mtr></mtable><mo form=\"postfix\" fence=\"true\" stretchy=\"true\">)</mo></mrow>")]
    [InlineData(@"\begin{bmatrix}1\end{bmatrix}", "<mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"true\">[</mo><mtable class=\"tex-matrix\"><mtr><mtd><mn>1</mn></mtd></mtr></mtable><mo form=\"postfix\" fence=\"true\" stretchy=\"true\">]</mo></mrow>")]
    [InlineData(@"\begin{vmatrix}1\end{vmatrix}", "<mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"true\">|</mo><mtable class=\"tex-matrix\"><mtr><mtd><mn>1</mn></mtd></mtr></mtable><mo form=\"postfix\" fence=\"true\" stretchy=\"true\">|</mo></mrow>")]
    [InlineData(@"\begin{cases}1&x\\2&y\end{cases}", "<mrow><mo form=\"prefix\" fence=\"true\" stretchy=\"true\">{</mo><mtable class=\"tex-cases\"><mtr><mtd><mn>1</mn></mtd><mtd><mi>x</mi></mtd></mtr><mtr><mtd><mn>2</mn></mtd><mtd><mi>y</mi></mtd></mtr></mtable></mrow>")]
    [InlineData(@"\begin{aligned}a&=b\\[4pt]c&=d\\\end{aligned}", "<mtable class=\"tex-aligned\" displaystyle=\"true\"><mtr><mtd><mi>a</mi></mtd><mtd><mi /><mo>=</mo><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mi /><mo>=</mo><mi>d</mi></mtd></mtr></mtable>")]
    [InlineData(@"\begin{gathered}a\\b\end{gathered}", "<mtable class=\"tex-gathered\" displaystyle=\"true\"><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable>")]
    [InlineData(@"\begin{array}{lr}a&b\end{array}", "<mtable class=\"tex-array\"><mtr><mtd class=\"tex-left\"><mi>a</mi></mtd><mtd class=\"tex-right\"><mi>b</mi></mtd></mtr></mtable>")]
    [InlineData(@"\boxed{x}", "<mrow class=\"tex-box\"><mi>x</mi></mrow>")]
    [InlineData(@"\Bigr)^n", "<msup><mrow><mi /><mo stretchy=\"true\" lspace=\"0\" rspace=\"0\" symmetric=\"true\" minsize=\"1.8em\" maxsize=\"1.8em\">)</mo></mrow><mi>n</mi></msup>")]
    public void Displayed_formulas(string tex, string expected)
    {
        var math = TexMath.Convert(tex, isDisplay: true);
        Assert.Empty(math.Problems);
        Assert.Equal($"<math display=\"block\" xmlns=\"http://www.w3.org/1998/Math/MathML\">{expected}</math>", math.MathML);
    }

    [Theory]
    [InlineData(@"\foo{x}", @"unknown command \foo")]
    [InlineData(@"{x", "a '{' is not closed")]
    [InlineData(@"x}", "unexpected '}'")]
    [InlineData(@"\left(x", @"\left without \right")]
    [InlineData(@"x\right)", @"unexpected '\right'")]
    [InlineData(@"\begin{aligned}x", @"\begin{aligned} has no \end")]
    [InlineData(@"\begin{aligned}x\end{matrix}", @"\begin{aligned} is ended by \end{matrix}")]
    [InlineData(@"\begin{nonsense}x\end{nonsense}", "unknown environment nonsense")]
    [InlineData(@"\frac{1}", "an argument is missing")]
    [InlineData(@"x^", "an argument is missing")]
    [InlineData(@"\left x\right)", "a delimiter is missing")]
    public void What_is_not_understood_is_reported_and_shown(string tex, string problem)
    {
        var math = TexMath.Convert(tex, isDisplay: true);
        Assert.Contains(problem, math.Problems);
        XElement.Parse(math.MathML);
    }

    [Fact]
    public void Any_text_at_all_becomes_well_formed_MathML()
    {
        var random = new Random(7);
        string[] pieces = [@"\frac", @"\left", @"\right", "(", ")", "{", "}", "^", "_", "&", @"\\", "x", "1", "'", @"\sum", @"\begin{cases}", @"\end{cases}", @"\hat", @"\sqrt", "[", "]", @"\text", " ", "<", "\"", @"\", "%", "|", @"\big", "𝔼", "中", "\u0001", "\ud835"];
        for (var i = 0; i < 5000; i++)
        {
            var tex = string.Concat(Enumerable.Range(0, random.Next(1, 15)).Select(_ => pieces[random.Next(pieces.Length)]));
            XElement.Parse(TexMath.Convert(tex, isDisplay: i % 2 == 0).MathML);
        }
    }
}
