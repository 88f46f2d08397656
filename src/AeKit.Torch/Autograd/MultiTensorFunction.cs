using TorchSharp.Autograd;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class autograd
        {
            /// <summary>A custom operation with several results (in PyTorch: torch.autograd.Function).</summary>
            /// <typeparam name="T">The subclass itself.</typeparam>
            /// <example><code>
            /// sealed class SinCos : torch.autograd.MultiTensorFunction&lt;SinCos&gt;
            /// {
            ///     public override string Name => "sin_cos";
            ///     public override List&lt;Tensor&gt; forward(AutogradContext ctx, params object[] vars)
            ///     {
            ///         var x = (Tensor)vars[0];
            ///         ctx.save_for_backward([x]);
            ///         return [x.sin(), x.cos()];
            ///     }
            ///     public override List&lt;Tensor&gt; backward(AutogradContext ctx, List&lt;Tensor&gt; grad_outputs)
            ///     {
            ///         var x = ctx.get_saved_variables()[0];
            ///         return [grad_outputs[0] * x.cos() - grad_outputs[1] * x.sin()];
            ///     }
            /// }
            /// var both = SinCos.apply(x);
            /// </code></example>
            public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
            {
                /// <summary>Runs the operation and records it.</summary>
                public static List<Tensor> apply(params object[] vars)
                {
                    ArgumentNullException.ThrowIfNull(vars);
                    var context = new AutogradContext();
                    List<Tensor> results;
                    using (no_grad()) results = Instance.forward(context, vars);
                    Tensor?[] inputs = [.. vars.Select(v => v as Tensor)];
                    if (!GradMode.Enabled || !inputs.Any(i => i is { requires_grad: true })) return results;
                    return MultiFunctionNode.Record(Instance.Name, context, inputs, results, Instance.backward);
                }

                /// <summary>Computes the results from the arguments given to <see cref="apply"/>; nothing in it is recorded.</summary>
                public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

                /// <summary>
                /// The gradient for each argument of <see cref="apply"/>, null where there is none, from those of the results: zeros
                /// for a result that nothing depends on, null if <see cref="AutogradContext.set_materialize_grads"/> asked for that.
                /// </summary>
                public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);
            }
        }
    }
}

namespace TorchSharp.Autograd
{
    /// <summary>
    /// A custom operation with several results. A node has one gradient, so this one's is a vector: the gradients of all
    /// results one after the other, then per result how often it was used. Each result has a node that fills its part.
    /// </summary>
    internal sealed class MultiFunctionNode : Node
    {
        private readonly torch.autograd.AutogradContext _context;
        private readonly Func<torch.autograd.AutogradContext, List<Tensor>, List<Tensor>> _backward;
        private readonly (long[] Sizes, long Start, torch.ScalarType Type)[] _results;
        private readonly long _total;
        private readonly int _count;

        private MultiFunctionNode(string name, torch.autograd.AutogradContext context, Tensor?[] inputs, List<Tensor> results, Func<torch.autograd.AutogradContext, List<Tensor>, List<Tensor>> backward) : base(inputs)
        {
            (Name, _context, _backward, _count) = (name, context, backward, inputs.Length);
            _results = new (long[], long, torch.ScalarType)[results.Count];
            for (var i = 0; i < results.Count; i++)
            {
                _results[i] = (results[i].Layout.Sizes, _total, results[i].dtype);
                _total += results[i].Layout.Count;
            }
        }

        internal override string Name { get; }

        internal static List<Tensor> Record(string name, torch.autograd.AutogradContext context, Tensor?[] inputs, List<Tensor> results, Func<torch.autograd.AutogradContext, List<Tensor>, List<Tensor>> backward)
        {
            var node = new MultiFunctionNode(name, context, inputs, results, backward);
            context.Owner = node;
            List<Tensor> recorded = [];
            for (var i = 0; i < results.Count; i++)
            {
                var result = results[i];
                if (context.IsDifferentiable(result))
                {
                    // A result that is an input must not take over that input's history.
                    if (inputs.Any(input => ReferenceEquals(input, result))) result = result.detach();
                    result.ComputedBy(new ResultNode(node, i));
                }
                recorded.Add(result);
            }
            context.Save();
            return recorded;
        }

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            List<Tensor> given = [];
            for (var i = 0; i < _results.Length; i++)
            {
                var (sizes, start, type) = _results[i];
                var count = sizes.Aggregate(1L, (product, size) => product * size);
                var isUsed = grad[_total + i].ToDouble() > 0;
                given.Add(isUsed || _context.MaterializeGrads ? grad.narrow(0, start, count).reshape(sizes).to_type(type) : null!);
            }
            var gradients = _backward(_context, given);
            if (gradients.Count != _count)
                throw new InvalidOperationException($"{Name}: backward returned {gradients.Count} gradients for {_count} arguments; give one per argument, null for those without.");
            for (var i = 0; i < _count; i++) inputGrads[i] = gradients[i];
        }

        internal override void Release() => _context.Dispose();

        private Tensor Part(int result, Tensor grad)
        {
            var (_, start, _) = _results[result];
            var used = torch.zeros([_results.Length], torch.ScalarType.Float64);
            used[result] = torch.tensor(1.0);
            var values = torch.nn.functional.pad(grad.reshape(-1).to_type(torch.ScalarType.Float64), (start, _total - start - grad.Layout.Count));
            return torch.cat([values, used]);
        }

        private sealed class ResultNode(MultiFunctionNode node, int index) : Node(node, null)
        {
            internal override string Name => node.Name;

            internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable) => inputGrads[0] = node.Part(index, grad);
        }
    }
}
