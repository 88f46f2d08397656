using AeKit.Data;
using AeKit.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace AeKit.Training;

/// <summary>
/// The training loop: shuffled batches, forward, loss, backward, step; after each epoch the validation objective, the
/// learning-rate schedule, early stopping and a checkpoint. Nothing else happens behind it: chapter 01 writes it by hand.
/// </summary>
/// <example><code>
/// torch.manual_seed(1);
/// var model = new Autoencoder([64, 128, 8]);
/// var trainer = new Trainer(model, torch.optim.Adam(model.parameters(), lr: 1e-3)) { Epochs = 50 };
/// var history = trainer.Fit(train, validation);
/// </code></example>
public sealed class Trainer
{
    private readonly EncoderDecoder _model;
    private readonly OptimizerHelper _optimizer;

    /// <param name="model">The model to train.</param>
    /// <param name="optimizer">An optimizer of the model's parameters.</param>
    public Trainer(EncoderDecoder model, OptimizerHelper optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        _model = model;
        _optimizer = optimizer;
    }

    /// <summary>Passes over the training data.</summary>
    public int Epochs { get; init; } = 20;

    /// <summary>Examples per update; the last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>A learning-rate schedule of the optimizer, stepped once after every epoch.</summary>
    public LRScheduler? Scheduler { get; init; }

    /// <summary>The largest Euclidean norm of the whole gradient; a larger one is scaled down to it (Pascanu et al., ICML 2013). Null: no clipping.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>Stop after this many epochs without a better validation objective and restore the best weights. Null: run all epochs.</summary>
    public int? Patience { get; init; }

    /// <summary>
    /// A file that is written after every epoch; where it exists, <see cref="Fit"/> continues from it as if it had never
    /// stopped, bit for bit. Null: none.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Called after every epoch, for instance to print it.</summary>
    public Action<EpochRecord>? Progress { get; init; }

    /// <summary>
    /// Trains the model. Batches are drawn from the global generator, so <c>torch.manual_seed</c> fixes the run.
    /// </summary>
    /// <param name="train">Examples to learn from.</param>
    /// <param name="validation">Examples that are only measured, for the history and for early stopping.</param>
    /// <param name="cancellationToken">Ends training after the current batch; the last checkpoint stays.</param>
    /// <exception cref="InvalidOperationException">Early stopping without validation data, or an objective that is no longer finite.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or belongs to another model or optimizer; nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public History Fit(Dataset train, Dataset? validation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (Patience is not null && validation is null)
        {
            throw new InvalidOperationException("Early stopping watches the validation objective: pass validation data to Fit, or leave Patience unset.");
        }

        var best = new BestWeights(_model);
        var history = new History();
        if (CheckpointPath is not null && File.Exists(CheckpointPath))
        {
            history = Checkpoint.Load(CheckpointPath, _model, _optimizer, best);
            ReplaySchedule(history);
        }

        while (history.Epochs.Count < Epochs && !IsExhausted(history))
        {
            var rate = _optimizer.ParamGroups.First().LearningRate;
            var trained = TrainEpoch(train, history.Epochs.Count + 1, cancellationToken);
            var validated = validation is null ? null : Evaluate(_model, validation, BatchSize);
            var epoch = new EpochRecord(history.Epochs.Count + 1, trained, validated, rate);
            history.Add(epoch);
            if (Patience is not null && history.Best == epoch)
            {
                best.Remember();
            }

            Scheduler?.step(History.Objective(epoch));
            if (CheckpointPath is not null)
            {
                Checkpoint.Save(CheckpointPath, _model, _optimizer, best, history);
            }

            Progress?.Invoke(epoch);
        }

        best.Restore();
        _model.eval();
        return history;
    }

    /// <summary>The model's objective over a dataset in evaluation mode, without gradients; the model's mode is left as it was.</summary>
    /// <returns>Nats per example.</returns>
    public static LossValues Evaluate(EncoderDecoder model, Dataset data, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var training = model.training;
        model.eval();
        using var noGrad = no_grad();
        var mean = new LossMean();
        foreach (var batch in data.Batches(batchSize, shuffle: false))
        {
            using var scope = NewDisposeScope();
            mean.Add(model.Objective(batch.X, batch.Labels), batch.X.shape[0]);
        }

        model.train(training);
        return mean.Value;
    }

    private LossValues TrainEpoch(Dataset train, int epoch, CancellationToken cancellationToken)
    {
        _model.train();
        var mean = new LossMean();
        foreach (var batch in train.Batches(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var loss = _model.Objective(batch.X, batch.Labels);
            _optimizer.zero_grad();
            loss.Total.backward();
            if (MaxGradientNorm is { } limit)
            {
                nn.utils.clip_grad_norm_(_model.parameters(), limit);
            }

            _optimizer.step();
            mean.Add(loss, batch.X.shape[0]);
            if (!double.IsFinite(mean.Value.Total))
            {
                throw new InvalidOperationException(
                    $"The objective is no longer a finite number in epoch {epoch}. Try a smaller learning rate or MaxGradientNorm, and check the data for NaN.");
            }
        }

        return mean.Value;
    }

    // A schedule cannot be stored, but what it saw can: from the first rates it takes the same steps again.
    private void ReplaySchedule(History history)
    {
        if (Scheduler is null)
        {
            return;
        }

        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = group.InitialLearningRate;
        }

        foreach (var epoch in history.Epochs)
        {
            Scheduler.step(History.Objective(epoch));
        }
    }

    private bool IsExhausted(History history) =>
        Patience is { } patience && history.Best is { } best && history.Epochs[^1].Epoch - best.Epoch >= patience;
}
