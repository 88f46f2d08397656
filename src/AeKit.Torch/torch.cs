namespace TorchSharp;

/// <summary>TorchSharp's API in managed C#: tensors, automatic differentiation, neural networks and optimisers.</summary>
/// <example><code>
/// using static TorchSharp.torch;
/// var model = nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 784), nn.Sigmoid());
/// using var optimizer = optim.Adam(model.parameters());
/// using (NewDisposeScope())
/// {
///     var loss = nn.functional.mse_loss(model.call(x), x);
///     optimizer.zero_grad();
///     loss.backward();
///     optimizer.step();
/// }
/// </code></example>
public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers and losses as functions of tensors, without state of their own.</summary>
        public static partial class functional
        {
        }
    }
}
