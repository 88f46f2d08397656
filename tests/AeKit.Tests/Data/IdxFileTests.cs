using AeKit.Data;

namespace AeKit.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    // Two images of 2×3 pixels.
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_shape_and_values_plain_or_packed()
    {
        foreach (byte[] content in new[] { Images, TemporaryFolder.Gzip(Images) })
        {
            IdxArray array = IdxFile.Read(_folder.Write("images", content), dimensions: 3);
            Assert.Equal([2, 2, 3], array.Shape);
            Assert.Equal<byte>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255], array.Values);
        }
    }

    [Fact]
    public void Reads_more_than_one_buffer()
    {
        byte[] content = [0, 0, 8, 1, 0, 0x30, 0, 0, .. Enumerable.Range(0, 0x300000).Select(i => (byte)(i * 7))];
        IdxArray array = IdxFile.Read(_folder.Write("big", TemporaryFolder.Gzip(content)));
        Assert.Equal([0x300000], array.Shape);
        Assert.Equal(content[8..], array.Values);
    }

    [Theory]
    [InlineData(new byte[] { }, "byte 0: the file is empty")]
    [InlineData(new byte[] { 0, 0, 8 }, "byte 3: the file ends here, 1 bytes short of the magic number (4 bytes from 0 on)")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 5 }, "byte 0: expected the magic number 00 00 08 03, found 00 00 08 01 (a file of labels)")]
    [InlineData(new byte[] { 0, 0, 13, 3, 0, 0, 0, 1 }, "found 00 00 0D 03 (an IDX file of elements other than unsigned bytes)")]
    [InlineData(new byte[] { 60, 33, 68, 79, 67 }, "found 3C 21 44 4F (a web page saved in place of the file?)")]
    [InlineData(new byte[] { 80, 75, 3, 4 }, "found 50 4B 03 04 (a zip archive: unpack it first)")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 2, 0, 0 }, "byte 10: the file ends here, 6 bytes short of the dimensions (12 bytes from 4 on)")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3 }, "byte 8: dimension 1 is 0")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 255, 0, 0, 3 }, "byte 12: dimension 2 is -")]
    [InlineData(new byte[] { 0, 0, 8, 3, 127, 0, 0, 2, 127, 0, 0, 2, 127, 0, 0, 3 }, "byte 8: the dimensions 2130706434×2130706434 are more than")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4 }, "byte 20: the file ends here, 2 bytes short of 1×2×3 elements (6 bytes from 16 on)")]
    [InlineData(new byte[] { 0, 0, 8, 3, 127, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1 }, "byte 17: the file ends here")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2 }, "byte 17: the file must end here after 1×1×1 elements, but more bytes follow")]
    public void A_bad_file_is_refused_with_position_and_reason(byte[] content, string expected)
    {
        foreach (byte[] bytes in new[] { content, TemporaryFolder.Gzip(content) })
        {
            string path = _folder.Write("bad.idx", bytes);
            var error = Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, dimensions: 3));
            Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damaged_gzip_is_refused()
    {
        byte[] content = [0, 0, 8, 1, 0, 1, 0, 0, .. Enumerable.Range(0, 0x10000).Select(i => (byte)(i * i * 31 >> 3))];
        byte[] packed = TemporaryFolder.Gzip(content);

        string Error(string name, byte[] bytes) =>
            Assert.Throws<InvalidDataException>(() => IdxFile.Read(_folder.Write(name, bytes))).Message;

        Assert.Contains("last 4 bytes state", Error("half", packed[..(packed.Length / 2)]), StringComparison.Ordinal);
        Assert.Contains("it was cut off", Error("start", packed[..12]), StringComparison.Ordinal);
        Assert.Contains("it was cut off", Error("tail", packed[..^5]), StringComparison.Ordinal);
        byte[] flipped = [.. packed];
        flipped[^7] ^= 1; // in the CRC
        string message = Error("crc", flipped);
        Assert.Contains("'", message, StringComparison.Ordinal);
        Assert.Contains("gzip data are damaged near byte", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(_folder.Path, "nothing");
        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => IdxFile.Read(path)).Message, StringComparison.Ordinal);
    }
}
