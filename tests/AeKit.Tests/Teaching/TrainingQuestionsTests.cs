using AeKit.Data;
using AeKit.Models;
using AeKit.Teaching;
using AeKit.Training;
using static AeKit.Tests.Teaching.Answers;
using static TorchSharp.torch;

namespace AeKit.Tests.Teaching;

public sealed class TrainingQuestionsTests
{
    [Fact]
    public void Data_are_standardised_with_the_numbers_of_the_training_data()
    {
        Right("tricks.standardise", (Tensor x, Tensor t) => (x - t.mean([0])) / (t.var(0, false) + 1e-5).sqrt());
        Right("tricks.standardise", (Tensor x, Tensor t) => (x - t.mean([0])) / (t.std(0, false) + 1e-5));
        Wrong("tricks.standardise", (Tensor x, Tensor t) => (x - t.mean([0])) / t.std(0, false), "0 / 0");
        Wrong("tricks.standardise", (Tensor x, Tensor t) => (x - x.mean([0])) / (x.var(0, false) + 1e-5).sqrt(), "of the data themselves");
        Wrong("tricks.standardise", (Tensor x, Tensor t) => (x - t.mean()) / (t.flatten().var(0, false) + 1e-5).sqrt(), "Per feature");
        Wrong("tricks.standardise", (Tensor x, Tensor t) => (x - t.mean([0])) / (t.var(0) + 1e-5).sqrt(), "not N − 1");
        Wrong("tricks.standardise", (Tensor x, Tensor t) => (x - t.mean([0])) / (t.var(0, false) + 1e-5), "by its root");
        Wrong("tricks.standardise", (Tensor x, Tensor t) => x / (t.var(0, false) + 1e-5).sqrt(), "has not been subtracted");
        Wrong("tricks.standardise", (Tensor x, Tensor t) => x - t.mean([0]), "still that of the data");
        Wrong("tricks.standardise", (Tensor x, Tensor t) => (x - x.mean([1], true)) / (x.var(1, false, true) + 1e-5).sqrt(), "A feature is a column");
    }

    [Fact]
    public void The_running_mean_is_that_of_a_batch_norm_layer()
    {
        Tensor Layer(Tensor[] batches, double momentum)
        {
            var layer = nn.BatchNorm1d(batches[0].shape[1], momentum: momentum);
            foreach (var batch in batches)
                layer.call(batch);
            return layer.get_buffer("running_mean")!;
        }

        Tensor Run(Tensor[] batches, double share, Tensor start) => batches.Aggregate(start, (r, batch) => (1 - share) * r + share * batch.mean([0]));

        Right("tricks.running-mean", Layer);
        Wrong("tricks.running-mean", (Tensor[] b, double m) => Run(b, 1 - m, zeros(3)), "as in PyTorch");
        Wrong("tricks.running-mean", (Tensor[] b, double m) => Run(b[1..], m, b[0].mean([0])), "not at the first batch's mean");
        Wrong("tricks.running-mean", (Tensor[] b, double m) => Run(b, m, b[0].mean([0])), "not at the first batch's mean");
        Wrong("tricks.running-mean", (Tensor[] b, double m) => b.Select(batch => batch.mean([0])).Aggregate((p, q) => p + q) / b.Length, "plain average");
        Wrong("tricks.running-mean", (Tensor[] b, double m) => b[^1].mean([0]), "last batch's mean alone");
        Wrong("tricks.running-mean", (Tensor[] b, double m) => b.Aggregate(tensor(0f), (r, batch) => (1 - m) * r + m * batch.mean()), "one mean for all features");
    }

    [Fact]
    public void A_sigmoid_cannot_leave_its_interval()
    {
        Tensor Miss(Tensor x) => (-x).relu() + (x - 1).relu();
        double Value(Tensor t) => t.item<float>();

        Right("tricks.sigmoid-floor", (Tensor x) => Value(Miss(x).pow(2).mean()));
        Wrong("tricks.sigmoid-floor", (Tensor x) => 35.57, "");
        Wrong("tricks.sigmoid-floor", (Tensor x) => Value(Miss(x).pow(2).sum() / x.shape[0]), "sum over the features");
        Wrong("tricks.sigmoid-floor", (Tensor x) => Value(Miss(x).pow(2).mean()) / 2, "no ½");
        Wrong("tricks.sigmoid-floor", (Tensor x) => Value(minimum(x.pow(2), (x - 1).pow(2)).mean()), "costs nothing");
        Wrong("tricks.sigmoid-floor", (Tensor x) => Value((x - 0.5).pow(2).mean()), "½ is not the best");
        Wrong("tricks.sigmoid-floor", (Tensor x) => Value(x.pow(2).mean()), "0 is not the best");
        Wrong("tricks.sigmoid-floor", (Tensor x) => Value((-x).relu().pow(2).mean()), "Numbers above 1 are out of reach");
        Wrong("tricks.sigmoid-floor", (Tensor x) => Value((x - 1).relu().pow(2).mean()), "Numbers below 0 are out of reach");
        Wrong("tricks.sigmoid-floor", (Tensor x) => Value(Miss(x).mean()), "the error is squared");
        Wrong("tricks.sigmoid-floor", (Tensor x) => Value(x.flatten().var(0, false)), "That is the variance");
    }

    [Fact]
    public void A_relu_loses_the_negative_half()
    {
        Right("tricks.relu-floor", (double v) => 0.5 * v);
        Wrong("tricks.relu-floor", (double v) => 0, "Half of the points are negative");
        Wrong("tricks.relu-floor", (double v) => v, "Only negative points are lost");
        Wrong("tricks.relu-floor", (double v) => v / 4, "half of all points");
        Wrong("tricks.relu-floor", (double v) => Math.Sqrt(v) / 2, "not of the standard deviation");
        Wrong("tricks.relu-floor", (double v) => Math.Sqrt(v) * 0.39894228, "the mean distance");
    }

    [Fact]
    public void Weights_have_the_right_size()
    {
        Right("tricks.he-variance", (int n) => 2.0 / n);
        Wrong("tricks.he-variance", (int n) => 1.0 / n, "which then halves");
        Wrong("tricks.he-variance", (int n) => Math.Sqrt(2.0 / n), "the standard deviation");
        Wrong("tricks.he-variance", (int n) => 1 / (3.0 * n), "the library's default");
        Wrong("tricks.he-variance", (int n) => 0.5 / n, "The wrong way round");
        Wrong("tricks.he-variance", (int n) => 2, "depends on the number of inputs");

        Right("tricks.default-scale", (int layers) => Enumerable.Repeat(6.0, layers).Aggregate(1.0, (a, b) => a * b));
        Wrong("tricks.default-scale", (int layers) => Math.Pow(3, layers), "The ReLU has been forgotten");
        Wrong("tricks.default-scale", (int layers) => Math.Pow(2, layers), "The weights have been forgotten");
        Wrong("tricks.default-scale", (int layers) => Math.Pow(Math.Sqrt(6), layers), "the factor of the standard deviation");
        Wrong("tricks.default-scale", (int layers) => 6.0 * layers, "the factors multiply");
        Wrong("tricks.default-scale", (int layers) => Math.Pow(24, layers), "2b wide");
        Wrong("tricks.default-scale", (int layers) => Math.Pow(6, -layers), "The inverse");
    }

    [Fact]
    public void The_answers_about_sizes_hold_in_a_wide_network()
    {
        // What the two questions expect, seen in 1024 units: He's weights keep the mean square, the default's divide it by 6.
        manual_seed(1);
        var h = randn(64, 1024).relu();
        var he = nn.functional.linear(h, Math.Sqrt(2.0 / 1024) * randn(1024, 1024)).relu();
        var layer = nn.Linear(1024, 1024, hasBias: false);
        double MeanSquare(Tensor t) => t.pow(2).mean().item<float>();

        Assert.Equal(1, MeanSquare(he) / MeanSquare(h), 0.1);
        Assert.Equal(6, MeanSquare(h) / MeanSquare(layer.call(h).relu()), 0.5);
    }

    [Fact]
    public void The_rate_rises_and_falls()
    {
        double Rate(int done, int warmUp, int epochs, double peak)
        {
            if (done < warmUp)
                return peak * (done + 1) / warmUp;
            var optimizer = optim.SGD([nn.Parameter(zeros(1))], peak);
            var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs - warmUp);
            for (var epoch = warmUp; epoch < done; epoch++)
                schedule.step();
            return optimizer.ParamGroups.First().LearningRate;
        }

        double Half(double peak, double share) => peak / 2 * (1 + Math.Cos(Math.PI * share));
        double After(int done, int warmUp, double peak, double rate) => done < warmUp ? peak * (done + 1) / warmUp : rate;

        Right("tricks.rate", Rate);
        Wrong("tricks.rate", (int t, int w, int n, double p) => t < w ? p * t / w : Rate(t, w, n, p), "learns nothing");
        Wrong("tricks.rate", (int t, int w, int n, double p) => Half(p, (double)t / n), "The warm-up is missing");
        Wrong("tricks.rate", (int t, int w, int n, double p) => Half(p, (t - w) / (double)(n - w)), "The warm-up is missing");
        Wrong("tricks.rate", (int t, int w, int n, double p) => After(t, w, p, Half(p, (double)t / n)), "count the epochs from there");
        Wrong("tricks.rate", (int t, int w, int n, double p) => After(t, w, p, Half(p, (t - w) / (double)n)), "what is left of the epochs");
        Wrong("tricks.rate", (int t, int w, int n, double p) => After(t, w, p, 2 * Rate(t, w, n, p)), "factor ½");
        Wrong("tricks.rate", (int t, int w, int n, double p) => After(t, w, p, p * (n - t) / (n - w)), "a straight line");
        Wrong("tricks.rate", (int t, int w, int n, double p) => After(t, w, p, p / 2 * (1 + Math.Cos(180.0 * (t - w) / (n - w)))), "radians");
        Wrong("tricks.rate", (int t, int w, int n, double p) => After(t, w, p, p * Math.Cos(Math.PI / 2 * (t - w) / (n - w))), "A quarter of a cosine");
    }

    [Fact]
    public void Clipping_bounds_the_common_norm()
    {
        Tensor[] Library(Tensor[] gradients, double limit)
        {
            var parameters = gradients.Select(gradient => nn.Parameter(zeros_like(gradient))).ToArray();
            foreach (var (parameter, gradient) in parameters.Zip(gradients))
                (parameter * gradient).sum().backward();
            nn.utils.clip_grad_norm_(parameters, limit);
            return [.. parameters.Select(parameter => parameter.grad!)];
        }

        double Norm(Tensor[] gradients) => Math.Sqrt(gradients.Sum(g => g.pow(2).sum().item<float>()));
        Tensor[] Times(Tensor[] gradients, double factor) => [.. gradients.Select(g => g * factor)];

        Right("tricks.clip", Library);
        Wrong("tricks.clip", (Tensor[] g, double limit) => g.SelectMany(each => Library([each], limit)).ToArray(), "by its own norm");
        Wrong("tricks.clip", (Tensor[] g, double limit) => g.Select(each => each.clamp(-limit, limit)).ToArray(), "has been clamped");
        Wrong("tricks.clip", (Tensor[] g, double limit) => Times(g, limit / Norm(g)), "stays as it is");
        Wrong("tricks.clip", (Tensor[] g, double limit) => Times(g, Math.Min(1, limit / Math.Pow(Norm(g), 2))), "The root is missing");
        Wrong("tricks.clip", (Tensor[] g, double limit) => g, "Nothing has been clipped");
        Wrong("tricks.clip", (Tensor[] g, double limit) => Norm(g) > limit ? Times(g, 1 / Norm(g)) : g, "Its norm is 1");
        Wrong("tricks.clip", (Tensor[] g, double limit) => Library(g, limit).Select(each => each.flatten()).ToArray(), "other shapes");
    }

    [Fact]
    public void Early_stopping_is_not_off_by_one()
    {
        // The first epoch e of the last p that are all no better than what was before them.
        (int, int) Search(double[] losses, int patience)
        {
            int Best(int epochs) => Array.IndexOf(losses, losses[..epochs].Min()) + 1;
            var stop = Enumerable.Range(1, losses.Length).FirstOrDefault(epoch => epoch - Best(epoch) >= patience, losses.Length);
            return (stop, Best(stop));
        }

        (int, int) Counting(double[] losses, int patience, bool startsAgain, bool withPrevious, bool orEqual)
        {
            var (best, bad) = (0, 0);
            for (var i = 1; i < losses.Length; i++)
            {
                var isBetter = losses[i] < losses[best] || (orEqual && losses[i] == losses[best]);
                var isProgress = withPrevious ? losses[i] < losses[i - 1] : isBetter;
                best = isBetter ? i : best;
                bad = !isProgress ? bad + 1 : startsAgain ? 0 : bad;
                if (!isProgress && bad >= patience)
                    return (i + 1, best + 1);
            }

            return (losses.Length, best + 1);
        }

        Right("tricks.early-stop", Search);
        Right("tricks.early-stop", (double[] l, int p) => Counting(l, p, true, false, false));
        Wrong("tricks.early-stop", (double[] l, int p) => Search(l, p + 1), "One epoch too many");
        Wrong("tricks.early-stop", (double[] l, int p) => Counting(l, p - 1, true, false, false), "One epoch too few");
        Wrong("tricks.early-stop", (double[] l, int p) => Counting(l, p, false, false, false), "start again at 0");
        Wrong("tricks.early-stop", (double[] l, int p) => Counting(l, p, true, true, false), "Compare with the best");
        Wrong("tricks.early-stop", (double[] l, int p) => Counting(l, p, true, false, true), "As good is not better");
        Wrong("tricks.early-stop", (double[] l, int p) => (Search(l, p).Item1 - 1, Search(l, p).Item2 - 1), "counted from 1");
        Wrong("tricks.early-stop", (double[] l, int p) => (Search(l, p).Item1, Search(l, p).Item1), "not the last one");
        Wrong("tricks.early-stop", (double[] l, int p) => (l.Length, Array.IndexOf(l, l.Min()) + 1), "never run");
        Wrong("tricks.early-stop", (double[] l, int p) => (Search(l, p).Item2, Search(l, p).Item1), "The order is");
    }

    [Theory]
    [InlineData("tricks.composition", "b", "a", "the decoder takes codes")]
    [InlineData("tricks.composition", "b", "c", "8 numbers and nothing else")]
    [InlineData("tricks.composition", "B ", "d", "It is defined")]
    [InlineData("tricks.after-twenty", "b", "a", "chosen because it was clear")]
    [InlineData("tricks.after-twenty", "b", "c", "luckiest")]
    [InlineData("tricks.after-twenty", "b", "d", "Wider intervals after the fact")]
    public void A_choice_has_a_right_letter_and_wrong_ones(string question, string right, string wrong, string diagnosis)
    {
        Right(question, () => right);
        Wrong(question, () => wrong, diagnosis);
        Wrong(question, () => "", "");
    }

    [Fact]
    public void Tied_weights_are_counted_once()
    {
        long Model(long[] sizes, bool tied) => new Autoencoder(sizes, tied: tied).parameters().Sum(p => p.numel());
        long Weights(long[] sizes) => Enumerable.Range(1, sizes.Length - 1).Sum(i => sizes[i - 1] * sizes[i]);

        Right("tricks.tied-parameters", (long[] sizes) => Model(sizes, tied: true));
        Wrong("tricks.tied-parameters", (long[] sizes) => 4808, "");
        Wrong("tricks.tied-parameters", (long[] sizes) => Model(sizes, tied: false), "without tying");
        Wrong("tricks.tied-parameters", (long[] sizes) => Weights(sizes) + sizes.Skip(1).Sum(), "The decoder's biases");
        Wrong("tricks.tied-parameters", (long[] sizes) => Weights(sizes) + sizes.SkipLast(1).Sum(), "The encoder's biases");
        Wrong("tricks.tied-parameters", (long[] sizes) => Weights(sizes), "The biases are missing, of");
        Wrong("tricks.tied-parameters", (long[] sizes) => Model(sizes, tied: false) / 2, "halved by tying");
        Wrong("tricks.tied-parameters", (long[] sizes) => Weights(sizes) + 2 * sizes.Skip(1).Sum(), "cannot be shared");
    }

    [Fact]
    public void Three_numbers_copy_two()
    {
        Tensor Matrix(float[,] rows) => tensor(rows);
        var signs = Matrix(new float[,] { { -1, 0 }, { 0, 1 }, { 0, 0 } });
        var back = Matrix(new float[,] { { -1, 0, 0 }, { 0, 1, 0 } });
        var plain = signs.abs();

        Right("tricks.copy-machine", () => (signs, zeros(3), back, zeros(2)));
        Right("tricks.copy-machine", () => (plain, 10 * ones(3), back.abs(), -10 * ones(2)));
        Wrong("tricks.copy-machine", () => (signs.t(), zeros(3), back, zeros(2)), "four shapes, in this order");
        Wrong("tricks.copy-machine", () => (plain, zeros(3), back.abs(), zeros(2)), "dead");
        Wrong("tricks.copy-machine", () => (plain, 2 * ones(3), back.abs(), -2 * ones(2)), "lifts them above 0");
        Wrong("tricks.copy-machine", () => (plain, 2 * ones(3), back.abs(), zeros(2)), "cuts some of the points off");
        Wrong("tricks.copy-machine", () => (signs, zeros(3), back.abs(), zeros(2)), "undo the encoder's signs");
    }

    [Fact]
    public void A_verdict_is_paired()
    {
        // The quantile of Student's t with 4 degrees of freedom stands in any table.
        string Judge(double[] with, double[] without, double t = 2.776, double divisor = 4, bool paired = true, double n = 5)
        {
            double Variance(double[] values) => values.Sum(v => Math.Pow(v - values.Average(), 2)) / divisor;
            var differences = with.Select((loss, i) => loss - without[i]).ToArray();
            var variance = paired ? Variance(differences) : Variance(with) + Variance(without);
            var mean = differences.Average();
            return Math.Abs(mean) <= t * Math.Sqrt(variance / n) ? "no difference" : mean < 0 ? "better" : "worse";
        }

        Right("tricks.paired-verdict", (double[] a, double[] b) => Judge(a, b));
        Wrong("tricks.paired-verdict", (double[] a, double[] b) => Judge(b, a), "Less is better");
        Wrong("tricks.paired-verdict", (double[] a, double[] b) => Judge(a, b, t: 0), "Two means are never equal");
        Wrong("tricks.paired-verdict", (double[] a, double[] b) => Judge(a, b, paired: false), "in pairs");
        Wrong("tricks.paired-verdict", (double[] a, double[] b) => Judge(a, b, n: 1), "root of n is missing");
        Wrong("tricks.paired-verdict", (double[] a, double[] b) => Judge(a, b, t: 1.96), "not the 1.96");
        Wrong("tricks.paired-verdict", (double[] a, double[] b) => Judge(a, b, divisor: 5), "divisor n − 1");
        Wrong("tricks.paired-verdict", (double[] a, double[] b) => "no difference", "");
    }

    [Fact]
    public void Twenty_verdicts_raise_a_false_alarm_more_often_than_not()
    {
        Right("tricks.false-alarms", (int m) => Enumerable.Range(0, m).Sum(i => Math.Pow(0.95, i) * 0.05));
        Wrong("tricks.false-alarms", (int m) => 0.05 * m, "no probability");
        Wrong("tricks.false-alarms", (int m) => Math.Pow(0.05, m), "all of them");
        Wrong("tricks.false-alarms", (int m) => Math.Pow(0.95, m), "there is none");
        Wrong("tricks.false-alarms", (int m) => 0.05, "one comparison");
    }

    private static Autoencoder Trained(Dataset train, long[] sizes, int epochs)
    {
        var model = new Autoencoder(sizes);
        var adam = optim.Adam(model.parameters(), lr: 1e-2);
        new Trainer(model, adam) { Epochs = epochs, BatchSize = 32, Scheduler = optim.lr_scheduler.CosineAnnealingLR(adam, epochs) }.Fit(train);
        return model;
    }

    [Fact]
    public void A_second_hidden_layer_bends_the_line()
    {
        Right("tricks.moons", (Dataset train) => Trained(train, [2, 64, 64, 1], 60));
        Right("tricks.moons-fresh-seeds", (Dataset train) => Trained(train, [2, 64, 64, 1], 60));
    }

    [Fact]
    public void What_is_no_better_than_the_baseline_is_told_why()
    {
        Wrong("tricks.moons", (Dataset train) => new Autoencoder([2, 64, 1]), "Has the model been trained");
        Wrong("tricks.moons", (Dataset train) => Trained(train, [2, 16, 2], 2), "2 numbers; one is allowed");
        Wrong("tricks.moons", (Dataset train) => Trained(train, [2, 64, 1], 20), "bends its line too stiffly");
    }
}
