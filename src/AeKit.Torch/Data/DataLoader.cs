using System.Collections;
using TorchSharp.Data;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Goes through a dataset in batches; every enumeration is one epoch.</summary>
/// <typeparam name="T">What an example is made of.</typeparam>
/// <typeparam name="S">What a batch is made of.</typeparam>
public class DataLoader<T, S> : IEnumerable<S>, IDisposable
{
    /// <summary>A loader with an order of its own.</summary>
    public DataLoader(utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, IEnumerable<long> shuffler,
        Device? device = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        RequireCpu(device);
        this.dataset = dataset;
        this.drop_last = drop_last;
        this.collate_fn = collate_fn;
        batch_size = batchSize;
        sampler = shuffler;
        num_workers = Math.Max(num_worker, 1);
        DisposeBatch = disposeBatch;
        DisposeDataset = disposeDataset;
    }

    /// <summary>A loader in the dataset's order, or a random one.</summary>
    public DataLoader(utils.data.Dataset<T> dataset, int batchSize, Func<IEnumerable<T>, Device, S> collate_fn, bool shuffle = false,
        Device? device = null, int? seed = null, int num_worker = 1, bool drop_last = false, bool disposeBatch = true, bool disposeDataset = true)
        : this(dataset, batchSize, collate_fn, shuffle ? new ShuffledOrder(dataset.Count, seed) : InOrder(dataset.Count),
            device, num_worker, drop_last, disposeBatch, disposeDataset)
    {
    }

    /// <summary>The examples.</summary>
    public utils.data.Dataset<T> dataset { get; }

    /// <summary>Examples per batch.</summary>
    public int batch_size { get; }

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public bool drop_last { get; }

    /// <summary>The order of the examples.</summary>
    public IEnumerable<long> sampler { get; }

    /// <summary>The number of workers asked for; this engine loads on the calling thread.</summary>
    public int num_workers { get; }

    /// <summary>Makes a batch of examples.</summary>
    public Func<IEnumerable<T>, Device, S> collate_fn { get; }

    /// <summary>Where batches live: the CPU.</summary>
    public Device Device => CPU;

    /// <summary>Whether a batch is disposed when the next one is asked for.</summary>
    public bool DisposeBatch { get; }

    /// <summary>Whether the dataset is disposed with the loader.</summary>
    public bool DisposeDataset { get; }

    /// <summary>Number of batches.</summary>
    public long Count => drop_last ? dataset.Count / batch_size : (dataset.Count + batch_size - 1) / batch_size;

    /// <summary>The batches of one epoch.</summary>
    public IEnumerator<S> GetEnumerator()
    {
        foreach (var positions in sampler.Chunk(batch_size))
        {
            if (drop_last && positions.Length < batch_size) yield break;
            IDisposable[] owned;
            S batch;
            using (var scope = NewDisposeScope())
            {
                T[] examples = [.. positions.Select(dataset.GetTensor)];
                using var collating = NewDisposeScope();
                batch = collate_fn(examples, Device);
                owned = [.. collating.DisposablesView];
                collating.Detach(owned);
            }
            yield return batch;
            if (!DisposeBatch) continue;
            foreach (var tensor in owned) tensor.Dispose();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Disposes the dataset, unless asked not to.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the dataset, unless asked not to.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && DisposeDataset) dataset.Dispose();
    }

    private static IEnumerable<long> InOrder(long count)
    {
        for (var i = 0L; i < count; i++) yield return i;
    }
}
