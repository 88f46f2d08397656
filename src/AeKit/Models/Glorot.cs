using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>
/// First weights as Keras draws them: uniform in ±√(6 / (fan-in + fan-out)), which keeps the variance of signals and
/// gradients from layer to layer (Glorot and Bengio, AISTATS 2010, eq. 16), and biases of zero. PyTorch's default,
/// ±1/√fan-in, is narrower where a layer shrinks, so published results of Keras models need this to be met again.
/// </summary>
public static class Glorot
{
    /// <summary>Draws all weights of a model anew, from the global generator (<c>torch.manual_seed</c>).</summary>
    /// <param name="model">Its weights of two or more dimensions are drawn, its biases set to zero; other parameters, as those of batch normalisation, are left alone.</param>
    /// <exception cref="ArgumentNullException">No model.</exception>
    public static void Initialize(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var noGrad = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (parameter.dim() >= 2)
            {
                nn.init.xavier_uniform_(parameter);
            }
            else if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                nn.init.zeros_(parameter);
            }
        }
    }
}
