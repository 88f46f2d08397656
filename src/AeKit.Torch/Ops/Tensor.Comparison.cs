using TorchSharp.Ops;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether this = target, element by element, broadcast; Bool.</summary>
        public Tensor eq(Tensor target) => Comparison.Apply(new Equal(), this, target);

        /// <summary>Whether this = target, element by element; Bool.</summary>
        public Tensor eq(Scalar target) => Comparison.Apply(new Equal(), this, Comparison.Number(this, target));

        /// <summary>Whether this = target, element by element, broadcast; Bool.</summary>
        public Tensor equal(Tensor target) => eq(target);

        /// <summary>Whether this ≠ target, element by element, broadcast; Bool.</summary>
        public Tensor ne(Tensor target) => Comparison.Apply(new NotEqual(), this, target);

        /// <summary>Whether this ≠ target, element by element; Bool.</summary>
        public Tensor ne(Scalar target) => Comparison.Apply(new NotEqual(), this, Comparison.Number(this, target));

        /// <summary>Whether this ≠ target, element by element, broadcast; Bool.</summary>
        public Tensor not_equal(Tensor target) => ne(target);

        /// <summary>Whether this &lt; target, element by element, broadcast; Bool.</summary>
        public Tensor lt(Tensor target) => Comparison.Apply(new Less(), this, target);

        /// <summary>Whether this &lt; target, element by element; Bool.</summary>
        public Tensor lt(Scalar target) => Comparison.Apply(new Less(), this, Comparison.Number(this, target));

        /// <summary>Whether this &lt; target, element by element, broadcast; Bool.</summary>
        public Tensor less(Tensor target) => lt(target);

        /// <summary>Whether this ≤ target, element by element, broadcast; Bool.</summary>
        public Tensor le(Tensor target) => Comparison.Apply(new LessOrEqual(), this, target);

        /// <summary>Whether this ≤ target, element by element; Bool.</summary>
        public Tensor le(Scalar target) => Comparison.Apply(new LessOrEqual(), this, Comparison.Number(this, target));

        /// <summary>Whether this ≤ target, element by element, broadcast; Bool.</summary>
        public Tensor less_equal(Tensor target) => le(target);

        /// <summary>Whether this &gt; target, element by element, broadcast; Bool.</summary>
        public Tensor gt(Tensor target) => Comparison.Apply(new Greater(), this, target);

        /// <summary>Whether this &gt; target, element by element; Bool.</summary>
        public Tensor gt(Scalar target) => Comparison.Apply(new Greater(), this, Comparison.Number(this, target));

        /// <summary>Whether this &gt; target, element by element, broadcast; Bool.</summary>
        public Tensor greater(Tensor target) => gt(target);

        /// <summary>Whether this ≥ target, element by element, broadcast; Bool.</summary>
        public Tensor ge(Tensor target) => Comparison.Apply(new GreaterOrEqual(), this, target);

        /// <summary>Whether this ≥ target, element by element; Bool.</summary>
        public Tensor ge(Scalar target) => Comparison.Apply(new GreaterOrEqual(), this, Comparison.Number(this, target));

        /// <summary>Whether this ≥ target, element by element, broadcast; Bool.</summary>
        public Tensor greater_equal(Tensor target) => ge(target);

        /// <summary>Logical and of elements taken as true where not zero, broadcast; Bool.</summary>
        public Tensor logical_and(Tensor other) => Comparison.Apply(new And(), this, other);

        /// <summary>Logical or of elements taken as true where not zero, broadcast; Bool.</summary>
        public Tensor logical_or(Tensor other) => Comparison.Apply(new Or(), this, other);

        /// <summary>Logical xor of elements taken as true where not zero, broadcast; Bool.</summary>
        public Tensor logical_xor(Tensor other) => Comparison.Apply(new Xor(), this, other);

        /// <summary>True where zero; Bool.</summary>
        public Tensor logical_not() => eq(0);

        /// <summary>Whether elements are NaN; Bool.</summary>
        public Tensor isnan() => ne(this);

        /// <summary>Whether elements are +∞ or −∞; Bool.</summary>
        public Tensor isinf() => abs().eq(double.PositiveInfinity);

        /// <summary>Whether elements are neither infinite nor NaN; Bool.</summary>
        public Tensor isfinite() => abs().lt(double.PositiveInfinity);

        /// <summary>Whether |this − target| ≤ atol + rtol · |target|, element by element; Bool.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false)
        {
            var close = eq(other).logical_or(sub(other).abs().le(other.abs().mul(rtol).add(atol)).logical_and(other.isfinite()));
            return nanEqual ? close.logical_or(isnan().logical_and(other.isnan())) : close;
        }

        /// <summary>Whether all elements are close to those of <paramref name="target"/>, as in <see cref="isclose"/>.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            using var scope = NewDisposeScope();
            return isclose(target, rtol, atol, equal_nan).all().item<bool>();
        }

        /// <summary>Whether shape and all elements are equal.</summary>
        public bool Equals(Tensor target)
        {
            if (target is null || target.dtype != dtype || !Tensors.Shape.Same(Layout.Sizes, target.Layout.Sizes)) return false;
            using var scope = NewDisposeScope();
            return eq(target).all().item<bool>();
        }

        /// <summary>Element-wise equality; Bool.</summary>
        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        /// <summary>Element-wise equality; Bool.</summary>
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        /// <summary>Element-wise equality; Bool.</summary>
        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        /// <summary>Element-wise inequality; Bool.</summary>
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        /// <summary>Element-wise inequality; Bool.</summary>
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        /// <summary>Element-wise inequality; Bool.</summary>
        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        /// <summary>Element-wise less than; Bool.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        /// <summary>Element-wise less than; Bool.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        /// <summary>Element-wise less than; Bool.</summary>
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        /// <summary>Element-wise at most; Bool.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        /// <summary>Element-wise at most; Bool.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        /// <summary>Element-wise at most; Bool.</summary>
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        /// <summary>Element-wise greater than; Bool.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        /// <summary>Element-wise greater than; Bool.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        /// <summary>Element-wise greater than; Bool.</summary>
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        /// <summary>Element-wise at least; Bool.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        /// <summary>Element-wise at least; Bool.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        /// <summary>Element-wise at least; Bool.</summary>
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);
    }

    /// <summary>Whether left = right, element by element, broadcast; Bool.</summary>
    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    /// <summary>Whether left ≠ right, element by element, broadcast; Bool.</summary>
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);

    /// <summary>Whether left &lt; right, element by element, broadcast; Bool.</summary>
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);

    /// <summary>Whether left ≤ right, element by element, broadcast; Bool.</summary>
    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    /// <summary>Whether left &gt; right, element by element, broadcast; Bool.</summary>
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    /// <summary>Whether left ≥ right, element by element, broadcast; Bool.</summary>
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    /// <summary>Whether all elements are close, as in <see cref="Tensor.isclose"/>.</summary>
    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        => tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>Whether elements are NaN; Bool.</summary>
    public static Tensor isnan(Tensor input) => input.isnan();
}
