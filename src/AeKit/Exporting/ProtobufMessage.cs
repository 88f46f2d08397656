using Google.Protobuf;

namespace AeKit.Exporting;

/// <summary>One message of a protobuf file, field by field; the numbers of the fields come from the format's description.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<Action<CodedOutputStream>> _fields = [];

    public ProtobufMessage Add(int field, long value) => Add(field, WireFormat.WireType.Varint, output => output.WriteInt64(value));

    public ProtobufMessage Add(int field, float value) => Add(field, WireFormat.WireType.Fixed32, output => output.WriteFloat(value));

    public ProtobufMessage Add(int field, string value) => Add(field, WireFormat.WireType.LengthDelimited, output => output.WriteString(value));

    public ProtobufMessage Add(int field, byte[] value) =>
        Add(field, WireFormat.WireType.LengthDelimited, output => output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value)));

    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value.ToBytes());

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes, leaveOpen: true);
        _fields.ForEach(write => write(output));
        output.Flush();
        return bytes.ToArray();
    }

    private ProtobufMessage Add(int field, WireFormat.WireType type, Action<CodedOutputStream> write)
    {
        _fields.Add(output =>
        {
            output.WriteTag(field, type);
            write(output);
        });
        return this;
    }
}
