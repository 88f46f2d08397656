using System.Globalization;

namespace AeKit.Tests.Data;

/// <summary>Numbers that PyTorch computed; the script beside each file made it.</summary>
internal static class GoldenFile
{
    public static double[][] Read(string name) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "Golden", name))
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()),
    ];
}
