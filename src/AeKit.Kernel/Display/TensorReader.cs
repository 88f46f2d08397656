using System.Reflection;

namespace AeKit.Kernel.Display;

/// <summary>
/// Reads tensors without a reference to the library they come from: what has the members of TorchSharp's tensors
/// (<c>shape</c>, <c>dtype</c>, <c>to_type</c>, <c>flatten</c>, <c>narrow</c>, <c>data</c>) is one.
/// </summary>
internal static class TensorReader
{
    // A copy of this many values at a time, however large the tensor is.
    private const long ChunkLength = 1 << 20;

    private static readonly string[] Methods = ["detach", "cpu", "flatten", "narrow", "to_type", "data"];

    public static bool CanRead(Type type) =>
        type.GetProperty("shape")?.PropertyType == typeof(long[])
        && type.GetProperty("dtype")?.PropertyType is { IsEnum: true } dtype && Enum.IsDefined(dtype, "Float64")
        && Methods.All(name => Array.Exists(type.GetMethods(), method => method.Name == name));

    public static TensorSummary Read(object tensor)
    {
        var type = tensor.GetType();
        var shape = (long[])Get(tensor, "shape")!;
        var dtype = Get(tensor, "dtype")!;
        var device = type.GetProperty("device")?.GetValue(tensor)?.ToString();
        var isReal = !dtype.ToString()!.StartsWith("Complex", StringComparison.Ordinal);
        var statistics = new TensorStatistics();
        var shown = new List<double>();
        if (isReal)
        {
            using var positions = (TensorWindow.Of(shape)?.Positions(shape) ?? []).GetEnumerator();
            var (hasNext, start) = (positions.MoveNext(), 0L);
            foreach (var chunk in Chunks(tensor, shape.Aggregate(1L, (product, size) => product * size)))
            {
                foreach (var value in chunk)
                    statistics.Add(value);
                for (; hasNext && positions.Current < start + chunk.Length; hasNext = positions.MoveNext())
                    shown.Add(chunk[positions.Current - start]);
                start += chunk.Length;
                CellInterrupt.Check();
            }
        }
        return new(
            type.Name,
            shape,
            dtype.ToString()!,
            device is null or "cpu" ? null : device,
            type.GetProperty("requires_grad")?.GetValue(tensor) is true,
            isReal ? statistics : null,
            shown);
    }

    private static IEnumerable<double[]> Chunks(object tensor, long count)
    {
        using var detached = Call(tensor, "detach");
        using var flat = Call(detached, "flatten");
        for (var start = 0L; start < count; start += ChunkLength)
        {
            using var part = Call(flat, "narrow", 0L, start, Math.Min(ChunkLength, count - start));
            using var local = Call(part, "cpu");
            using var real = Call(local, "to_type", Enum.Parse(Get(tensor, "dtype")!.GetType(), "Float64"));
            yield return Values(real);
        }
    }

    private static double[] Values(object tensor)
    {
        var data = tensor.GetType().GetMethods().First(method => method is { Name: "data", IsGenericMethodDefinition: true }).MakeGenericMethod(typeof(double));
        var accessor = Invoke(data, tensor, []);
        using (accessor as IDisposable)
            return [.. (IEnumerable<double>)accessor];
    }

    private static object? Get(object tensor, string property) => tensor.GetType().GetProperty(property)!.GetValue(tensor);

    private static IDisposable Call(object tensor, string name, params object[] arguments)
    {
        var method = tensor.GetType().GetMethods().First(method => method.Name == name && !method.IsGenericMethod && Takes(method.GetParameters(), arguments));
        return (IDisposable)Invoke(method, tensor, arguments);
    }

    private static bool Takes(ParameterInfo[] parameters, object[] arguments) =>
        parameters.Length >= arguments.Length
        && arguments.Zip(parameters).All(pair => pair.Second.ParameterType.IsInstanceOfType(pair.First))
        && parameters.Skip(arguments.Length).All(parameter => parameter.HasDefaultValue);

    private static object Invoke(MethodInfo method, object tensor, object[] arguments)
    {
        try
        {
            return method.Invoke(tensor, [.. arguments, .. method.GetParameters().Skip(arguments.Length).Select(parameter => parameter.DefaultValue)])!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } cause)
        {
            throw cause;
        }
    }
}
