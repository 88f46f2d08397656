using System.Globalization;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// One measurement made several times, each with a seed of its own: what a single run of a training says about a
/// method is lost in what the seed says (Bouthillier et al., MLSys 2021).
/// </summary>
/// <example><code>
/// var relu = Trials.Run(5, () => TestLoss(Activation.ReLU));
/// var tanh = Trials.Run(5, () => TestLoss(Activation.Tanh));
/// Console.WriteLine($"{relu}, {tanh}, difference {tanh.Minus(relu)}");    // 0.595 ± 0.014, …
/// </code></example>
public sealed class Trials
{
    /// <param name="values">The results, in the order of their seeds; at least two.</param>
    /// <exception cref="ArgumentException">Fewer than two values, or one that is NaN.</exception>
    public Trials(IEnumerable<double> values)
    {
        Values = [.. values];
        if (Values.Count < 2)
        {
            throw new ArgumentException($"A spread takes at least 2 trials; got {Values.Count}.", nameof(values));
        }

        if (Values.Any(double.IsNaN))
        {
            throw new ArgumentException($"Trial {Values.ToList().FindIndex(double.IsNaN) + 1} is not a number.", nameof(values));
        }
    }

    /// <summary>The results, in the order of their seeds.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Their mean.</summary>
    public double Mean => Values.Average();

    /// <summary>How far single trials lie from the mean: the sample's standard deviation, with divisor n − 1.</summary>
    public double StandardDeviation => Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / (Values.Count - 1));

    /// <summary>Measures with <paramref name="count"/> seeds in a row, each given to <c>torch.manual_seed</c>.</summary>
    /// <param name="count">Number of trials, at least two.</param>
    /// <param name="measure">Draws all it needs (weights, batches, noise) from the global generator and returns one number.</param>
    /// <param name="firstSeed">The seed of the first trial. What was chosen by looking at some seeds is judged by others.</param>
    public static Trials Run(int count, Func<double> measure, int firstSeed = 1)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return new Trials(Enumerable.Range(firstSeed, count).Select(seed =>
        {
            manual_seed(seed);
            return measure();
        }));
    }

    /// <summary>
    /// What changes from <paramref name="reference"/> to these trials when everything else, seed by seed, is the same.
    /// What the seeds do to both alike drops out of the differences.
    /// </summary>
    /// <param name="reference">As many trials, with the same seeds in the same order.</param>
    /// <exception cref="ArgumentException">Another number of trials.</exception>
    public PairedDifference Minus(Trials reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Values.Count == Values.Count
            ? PairedDifference.Of(new Trials(Values.Zip(reference.Values, (value, other) => value - other)))
            : throw new ArgumentException($"Trials are compared seed by seed: {Values.Count} cannot be compared with {reference.Values.Count}.", nameof(reference));
    }

    /// <summary>Mean ± standard deviation, such as "0.595 ± 0.014".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:F3} ± {StandardDeviation:F3}");
}
