using System.Collections;
using System.Globalization;

namespace AeKit.Plots;

/// <summary>Labels as texts, whatever they came as: whole numbers, names, enum values.</summary>
internal sealed class LabelList
{
    private readonly string[] _labels;
    private readonly bool _numbers;

    private LabelList(string[] labels)
    {
        _labels = labels;
        _numbers = labels.All(label => long.TryParse(label, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
    }

    public int Count => _labels.Length;

    public string this[int index] => _labels[index];

    public static LabelList? From(IEnumerable? labels) => labels is null
        ? null
        : new LabelList([.. labels.Cast<object?>().Select(label => Convert.ToString(label, CultureInfo.InvariantCulture) ?? "")]);

    /// <summary>Each label once: numbers in their order, names in order of appearance.</summary>
    public IEnumerable<string> Distinct() => _numbers
        ? _labels.Distinct().OrderBy(label => long.Parse(label, CultureInfo.InvariantCulture))
        : _labels.Distinct();
}
