using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>Loads a data set from a file of comma-separated numbers, one example per line, plain or gzip.</summary>
public static class CsvFile
{
    /// <summary>Loads a file whose label column, if it has one, is given by its position.</summary>
    /// <param name="path">The file; lines that are empty are skipped, numbers have a decimal point.</param>
    /// <param name="labelColumn">Position of the column of whole numbers that are labels: 0 the first, −1 the last; null for no labels.</param>
    /// <param name="hasHeader">Whether the first line holds the names of the columns.</param>
    /// <param name="divideBy">Every feature is divided by this, 255 for bytes that should lie in [0, 1].</param>
    /// <param name="exampleShape">The shape of one example, such as [8, 8]; by default [D] with D columns of features.</param>
    /// <param name="delimiter">The character between fields; null finds out which of comma, semicolon, tab and bar it is.</param>
    /// <returns>N lines of D features (N, D) with their labels (N).</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file has no data, a line with too few or too many fields, or a field that is not a finite number. The
    /// message gives line and field, both counted from 1.
    /// </exception>
    /// <exception cref="ArgumentException">There is no such label column, or the shape does not hold D values.</exception>
    public static Dataset Load(
        string path, int? labelColumn = null, bool hasHeader = false, double divideBy = 1, long[]? exampleShape = null, char? delimiter = null) =>
        Load(path, (width, _) => Column(labelColumn, width, path), hasHeader, divideBy, exampleShape, delimiter);

    /// <summary>Loads a file with a header, whose label column is given by its name.</summary>
    /// <inheritdoc cref="Load(string, int?, bool, double, long[], char?)"/>
    /// <param name="labelColumn">The name of the column of whole numbers that are labels.</param>
    public static Dataset Load(
        string path, string labelColumn, double divideBy = 1, long[]? exampleShape = null, char? delimiter = null) =>
        Load(path, (_, names) => Column(labelColumn, names!, path), hasHeader: true, divideBy, exampleShape, delimiter);

    private static Dataset Load(
        string path, Func<int, IReadOnlyList<string>?, int?> findLabels, bool hasHeader, double divideBy, long[]? exampleShape, char? delimiter)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (divideBy == 0 || !double.IsFinite(divideBy))
            throw new ArgumentOutOfRangeException(nameof(divideBy), divideBy, "The features can be divided only by a finite number other than 0.");
        using DataFileStream file = DataFileStream.Open(path);
        NumericTable table = NumericTable.Read(file, findLabels, hasHeader, delimiter, divideBy);
        return ToDataset(table, Path.GetFileName(path), exampleShape, source: path);
    }

    internal static Dataset ToDataset(NumericTable table, string name, long[]? exampleShape, string source) => new(
        name,
        tensor(table.Values, [table.Rows, table.Columns]),
        table.Labels is null ? null : tensor(table.Labels),
        exampleShape,
        source: source);

    private static int? Column(int? labelColumn, int width, string path)
    {
        int? column = labelColumn < 0 ? labelColumn + width : labelColumn;
        return column is null or >= 0 && !(column >= width)
            ? column
            : throw new ArgumentException($"'{path}' has {width} columns; there is no label column {labelColumn}.", nameof(labelColumn));
    }

    private static int? Column(string labelColumn, IReadOnlyList<string> names, string path)
    {
        int column = names.ToList().IndexOf(labelColumn);
        return column >= 0
            ? column
            : throw new ArgumentException($"'{path}' has no column '{labelColumn}'; its header names {string.Join(", ", names)}.", nameof(labelColumn));
    }
}
