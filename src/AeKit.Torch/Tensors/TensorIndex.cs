namespace TorchSharp;

public static partial class torch
{
    /// <summary>One part of an index expression such as <c>x[.., 0]</c>: a number, a range, an index tensor, all, or a new dimension.</summary>
    public struct TensorIndex
    {
        internal enum Kind
        {
            None,
            Single,
            Ellipsis,
            Tensor,
            Slice,
        }

        internal Kind What { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Index { get; private init; }

        /// <summary>All dimensions not named otherwise; Python's ….</summary>
        public static readonly TensorIndex Ellipsis = new() { What = Kind.Ellipsis };

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex None = new() { What = Kind.None };

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex Null = None;

        /// <summary>A whole dimension; Python's ":".</summary>
        public static readonly TensorIndex Colon = Slice();

        /// <summary>Positions start, start + step, … below stop; Python's start:stop:step.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null)
            => new() { What = Kind.Slice, Start = start, Stop = stop, Step = step };

        /// <summary>The positions of a C# range.</summary>
        public static TensorIndex Slice(Range range)
            => Slice(Position(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Position(range.End));

        /// <summary>One position; the dimension disappears.</summary>
        public static TensorIndex Single(long? index) => new() { What = Kind.Single, Start = index };

        /// <summary>Positions or a mask.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new() { What = Kind.Tensor, Index = tensor };

        /// <summary>One position; the dimension disappears.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>One position, possibly from the end; the dimension disappears.</summary>
        public static implicit operator TensorIndex(Index index) => Single(Position(index));

        /// <summary>The positions of a range.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>Positions start … end − 1; null leaves a side open.</summary>
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range.start, range.end);

        /// <summary>Not meant to be called; an index is no tensor.</summary>
        public static implicit operator Tensor(TensorIndex value)
            => value.Index ?? throw new InvalidOperationException("An index expression is not a tensor.");

        private static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
