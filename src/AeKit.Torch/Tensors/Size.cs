using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape: the sizes of a tensor's dimensions. Two sizes are equal when their numbers are (in PyTorch: torch.Size).</summary>
    public readonly struct Size : IEnumerable<long>
    {
        private readonly long[]? _shape;

        /// <summary>No dimensions: the shape of a single number.</summary>
        public static readonly Size Empty = new(Array.Empty<long>());

        /// <summary>A shape of the given sizes.</summary>
        public Size(long[] shape) => _shape = (long[])shape.Clone();

        /// <summary>A shape of the given sizes.</summary>
        public Size(IEnumerable<long> shape) => _shape = [.. shape];

        /// <summary>A shape of the given sizes.</summary>
        public Size(int[] shape) => _shape = [.. shape.Select(i => (long)i)];

        /// <summary>A shape of one dimension.</summary>
        public Size(long size) => _shape = [size];

        /// <summary>A shape of two dimensions.</summary>
        public Size((long, long) size) => _shape = [size.Item1, size.Item2];

        /// <summary>A shape of three dimensions.</summary>
        public Size((long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3];

        /// <summary>A shape of four dimensions.</summary>
        public Size((long, long, long, long) size) => _shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>A shape of one dimension.</summary>
        public Size(int size) => _shape = [size];

        /// <summary>A shape of two dimensions.</summary>
        public Size((int, int) size) => _shape = [size.Item1, size.Item2];

        /// <summary>A shape of three dimensions.</summary>
        public Size((int, int, int) size) => _shape = [size.Item1, size.Item2, size.Item3];

        /// <summary>A shape of four dimensions.</summary>
        public Size((int, int, int, int) size) => _shape = [size.Item1, size.Item2, size.Item3, size.Item4];

        /// <summary>From one size.</summary>
        public static implicit operator Size(long size) => new(size);

        /// <summary>From two sizes.</summary>
        public static implicit operator Size((long, long) size) => new(size);

        /// <summary>From three sizes.</summary>
        public static implicit operator Size((long, long, long) size) => new(size);

        /// <summary>From four sizes.</summary>
        public static implicit operator Size((long, long, long, long) size) => new(size);

        /// <summary>From an array such as <see cref="Tensor.shape"/>.</summary>
        public static implicit operator Size(long[] size) => new(size);

        /// <summary>The sizes of left, then those of right.</summary>
        public static Size operator +(Size left, Size right) => new([.. left.Shape, .. right.Shape]);

        /// <summary>The sizes of left, then those of right.</summary>
        public static Size operator +(Size left, IEnumerable<long> right) => new([.. left.Shape, .. right]);

        /// <summary>Whether all sizes are equal.</summary>
        public static bool operator ==(Size left, Size right) => Tensors.Shape.Same(left.Shape, right.Shape);

        /// <summary>Whether any size differs.</summary>
        public static bool operator !=(Size left, Size right) => !(left == right);

        /// <summary>Number of elements: the product of the sizes, 1 without dimensions.</summary>
        public long numel()
        {
            long count = 1;
            foreach (var size in Shape) count *= size;
            return count;
        }

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsEmpty => Length == 0;

        /// <summary>Whether there are no dimensions.</summary>
        public bool IsScalar => IsEmpty;

        /// <summary>Number of dimensions.</summary>
        public int Length => Shape.Length;

        /// <summary>The sizes.</summary>
        public long[] Shape => _shape ?? [];

        /// <summary>The size of dimension <paramref name="idx"/>.</summary>
        public long this[int idx] => Shape[idx];

        /// <summary>The size of dimension <paramref name="idx"/>.</summary>
        public long this[long idx] => Shape[idx];

        /// <summary>The dimensions from <paramref name="first"/> up to, not including, <paramref name="next"/>; negative numbers count from the end.</summary>
        public Size Slice(int first, int next)
        {
            if (first < 0) first += Length;
            if (next < 0) next += Length;
            return next <= first ? Empty : new Size(Shape[first..next]);
        }

        /// <summary>The first <paramref name="i"/> sizes.</summary>
        public IEnumerable<long> Take(int i) => Shape.Take(i);

        /// <inheritdoc/>
        public IEnumerator<long> GetEnumerator() => Shape.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Size other && this == other;

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var size in Shape) hash.Add(size);
            return hash.ToHashCode();
        }

        /// <summary>The sizes as text, such as [2, 3].</summary>
        public override string ToString() => Tensors.Shape.Text(Shape);
    }

    public partial class Tensor
    {
        /// <summary>A view that repeats dimensions of size 1, and new leading ones, without copying.</summary>
        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape);
    }
}
