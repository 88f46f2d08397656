using System.Globalization;
using System.Text;
using CsvHelper;

namespace AeKit.Data;

/// <summary>A table of numbers read from a CSV file.</summary>
/// <param name="Rows">Number of lines, at least 1.</param>
/// <param name="Columns">Number of columns that are features, at least 1.</param>
/// <param name="Values">(Rows × Columns), row by row.</param>
/// <param name="Labels">(Rows), or null if no column holds labels.</param>
internal sealed record NumericTable(int Rows, int Columns, float[] Values, long[]? Labels)
{
    /// <param name="file">The content.</param>
    /// <param name="findLabels">From the number of columns and their names to the index of the label column.</param>
    /// <param name="hasHeader">Whether the first line holds names.</param>
    /// <param name="delimiter">Between fields; null to find out which of , ; | and tab it is.</param>
    /// <param name="divideBy">Every value is divided by this.</param>
    public static NumericTable Read(
        DataFileStream file, Func<int, IReadOnlyList<string>?, int?> findLabels, bool hasHeader, char? delimiter, double divideBy)
    {
        var options = new CsvReaderOptions
        {
            HasHeader = hasHeader,
            Separator = delimiter,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        using var reader = CsvReader.Create(file, options, leaveOpen: true);
        int rows = 0, width = 0;
        int? labelColumn = null;
        var values = new List<float>();
        var labels = new List<long>();
        while (Advance(reader, file.Name))
        {
            IReadOnlyList<string>? names = hasHeader ? reader.Headers : null;
            if (rows == 0)
            {
                width = names?.Count ?? reader.FieldCount;
                labelColumn = findLabels(width, names);
                if (width - (labelColumn is null ? 0 : 1) < 1)
                    throw new InvalidDataException($"'{file.Name}' has no column of features beside the labels.");
            }
            if (reader.FieldCount != width)
            {
                throw new InvalidDataException(
                    $"'{file.Name}', line {reader.LineNumber}: {reader.FieldCount} fields where {width} are expected, as in the first line. Fill or remove the line; if the fields are separated by something other than '{reader.Separator}', pass delimiter.");
            }
            for (int column = 0; column < width; column++)
            {
                var place = new Place(file.Name, reader.LineNumber, column, names?[column]);
                ReadOnlySpan<byte> field = reader.GetSpan(column);
                if (column == labelColumn)
                    labels.Add(Label(field, place));
                else
                    values.Add((float)(Number(field, place, isFirst: rows == 0 && !hasHeader) / divideBy));
            }
            rows++;
        }
        if (rows == 0)
            throw new InvalidDataException($"'{file.Name}' {(hasHeader && file.Position > 0 ? "has no line after its header" : "is empty")}; a data set needs at least one line of numbers.");
        return new NumericTable(rows, width - (labelColumn is null ? 0 : 1), [.. values], labelColumn is null ? null : [.. labels]);
    }

    private static bool Advance(CsvReader reader, string name)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException error)
        {
            throw new InvalidDataException(
                $"'{name}', line {error.LineNumber}: a quotation mark stands where it may not. Quote a field as a whole, or not at all.", error);
        }
    }

    private static double Number(ReadOnlySpan<byte> field, Place place, bool isFirst)
    {
        if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            throw new InvalidDataException(
                $"{place}: {(field.Length == 0 ? "the field is empty" : $"'{Text(field)}' is not a number")}. Fill in a number with a decimal point{(isFirst ? ", or pass hasHeader if the first line holds names" : "")}.");
        }
        if (!double.IsFinite(value) || Math.Abs(value) > float.MaxValue)
            throw new InvalidDataException($"{place}: {Text(field)} is not a finite 32-bit number. Remove the line or fill in a value.");
        return value;
    }

    private static long Label(ReadOnlySpan<byte> field, Place place) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && value == Math.Round(value) && Math.Abs(value) < 1L << 53
            ? (long)value
            : throw new InvalidDataException($"{place}: the label '{Text(field)}' is not a whole number. Number the classes 0, 1, 2, ….");

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field);

    private readonly record struct Place(string File, long Line, int Column, string? Name)
    {
        public override string ToString() => $"'{File}', line {Line}, field {Column + 1}{(Name is null ? "" : $" ({Name})")}";
    }
}
