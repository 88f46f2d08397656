using AeKit.Data;
using AeKit.Models;
using AeKit.Training;
using Deedle;
using static TorchSharp.torch;

namespace AeKit.Interop.Tests;

public sealed class DeedleTests
{
    [Fact]
    public void A_history_is_a_row_for_each_epoch()
    {
        var (train, test) = Digits.Load().Take(200).Split(150);
        manual_seed(1);
        var model = new VariationalAutoencoder([64, 16, 2], Likelihood.Bernoulli);
        History history = new Trainer(model, optim.Adam(model.parameters())) { Epochs = 3 }.Fit(train, test);

        Frame<int, string> frame = history.ToFrame();

        Assert.Equal([1, 2, 3], frame.RowKeys);
        Assert.Equal(
            ["train", "train reconstruction", "train regularization", "validation", "validation reconstruction", "validation regularization", "learning rate"],
            frame.ColumnKeys);
        foreach (EpochRecord epoch in history.Epochs)
        {
            Assert.Equal(epoch.Train.Total, frame["train"][epoch.Epoch]);
            Assert.Equal(epoch.Train.Reconstruction, frame["train reconstruction"][epoch.Epoch]);
            Assert.Equal(epoch.Train.Regularization, frame["train regularization"][epoch.Epoch]);
            Assert.Equal(epoch.Validation!.Total, frame["validation"][epoch.Epoch]);
            Assert.Equal(epoch.Validation.Reconstruction, frame["validation reconstruction"][epoch.Epoch]);
            Assert.Equal(epoch.Validation.Regularization, frame["validation regularization"][epoch.Epoch]);
            Assert.Equal(epoch.LearningRate, frame["learning rate"][epoch.Epoch]);
        }
        Assert.True(frame["train regularization"].Values.All(value => value > 0));
    }

    [Fact]
    public void An_epoch_without_validation_has_missing_values()
    {
        var history = new History();
        history.Add(new EpochRecord(1, new LossValues(3, 2, 1), null, 0.1));
        history.Add(new EpochRecord(2, new LossValues(2, 1.5, 0.5), new LossValues(4, 3, 1), 0.05));

        Frame<int, string> frame = history.ToFrame();

        Assert.False(frame["validation"].TryGet(1).HasValue);
        Assert.Equal(4, frame["validation"][2]);
        Assert.Equal(2.5, frame["train"].Mean());
        Assert.Equal(4, frame["validation"].Mean());
    }

    [Fact]
    public void A_history_without_validation_has_no_column_for_it()
    {
        var history = new History();
        history.Add(new EpochRecord(1, new LossValues(3, 2, 1), null, 0.1));

        Assert.Equal(["train", "train reconstruction", "train regularization", "learning rate"], history.ToFrame().ColumnKeys);
        Assert.Equal(0, new History().ToFrame().RowCount);
    }

    [Fact]
    public void A_data_set_comes_back_from_its_frame_bit_for_bit()
    {
        using Dataset digits = Digits.Load().Take(50);

        Frame<int, string> frame = digits.ToFrame();
        using Dataset back = Dataset.FromFrame(
            frame, frame.ColumnKeys.Where(name => name != "label"), "label", "digits", digits.ExampleShape, digits.ValueRange, digits.Source);

        Assert.Equal((50, 65), (frame.RowCount, frame.ColumnCount));
        Assert.Equal(digits.Features.ToArray(), back.Features.ToArray());
        Assert.Equal(digits.Labels!.ToInt64Array(), back.Labels!.ToInt64Array());
        Assert.Equal(digits.ToString(), back.ToString());
        Assert.Equal(digits.Features[7, 13].item<float>(), frame["x13"][7]);
        Assert.Equal(digits.Labels![7].item<long>(), frame.GetColumn<long>("label")[7]);
    }

    [Fact]
    public void Features_can_have_names_of_their_own()
    {
        using var data = new Dataset("points", tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [3, 2]));

        Frame<int, string> frame = data.ToFrame(["width", "height"]);

        Assert.Equal(["width", "height"], frame.ColumnKeys);
        Assert.Equal([2.0, 4, 6], frame["height"].Values);
        Contains("2 features but there are 1 names", () => data.ToFrame(["width"]));
        Contains("two columns would be named 'width'", () => data.ToFrame(["width", "width"]));
        using var labelled = new Dataset("points", tensor(new float[] { 1, 2 }, [2, 1]), tensor(new long[] { 0, 1 }));
        Contains("two columns would be named 'label'", () => labelled.ToFrame(["label"]));
    }

    [Fact]
    public void A_data_set_takes_the_chosen_columns_in_the_order_they_are_named()
    {
        Frame<string, string> frame = Sample();

        using Dataset data = Dataset.FromFrame(frame, ["whole", "real"], "class", "sample");

        Assert.Equal([1f, 0.5f, 2, -1.5f, 3, 2.25f], data.Features.ToArray());
        Assert.Equal([2L, 0, 2], data.Labels!.ToInt64Array());
        Assert.Equal("sample: 3 examples of 2 in [-1.5, 3], 2 classes", data.ToString());
        using Dataset unlabelled = Dataset.FromFrame(frame, ["single", "exact"]);
        Assert.Null(unlabelled.Labels);
        Assert.Equal([0.25f, 7, 0.5f, 8, 0.75f, 9], unlabelled.Features.ToArray());
    }

    [Fact]
    public void What_is_no_number_is_refused_with_its_place()
    {
        Frame<string, string> frame = Sample();

        Contains("sample, column 'name', row 0 (key a): 'Ada' is String, not a number", () => Dataset.FromFrame(frame, ["real", "name"], name: "sample"));
        Contains("no column 'reel'; it has 'real', 'whole', 'single', 'exact', 'name', 'class', 'gaps'", () => Dataset.FromFrame(frame, ["reel"]));
        Contains("no column 'klass'", () => Dataset.FromFrame(frame, ["real"], "klass"));
        Contains("column 'gaps', row 1 (key b): the value is missing. Drop such rows with frame.DropSparseRows()", () => Dataset.FromFrame(frame, ["real", "gaps"]));
        Contains("column 'real', row 0 (key a): the label 0.5 is not a whole number", () => Dataset.FromFrame(frame, ["whole"], "real"));
        Contains("column 'name', row 0 (key a): 'Ada' is String", () => Dataset.FromFrame(frame, ["whole"], "name"));
        Contains("'class' is the label and cannot be a feature too", () => Dataset.FromFrame(frame, ["real", "class"], "class"));
        Contains("choose at least one column", () => Dataset.FromFrame(frame, []));
        Contains("the frame has no rows", () => Dataset.FromFrame(frame.Where(_ => false), ["real"]));
        frame.ReplaceColumn("real", [1.0, double.PositiveInfinity, 3]);
        Contains("column 'real', row 1 (key b)", () => Dataset.FromFrame(frame, ["real"]));
        frame.ReplaceColumn("real", [1.0, 2, 1e39]);
        Contains("column 'real', row 2 (key c): 1E+39 is not a finite 32-bit number", () => Dataset.FromFrame(frame, ["real"]));
    }

    [Fact]
    public void The_remedies_of_the_messages_work()
    {
        Frame<string, string> frame = Sample();

        using Dataset dropped = Dataset.FromFrame(frame.DropSparseRows(), ["gaps"], "class");
        using Dataset filled = Dataset.FromFrame(frame.FillMissing(0.0), ["gaps"], "class");

        Assert.Equal([1f, 3], dropped.Features.ToArray());
        Assert.Equal([2L, 2], dropped.Labels!.ToInt64Array());
        Assert.Equal([1f, 0, 3], filled.Features.ToArray());
    }

    [Fact]
    public void A_file_that_Deedle_reads_becomes_a_data_set()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("aekit-frame-").FullName, "iris.csv");
        File.WriteAllText(path, "length,width,species,code\n5.1,3.5,setosa,0\n7.0,3.2,versicolor,1\n6.3,,virginica,2\n");
        Frame<int, string> frame = Frame.ReadCsv(path);

        Contains("column 'width', row 2 (key 2): the value is missing", () => Dataset.FromFrame(frame, ["length", "width"], "code"));
        using Dataset data = Dataset.FromFrame(frame.DropSparseRows(), ["length", "width"], "code");

        Assert.Equal([5.1f, 3.5f, 7.0f, 3.2f], data.Features.ToArray());
        Assert.Equal([0L, 1], data.Labels!.ToInt64Array());

        File.WriteAllText(path, "on,off\n0,1\n1,0\n");
        Contains("column 'off', row 0 (key 0): 'True' is Boolean, not a number", () => Dataset.FromFrame(Frame.ReadCsv(path), ["off"]));
        using Dataset bits = Dataset.FromFrame(Frame.ReadCsv(path, schema: "on (float), off (int)"), ["on", "off"]);
        Assert.Equal([0f, 1, 1, 0], bits.Features.ToArray());
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static Frame<string, string> Sample()
    {
        string[] keys = ["a", "b", "c"];
        return new Frame<string, string>(
            ["real", "whole", "single", "exact", "name", "class", "gaps"],
            [
                new Series<string, double>(keys, [0.5, -1.5, 2.25]),
                new Series<string, int>(keys, [1, 2, 3]),
                new Series<string, float>(keys, [0.25f, 0.5f, 0.75f]),
                new Series<string, decimal>(keys, [7m, 8m, 9m]),
                new Series<string, string>(keys, ["Ada", "Bob", "Cyd"]),
                new Series<string, long>(keys, [2, 0, 2]),
                new Series<string, double>(keys, [1, double.NaN, 3]),
            ]);
    }

    private static void Contains(string message, Func<object> action) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
