using System.Globalization;
using System.Text;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Tensors
{
    /// <summary>Tensors as text: type, shape and values; long dimensions show their first and last entries.</summary>
    internal static class TensorText
    {
        private const int Edge = 3;
        private const int Longest = 10;

        internal static string Describe(Tensor tensor)
            => $"[{string.Join("x", tensor.Layout.Sizes)}], type = {tensor.dtype}, device = {tensor.device}";

        internal static string Write(Tensor tensor, string format)
        {
            using var dense = new Dense(tensor);
            var text = new StringBuilder(Describe(tensor));
            if (tensor.Layout.Count == 0) return text.ToString();
            var values = Values(dense.Tensor, format);
            if (tensor.Layout.Rank == 0) return text.Append(", value = ").Append(values(0)).ToString();
            var width = 0;
            Visit(tensor.Layout.Sizes, 0, 0, i => width = Math.Max(width, values(i).Length));
            text.Append('\n');
            Append(text, tensor.Layout.Sizes, 0, 0, i => values(i).PadLeft(width));
            return text.ToString();
        }

        private static Func<int, string> Values(Tensor tensor, string format) => tensor.dtype switch
        {
            torch.ScalarType.Float32 => i => tensor.Span<float>()[i].ToString(format, CultureInfo.InvariantCulture),
            torch.ScalarType.Float64 => i => tensor.Span<double>()[i].ToString(format, CultureInfo.InvariantCulture),
            torch.ScalarType.Int64 => i => tensor.Span<long>()[i].ToString(CultureInfo.InvariantCulture),
            torch.ScalarType.Int32 => i => tensor.Span<int>()[i].ToString(CultureInfo.InvariantCulture),
            torch.ScalarType.Int16 => i => tensor.Span<short>()[i].ToString(CultureInfo.InvariantCulture),
            torch.ScalarType.Int8 => i => tensor.Span<sbyte>()[i].ToString(CultureInfo.InvariantCulture),
            torch.ScalarType.Bool => i => tensor.Span<byte>()[i] != 0 ? "True" : "False",
            _ => i => tensor.Span<byte>()[i].ToString(CultureInfo.InvariantCulture),
        };

        private static void Append(StringBuilder text, long[] sizes, int dim, int start, Func<int, string> value)
        {
            text.Append('[');
            var step = Step(sizes, dim);
            var innermost = dim == sizes.Length - 1;
            var first = true;
            foreach (var i in Shown((int)sizes[dim]))
            {
                if (!first) text.Append(innermost ? " " : "\n" + new string(' ', dim + 1));
                first = false;
                if (i < 0) text.Append("...");
                else if (innermost) text.Append(value(start + i));
                else Append(text, sizes, dim + 1, start + i * step, value);
            }
            text.Append(']');
        }

        private static void Visit(long[] sizes, int dim, int start, Action<int> visit)
        {
            var step = Step(sizes, dim);
            foreach (var i in Shown((int)sizes[dim]))
            {
                if (i < 0) continue;
                if (dim == sizes.Length - 1) visit(start + i);
                else Visit(sizes, dim + 1, start + i * step, visit);
            }
        }

        private static int Step(long[] sizes, int dim)
        {
            long step = 1;
            for (var i = dim + 1; i < sizes.Length; i++) step *= sizes[i];
            return (int)step;
        }

        // −1 stands for the entries left out.
        private static IEnumerable<int> Shown(int size)
        {
            if (size <= Longest) return Enumerable.Range(0, size);
            return [.. Enumerable.Range(0, Edge), -1, .. Enumerable.Range(size - Edge, Edge)];
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>Shape, type and values; of long dimensions the first and last three entries.</summary>
            public override string ToString() => IsDisposed ? "(disposed tensor)" : Tensors.TensorText.Write(this, "g5");
        }
    }
}
