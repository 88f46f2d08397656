using AeKit.Kernel.Exporting;
using AeKit.Kernel.Notebooks;

namespace AeKit.Notebooks.Tests;

public sealed class ChapterTests(ExecutedChapters chapters) : IClassFixture<ExecutedChapters>
{
    public static TheoryData<string> Names => [.. Repository.Chapters.Select(path => Path.GetFileNameWithoutExtension(path))];

    [Fact]
    public void Every_cell_runs_and_gives_the_committed_output() => Assert.True(chapters.Succeeded, chapters.Errors);

    [Fact]
    public void Every_formula_can_be_typeset() => Assert.DoesNotContain("TeX", chapters.Errors, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_also_a_program_that_compiles(string name)
    {
        var notebook = Notebook.Load(Repository.Chapters.Single(path => Path.GetFileNameWithoutExtension(path) == name));

        var program = await ProgramText.RenderAsync(notebook, Path.Combine(Repository.Root, "out", name + ".cs"), CancellationToken.None);

        Assert.Contains("\n#:project ../src/AeKit/AeKit.csproj\n", program, StringComparison.Ordinal);
    }

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public void A_page_shows_its_formulas_and_pictures_without_a_network_or_an_error(string name)
    {
        var page = Path.Combine(chapters.Folder, name + ".html");

        var seen = Browser.Look(page);

        Assert.Empty(seen.ConsoleMessages);
        Assert.Equal(0, seen.BrokenPictures);
        Assert.Equal(0, seen.InvisibleFormulas);
        if (!name.StartsWith("00-", StringComparison.Ordinal)) // "Start here" teaches how to begin, the others the subject.
        {
            Assert.True(seen.Pictures > 10, $"{seen.Pictures} pictures");
            Assert.True(seen.Formulas > 20, $"{seen.Formulas} formulas");
        }

        Assert.True(seen.PageWidth <= seen.WindowWidth, $"The page is {seen.PageWidth} px wide in a window of {seen.WindowWidth} px.");
        Assert.DoesNotMatch("""(src=|url\(|@import\s*|<link[^>]*href=)["']?(https?:)?//""", File.ReadAllText(page));
    }
}
