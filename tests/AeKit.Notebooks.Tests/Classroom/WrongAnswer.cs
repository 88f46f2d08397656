namespace AeKit.Notebooks.Tests.Classroom;

/// <summary>A mistake that a student might hand in.</summary>
/// <param name="Cell">The <c>grade_id</c> of the answer's cell.</param>
/// <param name="Source">What stands in the cell.</param>
/// <param name="Diagnosis">What the report must say about it, or a part of it.</param>
internal sealed record WrongAnswer(string Cell, string Source, string Diagnosis);
