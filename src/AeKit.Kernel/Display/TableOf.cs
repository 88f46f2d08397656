namespace AeKit.Kernel.Display;

/// <summary>A sequence that is to be shown as a table, whatever its elements are.</summary>
internal sealed record TableOf<T>(IEnumerable<T> Rows) : ITableSource
{
    public Table ToTable() => Table.OfRecords(Rows, typeof(T));
}

/// <summary>Something that is shown as a table.</summary>
internal interface ITableSource
{
    Table ToTable();
}
