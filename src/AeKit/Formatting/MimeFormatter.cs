namespace AeKit.Formatting;

/// <summary>
/// One way to show a value: by .NET Interactive's convention an object with a <see cref="MimeType"/> and a method
/// <see cref="Format"/>, both found by name.
/// </summary>
internal sealed class MimeFormatter(string mimeType, Func<object, string> render)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        writer.Write(render(instance));
        return true;
    }
}
