using AeKit.Data;
using AeKit.Models;

namespace AeKit.Evaluation;

/// <summary>
/// Anomalies by reconstruction: a model that learnt normal examples only reconstructs others badly, so the error is the
/// score (Sakurada and Yairi, MLSDA 2014).
/// </summary>
/// <example><code>
/// var detection = AnomalyDetection.Of(model, test);          // labels: 0 normal, everything else abnormal
/// double auc = detection.Auc;
/// </code></example>
public sealed class AnomalyDetection
{
    private AnomalyDetection(double[] scores, bool[] abnormal)
    {
        Scores = scores;
        IsAbnormal = abnormal;
        Abnormal = [.. scores.Where((_, i) => abnormal[i])];
        Normal = [.. scores.Where((_, i) => !abnormal[i])];
        Auc = RocCurve.Auc(Abnormal, Normal);
    }

    /// <summary>Of each example the mean squared error of its reconstruction, in the dataset's order.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>Of each example whether it is in truth abnormal.</summary>
    public IReadOnlyList<bool> IsAbnormal { get; }

    /// <summary>The scores of the examples that are abnormal.</summary>
    public IReadOnlyList<double> Abnormal { get; }

    /// <summary>The scores of the examples that are normal.</summary>
    public IReadOnlyList<double> Normal { get; }

    /// <summary>The area under the ROC curve: the probability that an abnormal example scores higher than a normal one.</summary>
    public double Auc { get; }

    /// <summary>The ROC curve, see <see cref="RocCurve.Points"/>.</summary>
    public IReadOnlyList<RocPoint> Curve => RocCurve.Points(Abnormal, Normal);

    /// <summary>Scores all examples in evaluation mode.</summary>
    /// <param name="model">Trained on normal examples.</param>
    /// <param name="data">Normal and abnormal examples with labels.</param>
    /// <param name="normalLabel">The label of normal examples; all other labels are abnormal.</param>
    /// <exception cref="ArgumentException">No labels, or only normal or only abnormal examples.</exception>
    public static AnomalyDetection Of(EncoderDecoder model, Dataset data, long normalLabel = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Labels is null)
            throw new ArgumentException($"{data.Name} has no labels that say which examples are abnormal.", nameof(data));
        return new AnomalyDetection(ReconstructionError.PerExample(model, data), [.. data.Labels.ToInt64Array().Select(label => label != normalLabel)]);
    }
}
