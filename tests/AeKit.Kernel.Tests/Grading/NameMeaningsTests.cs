using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Grading;
using AeKit.Kernel.Tests.Evaluation;

namespace AeKit.Kernel.Tests.Grading;

public sealed class NameMeaningsTests : IDisposable
{
    private const string Code = "Lib.Judge.Says()";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_library_is_told_from_another_one_of_the_same_name_by_its_file()
    {
        var theirs = TestAssembly.Write(_folder["theirs/Lib.dll"], "namespace Lib; public static class Judge { public static int Says() => 1; }");
        var forged = TestAssembly.Write(_folder["forged/Lib.dll"], "namespace Lib; public static class Judge { public static int Says() => 2; }");
        var expected = (await MeaningsAsync(theirs)).Of(Code);
        Assert.Empty((await MeaningsAsync(theirs)).Changed(Code, expected));
        Assert.Equal(["Judge", "Says"], (await MeaningsAsync(forged)).Changed(Code, expected).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_that_a_cell_has_taken_is_told_from_the_framework()
    {
        var free = new NameMeanings(new NotebookSession().Evaluator, new Dictionary<string, PlannedCell>());
        var session = new NotebookSession();
        await session.ValueAsync("static class Math { public static double Abs(double x) => 0; }");
        var taken = new NameMeanings(session.Evaluator, new Dictionary<string, PlannedCell>());
        Assert.Contains("Math", taken.Changed("Math.Abs(-1.0)", free.Of("Math.Abs(-1.0)")));
    }

    private async Task<NameMeanings> MeaningsAsync(string library)
    {
        var session = new NotebookSession(_folder.Path);
        await session.ValueAsync($"#r \"{Path.GetRelativePath(_folder.Path, library).Replace('\\', '/')}\"\n1");
        return new(session.Evaluator, new Dictionary<string, PlannedCell>());
    }
}
