namespace AeKit.Formatting;

/// <summary>
/// Names the class that knows how to show the marked type in a notebook. .NET Interactive's formatter finds the
/// attribute by its name and its two properties, so a type shows itself richly without a reference to any kernel.
/// </summary>
/// <param name="formatterSourceType">
/// A class with a parameterless constructor and a method <c>CreateTypeFormatters()</c> that returns
/// <see cref="MimeFormatter"/>s.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [];
}
