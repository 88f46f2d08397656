using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// A linear classifier on codes: how much of the classes a linear layer can read off (Alain and Bengio, "Understanding
/// intermediate layers using linear classifier probes", 2016). Multinomial logistic regression on standardised
/// codes, minimising 1/N Σₙ −log p(yₙ | zₙ) + ½ λ ‖W‖², which is convex, by L-BFGS in double precision: nothing is
/// random, and no learning rate decides the result.
/// </summary>
/// <example><code>
/// var probe = LinearProbe.Fit(Codes.Of(model, train), train.Labels);
/// double accuracy = probe.Accuracy(Codes.Of(model, test), test.Labels);
/// </code></example>
public sealed class LinearProbe
{
    private const double GreatestSlope = 1e-4;

    private readonly Tensor _mean;
    private readonly Tensor _deviation;
    private readonly Tensor _weights;

    private LinearProbe(Tensor mean, Tensor deviation, Tensor weights, double loss)
    {
        (_mean, _deviation, _weights) = (mean, deviation, weights);
        Loss = loss;
    }

    /// <summary>The objective reached, in nats per example.</summary>
    public double Loss { get; }

    /// <summary>Fits the probe.</summary>
    /// <param name="codes">(N, K); a dimension that does not vary is ignored.</param>
    /// <param name="labels">(N), int64, from 0 to C − 1.</param>
    /// <param name="l2">λ ≥ 0, on the weights of standardised codes, not on the biases. With 0 and classes that a plane separates there is no minimum.</param>
    /// <param name="maxIterations">Steps of L-BFGS, at most.</param>
    /// <exception cref="ArgumentException">Shapes that do not agree, or a negative label.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A negative λ.</exception>
    /// <exception cref="InvalidOperationException">No convergence.</exception>
    public static LinearProbe Fit(Tensor codes, Tensor labels, double l2 = 1e-3, int maxIterations = 2000)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegative(l2);
        if (codes.shape is not [var count and > 0, var size] || labels.shape is not [var labelCount] || labelCount != count)
            throw new ArgumentException($"A probe wants codes (N, K) and labels (N); got shapes [{string.Join(", ", codes.shape)}] and [{string.Join(", ", labels.shape)}].", nameof(labels));
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        if (labels.min().item<long>() < 0)
            throw new ArgumentException($"Labels count from 0; got {labels.min().item<long>()}.", nameof(labels));

        Tensor z = codes.to_type(ScalarType.Float64);
        Tensor mean = z.mean([0]), deviation = z.std(0, unbiased: false);
        deviation = where(deviation > 1e-12, deviation, full_like(deviation, double.PositiveInfinity));
        Tensor x = WithOnes((z - mean) / deviation);
        Tensor truth = nn.functional.one_hot(labels).to_type(ScalarType.Float64);
        long classes = truth.shape[1];
        Tensor penalty = full([size + 1, classes], l2, ScalarType.Float64);
        penalty[size].zero_();

        (double, Vector<double>) Objective(Vector<double> parameters)
        {
            using var inner = NewDisposeScope();
            Tensor weights = tensor(parameters.ToArray(), [size + 1, classes]);
            Tensor logProbabilities = x.matmul(weights).log_softmax(1);
            Tensor loss = (0.5 * penalty * weights.square()).sum() - ((truth * logProbabilities).sum() / count);
            Tensor gradient = x.t().matmul(logProbabilities.exp() - truth) / count + penalty * weights;
            return (loss.item<double>(), Vector<double>.Build.Dense([.. gradient.contiguous().data<double>()]));
        }

        MinimizationResult result = Minimize(Objective, (int)((size + 1) * classes), maxIterations);
        return new LinearProbe(
            mean.MoveToOuterDisposeScope(),
            deviation.MoveToOuterDisposeScope(),
            tensor(result.MinimizingPoint.ToArray(), [size + 1, classes]).MoveToOuterDisposeScope(),
            result.FunctionInfoAtMinimum.Value);
    }

    /// <summary>p(y | z).</summary>
    /// <param name="codes">(M, K).</param>
    /// <returns>(M, C), float64, rows that sum to 1.</returns>
    public Tensor Probabilities(Tensor codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        Tensor x = WithOnes((codes.to_type(ScalarType.Float64) - _mean) / _deviation);
        return x.matmul(_weights).softmax(1).MoveToOuterDisposeScope();
    }

    /// <summary>The share of examples whose most probable class is their label.</summary>
    /// <param name="codes">(M, K).</param>
    /// <param name="labels">(M), int64.</param>
    /// <returns>From 0 to 1.</returns>
    public double Accuracy(Tensor codes, Tensor labels)
    {
        using var scope = NewDisposeScope();
        return Probabilities(codes).argmax(1).eq(labels).to_type(ScalarType.Float64).mean().item<double>();
    }

    private static MinimizationResult Minimize(Func<Vector<double>, (double, Vector<double>)> objective, int parameters, int maxIterations)
    {
        string reason;
        try
        {
            MinimizationResult result = new LimitedMemoryBfgsMinimizer(1e-6, parameterTolerance: 1e-12, functionProgressTolerance: 1e-14, memory: 20, maxIterations)
                .FindMinimum(ObjectiveFunction.Gradient(objective), Vector<double>.Build.Dense(parameters));
            double slope = result.FunctionInfoAtMinimum.Gradient.InfinityNorm();
            if (slope < GreatestSlope)
                return result;
            reason = $"a slope of {slope:G2} is left.";
        }
        catch (OptimizationException e)
        {
            reason = e.Message;
        }
        throw new InvalidOperationException($"The probe did not converge in {maxIterations} iterations: {reason} A larger l2 makes the minimum easier to reach.");
    }

    // The last column multiplies the biases.
    private static Tensor WithOnes(Tensor x) => cat([x, ones([x.shape[0], 1], ScalarType.Float64)], 1);
}
