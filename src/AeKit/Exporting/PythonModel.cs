using AeKit.Models;

namespace AeKit.Exporting;

/// <summary>
/// model.py: a model of the kit in PyTorch, written to be read. It holds what this model needs and nothing else: its
/// layers with their sizes, its pass, its objective, and how its weights are read.
/// </summary>
internal static class PythonModel
{
    /// <summary>The whole file.</summary>
    /// <exception cref="NotSupportedException">The model is not one of the kit's.</exception>
    public static string Text(EncoderDecoder model)
    {
        var classes = model switch
        {
            Autoencoder autoencoder => PythonAutoencoder.Classes(autoencoder),
            VariationalAutoencoder variational => PythonVae.Classes(variational),
            ConditionalVae conditional => PythonVae.Classes(conditional),
            _ => throw new NotSupportedException($"A {model.GetType().Name} is no model of the kit: write its model.py yourself, and its weights with Weights.Save."),
        };
        var tied = classes.Contains("TransposedLinear(", StringComparison.Ordinal);
        return $"""
            {Header(model)}


            {classes.Trim()}
            {(tied ? "\n\n" + Transposed + "\n" : "")}

            {Resource("tensors.py").Replace("Model()", $"{model.GetType().Name}()", StringComparison.Ordinal).TrimEnd()}

            """;
    }

    /// <summary>train.py, which is the same for every model.</summary>
    public static string TrainingScript() => Resource("train.py");

    /// <summary>p(x | z) as Python: the mean function and −log p.</summary>
    public static string LikelihoodText(Likelihood likelihood) => likelihood.Variance is { } variance
        ? $$""""
        def likelihood_mean(output):
            """The mean of p(x | z) = N(output, σ² I)."""
            return output


        def negative_log_likelihood(x, output):
            """−log p(x | z) of each example, nats: ‖x − output‖² / (2 σ²) + ½ D log(2 π σ²), with σ² = {{PythonNetwork.Number(variance)}}."""
            variance = {{PythonNetwork.Number(variance)}}
            return (output - x).pow(2).sum(1) / (2 * variance) + 0.5 * x.shape[1] * math.log(2 * math.pi * variance)
        """"
        : likelihood == Likelihood.Bernoulli
        ? """"
        def likelihood_mean(output):
            """The mean of p(x | z): the outputs are the logits of pixels that are 0 or 1."""
            return torch.sigmoid(output)


        def negative_log_likelihood(x, output):
            """−log p(x | z) of each example: binary cross-entropy, summed over the pixels, nats."""
            return F.binary_cross_entropy_with_logits(output, x, reduction="none").sum(1)
        """"
        : """"
        def likelihood_mean(output):
            """The mean of p(x | z) = N(output, I)."""
            return output


        def negative_log_likelihood(x, output):
            """−log p(x | z) of each example without its constant: ½ ‖x − output‖², nats."""
            return 0.5 * (output - x).pow(2).sum(1)
        """";

    /// <summary>Lines moved to the right, empty ones left empty.</summary>
    public static string Indent(string text, int spaces) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : new string(' ', spaces) + line));

    private static string Header(EncoderDecoder model)
    {
        var likelihood = model switch
        {
            Autoencoder autoencoder => autoencoder.Likelihood,
            VariationalAutoencoder variational => variational.Likelihood,
            _ => ((ConditionalVae)model).Likelihood,
        };
        var math = likelihood.Variance is null ? "" : "import math\n";
        return $$""""
            """A {{model.GetType().Name}}, written by AeKit; the weights lie beside it.

                from model import load
                model = load("weights.safetensors")

            Names of attributes name the weights, so they are the same here and there. Losses are nats per example: the sum
            over an example's dimensions, the mean over the batch.
            """
            import json
            {{math}}import os
            import struct
            from collections import namedtuple

            import torch
            import torch.nn.functional as F
            from torch import nn

            Loss = namedtuple("Loss", "total reconstruction regularization")


            {{LikelihoodText(likelihood)}}
            """";
    }

    private const string Transposed = """"
        class TransposedLinear(nn.Module):
            """y = x W + b with the weight W of another layer, used the other way round: tied weights."""

            def __init__(self, linear):
                super().__init__()
                # In a list, so that the layer does not become a part of this one too.
                self.source = [linear]
                self.bias = nn.Parameter(torch.zeros(linear.in_features))

            def forward(self, x):
                return F.linear(x, self.source[0].weight.t(), self.bias)
        """";

    private static string Resource(string name)
    {
        using var content = typeof(PythonModel).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"AeKit.dll was built without its resource {name}.");
        using var reader = new StreamReader(content);
        return reader.ReadToEnd();
    }
}
