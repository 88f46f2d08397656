using TorchSharp.Ops;
using TorchSharp.Tensors;

namespace TorchSharp.Autograd;

/// <summary>
/// What autograd knows about a view: also the tensor it shows a part of, so that an in-place change of one is part of
/// the history of the other. The tensor's new history is its old one with the view's region replaced, and older views
/// take theirs from it again.
/// </summary>
internal sealed class ViewMeta : AutogradMeta
{
    private readonly AutogradMeta _base;
    private readonly Layout _layout;
    private int _seen;

    private ViewMeta(AutogradMeta meta, Layout layout)
    {
        _base = meta;
        _layout = layout;
        _seen = meta.Changes;
    }

    /// <summary>Whether the view shows a part of a leaf that requires a gradient.</summary>
    internal bool IsOfLearningLeaf => _base is { IsLeaf: true, RequiresGrad: true };

    /// <summary>Whether several elements of the tensor are the same memory, so that a change of one would be one of all.</summary>
    internal bool IsOfExpanded => _layout.IsExpanded;

    /// <summary>Whether the tensor has got a new history that the view has not taken over yet.</summary>
    internal bool IsStale => _base.Changes != _seen;

    /// <summary>For a view of a tensor laid out as <paramref name="layout"/>, which may be a view itself.</summary>
    internal static ViewMeta Of(AutogradMeta meta, Layout layout) => meta is ViewMeta view ? new ViewMeta(view._base, view._layout) : new ViewMeta(meta, layout);

    /// <summary>Takes over the view's part of the tensor's new history.</summary>
    internal void Follow(Layout view)
    {
        _seen = _base.Changes;
        if (_base.Target is { } history) GradFn = new RegionNode(history, new Region(_layout, view));
    }

    /// <summary>Makes <paramref name="change"/>, which gave the view new values, part of the tensor's history.</summary>
    internal void Changed(Layout view, Node change)
    {
        _base.GradFn = new ReplacementNode(_base.Target, change, new Region(_layout, view));
        _seen = ++_base.Changes;
    }
}
