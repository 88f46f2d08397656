namespace TorchSharp;

public static partial class torch
{
    /// <summary>Helpers around training.</summary>
    public static partial class utils
    {
        /// <summary>Datasets and loaders.</summary>
        public static partial class data
        {
            /// <summary>Examples that can be asked for by number.</summary>
            /// <typeparam name="T">What an example is made of.</typeparam>
            public abstract class Dataset<T> : IDisposable
            {
                /// <summary>Number of examples.</summary>
                public abstract long Count { get; }

                /// <summary>The example at a position.</summary>
                public abstract T GetTensor(long index);

                /// <summary>Disposes what the dataset holds.</summary>
                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                /// <summary>Disposes what the dataset holds.</summary>
                protected virtual void Dispose(bool disposing)
                {
                }
            }

            /// <summary>Examples made of tensors with names.</summary>
            public abstract class Dataset : Dataset<Dictionary<string, Tensor>>
            {
            }

            /// <summary>Examples made of a list of tensors.</summary>
            public abstract class IterableDataset : Dataset<IList<Tensor>>
            {
            }
        }
    }
}
