using TorchSharp.Autograd;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module learns: a leaf that requires a gradient and belongs to no dispose scope.</summary>
    public class Parameter : torch.Tensor
    {
        /// <summary>Takes over the storage of <paramref name="data"/>, which must not be used afterwards.</summary>
        public Parameter(torch.Tensor data, bool requires_grad = true)
            : base(data ?? throw new ArgumentNullException(nameof(data)), new AutogradMeta { RequiresGrad = requires_grad })
        {
            DetachFromDisposeScope();
            if (requires_grad && !dtype.IsFloatingPoint())
                throw new ArgumentException($"A parameter that requires a gradient must be floating point, not {dtype}.");
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A tensor that a module learns; takes over the storage of <paramref name="data"/>.</summary>
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
