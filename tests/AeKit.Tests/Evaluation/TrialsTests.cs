using AeKit.Evaluation;
using static TorchSharp.torch;

namespace AeKit.Tests.Evaluation;

public sealed class TrialsTests
{
    [Fact]
    public void Mean_and_deviation_are_those_of_a_sample()
    {
        var trials = new Trials([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal(5, trials.Mean, 12);
        Assert.Equal(Math.Sqrt(32.0 / 7), trials.StandardDeviation, 12);
    }

    [Fact]
    public void Each_trial_has_its_own_seed_and_can_be_repeated()
    {
        var trials = Trials.Run(3, () => rand(1).item<float>());

        manual_seed(2);
        Assert.Equal(rand(1).item<float>(), trials.Values[1]);
        Assert.Equal(3, trials.Values.Distinct().Count());
        Assert.Equal(trials.Values.Skip(1), Trials.Run(2, () => rand(1).item<float>(), firstSeed: 2).Values);
    }

    // Student's own data: ten patients' additional hours of sleep with two drugs; difference 1.58, t = 4.0621,
    // so that the margin is t(9, 97.5 %) · 1.58 / 4.0621 = 0.87988.
    [Fact]
    public void The_margin_of_a_difference_is_that_of_Students_paired_test()
    {
        var dextro = new Trials([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]);
        var laevo = new Trials([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);

        var difference = laevo.Minus(dextro);

        Assert.Equal(1.58, difference.Mean, 9);
        Assert.Equal(0.87988, difference.Margin, 4);
        Assert.True(difference.IsClear);
        Assert.Equal("+1.580 ± 0.880", difference.ToString());
    }

    [Theory]
    [InlineData(-0.3, 0.2, "better", "worse")]
    [InlineData(0.3, 0.2, "worse", "better")]
    [InlineData(0.3, 0.4, "no difference", "no difference")]
    public void A_difference_within_its_margin_is_none(double mean, double margin, string ofLosses, string ofAccuracies)
    {
        var difference = new PairedDifference(mean, margin);

        Assert.Equal(ofLosses, difference.WhereLessIsBetter);
        Assert.Equal(ofAccuracies, difference.WhereMoreIsBetter);
    }

    [Fact]
    public void One_trial_or_one_without_a_result_has_no_spread()
    {
        Assert.Throws<ArgumentException>(() => new Trials([1]));
        Assert.Contains("Trial 2", Assert.Throws<ArgumentException>(() => new Trials([1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Trials([1, 2]).Minus(new Trials([1, 2, 3])));
    }
}
