using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TorchSharp.Tests.Optim;

public class ScheduleTests
{
    [Fact]
    public void StepLR_multiplies_the_rate_at_the_end_of_every_period()
    {
        var sgd = Sgd(0.8);
        Assert.Equal([0.8, 0.8, 0.4, 0.4, 0.2], Rates(sgd, optim.lr_scheduler.StepLR(sgd, step_size: 2, gamma: 0.5), 5), Close);
    }

    [Fact]
    public void CosineAnnealingLR_is_its_closed_form_even_past_its_minimum()
    {
        var sgd = Sgd(0.1);
        var rates = Rates(sgd, optim.lr_scheduler.CosineAnnealingLR(sgd, T_max: 10, eta_min: 0.01), 35);
        Assert.Equal(Enumerable.Range(0, 35).Select(t => 0.01 + (0.09 * (1 + Math.Cos(Math.PI * t / 10)) / 2)), rates, Close);
    }

    [Fact]
    public void A_jump_to_an_epoch_uses_the_closed_form()
    {
        var sgd = Sgd(1);
        var schedule = optim.lr_scheduler.StepLR(sgd, step_size: 3, gamma: 0.1);
        schedule.step(7);
        Assert.Equal(0.01, sgd.ParamGroups.Single().LearningRate, 12);
        Assert.Equal([0.01], schedule.get_last_lr(), Close);
    }

    // Values of PyTorch 1.13: ReduceLROnPlateau(SGD(lr=1), factor=.5, patience=1, cooldown=1), stepped with these metrics.
    [Fact]
    public void ReduceLROnPlateau_waits_reduces_and_cools_down()
    {
        var sgd = Sgd(1);
        var schedule = optim.lr_scheduler.ReduceLROnPlateau(sgd, factor: 0.5, patience: 1, cooldown: 1);
        var rates = new List<double>();
        foreach (var metric in new[] { 3.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 1.0, 1.5, 1.5, 0.5 })
        {
            schedule.step(metric);
            rates.Add(sgd.ParamGroups.Single().LearningRate);
        }

        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125], rates);
    }

    [Fact]
    public void ReduceLROnPlateau_can_maximise_and_respects_its_bound()
    {
        var sgd = Sgd(1);
        var schedule = optim.lr_scheduler.ReduceLROnPlateau(sgd, mode: "max", factor: 0.1, patience: 0, min_lr: [0.05]);
        foreach (var metric in new[] { 1.0, 2.0, 2.0, 2.0, 2.0 }) schedule.step(metric);
        Assert.Equal(0.05, sgd.ParamGroups.Single().LearningRate, 12);
    }

    [Fact]
    public void ReduceLROnPlateau_without_its_metric_says_what_it_needs()
    {
        var error = Assert.Throws<InvalidOperationException>(() => optim.lr_scheduler.ReduceLROnPlateau(Sgd(1)).step());
        Assert.Contains("step(double)", error.Message);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Assert.Throws<ArgumentException>(() => optim.lr_scheduler.ReduceLROnPlateau(Sgd(1), mode: "least"));
        Assert.Throws<ArgumentException>(() => optim.lr_scheduler.ReduceLROnPlateau(Sgd(1), factor: 1));
        Assert.Throws<ArgumentException>(() => optim.lr_scheduler.ReduceLROnPlateau(Sgd(1), min_lr: [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => optim.lr_scheduler.StepLR(Sgd(1), step_size: 0));
    }

    private static SGD Sgd(double rate) => optim.SGD([new Parameter(zeros(1))], learningRate: rate);

    private static List<double> Rates(optim.Optimizer optimizer, LRScheduler schedule, int count)
    {
        var rates = new List<double>();
        for (var i = 0; i < count; i++)
        {
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
            schedule.step();
        }

        return rates;
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-12;
}
