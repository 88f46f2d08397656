namespace AeKit.Kernel.Notebooks;

internal enum CellKind
{
    Code,
    Markdown,
    Raw,
}
