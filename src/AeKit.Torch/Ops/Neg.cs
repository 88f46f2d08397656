namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>−this.</summary>
        public Tensor neg() => mul(-1);

        /// <summary>−this.</summary>
        public Tensor negative() => neg();

        /// <summary>Negates in place. Returns this.</summary>
        public Tensor neg_() => mul_(-1);
    }

    /// <summary>−input.</summary>
    public static Tensor neg(Tensor input) => input.neg();
}
