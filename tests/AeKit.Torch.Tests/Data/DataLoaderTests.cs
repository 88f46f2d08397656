using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Data;

public sealed class DataLoaderTests
{
    private static TensorDataset Numbers(int count) => utils.data.TensorDataset(arange(count, float32).unsqueeze(1), arange(count));

    [Fact]
    public void Batches_are_stacked_in_order_and_the_last_may_be_smaller()
    {
        using var loader = utils.data.DataLoader(Numbers(7), 3);
        Assert.Equal(3, loader.Count);
        List<float[]> seen = [];
        foreach (var batch in loader)
        {
            Assert.Equal([batch[1].numel(), 1], batch[0].shape);
            seen.Add(batch[0].data<float>().ToArray());
        }
        Assert.Equal([[0f, 1, 2], [3f, 4, 5], [6f]], seen);
        using var dropping = utils.data.DataLoader(Numbers(7), 3, drop_last: true);
        Assert.Equal(2, dropping.ToArray().Length);
    }

    [Fact]
    public void Shuffling_visits_every_example_once_and_a_seed_repeats_the_order()
    {
        using var loader = utils.data.DataLoader(Numbers(50), 8, shuffle: true, seed: 3);
        long[] Epoch() => [.. loader.SelectMany(b => b[1].data<long>().ToArray())];
        var first = Epoch();
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), first.Order());
        Assert.NotEqual(first.Order(), first);
        Assert.Equal(first, Epoch());
    }

    [Fact]
    public void A_batch_is_disposed_when_the_next_one_comes()
    {
        using var loader = utils.data.DataLoader(Numbers(4), 2);
        using var batches = loader.GetEnumerator();
        batches.MoveNext();
        var first = batches.Current[0];
        Assert.False(first.IsInvalid);
        batches.MoveNext();
        Assert.True(first.IsInvalid);
        using var keeping = utils.data.DataLoader(Numbers(4), 2, disposeBatch: false);
        Assert.All(keeping.ToArray(), b => Assert.False(b[0].IsInvalid));
    }

    private sealed class Named : utils.data.Dataset
    {
        public override long Count => 5;

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["x"] = full([2], index), ["label"] = tensor(index) };
    }

    [Fact]
    public void Named_examples_give_named_batches()
    {
        using var loader = utils.data.DataLoader(new Named(), 4);
        var batch = loader.First();
        Assert.Equal([4L, 2], batch["x"].shape);
        Assert.Equal([0L, 1, 2, 3], batch["label"].data<long>().ToArray());
    }

    [Fact]
    public void Tensors_of_different_lengths_are_refused()
        => Assert.Contains("[3, 2]", Assert.Throws<ArgumentException>(() => utils.data.TensorDataset(ones(3, 2), ones(4))).Message);
}
