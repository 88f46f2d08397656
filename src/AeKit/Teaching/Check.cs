using System.Globalization;
using AeKit.Teaching.Questions;
using static TorchSharp.torch;

namespace AeKit.Teaching;

/// <summary>
/// Tells a student whether an answer is right: against closed forms, finite differences or the kit's own implementation.
/// A check never throws because of an answer; what went wrong stands in its result, which a notebook shows as
/// "your value / expected / why".
/// </summary>
/// <example><code>
/// Tensor Kl(Tensor mean, Tensor logVariance) => 0.5 * (mean.pow(2) + logVariance.exp() - 1 - logVariance).sum(dim: 1);
/// Check.That("vae.kl", Kl, points: 2)
/// </code></example>
public static class Check
{
    /// <summary>Asks one of the kit's questions.</summary>
    /// <param name="name">The question's name, such as "vae.kl".</param>
    /// <param name="answer">A method of the question's signature. One that throws <see cref="NotImplementedException"/> is not answered yet.</param>
    /// <param name="points">What a correct answer earns.</param>
    /// <exception cref="ArgumentException">There is no question of this name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Negative points.</exception>
    public static CheckResult That(string name, Delegate answer, double points = 1)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return QuestionBook.Find(name).Ask(answer, points);
    }

    /// <summary>Asks a question of one's own, whose answer is a number.</summary>
    /// <param name="name">The question's name, to be read in reports.</param>
    /// <param name="answer">Gives the number.</param>
    /// <param name="expected">The right number.</param>
    /// <param name="points">What a correct answer earns.</param>
    /// <param name="tolerance">The answer may be off by this much times (1 + |expected|).</param>
    /// <param name="mistakes">Wrong numbers, and what a student did who has one of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative points.</exception>
    public static CheckResult Value(string name, Func<double> answer, double expected, double points = 1, double tolerance = Comparison.Tolerance, params (string Diagnosis, double Value)[] mistakes)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(mistakes);
        return new Question<Func<double>>(name, given => mistakes
            .Aggregate(Comparison.Of(given(), expected, tolerance), (comparison, mistake) => comparison.Mistake(mistake.Diagnosis, mistake.Value))
            .Verdict).Ask(answer, points);
    }

    /// <summary>Asks a question of one's own, whose answer is a tensor; its shape counts.</summary>
    /// <inheritdoc cref="Value(string, Func{double}, double, double, double, ValueTuple{string, double}[])"/>
    public static CheckResult Value(string name, Func<Tensor> answer, Tensor expected, double points = 1, double tolerance = Comparison.Tolerance, params (string Diagnosis, Tensor Value)[] mistakes)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(mistakes);
        return new Question<Func<Tensor>>(name, given => mistakes
            .Aggregate(Comparison.Of(given(), expected, tolerance), (comparison, mistake) => comparison.Mistake(mistake.Diagnosis, mistake.Value))
            .Verdict).Ask(answer, points);
    }

    internal static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
