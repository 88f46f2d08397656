using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AeKit.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Data;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Reads_what_numpy_saved()
    {
        Tensor matrix = NpyFile.Read(Golden("matrix.npy"));
        Assert.Equal([2L, 3], matrix.shape);
        Assert.Equal([0.5f, -1.25f, 3, 1e-30f, float.PositiveInfinity, 7], matrix.data<float>().ToArray());
        Tensor scalar = NpyFile.Read(Golden("scalar.npy"));
        Assert.Empty(scalar.shape);
        Assert.Equal(-Math.Pow(2, 40), scalar.item<double>());
    }

    [Fact]
    public void Reads_every_type_and_order_of_an_archive()
    {
        Dictionary<string, Tensor> arrays = NpyFile.ReadArchive(Golden("arrays.npz"));
        Assert.Equal(["columns", "empty", "image", "large", "mask", "short", "small", "swapped"], arrays.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([2L, 3, 4], arrays["columns"].shape);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), arrays["columns"].data<double>().ToArray());
        Assert.Equal([2L, 3, 4], arrays["swapped"].shape);
        Assert.Equal(Enumerable.Range(0, 24), arrays["swapped"].data<int>().ToArray());
        Assert.Equal([-(1L << 40), 5], arrays["large"].data<long>().ToArray());
        Assert.Equal<short>([-300, 300], arrays["short"].data<short>().ToArray());
        Assert.Equal<sbyte>([-128, 127], arrays["small"].data<sbyte>().ToArray());
        Assert.Equal<byte>([0, 255], arrays["image"].data<byte>().ToArray());
        Assert.Equal([true, false, true], arrays["mask"].data<bool>().ToArray());
        Assert.Equal([0L, 2], arrays["empty"].shape);
    }

    [Fact]
    public void Writes_the_bytes_that_numpy_writes()
    {
        string path = Path.Combine(_folder.Path, "written.npz");
        NpyFile.WriteArchive(path, new Dictionary<string, Tensor> { ["matrix"] = NpyFile.Read(Golden("matrix.npy")), ["scalar"] = NpyFile.Read(Golden("scalar.npy")) });
        using ZipArchive archive = ZipFile.OpenRead(path);
        Assert.Equal(["matrix.npy", "scalar.npy"], archive.Entries.Select(entry => entry.FullName));
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (Stream stream = entry.Open())
                stream.CopyTo(content);
            Assert.Equal(File.ReadAllBytes(Golden(entry.FullName)), content.ToArray());
        }
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Arrays_of_every_type_go_to_an_archive_and_back_and_the_same_arrays_make_the_same_bytes()
    {
        Dictionary<string, Tensor> arrays = NpyFile.ReadArchive(Golden("arrays.npz"));
        arrays["vector"] = tensor(new float[] { 1, 2, 3 });
        string first = Path.Combine(_folder.Path, "first.npz"), second = Path.Combine(_folder.Path, "second.npz");
        NpyFile.WriteArchive(first, arrays);
        Dictionary<string, Tensor> read = NpyFile.ReadArchive(first);
        NpyFile.WriteArchive(second, read);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(arrays.Keys, read.Keys);
        foreach ((string name, Tensor array) in arrays)
        {
            Assert.Equal((array.dtype, string.Join(",", array.shape)), (read[name].dtype, string.Join(",", read[name].shape)));
            Assert.Equal(array.to_type(ScalarType.Float64).ToString(), read[name].to_type(ScalarType.Float64).ToString());
        }
    }

    [Fact]
    public void What_tensors_have_and_archives_have_not_is_refused()
    {
        string path = Path.Combine(_folder.Path, "never.npz");
        Assert.Throws<ArgumentException>(() => NpyFile.WriteArchive(path, new Dictionary<string, Tensor> { [""] = ones(1) }));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("(1, 2)", "0,1")]
    [InlineData("(2,)", "0,1")]
    [InlineData("(2, 1)", "0,1")]
    public void Columns_first_makes_no_difference_to_a_vector(string shape, string expected)
    {
        string path = Write($"{{'descr': '|u1', 'fortran_order': True, 'shape': {shape}}}", 2);
        Assert.Equal(expected, string.Join(",", NpyFile.Read(path).data<byte>().ToArray()));
    }

    [Fact]
    public void Reads_version_2_with_its_longer_length()
    {
        byte[] header = Encoding.ASCII.GetBytes("{'shape': (2, ), 'fortran_order': False, 'descr': '<i2'}\n");
        byte[] content = [0x93, .. "NUMPY"u8, 2, 0, (byte)header.Length, 0, 0, 0, .. header, 1, 0, 255, 255];
        Assert.Equal<short>([1, -1], NpyFile.Read(_folder.Write("v2.npy", content)).data<short>().ToArray());
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", 7, "the file ends here, 1 bytes short of an array of shape (2) (8 bytes from 65 on)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", 9, "byte 73: the file must end here after an array of shape (2)")]
    [InlineData("{'descr': '<f2', 'fortran_order': False, 'shape': (2,)}", 4, "byte 10: the elements are of type '<f2'; this reader knows f8, f4")]
    [InlineData("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,)}", 8, "the elements are records")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}", 8, "size 0 of the shape is -2")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}", 8, "is larger than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,)}", 8, "is larger than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,)}", 8, "bytes short of an array")]
    [InlineData("{'descr': '<f4', 'fortran_order': Maybe, 'shape': (2,)}", 8, "the header is not a dict")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", 8, "the header is not a dict")]
    public void A_header_that_lies_is_refused(string header, int dataBytes, string expected)
    {
        string path = Write(header, dataBytes);
        string message = Assert.Throws<InvalidDataException>(() => NpyFile.Read(path)).Message;
        Assert.StartsWith($"'{path}', byte ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wherever_a_file_is_cut_off_it_is_refused()
    {
        foreach ((string name, Action<string> read) in new (string, Action<string>)[] { ("matrix.npy", path => NpyFile.Read(path)), ("arrays.npz", path => NpyFile.ReadArchive(path)) })
        {
            byte[] whole = File.ReadAllBytes(Golden(name));
            for (int length = 0; length < whole.Length; length++)
            {
                string path = _folder.Write("cut", whole.AsSpan(0, length));
                Assert.Contains(path, Assert.Throws<InvalidDataException>(() => read(path)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_bad_array_in_an_archive_is_named()
    {
        string path = Path.Combine(_folder.Path, "bad.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream entry = archive.CreateEntry("codes.npy").Open())
            entry.Write("no array"u8);
        Assert.StartsWith($"'{path}', array 'codes.npy', byte 0: ", Assert.Throws<InvalidDataException>(() => NpyFile.ReadArchive(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(_folder.Path, "nothing.npy");
        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => NpyFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => NpyFile.ReadArchive(path)).Message, StringComparison.Ordinal);
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "Golden", name);

    /// <summary>A version 1.0 file whose elements are the bytes 0, 1, 2, …</summary>
    private string Write(string header, int dataBytes)
    {
        var content = new byte[10 + header.Length + dataBytes];
        new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0 }.CopyTo(content, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(8), (ushort)header.Length);
        Encoding.ASCII.GetBytes(header).CopyTo(content, 10);
        for (int i = 0; i < dataBytes; i++)
            content[10 + header.Length + i] = (byte)i;
        return _folder.Write("made.npy", content);
    }
}
