using Deedle;

namespace AeKit.Interop;

/// <summary>Reads the columns of a frame as the numbers of a data set, and says what is wrong with them.</summary>
internal static class FrameColumns
{
    public static string Names<TRow>(Frame<TRow, string> frame) => string.Join(", ", frame.ColumnKeys.Select(name => $"'{name}'"));

    /// <summary>Finite numbers that float32 can hold.</summary>
    public static IEnumerable<double> Features<TRow>(Frame<TRow, string> frame, string column, string name)
        where TRow : notnull
    {
        foreach (var (place, value) in Numbers(frame, column, name))
        {
            yield return double.IsFinite(value) && Math.Abs(value) <= float.MaxValue
                ? value
                : throw new ArgumentException($"{place}: {value} is not a finite 32-bit number. Drop the row, or put a number there.", nameof(frame));
        }
    }

    /// <summary>Whole numbers.</summary>
    public static IEnumerable<long> Labels<TRow>(Frame<TRow, string> frame, string column, string name)
        where TRow : notnull
    {
        foreach (var (place, value) in Numbers(frame, column, name))
        {
            yield return value == Math.Round(value) && Math.Abs(value) < 1L << 53
                ? (long)value
                : throw new ArgumentException($"{place}: the label {value} is not a whole number. Number the classes 0, 1, 2, ….", nameof(frame));
        }
    }

    private static IEnumerable<(Place Place, double Value)> Numbers<TRow>(Frame<TRow, string> frame, string column, string name)
        where TRow : notnull
    {
        if (!frame.ColumnKeys.Contains(column))
            throw new ArgumentException($"{name}: the frame has no column '{column}'; it has {Names(frame)}.", nameof(frame));
        int row = 0;
        foreach (KeyValuePair<TRow, OptionalValue<object>> item in frame.Columns[column].ObservationsAll)
        {
            var place = new Place(name, column, row++, item.Key);
            if (!item.Value.HasValue)
            {
                throw new ArgumentException(
                    $"{place}: the value is missing. Drop such rows with frame.DropSparseRows(), or fill them, for instance with frame.FillMissing(0.0).", nameof(frame));
            }
            yield return (place, Number(item.Value.Value, place));
        }
    }

    private static double Number(object value, Place place) => value switch
    {
        double number => number,
        float number => number,
        decimal number => (double)number,
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
        bool => throw new ArgumentException(
            $"{place}: '{value}' is Boolean, not a number. Turn the column into numbers first; Deedle's ReadCsv takes a column of 0 and 1 for Boolean unless its schema says (float) or (int).", nameof(value)),
        _ => throw new ArgumentException(
            $"{place}: '{value}' is {value.GetType().Name}, not a number. Leave the column out, or turn it into numbers first.", nameof(value)),
    };

    private readonly record struct Place(string Name, string Column, int Row, object Key)
    {
        public override string ToString() => $"{Name}, column '{Column}', row {Row} (key {Key})";
    }
}
