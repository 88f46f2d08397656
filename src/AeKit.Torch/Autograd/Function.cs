using TorchSharp.Autograd;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class autograd
        {
            /// <summary>An operation with a derivative of one's own making.</summary>
            /// <typeparam name="T">The subclass itself.</typeparam>
            public abstract class Function<T> where T : Function<T>, new()
            {
                private protected static T Instance { get; } = new();

                /// <summary>The operation's name, for messages.</summary>
                public abstract string Name { get; }
            }

            /// <summary>A custom operation with one result; PyTorch's torch.autograd.Function.</summary>
            /// <typeparam name="T">The subclass itself.</typeparam>
            /// <example>Rounding that lets the gradient through (straight-through estimator):<code>
            /// sealed class Round : torch.autograd.SingleTensorFunction&lt;Round&gt;
            /// {
            ///     public override string Name => "round";
            ///     public override Tensor forward(AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).round();
            ///     public override List&lt;Tensor&gt; backward(AutogradContext ctx, Tensor grad_output) => [grad_output];
            /// }
            /// var y = Round.apply(x);
            /// </code></example>
            public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
            {
                /// <summary>Runs the operation and records it.</summary>
                public static Tensor apply(params object[] vars)
                {
                    ArgumentNullException.ThrowIfNull(vars);
                    var context = new AutogradContext();
                    Tensor result;
                    using (no_grad()) result = Instance.forward(context, vars);
                    Tensor?[] inputs = [.. vars.Select(v => v as Tensor)];
                    if (!GradMode.Enabled || !inputs.Any(i => i is { requires_grad: true }) || !context.IsDifferentiable(result)) return result;
                    // A result that is an input must not take over that input's history.
                    if (inputs.Any(i => ReferenceEquals(i, result))) result = result.detach();
                    context.Owner = new FunctionNode(Instance.Name, context, inputs, Instance.backward);
                    context.Save();
                    return result.ComputedBy(context.Owner);
                }

                /// <summary>Computes the result from the arguments given to <see cref="apply"/>; nothing in it is recorded.</summary>
                public abstract Tensor forward(AutogradContext ctx, params object[] vars);

                /// <summary>The gradient for each argument of <see cref="apply"/>, null where there is none, from that of the result.</summary>
                public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);
            }
        }
    }
}

namespace TorchSharp.Autograd
{
    internal sealed class FunctionNode(string name, torch.autograd.AutogradContext context, Tensor?[] inputs, Func<torch.autograd.AutogradContext, Tensor, List<Tensor>> backward) : Node(inputs)
    {
        private readonly int _count = inputs.Length;

        internal override string Name => name;

        internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
        {
            var gradients = backward(context, grad);
            if (gradients.Count != _count)
                throw new InvalidOperationException($"{name}: backward returned {gradients.Count} gradients for {_count} arguments; give one per argument, null for those without.");
            for (var i = 0; i < _count; i++) inputGrads[i] = gradients[i];
        }

        internal override void Release() => context.Dispose();
    }
}
