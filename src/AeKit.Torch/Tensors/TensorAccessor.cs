using System.Collections;
using System.Runtime.InteropServices;
using TorchSharp.Tensors;

namespace TorchSharp.Utils
{
    /// <summary>The elements of a tensor, row by row, to read and write from C#.</summary>
    /// <typeparam name="T">The C# type of the tensor's element type.</typeparam>
    public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
    {
        private readonly torch.Tensor _tensor;

        internal TensorAccessor(torch.Tensor tensor)
        {
            var type = ElementTypes.Of(typeof(T));
            if (type != tensor.dtype)
                throw new ArgumentException($"data<{typeof(T).Name}>(): the tensor's elements are {tensor.dtype}; convert with to_type(ScalarType.{type}) first.");
            _tensor = tensor;
        }

        /// <summary>Number of elements.</summary>
        public long Count => _tensor.Layout.Count;

        /// <summary>False: elements can be written.</summary>
        public bool IsReadOnly => false;

        /// <summary>The element at the given indices, or at a position row by row if a single one is given.</summary>
        public T this[params long[] indices]
        {
            get => _tensor.Storage.Span<T>()[Position(indices)];
            set
            {
                _tensor.Storage.Span<T>()[Position(indices)] = value;
                _tensor.Storage.BumpVersion();
            }
        }

        /// <summary>All elements in a new array.</summary>
        public T[] ToArray()
        {
            using var dense = new Dense(_tensor);
            return dense.Span<T>().ToArray();
        }

        /// <summary>All elements in a new array of the tensor's rank and sizes.</summary>
        public Array ToNDArray()
        {
            if (_tensor.Layout.Rank == 0) return ToArray();
            var array = Array.CreateInstance(typeof(T), _tensor.Layout.Sizes);
            using var dense = new Dense(_tensor);
            var bytes = MemoryMarshal.AsBytes(dense.Span<T>());
            bytes.CopyTo(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), bytes.Length));
            return array;
        }

        /// <summary>Copies the elements from <paramref name="tensorIndex"/> on into <paramref name="array"/>.</summary>
        public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

        /// <summary>Copies the elements from <paramref name="tensorIndex"/> on into <paramref name="array"/>, as many as fit.</summary>
        public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
        {
            using var dense = new Dense(_tensor);
            var target = array[arrayIndex..];
            var source = dense.Span<T>()[(int)tensorIndex..];
            source[..Math.Min(source.Length, target.Length)].CopyTo(target);
        }

        /// <summary>Overwrites elements from <paramref name="tensorIndex"/> on by those of <paramref name="array"/>.</summary>
        public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

        /// <summary>Overwrites elements from <paramref name="tensorIndex"/> on by those of <paramref name="array"/>, as many as fit.</summary>
        public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
        {
            using var packed = _tensor.Layout.IsContiguous ? _tensor.Alias(tracked: false) : Ops.Copy.Packed(_tensor, _tensor.dtype);
            var source = array[arrayIndex..];
            var target = packed.Span<T>()[(int)tensorIndex..];
            source[..Math.Min(source.Length, target.Length)].CopyTo(target);
            if (!_tensor.Layout.IsContiguous) Ops.Copy.Into(packed, _tensor);
            _tensor.Storage.BumpVersion();
        }

        /// <summary>The elements, row by row.</summary>
        public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Nothing to release; present because TorchSharp has it.</summary>
        public void Dispose()
        {
        }

        private int Position(long[] indices)
        {
            var layout = _tensor.Layout;
            var place = layout.Offset;
            if (indices.Length == layout.Rank)
            {
                for (var d = 0; d < layout.Rank; d++)
                {
                    if (indices[d] < 0 || indices[d] >= layout.Sizes[d]) throw OutOfRange(indices);
                    place += (int)(indices[d] * layout.Strides[d]);
                }
                return place;
            }
            if (indices.Length != 1 || indices[0] < 0 || indices[0] >= layout.Count) throw OutOfRange(indices);
            var rest = indices[0];
            for (var d = layout.Rank - 1; d >= 0; d--)
            {
                place += (int)(rest % layout.Sizes[d] * layout.Strides[d]);
                rest /= layout.Sizes[d];
            }
            return place;
        }

        private ArgumentOutOfRangeException OutOfRange(long[] indices)
            => new(nameof(indices), $"Index {Shape.Text(indices)} is outside a tensor of shape {Shape.Text(_tensor.Layout.Sizes)}.");
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>The elements, to read and write from C#; <typeparamref name="T"/> must be the tensor's element type.</summary>
            public Utils.TensorAccessor<T> data<T>() where T : unmanaged => new(this);

            /// <summary>The value of a tensor with one element; <typeparamref name="T"/> must be its element type.</summary>
            public T item<T>() where T : unmanaged
            {
                if (Layout.Count != 1)
                    throw new ArgumentException($"item: only a tensor with one element can be converted to a number, but the shape is {Shape.Text(Layout.Sizes)}.");
                var type = ElementTypes.Of(typeof(T));
                if (type != dtype)
                    throw new ArgumentException($"item<{typeof(T).Name}>(): the tensor's element is {dtype}; ask for that, or convert with to_type(ScalarType.{type}) first.");
                return data<T>()[0];
            }

            /// <summary>The value of a tensor with one element, whatever its type; PyTorch's item().</summary>
            public Scalar ToScalar()
            {
                if (Layout.Count != 1)
                    throw new ArgumentException($"Only a tensor with one element can be converted to a number, but the shape is {Shape.Text(Layout.Sizes)}.");
                return dtype switch
                {
                    ScalarType.Float32 => Storage.Span<float>()[Layout.Offset],
                    ScalarType.Float64 => Storage.Span<double>()[Layout.Offset],
                    ScalarType.Int64 => Storage.Span<long>()[Layout.Offset],
                    ScalarType.Int32 => Storage.Span<int>()[Layout.Offset],
                    ScalarType.Int16 => Storage.Span<short>()[Layout.Offset],
                    ScalarType.Int8 => Storage.Span<sbyte>()[Layout.Offset],
                    ScalarType.Bool => Storage.Span<byte>()[Layout.Offset] != 0,
                    _ => Storage.Span<byte>()[Layout.Offset],
                };
            }

            /// <summary>The bytes of a contiguous tensor; writing them changes the tensor.</summary>
            public Span<byte> bytes
            {
                get => Layout.IsContiguous
                    ? Storage.Span<byte>().Slice(Layout.Offset * dtype.Size(), Layout.Count * dtype.Size())
                    : throw new InvalidOperationException("bytes: the tensor is not contiguous; call contiguous() first.");
                set
                {
                    if (value.Length != Layout.Count * dtype.Size())
                        throw new ArgumentException($"bytes: {value.Length} bytes do not fill a tensor of shape {Shape.Text(Layout.Sizes)} and type {dtype}, which has {Layout.Count * dtype.Size()}.", nameof(value));
                    value.CopyTo(bytes);
                }
            }
        }
    }

    /// <summary>Conversions of tensors with one element to C# numbers.</summary>
    public static partial class TensorExtensionMethods
    {
        /// <summary>The value of a tensor with one element, converted.</summary>
        public static float ToSingle(this torch.Tensor value) => value.ToScalar().ToSingle();

        /// <summary>The value of a tensor with one element, converted.</summary>
        public static double ToDouble(this torch.Tensor value) => value.ToScalar().ToDouble();

        /// <summary>The value of a tensor with one element, converted.</summary>
        public static int ToInt32(this torch.Tensor value) => value.ToScalar().ToInt32();

        /// <summary>The value of a tensor with one element, converted.</summary>
        public static long ToInt64(this torch.Tensor value) => value.ToScalar().ToInt64();

        /// <summary>The value of a tensor with one element, converted.</summary>
        public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().ToBoolean();

        /// <summary>A parameter with the storage of <paramref name="tensor"/>, which it takes over.</summary>
        public static Modules.Parameter AsParameter(this torch.Tensor tensor) => new(tensor);
    }
}
