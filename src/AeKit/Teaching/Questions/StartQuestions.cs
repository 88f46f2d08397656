using AeKit.Data;
using AeKit.Evaluation;
using AeKit.Models;
using AeKit.Training;
using static TorchSharp.torch;

namespace AeKit.Teaching.Questions;

/// <summary>What chapter 00 asks.</summary>
internal static class StartQuestions
{
    private static readonly string[] Models = ["contractive", "compressive", "collapsed", "variational"];

    public static IEnumerable<Question> All => [Squares, Error, Slope, Ratio, Words, Pca, Project];

    /// <summary>The sum of the squares of each row: (N, D) to (N).</summary>
    private static Question Squares { get; } = new Question<Func<Tensor, Tensor>>("start.squares", answer =>
    {
        using var generator = new Generator(1);
        var x = randn(4, 3, generator: generator);
        var squares = x.pow(2);
        return Comparison.Of(answer(x), squares.sum(dim: 1))
            .Mistake("The sum runs down the columns. dim: 1 is the one along a row.", squares.sum(dim: 0))
            .Mistake("That is one sum for all rows. dim: 1 keeps the rows apart.", squares.sum())
            .Mistake("That is the mean of each row's squares, not their sum.", squares.mean([1]))
            .Mistake("The values are not squared.", x.sum(dim: 1))
            .Mistake("The sum is squared; the squares are to be summed.", x.sum(dim: 1).pow(2))
            .Mistake("That is the length of each row, the root of what is asked for.", squares.sum(dim: 1).sqrt())
            .Verdict.Because("One number for each example, summed over its dimensions: so the kit reports every loss.");
    });

    /// <summary>The squared error of an example: summed over its pixels, averaged over the batch. x and x̂, (N, D) each.</summary>
    private static Question Error { get; } = new Question<Func<Tensor, Tensor, double>>("start.error", answer =>
        new[] { (N: 5, D: 8), (N: 3, D: 20) }.Judge(shape =>
        {
            using var generator = new Generator(2);
            var (x, copies) = (rand(shape.N, shape.D, generator: generator), rand(shape.N, shape.D, generator: generator));
            var squares = (x - copies).pow(2);
            double total = squares.sum().item<float>();
            return Comparison.Of(answer(x, copies), total / shape.N)
                .Mistake($"That is the mean over the pixels too, {shape.D} times less: Keras' \"mse\". A picture of more pixels would seem no worse.", total / shape.N / shape.D)
                .Mistake("That is the sum over the batch too. It grows with the number of examples.", total)
                .Mistake("That is the length of the difference: no root is asked for.", squares.sum(dim: 1).sqrt().mean().item<float>())
                .Mistake("The differences are not squared; above and below cancel.", (x - copies).sum(dim: 1).mean().item<float>())
                .Mistake("There is a factor ½, which belongs to the likelihood of a normal distribution, not to the squared error.", total / shape.N / 2)
                .Verdict.Because("Sum over the dimensions, mean over the batch. Chapter 01 says why, and what goes wrong otherwise.");
        }));

    /// <summary>The gradient of f(x) = Σᵢ xᵢ³ by autograd, (N) to (N).</summary>
    private static Question Slope { get; } = new Question<Func<Tensor, Tensor>>("start.slope", answer =>
    {
        using var generator = new Generator(3);
        var x = randn(5, generator: generator);
        return Comparison.Of(answer(x.clone()), 3 * x.pow(2))
            .Mistake("That is f's terms themselves, not their derivative.", x.pow(3))
            .Mistake("That is the second derivative.", 6 * x)
            .Mistake("The gradient was added up over several calls of backward(). Start from a fresh x, or set grad to zero.", 6 * x.pow(2))
            .Verdict.Because("d/dx x³ = 3x². Training is nothing but this, for some thousand parameters instead of five numbers.");
    });

    /// <summary>How many times fewer bits 8 float32 take than 64 pixels of 17 grey levels at 5 bits each: 320 / 256.</summary>
    private static Question Ratio { get; } = new Question<Func<double>>("start.ratio", answer => Comparison.Of(answer(), 320.0 / 256)
        .Mistake("That counts numbers. A float32 takes 32 bits, a pixel of 17 levels 5.", 8.0)
        .Mistake("That counts a byte for each pixel. 17 grey levels fit into 5 bits.", 2.0)
        .Mistake("The other way round: bits of the picture by bits of the code.", 256.0 / 320)
        .Mistake("17 levels do not fit into 4 bits, which count to 16.", 1.0)
        .Mistake("log₂ 17 = 4.09 bits are what an entropy coder could reach; the task says 5 bits for each pixel.", 64 * Math.Log2(17) / 256)
        .Verdict.Because("Eight numbers instead of 64 are not yet a compression by eight. Chapter 03 goes from numbers to bits."));

    /// <summary>Which of the four models called 收缩自编码器 has each of four objectives, in the order of the task.</summary>
    private static Question Words { get; } = new Question<Func<string[]>>("start.words", answer =>
    {
        string[] expected = ["variational", "compressive", "contractive", "collapsed"];
        var given = answer().Select(word => word.Trim().ToLowerInvariant()).ToArray();
        var wrong = Enumerable.Range(0, Math.Min(4, given.Length)).FirstOrDefault(i => given[i] != expected[i]);
        return Comparison.Of(string.Join(", ", given), string.Join(", ", expected))
            .Fault($"Return four words, one for each objective, out of: {string.Join(", ", Models)}.", given.Length != 4 || given.Any(word => !Models.Contains(word)))
            .Fault($"Objective {"ABCD"[wrong]} is not that of the {given[wrong]} autoencoder: {Hint(expected[wrong])}.", !given.SequenceEqual(expected))
            .Verdict.Because("The articles use one name for all four. Look at the objective, not at the name.");
    });

    /// <summary>Which has the smaller error on unseen digits, an autoencoder of the same code size or PCA, with 2 and with 32 numbers.</summary>
    private static Question Pca { get; } = new Question<Func<string[]>>("start.pca", answer =>
    {
        var (train, test) = Digits.Load().Split(1500);
        string Better(int size)
        {
            manual_seed(1);
            var model = new Autoencoder([64, 128, size]);
            new Trainer(model, optim.Adam(model.parameters(), lr: 2e-3)) { Epochs = 20, BatchSize = 100 }.Fit(train);
            var pca = Evaluation.Pca.Fit(train.Features, size);
            using var noGrad = no_grad();
            var byModel = ReconstructionError.Mse(test.Features, model.call(test.Features).Reconstruction);
            return byModel < ReconstructionError.Mse(test.Features, pca.Decode(pca.Encode(test.Features))) ? "autoencoder" : "pca";
        }

        string[] expected = [Better(2), Better(32)];
        var given = answer().Select(word => word.Trim().ToLowerInvariant()).ToArray();
        return Comparison.Of(string.Join(", ", given), string.Join(", ", expected))
            .Fault("Return two words, for 2 and for 32 numbers, each \"autoencoder\" or \"pca\".", given.Length != 2 || given.Any(word => word is not ("autoencoder" or "pca")))
            .Fault("With two numbers, a plane is too little for ten kinds of digits; a curved surface reaches more of them.", given[0] != expected[0])
            .Fault("With 32 of 64 numbers PCA leaves almost nothing over, and has its optimum in closed form; the network would have to be trained to that precision.", given[^1] != expected[1])
            .Verdict.Because("Curvature pays where the code is narrow. Where it is wide, the closed form is hard to beat.");
    });

    /// <summary>
    /// An autoencoder that keeps 8 numbers of a digit: its squared error on unseen digits, summed over the pixels, must be below that of
    /// PCA with as many.
    /// </summary>
    private static Question Project { get; } = new Question<Func<Dataset, Autoencoder>>("start.project", answer =>
    {
        var (train, test) = Digits.Load().Split(1500);
        var pca = Evaluation.Pca.Fit(train.Features, 8);
        var threshold = 64 * ReconstructionError.Mse(test.Features, pca.Decode(pca.Encode(test.Features)));
        manual_seed(1);
        var model = answer(train);
        model.eval();
        using var noGrad = no_grad();
        var output = model.call(test.Features);
        var error = 64 * ReconstructionError.Mse(test.Features, output.Reconstruction);
        return new Comparison<double>(_ => error < threshold, threshold, Check.Number(error), $"below {Check.Number(threshold)}, which is PCA's",
                "More epochs, a wider hidden layer, another learning rate: change one thing at a time and look at the learning curves.")
            .Fault($"The code has {output.Latent.shape[1]} numbers; 8 are allowed.", output.Latent.shape[1] != 8)
            .Verdict.Because("Eight numbers on a curved surface keep more of a digit than eight on a flat one.");
    });

    private static string Hint(string model) => model switch
    {
        "variational" => "it has a divergence between the distribution of a code and a prior, with a spread of its own for each example",
        "compressive" => "it counts bits, of a code that has been rounded",
        "contractive" => "it punishes how much the code moves when the input does, a derivative",
        _ => "its only learnt penalty is the length of the code, beside a noise that is the same for all",
    };
}
