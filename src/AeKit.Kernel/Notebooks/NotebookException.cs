namespace AeKit.Kernel.Notebooks;

/// <summary>A file is not a notebook that can be run; the message names the file and the place.</summary>
internal sealed class NotebookException : Exception
{
    public NotebookException(string message)
        : base(message)
    {
    }

    public NotebookException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
