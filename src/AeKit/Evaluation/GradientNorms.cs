using AeKit.Plots;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>
/// The Euclidean norm of each parameter's gradient, recorded while a model trains: whether gradients vanish towards the
/// first layers or explode (Pascanu, Mikolov and Bengio, ICML 2013).
/// </summary>
/// <example><code>
/// var norms = new GradientNorms(model);
/// new Trainer(model, optimizer) { Progress = _ => norms.Record() }.Fit(train);    // the gradient of each epoch's last batch
/// norms.Chart()
/// </code></example>
public sealed class GradientNorms
{
    private readonly nn.Module _model;
    private readonly List<double[]> _records = [];

    /// <param name="model">The model to watch.</param>
    public GradientNorms(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        Parameters = [.. model.named_parameters().Select(entry => entry.name)];
    }

    /// <summary>The names of the model's parameters, in its order.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>For each call of <see cref="Record"/> one norm per parameter; NaN for a parameter that had no gradient.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Records => _records;

    /// <summary>Of each record the norm of the whole gradient, which is what clipping limits.</summary>
    public double[] Totals => [.. _records.Select(norms => Math.Sqrt(norms.Where(double.IsFinite).Sum(norm => norm * norm)))];

    /// <summary>The norms of the gradients that the parameters hold now, after <c>backward()</c> and before the next <c>zero_grad()</c>.</summary>
    /// <returns>One per parameter; NaN for one without a gradient.</returns>
    public IReadOnlyList<double> Record()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        double[] norms = [.. _model.parameters().Select(parameter => parameter.grad is { } gradient
            ? Math.Sqrt(gradient.to_type(ScalarType.Float64).square().sum().item<double>())
            : double.NaN)];
        _records.Add(norms);
        return norms;
    }

    /// <summary>The norm of each parameter's gradient against the number of the record, logarithmic.</summary>
    /// <param name="title">Above the figure.</param>
    /// <param name="filter">Which parameters to show, by name; by default the weights.</param>
    /// <exception cref="InvalidOperationException">Nothing was recorded.</exception>
    public Figure Chart(string title = "Gradient norms", Func<string, bool>? filter = null)
    {
        if (_records.Count == 0)
            throw new InvalidOperationException("No gradient was recorded yet: call Record() after backward().");
        filter ??= name => name.EndsWith("weight", StringComparison.Ordinal);
        double[] x = [.. Enumerable.Range(1, _records.Count).Select(i => (double)i)];
        return Plot.Line(
            // A gradient of zero has no place on a logarithmic axis: a gap.
            Parameters.Index().Where(entry => filter(entry.Item)).Select(entry => new Series(entry.Item, x, _records.Select(norms => norms[entry.Index] > 0 ? norms[entry.Index] : double.NaN))),
            title: title,
            xLabel: "record",
            yLabel: "gradient norm",
            logY: true);
    }
}
