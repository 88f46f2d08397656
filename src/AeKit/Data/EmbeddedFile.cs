namespace AeKit.Data;

/// <summary>The files of the folder data that are part of AeKit.dll, so that loading them needs no path.</summary>
internal static class EmbeddedFile
{
    /// <exception cref="InvalidOperationException">The library was built without it.</exception>
    public static DataFileStream Open(string name)
    {
        Stream content = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"AeKit.dll was built without its resource {name}.");
        return new DataFileStream(content, name);
    }
}
