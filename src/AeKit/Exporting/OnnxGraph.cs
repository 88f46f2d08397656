using AeKit.Data;
using static TorchSharp.torch;

namespace AeKit.Exporting;

/// <summary>
/// An ONNX graph as it is built: operators in the order they run, the tensors they hold, inputs and outputs. The
/// messages and the numbers of their fields are those of the ONNX IR specification
/// (https://onnx.ai/onnx/repo-docs/IR.html and its onnx.proto), the operators those of operator set 13.
/// </summary>
/// <param name="type">The type of the weights and of all values but labels.</param>
internal sealed class OnnxGraph(ScalarType type)
{
    private const long IrVersion = 7, OperatorSet = 13;

    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<ProtobufMessage> _tensors = [];
    private readonly List<ProtobufMessage> _inputs = [];
    private readonly List<ProtobufMessage> _outputs = [];
    private readonly Dictionary<Tensor, string> _known = new(ReferenceEqualityComparer.Instance);
    private int _values;

    /// <summary>An input of N rows.</summary>
    /// <returns>Its name.</returns>
    public string Input(string name, long? width, ScalarType? elements = null)
    {
        _inputs.Add(Value(name, width, elements ?? type));
        return name;
    }

    /// <summary>Makes a value an output of N rows.</summary>
    public void Output(string name, string value, long width)
    {
        _nodes.Add(Node("Identity", [value], name, []));
        _outputs.Add(Value(name, width, type));
    }

    /// <summary>A tensor of the model; one that is there already is not stored twice.</summary>
    /// <returns>The name it is stored under.</returns>
    public string Weight(string name, Tensor tensor)
    {
        if (!_known.TryGetValue(tensor, out var stored))
        {
            _known.Add(tensor, stored = name);
            _tensors.Add(TensorMessage(name, tensor.shape, ElementType(tensor.dtype), TensorBytes.ToBytes(tensor)));
        }

        return stored;
    }

    /// <summary>A number of the weights' type.</summary>
    public string Constant(double value)
    {
        using var scalar = tensor(value).to_type(type);
        return Stored([], type, TensorBytes.ToBytes(scalar));
    }

    /// <summary>Numbers of the weights' type.</summary>
    public string Constants(params double[] values)
    {
        using var vector = tensor(values);
        using var converted = vector.to_type(type);
        return Stored([values.Length], type, TensorBytes.ToBytes(converted));
    }

    /// <summary>Whole numbers.</summary>
    public string Integers(params long[] values)
    {
        using var vector = tensor(values);
        return Stored([values.Length], ScalarType.Int64, TensorBytes.ToBytes(vector));
    }

    /// <summary>An operator.</summary>
    /// <returns>The name of the value it gives.</returns>
    public string Apply(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var output = $"value{++_values}";
        _nodes.Add(Node(operation, inputs, output, attributes));
        return output;
    }

    public byte[] ToBytes(string name)
    {
        var graph = new ProtobufMessage();
        _nodes.ForEach(node => graph.Add(1, node));
        graph.Add(2, name);
        _tensors.ForEach(tensor => graph.Add(5, tensor));
        _inputs.ForEach(input => graph.Add(11, input));
        _outputs.ForEach(output => graph.Add(12, output));
        return new ProtobufMessage()
            .Add(1, IrVersion)
            .Add(2, "AeKit")
            .Add(7, graph)
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, OperatorSet))
            .ToBytes();
    }

    private string Stored(long[] shape, ScalarType elements, byte[] bytes)
    {
        var name = $"constant{_tensors.Count}";
        _tensors.Add(TensorMessage(name, shape, ElementType(elements), bytes));
        return name;
    }

    private static ProtobufMessage Node(string operation, string[] inputs, string output, (string Name, object Value)[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (var input in inputs)
        {
            node.Add(1, input);
        }

        node.Add(2, output).Add(4, operation);
        foreach (var (name, value) in attributes)
        {
            node.Add(5, Attribute(name, value));
        }

        return node;
    }

    private static ProtobufMessage Attribute(string name, object value)
    {
        const long Float = 1, Integer = 2, IntegerList = 7;
        var attribute = new ProtobufMessage().Add(1, name);
        switch (value)
        {
            case float number:
                return attribute.Add(2, number).Add(20, Float);
            case long number:
                return attribute.Add(3, number).Add(20, Integer);
            case long[] numbers:
                foreach (var number in numbers)
                {
                    attribute.Add(8, number);
                }

                return attribute.Add(20, IntegerList);
            default:
                throw new ArgumentException($"Attribute '{name}' is a {value.GetType().Name}; attributes are float, long or long[].", nameof(value));
        }
    }

    private static ProtobufMessage TensorMessage(string name, long[] shape, long elements, byte[] bytes)
    {
        var tensor = new ProtobufMessage();
        foreach (var size in shape)
        {
            tensor.Add(1, size);
        }

        return tensor.Add(2, elements).Add(8, name).Add(9, bytes);
    }

    private static ProtobufMessage Value(string name, long? width, ScalarType elements)
    {
        var shape = new ProtobufMessage().Add(1, new ProtobufMessage().Add(2, "N"));
        if (width is { } columns)
        {
            shape.Add(1, new ProtobufMessage().Add(1, columns));
        }

        var tensorType = new ProtobufMessage().Add(1, ElementType(elements)).Add(2, shape);
        return new ProtobufMessage().Add(1, name).Add(2, new ProtobufMessage().Add(1, tensorType));
    }

    private static long ElementType(ScalarType type) => type switch
    {
        ScalarType.Float32 => 1,
        ScalarType.Int64 => 7,
        ScalarType.Float64 => 11,
        _ => throw new NotSupportedException($"Weights of type {type} are not written to ONNX: convert the model to Float32 or Float64."),
    };
}
