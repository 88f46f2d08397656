namespace AeKit.Torch.Tests.Ops;

public sealed class RepeatTests
{
    // The copies are elements of their own: a parameter made by repeat must be one that an optimizer can step.
    [Fact]
    public void Repeated_rows_can_be_changed_one_by_one()
    {
        var row = tensor(new[] { 1f, 2f });

        var rows = row.repeat(3, 1);
        rows[0, 0] = 5f;

        Assert.Equal([5, 2, 1, 2, 1, 2], rows.data<float>().ToArray());
        Assert.Equal([1, 2], row.data<float>().ToArray());
    }
}
