using TorchSharp.Autograd;
using TorchSharp.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>
/// The elements of a tensor laid out as <paramref name="whole"/> that a view laid out as <paramref name="part"/> shows
/// (PyTorch's as_strided). Its three operations are linear: taking the region, its adjoint, and clearing it.
/// </summary>
internal sealed class Region(Layout whole, Layout part)
{
    /// <summary>The region of <paramref name="x"/>, which has the tensor's shape.</summary>
    internal Tensor Of(Tensor x)
    {
        using var room = Filled(x);
        var result = Copy.Packed(Part(room), x.dtype);
        DisposeScope.Current?.Add(result);
        return GradMode.Records(x) ? result.ComputedBy(new RegionNode(x.Meta!.Target, this)) : result;
    }

    /// <summary>Zero but for the region, which is <paramref name="y"/>, of the view's shape; repeated elements add up.</summary>
    internal Tensor Spread(Tensor y)
    {
        using var room = Room(y.dtype);
        using (torch.no_grad())
        using (DisposeScope.Begin())
        {
            var once = part.Sizes.Select((size, i) => part.Strides[i] == 0 ? 1 : size).ToArray();
            Copy.Into(Broadcasting.SumTo(y, once), At(room, Layout.Strided(once, part.Strides, part.Offset)));
        }
        var result = Whole(room);
        return GradMode.Records(y) ? result.ComputedBy(new SpreadNode(y, this)) : result;
    }

    /// <summary><paramref name="x"/>, of the tensor's shape, with zeros in the region.</summary>
    internal Tensor Cleared(Tensor x)
    {
        using var room = Filled(x);
        using (torch.no_grad())
        using (var region = Part(room)) region.zero_();
        var result = Whole(room);
        return GradMode.Records(x) ? result.ComputedBy(new ClearedNode(x, this)) : result;
    }

    // All that the tensor's strides reach, as one row.
    private Tensor Room(torch.ScalarType type)
    {
        long last = 0;
        for (var i = 0; i < whole.Rank; i++) last += (whole.Sizes[i] - 1) * whole.Strides[i];
        return torch.zeros([whole.Count == 0 ? 0 : last + 1], type);
    }

    private Tensor Filled(Tensor x)
    {
        var room = Room(x.dtype);
        using var target = At(room, whole);
        Copy.Into(x, target);
        return room;
    }

    private Tensor Part(Tensor room) => At(room, part);

    private Tensor Whole(Tensor room)
    {
        var view = At(room, whole);
        if (view.Layout.IsContiguous) return view;
        var packed = Copy.Packed(view, view.dtype);
        DisposeScope.Current?.Add(packed);
        return packed;
    }

    private Tensor At(Tensor room, Layout layout) => room.Relaid(Layout.Strided(layout.Sizes, layout.Strides, layout.Offset - whole.Offset));
}

/// <summary>A part of a tensor; the gradient is zero elsewhere.</summary>
internal sealed class RegionNode(Node? history, Region region) : Node(history, null)
{
    internal override string Name => "as_strided";

    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable) => inputGrads[0] = region.Spread(grad);
}

/// <summary>The adjoint of taking a part: its own gradient is the part again.</summary>
internal sealed class SpreadNode(Tensor input, Region region) : Node(input)
{
    internal override string Name => "as_strided_backward";

    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable) => inputGrads[0] = region.Of(grad);
}

/// <summary>A tensor with zeros in a region, which gets no gradient.</summary>
internal sealed class ClearedNode(Tensor input, Region region) : Node(input)
{
    internal override string Name => "copy_slices_backward";

    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable) => inputGrads[0] = region.Cleared(grad);
}

/// <summary>A tensor whose region was changed in place through a view: what was there before gets no gradient, the change gets the region's.</summary>
internal sealed class ReplacementNode(Node? before, Node change, Region region) : Node(before, change)
{
    internal override string Name => "copy_slices";

    internal override void Backward(Tensor grad, Span<Tensor?> inputGrads, bool differentiable)
    {
        if (Needs(0)) inputGrads[0] = region.Cleared(grad);
        inputGrads[1] = region.Of(grad);
    }
}
