using TorchSharp.Ops;
using TorchSharp.Tensors;

namespace TorchSharp.Autograd;

/// <summary>
/// What a view remembers of the tensor it shows a part of, so that an in-place change of one is part of the history
/// of the other: the tensor's new history is its old one with the view's region replaced, and older views take theirs
/// from it again.
/// </summary>
internal sealed class ViewOf
{
    /// <summary>Views taken under no_grad(): changes of them cannot be recorded.</summary>
    internal static readonly ViewOf Unrecorded = new();

    private readonly AutogradMeta? _base;
    private readonly Layout? _layout;
    private int _seen;

    internal ViewOf(AutogradMeta meta, Layout layout)
    {
        _base = meta;
        _layout = layout;
        _seen = meta.Changes;
    }

    private ViewOf()
    {
    }

    /// <summary>For a view of the view.</summary>
    internal ViewOf Again() => _base is null ? this : new ViewOf(_base, _layout!);

    internal bool IsRecorded => _base is not null;

    /// <summary>Whether the view shows a part of a leaf that requires a gradient.</summary>
    internal bool IsOfLearningLeaf => _base is { IsLeaf: true, RequiresGrad: true };

    /// <summary>Whether several elements of the tensor are the same memory, so that a change of one would be one of all.</summary>
    internal bool IsOfExpanded => _layout is { IsExpanded: true };

    /// <summary>Whether the tensor has got a new history that the view has not taken over yet.</summary>
    internal bool IsStale => _base is not null && _base.Changes != _seen;

    /// <summary>The view's part of the tensor's new history.</summary>
    internal Node? Renewed(Layout view)
    {
        _seen = _base!.Changes;
        return _base.Target is { } history ? new RegionNode(history, new Region(_layout!, view)) : null;
    }

    /// <summary>Makes <paramref name="change"/>, which gave the view new values, part of the tensor's history.</summary>
    internal void Changed(Layout view, Node change)
    {
        _base!.GradFn = new ReplacementNode(_base.Target, change, new Region(_layout!, view));
        _seen = ++_base.Changes;
    }
}
