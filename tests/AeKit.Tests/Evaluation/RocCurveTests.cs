using AeKit.Evaluation;

namespace AeKit.Tests.Evaluation;

public class RocCurveTests
{
    [Fact]
    public void Perfect_separation_is_one_and_its_reverse_zero()
    {
        Assert.Equal(1, RocCurve.Auc([3, 4], [1, 2]));
        Assert.Equal(0, RocCurve.Auc([1, 2], [3, 4]));
    }

    [Fact]
    public void Ties_count_as_a_half() => Assert.Equal(0.5, RocCurve.Auc([1, 1, 1], [1, 1]));

    [Fact]
    public void It_is_the_share_of_pairs_in_the_right_order()
    {
        var random = new Random(1);
        double[] positives = [.. Enumerable.Range(0, 57).Select(_ => (double)random.Next(20) + 3)];
        double[] negatives = [.. Enumerable.Range(0, 43).Select(_ => (double)random.Next(20))];

        var pairs = positives.SelectMany(p => negatives, (p, n) => p > n ? 1 : p == n ? 0.5 : 0).Average();

        Assert.Equal(pairs, RocCurve.Auc(positives, negatives), 12);
    }

    [Fact]
    public void The_curve_encloses_the_area_and_goes_from_corner_to_corner()
    {
        var random = new Random(2);
        double[] positives = [.. Enumerable.Range(0, 57).Select(_ => (double)random.Next(20) + 3)];
        double[] negatives = [.. Enumerable.Range(0, 43).Select(_ => (double)random.Next(20))];

        var curve = RocCurve.Points(positives, negatives);

        Assert.Equal((0.0, 0.0), (curve[0].FalsePositiveRate, curve[0].TruePositiveRate));
        Assert.Equal((1.0, 1.0), (curve[^1].FalsePositiveRate, curve[^1].TruePositiveRate));
        var area = curve.Zip(curve.Skip(1), (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
        Assert.Equal(RocCurve.Auc(positives, negatives), area, 12);
        Assert.All(curve, point => Assert.Equal(positives.Count(score => score >= point.Threshold) / 57.0, point.TruePositiveRate, 12));
        Assert.All(curve, point => Assert.Equal(negatives.Count(score => score >= point.Threshold) / 43.0, point.FalsePositiveRate, 12));
        Assert.Throws<ArgumentException>(() => RocCurve.Points([1], []));
    }

    [Fact]
    public void An_empty_side_is_refused() => Assert.Throws<ArgumentException>(() => RocCurve.Auc([], [1]));
}
