using System.Globalization;
using AeKit.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AeKit.Exporting;

/// <summary>Networks as the Python expressions that make them.</summary>
internal static class PythonNetwork
{
    /// <summary>A part of a model: one layer, or <c>nn.Sequential</c> with a line for each.</summary>
    /// <exception cref="NotSupportedException">A layer that no model of the kit has.</exception>
    public static string Text(nn.Module model, string part)
    {
        var layers = NetworkLayer.Of(model, part);
        if (layers is [var only] && only.Name == part)
        {
            return Layer(only, model);
        }

        var lines = layers.Select(layer => $"    {Layer(layer, model)},\n");
        return $"nn.Sequential(\n{string.Concat(lines)})";
    }

    /// <summary>A number as Python reads it, all digits of it.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Layer(NetworkLayer layer, nn.Module model) => layer.Module switch
    {
        TransposedLinear tied => $"TransposedLinear(self.{Source(model, tied)})",
        Linear linear => $"nn.Linear({linear.weight!.shape[1]}, {linear.weight!.shape[0]})",
        Conv2d convolution => $"nn.Conv2d({Convolution(convolution)})",
        ConvTranspose2d convolution => $"nn.ConvTranspose2d({Convolution(convolution)})",
        BatchNorm1d norm => $"nn.BatchNorm1d({norm.num_features})",
        Dropout dropout => $"nn.Dropout({Number(dropout.p)})",
        Unflatten unflatten => $"nn.Unflatten({unflatten.dim}, ({string.Join(", ", unflatten.unflattened_size)}))",
        Flatten => "nn.Flatten()",
        LeakyReLU leaky => $"nn.LeakyReLU({Number(leaky.negative_slope)})",
        ELU elu => $"nn.ELU({Number(elu.alpha)})",
        ReLU or GELU or SiLU or Sigmoid or Tanh or Identity => $"nn.{layer.Module.GetType().Name}()",
        _ => throw new NotSupportedException($"'{layer.Name}' is a {layer.Module.GetName()}, which no model of the kit has: write this layer in model.py yourself."),
    };

    private static string Convolution(Convolution c) =>
        $"{c.in_channels}, {c.out_channels}, kernel_size={Size(c.kernel_size)}, stride={Size(c.stride)}, padding={Size(c.padding!)}";

    private static string Size(long[] size) => size.Distinct().Count() == 1 ? $"{size[0]}" : $"({string.Join(", ", size)})";

    // Tied weights belong to a layer of the encoder.
    private static string Source(nn.Module model, TransposedLinear tied)
    {
        var source = NetworkLayer.Of(model, "encoder").First(layer => layer.Module is Linear linear && ReferenceEquals(linear.weight, tied.Weight));
        return $"encoder[{source.Name.Split('.')[^1]}]";
    }
}
