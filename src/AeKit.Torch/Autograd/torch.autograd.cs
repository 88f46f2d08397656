using TorchSharp.Autograd;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Automatic differentiation.</summary>
    public static partial class autograd
    {
        /// <summary>
        /// The gradients of the sum of <paramref name="outputs"/> (weighted by <paramref name="grad_outputs"/>) with
        /// respect to <paramref name="inputs"/>, one per input and of its shape. Gradients stored in leaves do not change.
        /// </summary>
        /// <param name="outputs">Tensors to differentiate; single numbers unless grad_outputs is given.</param>
        /// <param name="inputs">Tensors that require a gradient.</param>
        /// <param name="grad_outputs">A weight of the same shape for each output.</param>
        /// <param name="retain_graph">Keep the graph for another backward pass.</param>
        /// <param name="create_graph">Record the gradients' own computation, for second derivatives.</param>
        /// <param name="allow_unused">Give null instead of an error for an input that the outputs do not depend on.</param>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null,
            bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            ArgumentNullException.ThrowIfNull(outputs);
            ArgumentNullException.ThrowIfNull(inputs);
            var wanted = new Node?[inputs.Count];
            for (var i = 0; i < wanted.Length; i++)
                wanted[i] = inputs[i].Meta?.Target ?? throw new InvalidOperationException(
                    $"autograd.grad: input {i} does not require a gradient; set requires_grad_() before it is used.");
            var sink = new GradientSink(wanted, outputs);
            Engine.Run([.. outputs], grad_outputs, retain_graph, create_graph, sink);
            for (var i = 0; i < wanted.Length; i++)
            {
                if (sink.Gradients[i] is { } gradient) DisposeScope.Current?.Add(gradient);
                else if (!allow_unused)
                    throw new InvalidOperationException(
                        $"autograd.grad: input {i} was not used in computing the outputs. Pass allow_unused: true if that is intended.");
            }
            return sink.Gradients!;
        }

        /// <summary>Adds to every leaf's <c>grad</c> the gradient of the sum of <paramref name="tensors"/>, weighted by <paramref name="grad_tensors"/>.</summary>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
        {
            ArgumentNullException.ThrowIfNull(tensors);
            var retain = retain_graph ?? create_graph;
            if (inputs is null)
            {
                Engine.Run([.. tensors], grad_tensors, retain, create_graph);
                return;
            }
            using var scope = NewDisposeScope();
            var gradients = grad(tensors, inputs, grad_tensors, retain, create_graph, allow_unused: true);
            for (var i = 0; i < inputs.Count; i++)
                if (gradients[i] is { } gradient) AccumulateGrad.Accumulate(inputs[i].Meta!, gradient, create_graph);
        }

        /// <summary>Adds to every leaf's <c>grad</c> the gradient of <paramref name="tensor"/>.</summary>
        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
            => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>Adds to every leaf's <c>grad</c> the gradient of <paramref name="tensor"/>, weighted by <paramref name="grad_tensor"/>.</summary>
        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
            => backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>Until disposed, backward names the operation whose gradient contains NaN.</summary>
        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        /// <summary>Until disposed, NaN detection is on or off.</summary>
        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);
    }
}
