using System.Text.Json.Nodes;

namespace AeKit.Plots.Svg;

/// <summary>Colours for values from 0 to 1, linear between equally spaced stops.</summary>
internal sealed class ColourScale
{
    /// <summary>Matplotlib's viridis (Smith &amp; van der Walt 2015): even steps of lightness, safe for colour-blind readers.</summary>
    public static readonly ColourScale Sequential = new(
        0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725);

    /// <summary>Blue, white, orange: Okabe–Ito's pair, darkened at the ends.</summary>
    public static readonly ColourScale Diverging = new(0x00395a, 0x0072b2, 0x86bcdc, 0xffffff, 0xf0b183, 0xd55e00, 0x6b2f00);

    /// <summary>Black to white.</summary>
    public static readonly ColourScale Grey = new(0x000000, 0xffffff);

    private readonly int[] _stops;

    private ColourScale(params int[] stops) => _stops = stops;

    /// <summary>The colour of a value in [0, 1]; values outside are clipped.</summary>
    public (byte R, byte G, byte B) At(double value)
    {
        double position = Math.Clamp(value, 0, 1) * (_stops.Length - 1);
        int i = Math.Min((int)position, _stops.Length - 2);
        double t = position - i;
        return (Mix(16), Mix(8), Mix(0));

        byte Mix(int shift)
        {
            int a = (_stops[i] >> shift) & 255, b = (_stops[i + 1] >> shift) & 255;
            return (byte)Math.Round(a + ((b - a) * t));
        }
    }

    /// <summary>Whether black text is easier to read on this colour than white.</summary>
    public bool IsLight(double value)
    {
        var (r, g, b) = At(value);
        return (0.299 * r) + (0.587 * g) + (0.114 * b) > 140; // ITU-R BT.601 luma
    }

    /// <summary>The same stops as Plotly wants them: <c>[[0,"#440154"],…]</c>.</summary>
    public JsonArray ToPlotly() => new(
        [.. _stops.Select((colour, i) => (JsonNode)new JsonArray(Math.Round((double)i / (_stops.Length - 1), 6), $"#{colour:x6}"))]);
}
