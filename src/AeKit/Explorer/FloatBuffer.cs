using System.Runtime.InteropServices;

namespace AeKit.Explorer;

/// <summary>
/// All numbers of an explorer in one row of 32-bit floats, least byte first, so that the page gets them as one base64
/// text; the rest of the page refers to them by their positions.
/// </summary>
internal sealed class FloatBuffer
{
    private readonly List<float> _values = [];

    /// <summary>Bytes of the data URI.</summary>
    public long EncodedLength => (4L * _values.Count + 2) / 3 * 4;

    /// <summary>Appends values and gives the position of the first.</summary>
    public int Add(ReadOnlySpan<float> values)
    {
        int start = _values.Count;
        _values.AddRange(values);
        return start;
    }

    public string ToDataUri()
    {
        byte[] bytes = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_values)).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < bytes.Length; i += sizeof(float))
                Array.Reverse(bytes, i, sizeof(float));
        }
        return "data:application/octet-stream;base64," + Convert.ToBase64String(bytes);
    }
}
