using System.Text;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>Finds one member in a documentation file. The framework's are 20 MB: read piece by piece and never kept.</summary>
internal static class DocumentationFile
{
    private const string End = "</member>";
    private const int PieceSize = 64 << 10;

    /// <summary>The <c>member</c> element of a documentation identifier (<c>M:System.Console.WriteLine</c>), or null.</summary>
    public static string? Find(string path, string id)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return IndexOf(file, Encoding.UTF8.GetBytes($"<member name=\"{id}\">"), 0) is { } start
                && IndexOf(file, Encoding.UTF8.GetBytes(End), start) is { } end
                ? Text(file, start, (int)(end - start) + End.Length)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Where <paramref name="wanted"/> first stands at or after <paramref name="start"/>.</summary>
    private static long? IndexOf(FileStream file, byte[] wanted, long start)
    {
        var piece = new byte[PieceSize];
        for (var position = start; ; position += PieceSize - wanted.Length + 1)
        {
            var length = RandomAccess.Read(file.SafeFileHandle, piece, position);
            var index = piece.AsSpan(0, length).IndexOf(wanted);
            if (index >= 0)
                return position + index;
            if (length < PieceSize)
                return null;
        }
    }

    private static string Text(FileStream file, long start, int length)
    {
        var bytes = new byte[length];
        RandomAccess.Read(file.SafeFileHandle, bytes, start);
        return Encoding.UTF8.GetString(bytes);
    }
}
