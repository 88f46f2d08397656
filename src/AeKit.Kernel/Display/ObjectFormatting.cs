using System.Collections;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AeKit.Kernel.Evaluation;
using Microsoft.DotNet.Interactive.Formatting;

namespace AeKit.Kernel.Display;

/// <summary>Turns any value into a bundle of the forms it can be shown in.</summary>
internal static class ObjectFormatting
{
    /// <summary>How the HTML begins that only repeats a plain text.</summary>
    public const string PreformattedStart = "<div class=\"dni-plaintext\"><pre>";

    /// <param name="value">What to show.</param>
    /// <param name="mimeType">The only form wanted; null for all that the value's type prefers, and plain text.</param>
    public static MimeBundle ToBundle(object? value, string? mimeType = null)
    {
        if (mimeType is not null)
            return InOneForm(value, mimeType);
        var bundle = new MimeBundle();
        if (!HasOwnFormatter(value))
        {
            if (value is Exception exception)
                return Preformatted(string.Join('\n', CellErrors.Describe(exception, "", "").Traceback));
            if (TensorDisplay.TryCreate(value) is { } tensor)
                return tensor;
            if (Nesting.IsEndless(value))
                return Preformatted($"{TypeNames.Of(value!.GetType())} that contains itself");
            if (Table.TryCreate(value) is { } table)
            {
                bundle.Add(MimeTypes.Html, table.ToHtml());
                bundle.Add(MimeTypes.Plain, table.ToPlainText());
                return bundle;
            }
            if (IsPlain(value))
                return Preformatted(Format(value, MimeTypes.Plain));
            if (SpeaksForItself(value))
                return Preformatted(MemberText.Of(() => value!.ToString()));
        }
        foreach (var preferred in Formatter.GetPreferredMimeTypesFor(value?.GetType()))
        {
            // Who registers a formatter for text only wants to see that text, wherever it is shown.
            if (preferred == MimeTypes.Html && IsRegistered(value, MimeTypes.Plain) && !IsRegistered(value, MimeTypes.Html))
                return Preformatted(Format(value, MimeTypes.Plain));
            bundle.Add(preferred, Format(value, preferred));
        }
        if (!bundle.Has(MimeTypes.Plain))
            bundle.Add(MimeTypes.Plain, Format(value, MimeTypes.Plain));
        return bundle;
    }

    /// <summary>Text as it is, and the same as HTML, in the form that .NET Interactive gives it.</summary>
    internal static MimeBundle Preformatted(string text)
    {
        var bundle = new MimeBundle(MimeTypes.Plain, text);
        bundle.Add(MimeTypes.Html, $"{PreformattedStart}{WebUtility.HtmlEncode(text)}</pre></div>");
        return bundle;
    }

    private static MimeBundle InOneForm(object? value, string mimeType)
    {
        var bundle = new MimeBundle(mimeType, value switch
        {
            string text => text,
            byte[] image when mimeType.StartsWith("image/", StringComparison.Ordinal) => Convert.ToBase64String(image),
            not null when MimeTypes.IsJson(mimeType) => JsonSerializer.Serialize(value, value.GetType()),
            _ => Format(value, mimeType),
        });
        // A client that cannot typeset shows the source.
        if (value is string source && mimeType is MimeTypes.Latex or MimeTypes.Markdown)
            bundle.Add(MimeTypes.Plain, source);
        return bundle;
    }

    private static string Format(object? value, string mimeType)
    {
        var text = value.ToDisplayString(mimeType);
        return mimeType == MimeTypes.Html ? WithoutDefaultStyle(text) : text;
    }

    /// <summary>The formatter ends every HTML form with the same style sheet; pages and clients style tables themselves.</summary>
    private static string WithoutDefaultStyle(string html)
    {
        var start = html.LastIndexOf("<style>", StringComparison.Ordinal);
        return start > 0 && html.EndsWith("</style>", StringComparison.Ordinal) && html.IndexOf(".dni-code-hint", start, StringComparison.Ordinal) > 0
            ? html[..start]
            : html.TrimEnd() is var trimmed && trimmed.Length < html.Length && trimmed.EndsWith("</style>", StringComparison.Ordinal)
                ? WithoutDefaultStyle(trimmed)
                : html;
    }

    private static bool HasOwnFormatter(object? value)
    {
        if (value is null)
            return false;
        var type = value.GetType();
        return type.GetCustomAttributes(inherit: true).Any(attribute => attribute.GetType().Name == nameof(TypeFormatterSourceAttribute))
            || Formatter.RegisteredFormatters(includeDefaults: false).Any(formatter => Handles(formatter.Type, type))
            || value is not string && !Formatter.GetPreferredMimeTypesFor(type).SequenceEqual([Formatter.DefaultMimeType]);
    }

    private static bool IsRegistered(object? value, string mimeType) => value is not null
        && Formatter.RegisteredFormatters(includeDefaults: false).Any(formatter => formatter.MimeType == mimeType && Handles(formatter.Type, value.GetType()));

    private static bool Handles(Type formatted, Type type) =>
        formatted.IsAssignableFrom(type)
        || (formatted.IsGenericTypeDefinition && type.IsGenericType && type.GetGenericTypeDefinition() == formatted);

    /// <summary>Numbers, texts, dates and sequences of them say everything in plain text.</summary>
    private static bool IsPlain(object? value) =>
        value is null or string
        || IsScalar(value.GetType())
        || (value is IEnumerable and not IDictionary && ElementType(value.GetType()) is { } element && IsScalar(element));

    /// <summary>
    /// Who writes a ToString says how the object is to be shown; its properties may be many, or cost something. The
    /// ToString of records, anonymous types and tuples is the compiler's.
    /// </summary>
    private static bool SpeaksForItself(object? value)
    {
        if (value is null or IEnumerable or ITuple)
            return false;
        var type = value.GetType();
        return type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType is { } author
            && author != typeof(object) && author != typeof(ValueType)
            && !author.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            && author.GetMethod("<Clone>$") is null && author.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is null
            && !Formatter.RegisteredFormatters().Any(formatter =>
                formatter.MimeType == MimeTypes.Html && formatter.Type != typeof(object) && Handles(formatter.Type, type));
    }

    internal static bool IsScalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal)
            || type == typeof(Half) || type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly)
            || type == typeof(TimeOnly) || type == typeof(TimeSpan) || type == typeof(Guid) || type == typeof(Int128)
            || type == typeof(System.Numerics.BigInteger);
    }

    internal static Type? ElementType(Type type) =>
        type.GetInterfaces().Append(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0];
}
