namespace AeKit.Kernel.Evaluation;

/// <summary>One way to go on at a position in a cell.</summary>
/// <param name="Text">What to insert.</param>
/// <param name="Kind">What it is: <c>class</c>, <c>method</c>, <c>property</c>, <c>keyword</c> and so on.</param>
/// <param name="Start">Where the text that it replaces starts, in UTF-16 units.</param>
/// <param name="End">Where the text that it replaces ends.</param>
internal sealed record CompletionItem(string Text, string Kind, int Start, int End);
