using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>
/// The examples of an <see cref="IdxFile"/> that need not fit into memory: batches are read while one trains, and only
/// a buffer of examples is held. A file often has an order (by class, by date) that training must not follow, and a
/// file can only be read forwards, so each example of a batch is drawn at random from the buffer and the next one of the
/// file takes its place.
/// </summary>
/// <example><code>
/// var stream = new StreamedExamples("train-images-idx3-ubyte");
/// foreach (var batch in stream.Batches(batchSize: 128, bufferSize: 10_000)) { … }    // one epoch
/// </code></example>
public sealed class StreamedExamples
{
    // Far beyond any disk of examples, and small enough for products of dimensions not to overflow.
    private const long MostElements = 1L << 42;

    private readonly string _path;
    private readonly int[] _shape;
    private readonly double _divideBy;

    /// <summary>Reads the file's header only.</summary>
    /// <param name="path">The file, packed with gzip or not; its first dimension counts examples.</param>
    /// <param name="divideBy">Every byte is divided by this: 255 for pixels in [0, 1].</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no IDX file of bytes, see <see cref="IdxFile.Read(string, int?)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The divisor is 0 or not finite.</exception>
    public StreamedExamples(string path, double divideBy = 255)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (divideBy == 0 || !double.IsFinite(divideBy))
            throw new ArgumentOutOfRangeException(nameof(divideBy), divideBy, "The bytes can be divided only by a finite number other than 0.");
        using DataFileStream file = DataFileStream.Open(path);
        (_path, _shape, _divideBy) = (path, IdxFile.ReadShape(file, dimensions: null, MostElements), divideBy);
    }

    /// <summary>The number of examples, N.</summary>
    public int Count => _shape[0];

    /// <summary>The number of values of an example, D.</summary>
    public int FeatureCount => _shape[1..].Aggregate(1, (product, size) => product * size);

    /// <summary>One pass over the file, each example once. The order is drawn from the global generator.</summary>
    /// <param name="batchSize">Examples per batch; the last one may have fewer.</param>
    /// <param name="bufferSize">Examples in memory. 1 keeps the file's order; N shuffles as <see cref="Dataset.Batches"/> does.</param>
    /// <returns>Batches without labels, each freed when the next is drawn.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    /// <exception cref="InvalidDataException">The file ends early or late; the message gives the byte.</exception>
    public IEnumerable<Batch> Batches(int batchSize, int bufferSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bufferSize);
        return Draw();

        IEnumerable<Batch> Draw()
        {
            var values = new float[batchSize * FeatureCount];
            int filled = 0;
            foreach (byte[] example in Shuffled(bufferSize))
            {
                for (int i = 0; i < example.Length; i++)
                    values[(filled * FeatureCount) + i] = (float)(example[i] / _divideBy);
                if (++filled == batchSize)
                {
                    using Batch batch = ToBatch(values, filled);
                    yield return batch;
                    filled = 0;
                }
            }
            if (filled > 0)
            {
                using Batch batch = ToBatch(values, filled);
                yield return batch;
            }
        }
    }

    private Batch ToBatch(float[] values, int count) => new(tensor(values[..(count * FeatureCount)], [count, FeatureCount]), null);

    private IEnumerable<byte[]> Shuffled(int bufferSize)
    {
        var buffer = new List<byte[]>(Math.Min(bufferSize, Count));
        using IEnumerator<long> slots = Slots(bufferSize).GetEnumerator();
        foreach (byte[] example in InFileOrder())
        {
            if (buffer.Count < bufferSize)
            {
                buffer.Add(example);
                continue;
            }
            slots.MoveNext();
            yield return buffer[(int)slots.Current];
            buffer[(int)slots.Current] = example;
        }
        using Tensor rest = randperm(buffer.Count);
        foreach (long slot in rest.ToInt64Array())
            yield return buffer[(int)slot];
    }

    // Drawn by the thousand: a tensor for each single number would cost more than the training step.
    private static IEnumerable<long> Slots(int count)
    {
        while (true)
        {
            using Tensor drawn = randint(count, [1024]);
            foreach (long slot in drawn.ToInt64Array())
                yield return slot;
        }
    }

    private IEnumerable<byte[]> InFileOrder()
    {
        using DataFileStream file = DataFileStream.Open(_path);
        IdxFile.ReadShape(file, _shape.Length, MostElements);
        for (int i = 0; i < Count; i++)
            yield return IdxFile.ReadExactly(file, FeatureCount, $"example {i} of {Count}");
        IdxFile.RequireEnd(file, _shape);
    }
}
