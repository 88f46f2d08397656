using TorchSharp.Modules;
using TorchSharp.Tensors;

namespace TorchSharp.Modules
{
    /// <summary>Tensors with one example per position of their first dimension, for instance features and labels.</summary>
    /// <example><code>using var dataset = torch.utils.data.TensorDataset(features, labels);</code></example>
    public class TensorDataset : torch.utils.data.IterableDataset
    {
        private readonly torch.Tensor[] _tensors;

        internal TensorDataset(torch.Tensor[] tensors)
        {
            if (tensors is null || tensors.Length == 0) throw new ArgumentException("TensorDataset: give at least one tensor.", nameof(tensors));
            foreach (var tensor in tensors)
                if (tensor.dim() == 0 || tensor.size(0) != tensors[0].size(0))
                    throw new ArgumentException($"TensorDataset: shapes {Shape.Text(tensors[0].shape)} and {Shape.Text(tensor.shape)}: all tensors must have the same first size.", nameof(tensors));
            _tensors = [.. tensors.Select(t => t.alias().DetachFromDisposeScope())];
        }

        /// <summary>The example at a position: one view per tensor.</summary>
        public IList<torch.Tensor> this[long index] => [.. _tensors.Select(t => t[index])];

        /// <inheritdoc/>
        public override long Count => _tensors[0].size(0);

        /// <inheritdoc/>
        public override IList<torch.Tensor> GetTensor(long index) => this[index];

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            if (disposing)
                foreach (var tensor in _tensors) tensor.Dispose();
            base.Dispose(disposing);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class utils
        {
            public static partial class data
            {
                /// <summary>Tensors with one example per position of their first dimension.</summary>
                public static TensorDataset TensorDataset(params Tensor[] tensors) => new(tensors);
            }
        }
    }
}
