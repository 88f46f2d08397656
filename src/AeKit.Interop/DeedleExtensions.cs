using System.Globalization;
using AeKit.Data;
using AeKit.Training;
using Deedle;
using static TorchSharp.torch;

namespace AeKit.Interop;

/// <summary>AeKit's histories and data sets as <see href="https://fslab.org/Deedle">Deedle</see> frames, and data sets from frames.</summary>
public static class DeedleExtensions
{
    /// <summary>
    /// The epochs as a frame: one row for each, its key the number of the epoch. The columns are "train", "train
    /// reconstruction" and "train regularization", the same of "validation" if there was one, all in nats per example,
    /// and "learning rate". An epoch without validation has missing values.
    /// </summary>
    public static Frame<int, string> ToFrame(this History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        EpochRecord[] epochs = [.. history.Epochs];
        int[] keys = [.. epochs.Select(epoch => epoch.Epoch)];
        var columns = new List<(string Name, ISeries<int> Values)>();
        AddLosses("train", epoch => epoch.Train);
        if (epochs.Any(epoch => epoch.Validation is not null))
            AddLosses("validation", epoch => epoch.Validation);
        Add("learning rate", epoch => epoch.LearningRate);
        return new Frame<int, string>(columns.Select(column => column.Name), columns.Select(column => column.Values));

        void AddLosses(string name, Func<EpochRecord, LossValues?> losses)
        {
            Add(name, epoch => losses(epoch)?.Total);
            Add($"{name} reconstruction", epoch => losses(epoch)?.Reconstruction);
            Add($"{name} regularization", epoch => losses(epoch)?.Regularization);
        }

        // Deedle takes NaN for missing.
        void Add(string name, Func<EpochRecord, double?> value) =>
            columns.Add((name, new Series<int, double>(keys, epochs.Select(epoch => value(epoch) ?? double.NaN))));
    }

    /// <summary>The examples as a frame: one row for each, its key the position from 0, one column for each feature.</summary>
    /// <param name="data">N examples of D features.</param>
    /// <param name="features">(D) names of the features; "x0", "x1", … if missing.</param>
    /// <param name="label">The name of a last column with the labels, whole numbers; there is none if the data have no labels.</param>
    /// <exception cref="ArgumentException">Not D names, or a name that comes twice.</exception>
    public static Frame<int, string> ToFrame(this Dataset data, IEnumerable<string>? features = null, string label = "label")
    {
        ArgumentNullException.ThrowIfNull(data);
        string[] names = features is null
            ? [.. Enumerable.Range(0, data.FeatureCount).Select(i => string.Create(CultureInfo.InvariantCulture, $"x{i}"))]
            : [.. features];
        if (names.Length != data.FeatureCount)
            throw new ArgumentException($"{data.Name} has {data.FeatureCount} features but there are {names.Length} names for them.", nameof(features));
        string[] all = data.Labels is null ? names : [.. names, label];
        if (all.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"{data.Name}: two columns would be named '{twice.Key}'; a frame needs different names.", nameof(features));

        int[] keys = [.. Enumerable.Range(0, data.Count)];
        float[] values = data.Features.ToArray();
        IEnumerable<ISeries<int>> columns = names.Select(
            (_, column) => new Series<int, double>(keys, keys.Select(row => (double)values[(row * names.Length) + column])));
        if (data.Labels is not null)
            columns = columns.Append(new Series<int, long>(keys, data.Labels.ToInt64Array()));
        return new Frame<int, string>(all, columns);
    }

    extension(Dataset)
    {
        /// <summary>A data set of the rows of a frame, in their order.</summary>
        /// <param name="frame">N rows; the keys are not used.</param>
        /// <param name="features">The names of D columns of numbers, which become float32 (N, D).</param>
        /// <param name="label">The name of the column of whole numbers that are labels; null for no labels.</param>
        /// <param name="name">What to call the data set.</param>
        /// <param name="exampleShape">The shape of one example, such as [8, 8]; by default [D].</param>
        /// <param name="valueRange">The least and greatest value the features can have; by default those they do have.</param>
        /// <param name="source">Origin and licence.</param>
        /// <exception cref="ArgumentException">
        /// There is no such column, or one holds something other than numbers, or a value is missing, not finite, or as
        /// a label not whole. The message names column and row.
        /// </exception>
        public static Dataset FromFrame<TRow>(
            Frame<TRow, string> frame,
            IEnumerable<string> features,
            string? label = null,
            string name = "frame",
            long[]? exampleShape = null,
            (double Min, double Max)? valueRange = null,
            string source = "")
            where TRow : notnull
        {
            ArgumentNullException.ThrowIfNull(frame);
            ArgumentNullException.ThrowIfNull(features);
            string[] columns = [.. features];
            if (columns.Length == 0)
                throw new ArgumentException($"{name}: choose at least one column of features; the frame has {FrameColumns.Names(frame)}.", nameof(features));
            if (label is not null && columns.Contains(label))
                throw new ArgumentException($"{name}: '{label}' is the label and cannot be a feature too: a model would be told the answer.", nameof(features));
            if (frame.RowCount == 0)
                throw new ArgumentException($"{name}: the frame has no rows; a data set needs at least one.", nameof(frame));

            var values = new float[frame.RowCount * columns.Length];
            for (int column = 0; column < columns.Length; column++)
            {
                int row = 0;
                foreach (double value in FrameColumns.Features(frame, columns[column], name))
                    values[(row++ * columns.Length) + column] = (float)value;
            }
            long[]? labels = label is null ? null : [.. FrameColumns.Labels(frame, label, name)];
            return new Dataset(
                name,
                tensor(values, [frame.RowCount, columns.Length]),
                labels is null ? null : tensor(labels),
                exampleShape,
                valueRange,
                source);
        }
    }
}
