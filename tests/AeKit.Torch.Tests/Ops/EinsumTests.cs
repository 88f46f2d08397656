namespace AeKit.Torch.Tests.Ops;

public sealed class EinsumTests
{
    [Theory]
    [InlineData("ij,jk->ii", "output subscript 'i' appears more than once")]
    [InlineData("ij,jk->il", "output subscript 'l' appears in no operand")]
    [InlineData("ij->i", "names 1 operands, but 2 are given")]
    [InlineData("ijk,jk", "subscripts \"ijk\" do not fit operand 0 of shape [2, 3]")]
    [InlineData("ij,kj", "subscript 'j' has size 3 and, in operand 1 of shape [3, 4], size 4")]
    [InlineData("ii,jk", "subscript 'i' has size 2 and, in operand 0")]
    [InlineData("i2,jk", "'2' is not a subscript")]
    [InlineData("ij->jk->ik", "\"->\" appears more than once")]
    public void Wrong_equations_are_explained(string equation, string reason)
    {
        using var scope = NewDisposeScope();
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => einsum(equation, ones(2, 3), ones(3, 4))).Message);
    }

    [Fact]
    public void Sizes_of_one_are_broadcast()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([12f, 12], einsum("ij,kj->i", ones(2, 1), ones(4, 3)).data<float>().ToArray());
        Assert.Equal([2L, 5, 3], einsum("...i->...i", ones(2, 5, 3)).shape);
    }
}
