using System.Text;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>Finds one member in a documentation file. The framework's are 20 MB: searched as bytes and never kept.</summary>
internal static class DocumentationFile
{
    private const string End = "</member>";

    /// <summary>The <c>member</c> element of a documentation identifier (<c>M:System.Console.WriteLine</c>), or null.</summary>
    public static string? Find(string path, string id)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        var text = bytes.AsSpan();
        var start = text.IndexOf(Encoding.UTF8.GetBytes($"<member name=\"{id}\">"));
        if (start < 0)
            return null;
        var length = text[start..].IndexOf(Encoding.UTF8.GetBytes(End));
        return length < 0 ? null : Encoding.UTF8.GetString(text.Slice(start, length + End.Length));
    }
}
