namespace AeKit.Evaluation;

/// <summary>How well a score separates positives from negatives, over all thresholds.</summary>
public static class RocCurve
{
    /// <summary>
    /// The area under the ROC curve: the probability that a positive scores higher than a negative, ties counted as a half
    /// (Hanley and McNeil, Radiology 143, 1982).
    /// </summary>
    /// <param name="positives">Scores of the positives, at least one.</param>
    /// <param name="negatives">Scores of the negatives, at least one.</param>
    /// <returns>From 0 to 1; ½ is chance.</returns>
    /// <exception cref="ArgumentException">Either side is empty.</exception>
    public static double Auc(IReadOnlyCollection<double> positives, IReadOnlyCollection<double> negatives)
    {
        RequireBoth(positives, negatives);
        var sorted = negatives.Order().ToArray();
        var wins = positives.Sum(score => (FirstIndexNotBelow(sorted, score) + FirstIndexAbove(sorted, score)) / 2.0);
        return wins / ((double)positives.Count * negatives.Count);
    }

    /// <summary>The curve itself: one point per different score, from calling nobody positive to calling everybody.</summary>
    /// <param name="positives">Scores of the positives, at least one.</param>
    /// <param name="negatives">Scores of the negatives, at least one.</param>
    /// <returns>Points from (0, 0) to (1, 1), both rates growing; straight lines between them enclose <see cref="Auc"/>.</returns>
    /// <exception cref="ArgumentException">Either side is empty.</exception>
    public static RocPoint[] Points(IReadOnlyCollection<double> positives, IReadOnlyCollection<double> negatives)
    {
        RequireBoth(positives, negatives);
        var (high, low) = (positives.Order().ToArray(), negatives.Order().ToArray());
        var thresholds = positives.Concat(negatives).Distinct().OrderDescending();
        return
        [
            new RocPoint(double.PositiveInfinity, 0, 0),
            .. thresholds.Select(threshold => new RocPoint(
                threshold, 1 - FirstIndexNotBelow(low, threshold) / (double)low.Length, 1 - FirstIndexNotBelow(high, threshold) / (double)high.Length)),
        ];
    }

    private static void RequireBoth(IReadOnlyCollection<double> positives, IReadOnlyCollection<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0)
        {
            throw new ArgumentException($"A ROC curve wants at least one positive and one negative; got {positives.Count} and {negatives.Count}.");
        }
    }

    private static int FirstIndexNotBelow(double[] sorted, double value) => Partition(sorted, x => x < value);

    private static int FirstIndexAbove(double[] sorted, double value) => Partition(sorted, x => x <= value);

    private static int Partition(double[] sorted, Func<double, bool> isLeft)
    {
        var (left, right) = (0, sorted.Length);
        while (left < right)
        {
            var middle = (left + right) / 2;
            (left, right) = isLeft(sorted[middle]) ? (middle + 1, right) : (left, middle);
        }

        return left;
    }
}
