using TorchSharp.Modules;
using TorchSharp.Tensors;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    /// <summary>
    /// A table of vectors, looked up by number: indices [n, …] (Int64 or Int32) → [n, …, embedding_dims].
    /// Rows start from N(0, 1), the padding row as zeros. The gradient of a row is the sum over all places that asked for it.
    /// </summary>
    /// <example><code>
    /// using var layer = torch.nn.Embedding(10, 4);
    /// var vectors = layer.call(torch.tensor(new long[] { 3, 1, 3 }));    // [3, 4]
    /// </code></example>
    public sealed class Embedding : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long? _paddingRow;
        private readonly double? _maxNorm;
        private readonly double _normType;
        private readonly bool _scaleByFrequency;

        [ComponentName(Name = "weight")]
        private Parameter _weight;

        internal Embedding(Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse) : base(nameof(Embedding))
        {
            if (sparse) throw new NotSupportedException("Embedding: sparse gradients are not supported by the managed engine; leave sparse at false.");
            if (weight.dim() != 2) throw new ArgumentException($"Embedding: expected a table [num_embeddings, embedding_dims], got shape {Shape.Text(weight.shape)}.");
            var rows = weight.shape[0];
            if (padding_idx is { } row && (row < -rows || row >= rows))
                throw new ArgumentOutOfRangeException(nameof(padding_idx), padding_idx, $"Embedding: padding_idx {row} is out of range for a table of {rows} rows.");
            _weight = weight;
            _paddingRow = padding_idx < 0 ? padding_idx + rows : padding_idx;
            _maxNorm = max_norm;
            _normType = norm_type;
            _scaleByFrequency = scale_grad_by_freq;
            RegisterComponents();
        }

        /// <summary>The table, [num_embeddings, embedding_dims].</summary>
        public Parameter weight
        {
            get => _weight;
            set
            {
                ArgumentNullException.ThrowIfNull(value);
                _weight = value;
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        /// <summary>The rows that the indices name, first scaled down in place to max_norm if that is given.</summary>
        public override torch.Tensor forward(torch.Tensor input)
        {
            if (_maxNorm is { } limit) Ops.Embedding.Renormalise(_weight, input, limit, _normType);
            return Ops.Embedding.Lookup(_weight, input, _paddingRow, _scaleByFrequency);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>
            /// A table of <paramref name="num_embeddings"/> vectors of <paramref name="embedding_dims"/> numbers, looked up by number.
            /// The row <paramref name="padding_idx"/> (negative: from the end) starts as zeros and does not learn.
            /// </summary>
            /// <param name="num_embeddings">Number of rows.</param>
            /// <param name="embedding_dims">Length of a row.</param>
            /// <param name="padding_idx">The row that stands for "nothing", if any.</param>
            /// <param name="max_norm">The largest norm a row may have; longer ones are scaled down, in the table, when looked up.</param>
            /// <param name="norm_type">The p of that norm.</param>
            /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often the batch asks for it.</param>
            /// <param name="sparse">Must be false: gradients are dense.</param>
            /// <param name="device">The CPU.</param>
            /// <param name="dtype">Float32 or Float64.</param>
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                var table = empty([num_embeddings, embedding_dims], dtype, device).AsParameter();
                init.normal_(table);
                var layer = new Embedding(table, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
                if (padding_idx is not { } row) return layer;
                using var nothing = no_grad();
                using var padding = table.select(0, row);
                padding.zero_();
                return layer;
            }

            /// <summary>A table that shares the memory of <paramref name="embeddings"/> [num_embeddings, embedding_dims]; it learns unless <paramref name="freeze"/>.</summary>
            /// <param name="embeddings">The rows.</param>
            /// <param name="freeze">Whether the table stays as it is.</param>
            /// <param name="padding_idx">A row that gets no gradient, if any; its values are kept.</param>
            /// <param name="max_norm">The largest norm a row may have; longer ones are scaled down, in the table, when looked up.</param>
            /// <param name="norm_type">The p of that norm.</param>
            /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often the batch asks for it.</param>
            /// <param name="sparse">Must be false: gradients are dense.</param>
            /// <param name="device">The CPU.</param>
            /// <param name="dtype">The type to convert to (a copy, then); that of <paramref name="embeddings"/> if not given.</param>
            public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                RequireCpu(device);
                var table = embeddings.detach();
                if (dtype is { } type && type != table.dtype) table = table.to_type(type, disposeAfter: true);
                return new(new Parameter(table, !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
            }
        }
    }
}
