namespace AeKit.Torch.Tests.Ops;

public sealed class OneHotTests
{
    [Fact]
    public void Classes_become_rows_with_a_one()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([[0L, 1, 0], [1, 0, 0]], nn.functional.one_hot(tensor([1L, 0]), 3).data<long>().ToArray().Chunk(3));
        Assert.Contains("do not lie in 0 … 1", Assert.Throws<ArgumentException>(() => nn.functional.one_hot(tensor([2L]), 2)).Message);
        Assert.Equal([2L, 3], nn.functional.one_hot(tensor([2L, 0])).shape);
    }
}
