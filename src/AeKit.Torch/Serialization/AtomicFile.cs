namespace TorchSharp.Serialization;

/// <summary>Files that appear under their name only when complete, and errors that name the file.</summary>
internal static class AtomicFile
{
    internal static void Write(string location, Action<BinaryWriter> write)
    {
        var temporary = $"{location}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = File.Create(temporary))
            using (var writer = new BinaryWriter(stream)) write(writer);
            File.Move(temporary, location, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    internal static void Read(string location, Action<BinaryReader> read)
    {
        if (!File.Exists(location)) throw new FileNotFoundException($"There is no file {location}.", location);
        using var stream = File.OpenRead(location);
        using var reader = new BinaryReader(stream);
        try
        {
            read(reader);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"{location} ends at byte {stream.Length}, in the middle of its contents: the file is truncated. {error.Message} Save it again.", error);
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException)
        {
            throw new InvalidDataException($"{location}, byte {stream.Position}: {error.Message}", error);
        }
    }
}
