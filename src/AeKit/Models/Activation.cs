using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>The element-wise function after a linear layer.</summary>
public enum Activation
{
    /// <summary>y = x.</summary>
    Linear,

    /// <summary>y = max(0, x).</summary>
    ReLU,

    /// <summary>y = x for x &gt; 0, otherwise 0.01 x.</summary>
    LeakyReLU,

    /// <summary>y = x for x &gt; 0, otherwise eˣ − 1.</summary>
    ELU,

    /// <summary>y = x Φ(x), with Φ the distribution function of N(0, 1).</summary>
    GELU,

    /// <summary>y = x σ(x).</summary>
    SiLU,

    /// <summary>y = σ(x) = 1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>y = tanh x.</summary>
    Tanh,
}

internal static class ActivationModules
{
    public static nn.Module<Tensor, Tensor> ToModule(this Activation activation) => activation switch
    {
        Activation.Linear => nn.Identity(),
        Activation.ReLU => nn.ReLU(),
        Activation.LeakyReLU => nn.LeakyReLU(),
        Activation.ELU => nn.ELU(),
        Activation.GELU => nn.GELU(),
        Activation.SiLU => nn.SiLU(),
        Activation.Sigmoid => nn.Sigmoid(),
        Activation.Tanh => nn.Tanh(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "This is not one of the activations of the enumeration."),
    };
}
