using System.Buffers.Binary;
using System.IO.Compression;

namespace AeKit.Data;

/// <summary>
/// The content of a data file, unpacked if it is gzip (recognised by its first two bytes, not by its name). .NET's
/// own reader takes a gzip file that was cut off for one that ended; this one compares with the length the file states.
/// </summary>
internal sealed class DataFileStream : Stream
{
    private readonly Stream _file;
    private readonly GZipStream? _gzip;
    private readonly uint _statedLength;
    private long _position;

    /// <param name="file">Seekable; closed with this stream.</param>
    /// <param name="name">What messages call it.</param>
    public DataFileStream(Stream file, string name)
    {
        (_file, Name) = (file, name);
        if (file.ReadByte() == 0x1F && file.ReadByte() == 0x8B)
        {
            // A gzip file ends with the length of its content modulo 2³² (RFC 1952).
            Span<byte> trailer = stackalloc byte[4];
            file.Position = Math.Max(0, file.Length - 4);
            file.ReadAtLeast(trailer, 4, throwOnEndOfStream: false);
            _statedLength = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
            _gzip = new GZipStream(file, CompressionMode.Decompress);
        }
        file.Position = 0;
    }

    public bool IsGzip => _gzip is not null;

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    /// <summary>Bytes of content read so far.</summary>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static DataFileStream Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        return new DataFileStream(File.OpenRead(path), path);
    }

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = (_gzip ?? _file).Read(buffer);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException(
                $"'{Name}': the gzip data are damaged near byte {_file.Position} of the file, after {_position} unpacked bytes. Get the file again.",
                error);
        }
        _position += count;
        if (count == 0 && buffer.Length > 0 && _gzip is not null && (uint)_position != _statedLength)
        {
            throw new InvalidDataException(
                $"'{Name}': the gzip data end after {_position} unpacked bytes, but the file's last 4 bytes state {_statedLength}: it was cut off, or something follows its gzip data. Get the file again.");
        }
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip?.Dispose();
            _file.Dispose();
        }
        base.Dispose(disposing);
    }
}
