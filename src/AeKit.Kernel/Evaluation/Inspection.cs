using AeKit.Kernel.Display;

namespace AeKit.Kernel.Evaluation;

/// <summary>What is known about the symbol at a position in a cell: its declaration and documentation.</summary>
internal sealed record Inspection(MimeBundle Data);
