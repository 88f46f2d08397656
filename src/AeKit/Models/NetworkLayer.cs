using static TorchSharp.torch;

namespace AeKit.Models;

/// <summary>One step of a network, as those read a model who write it down elsewhere or look at it layer by layer.</summary>
/// <param name="Name">Where it stands in the model, such as "encoder.2"; its tensors are called "encoder.2.weight" and so on in the state dictionary.</param>
/// <param name="Module">A module that holds no others: Linear, Conv2d, ReLU, …, or <see cref="TransposedLinear"/>.</param>
internal sealed record NetworkLayer(string Name, nn.Module<Tensor, Tensor> Module)
{
    /// <summary>The steps of a part of a model in the order they are applied; containers are opened.</summary>
    /// <param name="model">The model.</param>
    /// <param name="part">The part's name in it: "encoder", "mean", "vae.decoder", ….</param>
    /// <exception cref="ArgumentException">The model has no such part, or it is no chain of layers.</exception>
    public static IReadOnlyList<NetworkLayer> Of(nn.Module model, string part)
    {
        var module = model;
        foreach (var name in part.Split('.'))
        {
            module = module.named_children().FirstOrDefault(child => child.name == name).module
                ?? throw new ArgumentException($"A {model.GetName()} has no part '{part}'.", nameof(part));
        }

        return [.. Steps(part, module)];
    }

    private static IEnumerable<NetworkLayer> Steps(string name, nn.Module module) => module switch
    {
        TorchSharp.Modules.Sequential => module.named_children().SelectMany(child => Steps($"{name}.{child.name}", child.module)),
        nn.Module<Tensor, Tensor> layer => [new NetworkLayer(name, layer)],
        _ => throw new ArgumentException($"'{name}', a {module.GetName()}, is no layer that takes one tensor and gives one."),
    };
}
