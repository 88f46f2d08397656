namespace AeKit.Plots.Svg;

/// <summary>The look all figures share.</summary>
internal static class Theme
{
    public const string Font = "Helvetica,Arial,'Liberation Sans','Noto Sans','Noto Sans CJK SC','Microsoft YaHei',sans-serif";
    public const string Ink = "#222222";
    public const string Muted = "#555555";
    public const string AxisLine = "#888888";
    public const string Grid = "#e4e4e4";
    public const string Missing = "#dddddd";
    public const string Paper = "#ffffff";

    /// <summary>Free space at the sides of a figure.</summary>
    public const double Side = 12;

    public const double TitleSize = 15;
    public const double TitleLine = 20;
    public const double LabelSize = 13;
    public const double TickSize = 12;

    // Okabe & Ito, "Color Universal Design" (2008): eight colours that all common kinds of colour vision tell apart,
    // yellow late because it is faint on white; then a wine and a grey for ten digits.
    private static readonly string[] Palette =
    [
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#f0e442", "#882255", "#999999",
    ];

    public static int Colours => Palette.Length;

    public static string Colour(int index) => Palette[index % Palette.Length];
}
