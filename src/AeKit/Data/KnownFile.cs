using System.Security.Cryptography;

namespace AeKit.Data;

/// <summary>
/// A published file and how to recognise it. The checksum is that of the unpacked content: the same content packed
/// again, or not packed, is as good as the published file, but has other gzip bytes.
/// </summary>
/// <param name="Name">Without <c>.gz</c>.</param>
/// <param name="Length">Bytes of content.</param>
/// <param name="Sha256">Of the content; null if only the packed file has a published checksum.</param>
/// <param name="PackedMd5">Of the published <c>.gz</c>, where <paramref name="Sha256"/> is unknown.</param>
internal sealed record KnownFile(string Name, long Length, string? Sha256, string? PackedMd5 = null)
{
    /// <summary>The file in a folder, packed or not; null if it is in neither form.</summary>
    public string? Find(string folder) =>
        new[] { Path.Combine(folder, Name + ".gz"), Path.Combine(folder, Name) }.FirstOrDefault(File.Exists);

    /// <exception cref="InvalidDataException">The file is not the published one.</exception>
    public void Verify(string path)
    {
        using DataFileStream content = DataFileStream.Open(path);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        if (content.Position != Length)
            throw new InvalidDataException($"'{path}' unpacks to {content.Position} bytes, but the published {Name} has {Length}. {Remedy}");
        if (Sha256 is not null && sha256 != Sha256)
            throw new InvalidDataException($"'{path}' is not the published {Name}: the SHA-256 of its content is {sha256}, expected {Sha256}. {Remedy}");
        if (Sha256 is null && content.IsGzip)
            VerifyPacked(path);
    }

    private const string Remedy = "Get the file again; to load your own data in this format, use IdxFile.Read.";

    private void VerifyPacked(string path)
    {
        using FileStream file = File.OpenRead(path);
#pragma warning disable CA5351 // A checksum against damage; its publishers give no other.
        string md5 = Convert.ToHexStringLower(MD5.HashData(file));
#pragma warning restore CA5351
        if (md5 != PackedMd5)
            throw new InvalidDataException($"'{path}' is not the published {Name}.gz: its MD5 is {md5}, expected {PackedMd5}. {Remedy} If you packed it yourself, unpack it.");
    }
}
