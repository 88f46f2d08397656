using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;

namespace AeKit.Kernel.Display;

/// <summary>A sequence of records, a dictionary or a matrix, as rows and columns.</summary>
internal sealed class Table
{
    private const int MostRows = 50;
    private const int MostColumns = 20;

    private readonly IReadOnlyList<Column> _columns;
    private readonly IReadOnlyList<string[]> _rows;
    private readonly string? _note;

    /// <param name="columns">What stands above.</param>
    /// <param name="rows">The texts of the cells.</param>
    /// <param name="note">What is not shown; null if everything is.</param>
    private Table(IReadOnlyList<Column> columns, IReadOnlyList<string[]> rows, string? note)
    {
        _columns = columns;
        _rows = rows;
        _note = note;
    }

    /// <summary>The table that shows <paramref name="value"/> best, or null if it has no such shape.</summary>
    public static Table? TryCreate(object? value) => value switch
    {
        ITableSource source => source.ToTable(),
        Array { Rank: 2 } matrix when ObjectFormatting.IsScalar(matrix.GetType().GetElementType()!) => OfMatrix(matrix),
        IEnumerable sequence and not string when ObjectFormatting.ElementType(value.GetType()) is { } element => TryOfRecords(sequence, element),
        _ => null,
    };

    public string ToHtml()
    {
        var html = new StringBuilder("<table>\n");
        if (_columns.Any(column => column.Name.Length > 0))
        {
            html.Append("<thead><tr>");
            foreach (var column in _columns)
                html.Append(CultureInfo.InvariantCulture, $"<th{Alignment(column)}>{WebUtility.HtmlEncode(column.Name)}</th>");
            html.Append("</tr></thead>\n");
        }
        html.Append("<tbody>\n");
        foreach (var row in _rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Length; i++)
                html.Append(CultureInfo.InvariantCulture, $"<td{Alignment(_columns[i])}>{WebUtility.HtmlEncode(row[i])}</td>");
            html.Append("</tr>\n");
        }
        return html.Append("</tbody>\n</table>").Append(_note is null ? "" : $"\n<p>{_note}</p>").ToString();
    }

    public string ToPlainText()
    {
        var widths = _columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Name.Length).Max()).ToArray();
        var lines = new List<string>();
        if (_columns.Any(column => column.Name.Length > 0))
        {
            lines.Add(Line([.. _columns.Select(column => column.Name)]));
            lines.Add(string.Join("  ", widths.Select(width => new string('-', width))));
        }
        lines.AddRange(_rows.Select(Line));
        if (_note is not null)
            lines.Add(_note);
        return string.Join('\n', lines);

        string Line(string[] cells) => string.Join("  ", cells.Select((cell, i) =>
            _columns[i].IsNumeric ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();
    }

    private static Table OfMatrix(Array matrix)
    {
        var (height, width) = (matrix.GetLength(0), matrix.GetLength(1));
        var columns = Enumerable.Repeat(new Column("", true), Math.Min(width, MostColumns)).ToArray();
        var rows = Enumerable.Range(0, Math.Min(height, MostRows))
            .Select(i => Enumerable.Range(0, columns.Length).Select(j => Text(matrix.GetValue(i, j))).ToArray())
            .ToArray();
        return new(columns, rows, height > rows.Length || width > columns.Length
            ? $"… {rows.Length} of {height} rows, {columns.Length} of {width} columns"
            : null);
    }

    private static Table? TryOfRecords(IEnumerable sequence, Type element)
    {
        if (ObjectFormatting.IsScalar(element))
            return null;
        var members = Members(element);
        return members.Count is 0 or > MostColumns || members.Any(member => !ObjectFormatting.IsScalar(member.Type))
            ? null
            : OfRecords(sequence, members);
    }

    /// <summary>A row for each element of a sequence, a column for each of its properties and fields, or one for itself.</summary>
    public static Table OfRecords(IEnumerable sequence, Type element)
    {
        var members = ObjectFormatting.IsScalar(element) ? [] : Members(element);
        return OfRecords(sequence, members.Count == 0 ? [new("value", element, value => value)] : members);
    }

    private static Table OfRecords(IEnumerable sequence, List<Member> all)
    {
        var members = all.Take(MostColumns).ToList();
        var rows = new List<string[]>();
        var isCut = false;
        foreach (var item in sequence)
        {
            if (rows.Count == MostRows)
            {
                isCut = true;
                break;
            }
            rows.Add([.. members.Select(member => item is null ? "" : MemberText.Of(() => Text(member.Read(item))))]);
        }
        return new([.. members.Select(member => new Column(member.Name, IsNumeric(member.Type)))], rows, Note());

        string? Note()
        {
            List<string> parts = [];
            if (isCut)
                parts.Add(sequence is ICollection { Count: var count } ? $"{rows.Count} of {count} rows" : $"the first {rows.Count} rows");
            if (members.Count < all.Count)
                parts.Add($"{members.Count} of {all.Count} columns");
            return parts.Count == 0 ? null : "… " + string.Join(", ", parts);
        }
    }

    private static List<Member> Members(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .Select(property => new Member(property.Name, property.PropertyType, property.GetValue));
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public)
            .Select(field => new Member(field.Name, field.FieldType, field.GetValue));
        return [.. properties.Concat(fields)];
    }

    private static bool IsNumeric(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive ? type != typeof(bool) && type != typeof(char) : type == typeof(decimal) || type == typeof(Half);
    }

    // Six digits are what a reader compares; the value itself is one cell away.
    private static string Text(object? value) => value switch
    {
        null => "",
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        float number => number.ToString("G6", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Alignment(Column column) => column.IsNumeric ? " style=\"text-align:right\"" : "";

    private sealed record Column(string Name, bool IsNumeric);

    private sealed record Member(string Name, Type Type, Func<object, object?> Read);
}
