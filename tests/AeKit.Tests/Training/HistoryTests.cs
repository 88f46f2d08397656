using AeKit.Training;

namespace AeKit.Tests.Training;

public class HistoryTests
{
    [Fact]
    public void The_best_epoch_is_the_lowest_in_validation()
    {
        var history = new History();
        history.Add(Epoch(1, train: 3, validation: 4));
        history.Add(Epoch(2, train: 2, validation: 3));
        history.Add(Epoch(3, train: 1, validation: 5));

        Assert.Equal(2, history.Best!.Epoch);
    }

    [Fact]
    public void Without_validation_it_is_the_lowest_in_training()
    {
        var history = new History();
        history.Add(Epoch(1, train: 3, validation: null));
        history.Add(Epoch(2, train: 2, validation: null));

        Assert.Equal(2, history.Best!.Epoch);
        Assert.Null(new History().Best);
    }

    [Fact]
    public void Its_text_is_a_line_an_epoch()
    {
        var history = new History();
        history.Add(Epoch(1, train: 3, validation: 4));
        history.Add(Epoch(2, train: 2.12345, validation: null));

        Assert.Equal("epoch   1   train 3.0000   validation 4.0000\nepoch   2   train 2.1235", history.ToString());
    }

    [Fact]
    public void Its_chart_has_a_curve_for_each_part()
    {
        var history = new History();
        history.Add(Epoch(1, train: 3, validation: 4));
        history.Add(Epoch(2, train: 2, validation: 3));

        var json = history.Chart().ToPlotlyJson();

        Assert.Contains("train", json);
        Assert.Contains("validation", json);
        Assert.Contains("nats per example", json);
    }

    private static EpochRecord Epoch(int number, double train, double? validation) =>
        new(number, new LossValues(train, train, 0), validation is { } v ? new LossValues(v, v, 0) : null, 0.001);
}
