using AeKit.Models;
using TorchSharp.Modules;

namespace AeKit.Exporting;

/// <summary>Layers as ONNX operators.</summary>
internal static class OnnxNetwork
{
    /// <summary>Layers, one after the other.</summary>
    /// <returns>The name of the value the last one gives.</returns>
    /// <exception cref="NotSupportedException">A layer that no model of the kit has.</exception>
    public static string Apply(OnnxGraph graph, IEnumerable<NetworkLayer> layers, string input) =>
        layers.Aggregate(input, (value, layer) => Apply(graph, layer, value));

    private static string Apply(OnnxGraph graph, NetworkLayer layer, string x)
    {
        string Weight(string name, TorchSharp.torch.Tensor tensor) => graph.Weight($"{layer.Name}.{name}", tensor);

        switch (layer.Module)
        {
            case Linear linear:
                return graph.Apply("Gemm", [x, Weight("weight", linear.weight!), Weight("bias", linear.bias!)], ("transB", 1L));
            case TransposedLinear tied:
                return graph.Apply("Gemm", [x, Weight("weight", tied.Weight), Weight("bias", tied.Bias)]);
            case Conv2d convolution:
                return graph.Apply("Conv", [x, Weight("weight", convolution.weight!), Weight("bias", convolution.bias!)], Window(convolution));
            case ConvTranspose2d convolution:
                return graph.Apply("ConvTranspose", [x, Weight("weight", convolution.weight!), Weight("bias", convolution.bias!)], Window(convolution));
            case BatchNorm1d norm:
                return graph.Apply(
                    "BatchNormalization",
                    [x, Weight("weight", norm.weight!), Weight("bias", norm.bias!), Weight("running_mean", norm.running_mean!), Weight("running_var", norm.running_var!)],
                    ("epsilon", (float)norm.eps));
            case Unflatten unflatten:
                return graph.Apply("Reshape", [x, graph.Integers([-1, .. unflatten.unflattened_size])]);
            case Flatten:
                return graph.Apply("Flatten", [x], ("axis", 1L));
            case LeakyReLU leaky:
                return graph.Apply("LeakyRelu", [x], ("alpha", (float)leaky.negative_slope));
            case ELU elu:
                return graph.Apply("Elu", [x], ("alpha", (float)elu.alpha));
            case ReLU:
                return graph.Apply("Relu", [x]);
            case Sigmoid:
                return graph.Apply("Sigmoid", [x]);
            case Tanh:
                return graph.Apply("Tanh", [x]);
            case SiLU:
                return graph.Apply("Mul", [x, graph.Apply("Sigmoid", [x])]);
            case GELU:
                // x Φ(x) = ½ x (1 + erf(x / √2)); an operator of its own came only with operator set 20.
                var erf = graph.Apply("Erf", [graph.Apply("Mul", [x, graph.Constant(Math.Sqrt(0.5))])]);
                return graph.Apply("Mul", [graph.Apply("Mul", [x, graph.Constant(0.5)]), graph.Apply("Add", [erf, graph.Constant(1)])]);
            case Dropout or Identity:
                return x;
            default:
                throw new NotSupportedException($"'{layer.Name}' is a {layer.Module.GetName()}, which no model of the kit has, and is not written to ONNX.");
        }
    }

    private static (string, object)[] Window(Convolution c) =>
        [("kernel_shape", c.kernel_size), ("strides", c.stride), ("pads", (long[])[.. c.padding!, .. c.padding!])];
}
