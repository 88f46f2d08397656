using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Html;

internal sealed record NotebookPage(string Html, IReadOnlyList<string> Warnings)
{
    public static NotebookPage Render(Notebook notebook) => new($"<!doctype html><title>{notebook.Name}</title>", []);
}
