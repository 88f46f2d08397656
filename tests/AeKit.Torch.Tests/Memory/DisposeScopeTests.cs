using TorchSharp.Modules;

namespace AeKit.Torch.Tests.Memory;

public sealed class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_created_in_it()
    {
        Tensor x;
        using (var scope = NewDisposeScope())
        {
            x = ones(3);
            Assert.Equal(1, scope.DisposablesCount);
            Assert.True(scope.Contains(x));
        }
        Assert.True(x.IsInvalid);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void A_tensor_moved_out_belongs_to_the_outer_scope()
    {
        Tensor x;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope()) x = ones(3).MoveToOuterDisposeScope();
            Assert.False(x.IsInvalid);
            Assert.True(outer.Contains(x));
        }
        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void A_detached_tensor_belongs_to_nobody()
    {
        Tensor x;
        using (NewDisposeScope()) x = ones(3).DetachFromDisposeScope();
        Assert.Equal(3, x.sum().item<float>());
    }

    [Fact]
    public void Disposing_everything_but_one_keeps_that_one()
    {
        using var scope = NewDisposeScope();
        var x = ones(3);
        var y = ones(3);
        scope.DisposeEverythingBut(y);
        Assert.True(x.IsInvalid);
        Assert.False(y.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Attach_takes_over_from_another_scope()
    {
        using var outer = NewDisposeScope();
        var x = ones(3);
        using (var inner = NewDisposeScope()) inner.Attach(x);
        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void Parameters_and_modules_outlive_the_scope_they_were_made_in()
    {
        Linear layer;
        using (NewDisposeScope()) layer = nn.Linear(3, 2);
        Assert.Equal(6, layer.weight.numel());
    }

    [Fact]
    public void A_view_keeps_the_storage_of_a_disposed_tensor()
    {
        var x = arange(6, float32).reshape(2, 3);
        var row = x[1];
        x.Dispose();
        using var other = full([6], 9);
        Assert.Equal([3f, 4, 5], row.data<float>().ToArray());
    }

    [Fact]
    public void Wrapped_expression_keeps_only_its_result()
    {
        using var outer = NewDisposeScope();
        var y = WrappedTensorDisposeScope(() => ones(3) + ones(3));
        Assert.Equal(6, y.sum().item<float>());
        Assert.True(outer.Contains(y));
    }
}
