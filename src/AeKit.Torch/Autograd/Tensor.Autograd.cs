using TorchSharp.Autograd;
using TorchSharp.Tensors;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on this tensor are recorded and backward computes its gradient.</summary>
        public bool requires_grad
        {
            get => Meta is { RequiresGrad: true };
            set
            {
                if (value && !dtype.IsFloatingPoint())
                    throw new InvalidOperationException($"Only floating-point tensors can require gradients, not {dtype}.");
                if (Meta is { IsLeaf: false })
                {
                    if (!value) throw new InvalidOperationException("requires_grad can be switched off only on a leaf; use detach() on a computed tensor.");
                    return;
                }
                if (Meta is null && !value) return;
                (Meta ??= new AutogradMeta()).RequiresGrad = value;
            }
        }

        /// <summary>True unless the tensor was computed by a recorded operation.</summary>
        public bool is_leaf => Meta is null or { IsLeaf: true };

        /// <summary>Sets <see cref="requires_grad"/>. Returns this.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets <see cref="requires_grad"/>. Returns this.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Makes a computed tensor keep its gradient after backward.</summary>
        public void retain_grad()
        {
            if (Meta?.GradFn is not { } node) return;
            node.RetainedBy = Meta;
        }

        /// <summary>
        /// The gradient accumulated by backward, of the shape of this tensor, or null. Reading gives a new handle
        /// on the gradient; setting stores a handle of its own.
        /// </summary>
        public Tensor? grad
        {
            get => Meta?.Grad?.Alias(tracked: true);
            set
            {
                if (value is not null && !Shape.Same(value.Layout.Sizes, Layout.Sizes))
                    throw new ArgumentException($"grad: a gradient of shape {Shape.Text(value.Layout.Sizes)} does not fit a tensor of shape {Shape.Text(Layout.Sizes)}.");
                if (value is null && Meta is null) return;
                var stored = value?.Alias(tracked: false);
                (Meta ??= new AutogradMeta()).Grad?.Dispose();
                Meta.Grad = stored;
            }
        }

        /// <summary>Computes the gradient of this single number with respect to every leaf that requires one and adds it to the leaf's <see cref="grad"/>.</summary>
        public void backward() => Engine.Run([this], null, retainGraph: false, createGraph: false);

        /// <summary>Computes gradients and adds them to the leaves' <see cref="grad"/>.</summary>
        /// <param name="grad_tensors">The gradient to start from, of this tensor's shape; not needed for a single number.</param>
        /// <param name="retain_graph">Keep the graph for another backward pass.</param>
        /// <param name="create_graph">Record the gradients' own computation, for second derivatives.</param>
        /// <param name="inputs">The tensors to compute gradients for; all leaves if null.</param>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
            => autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>The same values without history; shares storage.</summary>
        public Tensor detach() => Relaid(Layout);

        /// <summary>Forgets how this tensor was computed. Returns this.</summary>
        public Tensor detach_()
        {
            Meta = null;
            IsUnrecordedView = false;
            return this;
        }

        /// <summary>Records that <paramref name="node"/> computed this new tensor.</summary>
        internal Tensor ComputedBy(Node node)
        {
            if (AnomalyDetection.Enabled) AnomalyDetection.Remember(node);
            if (Meta is ViewMeta view) view.GradFn = node;
            else Meta = new AutogradMeta { GradFn = node };
            return this;
        }

        /// <summary>Checks that an in-place operation may change this tensor.</summary>
        internal void RequireWritable(string operation, bool recorded)
        {
            if (Layout.IsExpanded || (recorded && Meta is ViewMeta { IsOfExpanded: true }))
                throw new InvalidOperationException($"{operation}: the tensor of shape {Shape.Text(Layout.Sizes)} was expanded, several elements are the same memory; clone() it before changing it in place.");
            if (!GradMode.Enabled) return;
            if (requires_grad && is_leaf)
                throw new InvalidOperationException($"{operation}: a leaf tensor that requires a gradient cannot be changed in place while operations are recorded. Wrap the change in no_grad().");
            if (Meta is ViewMeta { IsOfLearningLeaf: true })
                throw new InvalidOperationException($"{operation}: a view of a leaf tensor that requires a gradient cannot be changed in place while operations are recorded. Wrap the change in no_grad().");
            if (recorded && IsUnrecordedView)
                throw new InvalidOperationException($"{operation}: this view was taken under no_grad(), so changing it in place cannot be recorded. Take the view outside no_grad(), or change it inside.");
        }

        /// <summary>After an in-place change: bumps the version and, if recorded, makes <paramref name="node"/> the tensor's history.</summary>
        internal Tensor ChangedBy(Node? node)
        {
            Storage.BumpVersion();
            return node is null ? this : Rebased(node);
        }

        /// <summary>Makes <paramref name="node"/> the tensor's history.</summary>
        internal Tensor Rebased(Node node)
        {
            if (AnomalyDetection.Enabled) AnomalyDetection.Remember(node);
            var meta = Meta ??= new AutogradMeta();
            if (meta is ViewMeta view) view.Changed(Layout, node);
            meta.GradFn = node;
            meta.Changes++;
            return this;
        }
    }
}
