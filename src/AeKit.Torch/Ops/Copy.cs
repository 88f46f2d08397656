using System.Numerics;
using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops
{
    /// <summary>Packing, conversion and copying of whole tensors.</summary>
    internal static class Copy
    {
        /// <summary>A contiguous copy in another element type, without history and outside dispose scopes.</summary>
        internal static Tensor Packed(Tensor source, torch.ScalarType type)
        {
            var target = Tensor.Empty(source.Layout, type, tracked: false);
            Into(source, target);
            return target;
        }

        /// <summary>Copies element by element, converting; <paramref name="source"/> is broadcast to the target's shape.</summary>
        internal static void Into(Tensor source, Tensor target)
        {
            if (source.dtype != target.dtype)
            {
                using var dense = new Dense(source);
                if (target.Layout.IsContiguous && Shape.Same(source.Layout.Sizes, target.Layout.Sizes))
                {
                    ConvertDense(dense.Tensor, target);
                    return;
                }
                using var converted = Tensor.Empty(source.Layout, target.dtype, tracked: false);
                ConvertDense(dense.Tensor, converted);
                Into(converted, target);
                return;
            }
            switch (target.dtype.Size())
            {
                case 1: Move<byte>(source, target); break;
                case 2: Move<short>(source, target); break;
                case 4: Move<int>(source, target); break;
                default: Move<long>(source, target); break;
            }
        }

        private static void Move<T>(Tensor source, Tensor target) where T : unmanaged
        {
            if (target.Layout.Count == 0) return;
            if (source.Layout.IsContiguous && target.Layout.IsContiguous && source.Layout.Count == target.Layout.Count)
            {
                source.Span<T>().CopyTo(target.Span<T>());
                return;
            }
            var strides = Broadcasting.Strides(source.Layout, target.Layout.Sizes);
            Strided.Copy<T>(source.Storage.Span<T>()[source.Layout.Offset..], strides,
                target.Storage.Span<T>()[target.Layout.Offset..], target.Layout.Strides, target.Layout.Sizes);
        }

        private static void ConvertDense(Tensor source, Tensor target)
        {
            switch (source.dtype)
            {
                case torch.ScalarType.Float32: ConvertFrom<float>(source, target); break;
                case torch.ScalarType.Float64: ConvertFrom<double>(source, target); break;
                case torch.ScalarType.Int64: ConvertFrom<long>(source, target); break;
                case torch.ScalarType.Int32: ConvertFrom<int>(source, target); break;
                case torch.ScalarType.Int16: ConvertFrom<short>(source, target); break;
                case torch.ScalarType.Int8: ConvertFrom<sbyte>(source, target); break;
                default: ConvertFrom<byte>(source, target); break;
            }
        }

        private static void ConvertFrom<T>(Tensor source, Tensor target) where T : unmanaged, INumber<T>
        {
            ReadOnlySpan<T> from = source.Span<T>();
            switch (target.dtype)
            {
                case torch.ScalarType.Float32: Strided.Convert(from, target.Span<float>()); break;
                case torch.ScalarType.Float64: Strided.Convert(from, target.Span<double>()); break;
                case torch.ScalarType.Int64: Strided.Convert(from, target.Span<long>()); break;
                case torch.ScalarType.Int32: Strided.Convert(from, target.Span<int>()); break;
                case torch.ScalarType.Int16: Strided.Convert(from, target.Span<short>()); break;
                case torch.ScalarType.Int8: Strided.Convert(from, target.Span<sbyte>()); break;
                case torch.ScalarType.Bool: Strided.ToBool(from, target.Span<byte>()); break;
                default: Strided.Convert(from, target.Span<byte>()); break;
            }
        }
    }

    /// <summary>A copy, possibly in another type: the gradient is converted back.</summary>
    internal sealed class CopyNode(Tensor input) : Node(input)
    {
        private readonly torch.ScalarType _type = input.dtype;

        internal override string Name => "copy";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
            => inputGrads[0] = grad.to_type(_type);
    }

    /// <summary>y.copy_(x), or new values from nowhere: what y was before gets the gradient zero.</summary>
    internal sealed class CopyIntoNode(Tensor target, Tensor? source) : Node(target, source)
    {
        private readonly torch.ScalarType _type = source?.dtype ?? target.dtype;
        private readonly long[] _sizes = source?.Layout.Sizes ?? [];

        internal override string Name => "copy_";

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            if (Needs(0)) inputGrads[0] = torch.zeros_like(grad);
            if (Needs(1)) inputGrads[1] = Broadcasting.SumTo(grad, _sizes).to_type(_type);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public partial class Tensor
        {
            /// <summary>A copy with storage of its own.</summary>
            public Tensor clone()
            {
                var copy = Empty(Layout, dtype);
                Ops.Copy.Into(this, copy);
                return GradMode.Records(this) ? copy.ComputedBy(new Ops.CopyNode(this)) : copy;
            }

            /// <summary>This tensor if its elements lie row by row, otherwise such a copy.</summary>
            public Tensor contiguous() => Layout.IsContiguous ? alias() : clone();

            /// <summary>Copies the elements of <paramref name="source"/>, broadcast and converted, into this tensor. Returns this.</summary>
            public Tensor copy_(Tensor source, bool nonBlocking = false)
            {
                var recorded = GradMode.Records(source, this);
                RequireWritable("copy_", recorded);
                Ops.Broadcasting.RequireFits("copy_", source.Layout.Sizes, Layout.Sizes);
                var node = recorded ? new Ops.CopyIntoNode(this, source) : null;
                Ops.Copy.Into(source, this);
                return ChangedBy(node);
            }

            /// <summary>The same values as <paramref name="type"/> (PyTorch's to(dtype)); this tensor itself if it has that type already and no copy is asked for.</summary>
            public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            {
                if (type == dtype && !copy) return disposeAfter ? this : alias();
                var result = Empty(Layout, type);
                Ops.Copy.Into(this, result);
                if (type.IsFloatingPoint() && GradMode.Records(this)) result.ComputedBy(new Ops.CopyNode(this));
                if (disposeAfter) Dispose();
                return result;
            }

            /// <summary>The same values as <paramref name="type"/>.</summary>
            public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
                => to_type(type, copy, disposeAfter, non_blocking);

            /// <summary>The same values on <paramref name="device"/>, which must be the CPU.</summary>
            public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            {
                RequireCpu(device);
                return to_type(dtype, copy, disposeAfter);
            }

            /// <summary>The same values on <paramref name="device"/>, which must be "cpu".</summary>
            public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
                => to(new Device(device), copy, disposeAfter);

            /// <summary>The same values as <paramref name="type"/> on <paramref name="device"/>, which must be the CPU.</summary>
            public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
            {
                RequireCpu(device);
                return to_type(type, copy, disposeAfter);
            }

            /// <summary>The same values in the type of <paramref name="other"/>.</summary>
            public Tensor to(Tensor other, bool non_blocking = false) => to_type(other.dtype);

            /// <summary>The same values in the type of <paramref name="tensor"/>.</summary>
            public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

            /// <summary>The same values as <paramref name="dtype"/>.</summary>
            public Tensor type(ScalarType dtype) => to_type(dtype);

            /// <summary>The tensor on the CPU, where it is already.</summary>
            public Tensor cpu() => alias();

            /// <summary>As Bool: true where not zero.</summary>
            public Tensor @bool() => to_type(ScalarType.Bool);

            /// <summary>As 8-bit unsigned integers.</summary>
            public Tensor @byte() => to_type(ScalarType.Byte);

            /// <summary>As 32-bit integers.</summary>
            public Tensor @int() => to_type(ScalarType.Int32);

            /// <summary>As 64-bit integers.</summary>
            public Tensor @long() => to_type(ScalarType.Int64);

            /// <summary>As Float32.</summary>
            public Tensor @float() => to_type(ScalarType.Float32);

            /// <summary>As Float64.</summary>
            public Tensor @double() => to_type(ScalarType.Float64);
        }
    }
}
