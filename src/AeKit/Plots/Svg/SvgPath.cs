using System.Text;

namespace AeKit.Plots.Svg;

/// <summary>The data of one SVG path.</summary>
internal sealed class SvgPath
{
    private readonly StringBuilder _data = new();

    public bool IsEmpty => _data.Length == 0;

    public SvgPath Move(double x, double y)
    {
        _data.Append('M').Append(SvgWriter.Number(x)).Append(' ').Append(SvgWriter.Number(y));
        return this;
    }

    public SvgPath Line(double x, double y)
    {
        _data.Append('L').Append(SvgWriter.Number(x)).Append(' ').Append(SvgWriter.Number(y));
        return this;
    }

    /// <summary>A dot: a segment of no length, which a round or square line cap makes visible.</summary>
    public SvgPath Dot(double x, double y)
    {
        Move(x, y);
        _data.Append("h0");
        return this;
    }

    public SvgPath Close()
    {
        _data.Append('Z');
        return this;
    }

    /// <summary>
    /// A line through the points with gaps where one is not finite. Of many points in the same half pixel column
    /// only the first, lowest, highest and last are kept, which looks the same (the M4 aggregation of Jugel et al.,
    /// VLDB 2014).
    /// </summary>
    public SvgPath Polyline(IReadOnlyList<(double X, double Y)> points)
    {
        bool pen = false;
        for (int i = 0; i < points.Count;)
        {
            if (!IsFinite(points[i]))
            {
                pen = false;
                i++;
                continue;
            }
            double column = Math.Floor(points[i].X * 2);
            int low = i, high = i, last = i;
            for (int j = i + 1; j < points.Count && IsFinite(points[j]) && Math.Floor(points[j].X * 2) == column; j++)
            {
                last = j;
                if (points[j].Y < points[low].Y)
                    low = j;
                if (points[j].Y > points[high].Y)
                    high = j;
            }
            int previous = -1;
            foreach (int k in (int[])[i, Math.Min(low, high), Math.Max(low, high), last])
            {
                if (k == previous)
                    continue;
                previous = k;
                _ = pen ? Line(points[k].X, points[k].Y) : Move(points[k].X, points[k].Y);
                pen = true;
            }
            i = last + 1;
        }
        return this;
    }

    public override string ToString() => _data.ToString();

    private static bool IsFinite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);
}
