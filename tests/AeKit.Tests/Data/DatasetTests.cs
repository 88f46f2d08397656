using AeKit.Data;
using Microsoft.DotNet.Interactive.Formatting;
using TorchSharp;
using static TorchSharp.torch;

namespace AeKit.Tests.Data;

public sealed class DatasetTests
{
    [Fact]
    public void Examples_are_flattened_and_their_shape_is_kept()
    {
        using var data = new Dataset("d", zeros(5, 2, 3), labels: tensor(new long[] { 1, 2, 3, 4, 5 }), source: "here");
        Assert.Equal([5, 6], data.Features.shape);
        Assert.Equal([2L, 3], data.ExampleShape);
        Assert.Equal((5, 6, "d", "here"), (data.Count, data.FeatureCount, data.Name, data.Source));
    }

    [Fact]
    public void Wrong_tensors_are_refused()
    {
        Assert.Contains("Float32", Error(() => new Dataset("d", zeros(5, 2, ScalarType.Float64))), StringComparison.Ordinal);
        Assert.Contains("non-empty", Error(() => new Dataset("d", zeros(5))), StringComparison.Ordinal);
        Assert.Contains("non-empty", Error(() => new Dataset("d", zeros(0, 5))), StringComparison.Ordinal);
        Assert.Contains("Int64 (5)", Error(() => new Dataset("d", zeros(5, 2), zeros(5))), StringComparison.Ordinal);
        Assert.Contains("Int64 (5)", Error(() => new Dataset("d", zeros(5, 2), zeros(4, ScalarType.Int64))), StringComparison.Ordinal);
        Assert.Contains("does not have the shape 3", Error(() => new Dataset("d", zeros(5, 2), exampleShape: [3])), StringComparison.Ordinal);
    }

    [Fact]
    public void Splitting_keeps_order_labels_and_description()
    {
        using Dataset data = Numbers(10);
        var (train, test) = data.Split(7);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => (float)i), First(train));
        Assert.Equal([7f, 8, 9], First(test));
        Assert.Equal([7L, 8, 9], test.Labels!.ToInt64Array());
        Assert.Equal(("numbers (train)", "numbers (test)"), (train.Name, test.Name));
        Assert.Equal(data.ValueRange, test.ValueRange);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(10));
    }

    [Fact]
    public void A_random_split_follows_PyTorch_and_leaves_the_global_generator_alone()
    {
        using Dataset data = Numbers(20);
        manual_seed(1);
        var (train, test) = data.Split(0.6, seed: 5);
        double[][] golden = GoldenFile.Read("permutations.csv");
        Assert.Equal(golden[0][..12], First(train).Select(value => (double)value));
        Assert.Equal(golden[0][12..], First(test).Select(value => (double)value));
        Assert.Equal(golden[1], randperm(10).ToInt64Array().Select(value => (double)value));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(0.01, seed: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(double.NaN, seed: 1));
    }

    [Fact]
    public void Batches_follow_the_global_generator_and_cover_every_example_once()
    {
        using Dataset data = Numbers(10);
        double[][] golden = GoldenFile.Read("permutations.csv");
        manual_seed(1);
        foreach (double[] epoch in golden[1..])
        {
            var seen = new List<double>();
            var sizes = new List<long>();
            foreach (var (x, labels) in data.Batches(4))
            {
                Assert.Equal(x.ToArray().Where((_, k) => k % 2 == 0).Select(value => (long)value), labels!.ToInt64Array());
                seen.AddRange(labels!.ToInt64Array().Select(label => (double)label));
                sizes.Add(x.shape[0]);
            }
            Assert.Equal(epoch, seen);
            Assert.Equal([4L, 4, 2], sizes);
        }
    }

    [Fact]
    public void Unshuffled_batches_keep_the_order_and_can_drop_the_rest()
    {
        using Dataset data = Numbers(10);
        Assert.Equal([0f, 4], data.Batches(4, shuffle: false, dropLast: true).Select(batch => batch.X.ToArray()[0]));
        Assert.Equal([0f, 4, 8], data.Batches(4, shuffle: false).Select(batch => batch.X.ToArray()[0]));
        Assert.Empty(data.Batches(11, dropLast: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Batches(0));
    }

    [Fact]
    public void A_batch_lives_until_the_next_is_drawn_and_the_first_one_can_be_kept()
    {
        using Dataset data = Numbers(10);
        Batch first = data.Batches(4, shuffle: false).First();
        Assert.Equal(0f, first.X.ToArray()[0]);
        var drawn = data.Batches(4).ToList();
        Assert.All(drawn, batch => Assert.True(batch.X.IsInvalid));
    }

    [Fact]
    public void A_data_set_survives_the_scope_it_was_made_in()
    {
        Dataset data;
        using (NewDisposeScope())
            data = Numbers(3).Take(2);
        Assert.Equal([0f, 1], First(data));
        using (var scope = NewDisposeScope())
        {
            foreach (Batch batch in data.Batches(1))
                scope.DisposeEverything();
        }
        Assert.Equal([0f, 1], First(data));
        data.Dispose();
        Assert.True(data.Features.IsInvalid && data.Labels!.IsInvalid);
    }

    [Fact]
    public void Selecting_takes_the_rows_that_were_asked_for()
    {
        using Dataset data = Numbers(5);
        Assert.Equal([4f, 0, 4], First(data.Select([4, 0, 4])));
        Assert.Contains("none at position 5", Error(() => data.Select([0, 5])), StringComparison.Ordinal);
        Assert.Contains("at least one", Error(() => data.Select([])), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(6));
    }

    [Fact]
    public void Shows_itself_as_a_table_with_pictures_if_it_has_any()
    {
        using Dataset digits = Digits.Load();
        string html = digits.ToDisplayString("text/html");
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(typeof(Dataset)));
        Assert.Contains("<td style=\"text-align:left\">1797</td>", html, StringComparison.Ordinal);
        Assert.Contains("CC BY 4.0", html, StringComparison.Ordinal);
        Assert.Contains("<img", html, StringComparison.Ordinal);
        Assert.Equal("digits: 1797 examples of 8×8 in [0, 1], 10 classes", digits.ToDisplayString("text/plain"));

        using Dataset numbers = Numbers(4);
        Assert.DoesNotContain("<img", numbers.ToDisplayString("text/html"), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => numbers.Preview());
    }

    [Fact]
    public void Tensors_become_arrays_whatever_their_type_and_strides()
    {
        using Tensor matrix = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        Assert.Equal([1f, 4, 2, 5, 3, 6], matrix.t().ToArray());
        Assert.Equal(new float[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }, matrix.t().ToArray2D());
        Assert.Equal([1f, 2], tensor(new long[] { 1, 2 }).ToArray());
        Assert.Equal([1f], tensor(new float[] { 1 }).requires_grad_().ToArray());
        Assert.Contains("shape (6)", Error(() => matrix.reshape(6).ToArray2D()), StringComparison.Ordinal);
    }

    // Example i is (i, −i) with label i.
    private static Dataset Numbers(int count) => new(
        "numbers",
        tensor([.. Enumerable.Range(0, count).SelectMany(i => new float[] { i, -i })], [count, 2]),
        tensor([.. Enumerable.Range(0, count).Select(i => (long)i)]));

    private static float[] First(Dataset data) => [.. data.Features.ToArray().Where((_, k) => k % 2 == 0)];

    private static string Error(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
