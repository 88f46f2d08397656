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
    public void An_empty_side_is_refused() => Assert.Throws<ArgumentException>(() => RocCurve.Auc([], [1]));
}
