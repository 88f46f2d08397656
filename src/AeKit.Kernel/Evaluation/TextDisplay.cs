using AeKit.Kernel.Display;

namespace AeKit.Kernel.Evaluation;

/// <summary>Shows the parts of a cell that are not C#.</summary>
internal static class TextDisplay
{
    public static MimeBundle Of(TextPart part)
    {
        var bundle = new MimeBundle(MimeTypes.Plain, part.Text);
        switch (part.Language)
        {
            case CellLanguage.Html:
                bundle.Add(MimeTypes.Html, part.Text);
                break;
            case CellLanguage.Markdown:
                bundle.Add(MimeTypes.Markdown, part.Text);
                break;
            case CellLanguage.JavaScript:
                bundle.Add(MimeTypes.JavaScript, part.Text);
                break;
            case CellLanguage.Mermaid:
                // JupyterLab draws the first, VS Code and GitHub the second.
                bundle.Add(MimeTypes.Mermaid, part.Text);
                bundle.Add(MimeTypes.Markdown, $"```mermaid\n{part.Text}\n```");
                break;
        }
        return bundle;
    }
}
