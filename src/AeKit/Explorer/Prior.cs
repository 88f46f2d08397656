using System.Text.Json.Nodes;
using AeKit.Models;
using MathNet.Numerics.LinearAlgebra;

namespace AeKit.Explorer;

/// <summary>What the page draws new codes from.</summary>
internal sealed class Prior
{
    private readonly GaussianMixture? _density;

    private Prior(GaussianMixture? density) => _density = density;

    /// <summary>N(0, I).</summary>
    public static Prior Normal { get; } = new(null);

    /// <summary>Nothing: the model says nothing about how probable a code is.</summary>
    public static Prior None { get; } = new(null);

    /// <summary>A density that was fitted to codes.</summary>
    public static Prior Mixture(GaussianMixture density) => new(density);

    public JsonNode? ToJson(FloatBuffer buffer)
    {
        if (_density is null)
            return ReferenceEquals(this, Normal) ? new JsonObject { ["kind"] = "normal" } : null;
        return new JsonObject
        {
            ["kind"] = "mixture",
            ["components"] = _density.Weights.Count,
            ["weights"] = buffer.Add(Floats(_density.Weights)),
            ["means"] = buffer.Add(Floats(_density.Means.SelectMany(mean => mean))),
            // z = μ + L ε with Σ = L Lᵀ, row by row.
            ["factors"] = buffer.Add(Floats(_density.Covariances.SelectMany(covariance =>
                Matrix<double>.Build.DenseOfArray(covariance).Cholesky().Factor.Transpose().ToColumnMajorArray()))),
        };
    }

    private static float[] Floats(IEnumerable<double> values) => [.. values.Select(value => (float)value)];
}
