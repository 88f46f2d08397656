using AeKit.Models;
using static TorchSharp.torch;

namespace AeKit.Evaluation;

/// <summary>Puts a model into evaluation mode without gradients, and on disposal back as it was.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly EncoderDecoder _model;
    private readonly bool _training;
    private readonly IDisposable _noGrad = no_grad();

    public EvaluationMode(EncoderDecoder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        (_model, _training) = (model, model.training);
        model.eval();
    }

    public void Dispose()
    {
        _model.train(_training);
        _noGrad.Dispose();
    }
}
