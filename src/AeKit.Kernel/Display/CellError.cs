namespace AeKit.Kernel.Display;

/// <summary>Why a cell failed, as Jupyter stores it: a kind, a message, and lines for the reader.</summary>
/// <param name="Name">The exception's type name, or <c>CompilationError</c>.</param>
/// <param name="Message">One line.</param>
/// <param name="Traceback">What is printed, line by line; names cells and lines, never files of the machine.</param>
/// <param name="Line">The line of the cell, from 1, where it went wrong, if known.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback, int? Line);
