namespace AeKit.Evaluation;

/// <summary>How well clusters agree with classes, whatever the numbers that either carry.</summary>
public static class ClusterAgreement
{
    /// <summary>
    /// The adjusted Rand index (Hubert and Arabie, Journal of Classification 2, 1985, eq. 5): the share of pairs that both
    /// put together or apart, corrected so that chance gives 0 on average and full agreement 1.
    /// </summary>
    /// <param name="a">N labels.</param>
    /// <param name="b">N labels.</param>
    /// <exception cref="ArgumentException">Different lengths, or no label.</exception>
    public static double AdjustedRandIndex(IReadOnlyList<long> a, IReadOnlyList<long> b)
    {
        RequirePairs(a, b);
        double together = Pairs(a.Zip(b)), inA = Pairs(a), inB = Pairs(b), all = a.Count * (a.Count - 1) / 2.0;
        double expected = inA * inB / Math.Max(all, 1), greatest = (inA + inB) / 2;
        // Both are one cluster, or both are only single examples: the same partition.
        return greatest == expected ? 1 : (together - expected) / (greatest - expected);
    }

    /// <summary>
    /// The normalised mutual information I(a; b) / ½ (H(a) + H(b)) (Vinh, Epps and Bailey, JMLR 11, 2010, table 2: NMI_sum):
    /// 0 for independent labels, 1 for full agreement. Not corrected for chance: many small clusters raise it.
    /// </summary>
    /// <inheritdoc cref="AdjustedRandIndex"/>
    public static double NormalizedMutualInformation(IReadOnlyList<long> a, IReadOnlyList<long> b)
    {
        RequirePairs(a, b);
        double inA = Entropy(a), inB = Entropy(b), both = Entropy(a.Zip(b));
        return inA + inB == 0 ? 1 : Math.Max(0, 2 * (inA + inB - both) / (inA + inB));
    }

    /// <summary>The share of examples whose class is the most frequent one of their cluster. One cluster per example makes it 1.</summary>
    /// <param name="clusters">N labels.</param>
    /// <param name="classes">N labels.</param>
    /// <returns>From the share of the most frequent class to 1.</returns>
    /// <exception cref="ArgumentException">Different lengths, or no label.</exception>
    public static double Purity(IReadOnlyList<long> clusters, IReadOnlyList<long> classes)
    {
        RequirePairs(clusters, classes);
        int pure = clusters.Zip(classes).CountBy(pair => pair).GroupBy(entry => entry.Key.First).Sum(cluster => cluster.Max(entry => entry.Value));
        return (double)pure / clusters.Count;
    }

    private static double Pairs<T>(IEnumerable<T> labels)
        where T : notnull => labels.CountBy(label => label).Sum(entry => entry.Value * (entry.Value - 1.0) / 2);

    private static double Entropy<T>(IEnumerable<T> labels)
        where T : notnull
    {
        int[] counts = [.. labels.CountBy(label => label).Select(entry => entry.Value)];
        double count = counts.Sum();
        return counts.Sum(n => -n / count * Math.Log(n / count));
    }

    private static void RequirePairs(IReadOnlyList<long> a, IReadOnlyList<long> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count != b.Count || a.Count == 0)
            throw new ArgumentException($"Every example has two labels to compare; got {a.Count} and {b.Count}.", nameof(b));
    }
}
