namespace AeKit.Kernel.Evaluation;

/// <summary>An interrupted cell is in code that cannot be stopped; its thread has been left to it.</summary>
internal sealed class CellNotStoppedException() : Exception(
    "The cell is in library or native code that cannot be stopped. It goes on in the background until that code returns; restart to end it.");
