using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Goes through a dataset in batches of tensors with names, [batch, …] each.</summary>
    /// <example><code>
    /// using var loader = torch.utils.data.DataLoader(dataset, batchSize: 128, shuffle: true);
    /// foreach (var batch in loader) …
    /// </code></example>
    public class DataLoader : DataLoader<Dictionary<string, torch.Tensor>, Dictionary<string, torch.Tensor>>
    {
        /// <summary>A loader with an order of its own.</summary>
        public DataLoader(torch.utils.data.Dataset dataset, int batchSize, IEnumerable<long> shuffler, torch.Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
            : base(dataset, batchSize, Stacked, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
        {
        }

        /// <summary>A loader in the dataset's order, or a random one.</summary>
        public DataLoader(torch.utils.data.Dataset dataset, int batchSize, bool shuffle = false, torch.Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
            : base(dataset, batchSize, Stacked, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
        {
        }

        private static Dictionary<string, torch.Tensor> Stacked(IEnumerable<Dictionary<string, torch.Tensor>> examples, torch.Device device)
        {
            Dictionary<string, torch.Tensor>[] all = [.. examples];
            return all[0].Keys.ToDictionary(key => key, key => torch.stack(all.Select(e => e[key])));
        }
    }

    /// <summary>Goes through a dataset in batches of lists of tensors, [batch, …] each.</summary>
    /// <example><code>
    /// using var loader = torch.utils.data.DataLoader(dataset, batchSize: 128, shuffle: true);
    /// foreach (var batch in loader) …
    /// </code></example>
    public class IterableDataLoader : DataLoader<IList<torch.Tensor>, IList<torch.Tensor>>
    {
        /// <summary>A loader with an order of its own.</summary>
        public IterableDataLoader(torch.utils.data.IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, torch.Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
            : base(dataset, batchSize, Stacked, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset)
        {
        }

        /// <summary>A loader in the dataset's order, or a random one.</summary>
        public IterableDataLoader(torch.utils.data.IterableDataset dataset, int batchSize, bool shuffle = false, torch.Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
            : base(dataset, batchSize, Stacked, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset)
        {
        }

        private static IList<torch.Tensor> Stacked(IEnumerable<IList<torch.Tensor>> examples, torch.Device device)
        {
            IList<torch.Tensor>[] all = [.. examples];
            return [.. Enumerable.Range(0, all[0].Count).Select(i => torch.stack(all.Select(e => e[i])))];
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
                /// <summary>Goes through a dataset in batches, in the given order.</summary>
                public static DataLoader DataLoader(Dataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
                    => new(dataset, batchSize, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset);

                /// <summary>Goes through a dataset in batches, shuffled if asked for; with a seed in the same order every epoch.</summary>
                public static DataLoader DataLoader(Dataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
                    => new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset);

                /// <summary>Goes through a dataset in batches, in the given order.</summary>
                public static IterableDataLoader DataLoader(IterableDataset dataset, int batchSize, IEnumerable<long> shuffler, Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
                    => new(dataset, batchSize, shuffler, device, num_worker, drop_last, disposeBatch, disposeDataset);

                /// <summary>Goes through a dataset in batches, shuffled if asked for; with a seed in the same order every epoch.</summary>
                public static IterableDataLoader DataLoader(IterableDataset dataset, int batchSize, bool shuffle = false, Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
                    => new(dataset, batchSize, shuffle, device, seed, num_worker, drop_last, disposeBatch, disposeDataset);
            }
        }
    }
}
