using System.Globalization;
using System.Text;
using AeKit.Formatting;
using AeKit.Plots;

namespace AeKit.Training;

/// <summary>A model's objective averaged over a dataset, in nats per example.</summary>
/// <param name="Total">The objective: reconstruction + regularisation.</param>
/// <param name="Reconstruction">−log p(x | z).</param>
/// <param name="Regularization">What the model adds; zero for a plain autoencoder.</param>
public sealed record LossValues(double Total, double Reconstruction, double Regularization);

/// <summary>One pass over the training data.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Train">Averages over the epoch's batches, each taken before its own update.</param>
/// <param name="Validation">Measured after the epoch in evaluation mode; null without validation data.</param>
/// <param name="LearningRate">The rate that the epoch used.</param>
public sealed record EpochRecord(int Epoch, LossValues Train, LossValues? Validation, double LearningRate)
{
    /// <summary>One line, such as "epoch  10   train 12.3456   validation 13.4567".</summary>
    public override string ToString()
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch,3}   train {Train.Total:F4}");
        return Validation is null ? line : line + string.Create(CultureInfo.InvariantCulture, $"   validation {Validation.Total:F4}");
    }
}

/// <summary>What happened in training, epoch by epoch. In a notebook it displays as its learning curves.</summary>
[TypeFormatterSource(
    typeof(HistoryFormatterSource),
    PreferredMimeTypes = [MimeTypes.Plotly, MimeTypes.Html, MimeTypes.Svg, MimeTypes.PlainText])]
public sealed class History
{
    private readonly List<EpochRecord> _epochs = [];

    /// <summary>The epochs in order.</summary>
    public IReadOnlyList<EpochRecord> Epochs => _epochs;

    /// <summary>The epoch with the lowest validation objective, or training objective where there was no validation; null before the first.</summary>
    public EpochRecord? Best => _epochs.MinBy(Objective);

    /// <summary>The learning curves: total objective against epochs.</summary>
    /// <param name="title">Above the figure.</param>
    /// <param name="logY">Whether the objective's axis is logarithmic.</param>
    public Figure Chart(string title = "Learning curves", bool logY = false)
    {
        var x = _epochs.Select(e => (double)e.Epoch).ToArray();
        var series = new List<Series> { new("train", x, _epochs.Select(e => e.Train.Total).ToArray()) };
        if (_epochs.Any(e => e.Validation is not null))
        {
            series.Add(new Series("validation", x, _epochs.Select(e => e.Validation?.Total ?? double.NaN).ToArray()));
        }

        return Plot.Line(series, title: title, xLabel: "epoch", yLabel: "nats per example", logY: logY);
    }

    /// <summary>The epochs as a table, one line each.</summary>
    public override string ToString()
    {
        var table = new StringBuilder();
        foreach (var epoch in _epochs)
        {
            table.Append(epoch).Append('\n');
        }

        return table.ToString().TrimEnd('\n');
    }

    internal void Add(EpochRecord epoch) => _epochs.Add(epoch);

    internal static double Objective(EpochRecord epoch) => (epoch.Validation ?? epoch.Train).Total;
}
