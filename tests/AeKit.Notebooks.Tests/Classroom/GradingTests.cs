namespace AeKit.Notebooks.Tests.Classroom;

/// <summary>The exercises as students hand them in.</summary>
public sealed class GradingTests(GradedSubmissions graded) : IClassFixture<GradedSubmissions>
{
    private const string ToBeRead = "to be read";

    public static TheoryData<string> Names => [.. Masters.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_answers_earn_all_points(string name)
    {
        var parts = PartsOf(GradedSubmissions.Right, name);

        Assert.All(parts.Where(part => part.Status != ToBeRead), part => Assert.Equal((part.Max, "correct"), (part.Points, part.Status)));
        Assert.Contains(parts, part => part.Status == ToBeRead);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Untouched_exercises_earn_nothing_and_fail_nowhere(string name)
    {
        foreach (var part in PartsOf(GradedSubmissions.Untouched, name))
            Assert.Equal((part.Exercise, 0, "unanswered"), (part.Exercise, part.Points, part.Status));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_mistake_costs_its_exercise_and_is_explained(string name)
    {
        var students = graded.Mistakes.Where(made => made.Key.Notebook == name).ToList();
        Assert.True(students.SelectMany(made => made.Value).Select(mistake => mistake.Cell).Distinct().Count() >= 5, "Fewer than five wrong answers.");
        foreach (var ((student, _), mistakes) in students)
        {
            var lost = PartsOf(student, name).Where(part => part.Status != ToBeRead && part.Points != part.Max).ToList();
            Assert.All(lost, part => Assert.Equal(0, part.Points));
            Assert.Equal(mistakes.Select(mistake => GradedSubmissions.Exercise(mistake.Cell)).Order(), lost.Select(part => part.Exercise).Distinct().Order());
            foreach (var mistake in mistakes)
                Assert.Contains(lost, part => part.Exercise == GradedSubmissions.Exercise(mistake.Cell) && part.Reason.Contains(mistake.Diagnosis, StringComparison.Ordinal));
        }
    }

    private List<GradedPart> PartsOf(string student, string name)
    {
        var parts = graded.Parts.Where(part => part.Student == student && name.StartsWith(part.Notebook, StringComparison.Ordinal)).ToList();
        Assert.True(parts.Count > 0, graded.Output);
        return parts;
    }
}
