namespace AeKit.Kernel.Grading;

/// <summary>A cell to execute.</summary>
/// <param name="Index">Its place among the cells of the submission that can be executed.</param>
/// <param name="Name">How errors name it, <c>In[3]</c>.</param>
/// <param name="Source">Its code.</param>
/// <param name="TeachersKey">What the teacher's cell is called in every submission; null for the student's code.</param>
/// <param name="IsCheck">Whether its result earns points.</param>
/// <param name="Unit">What is left out together if this cell does harm: the exercise, or the cell alone.</param>
internal sealed record PlannedCell(int Index, string Name, string Source, string? TeachersKey, bool IsCheck, string Unit);
