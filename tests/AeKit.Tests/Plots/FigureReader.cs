using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AeKit.Plots;

namespace AeKit.Tests.Plots;

/// <summary>Reads back what a figure shows.</summary>
internal static class FigureReader
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static JsonNode Plotly(this Figure figure) => JsonNode.Parse(figure.ToPlotlyJson())!;

    public static XElement Picture(this Figure figure) => XDocument.Parse(figure.ToSvg()).Root!;

    public static IReadOnlyList<XElement> Elements(this Figure figure, string name) => [.. figure.Picture().Descendants(Svg + name)];

    public static IReadOnlyList<string> Texts(this Figure figure) => [.. figure.Elements("text").Select(text => text.Value)];

    public static double Number(this XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>Decodes the PNG of a data URI, checking every chunk's CRC bit by bit.</summary>
    public static (int Width, int Height, int Channels, byte[] Pixels) Png(string dataUri)
    {
        const string Prefix = "data:image/png;base64,";
        Assert.StartsWith(Prefix, dataUri, StringComparison.Ordinal);
        byte[] png = Convert.FromBase64String(dataUri[Prefix.Length..]);
        Assert.Equal<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);

        int width = 0, height = 0, channels = 0;
        var names = new List<string>();
        using var compressed = new MemoryStream();
        for (int at = 8; at < png.Length;)
        {
            int length = BigEndian(png, at);
            string name = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            byte[] data = png[(at + 8)..(at + 8 + length)];
            Assert.Equal(Crc(png.AsSpan(at + 4, length + 4)), (uint)BigEndian(png, at + 8 + length));
            names.Add(name);
            if (name == "IHDR")
            {
                (width, height) = (BigEndian(data, 0), BigEndian(data, 4));
                channels = data[9] switch { 0 => 1, 2 => 3, _ => 4 };
                Assert.Equal<byte>([8, data[9], 0, 0, 0], data[8..]);
            }
            else if (name == "IDAT")
            {
                compressed.Write(data);
            }
            at += length + 12;
        }
        Assert.Equal(["IHDR", "IDAT", "IEND"], names);

        compressed.Position = 0;
        using var raw = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionMode.Decompress))
            zlib.CopyTo(raw);
        int stride = width * channels;
        Assert.Equal(height * (stride + 1), raw.Length);
        byte[] lines = raw.ToArray();
        var pixels = new byte[height * stride];
        for (int y = 0; y < height; y++)
        {
            Assert.Equal(0, lines[y * (stride + 1)]);
            Array.Copy(lines, (y * (stride + 1)) + 1, pixels, y * stride, stride);
        }
        return (width, height, channels, pixels);
    }

    private static int BigEndian(byte[] bytes, int at) => (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }
        return ~crc;
    }
}
