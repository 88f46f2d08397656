using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AeKit.Notebooks.Tests;

/// <summary>docs/coverage.md says in which section of a chapter each part of an article is taken up.</summary>
public sealed partial class CoverageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "coverage.md"));

    public static TheoryData<string> Targets => [.. Link().Matches(Page).Select(match => match.Groups["target"].Value).Distinct()];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Leads_to_a_section_that_exists(string target)
    {
        var (file, anchor) = target.Split('#') is [var f, var a] ? (f, a) : (target, null);
        var path = Path.GetFullPath(Path.Combine(Repository.Root, "docs", file));

        Assert.True(File.Exists(path), $"{file} does not exist.");
        if (anchor is not null)
            Assert.Contains(Uri.UnescapeDataString(anchor), Anchors(path));
    }

    // How many errors the chapters have to correct, article by article.
    [Theory]
    [InlineData("000", 9)]
    [InlineData("001", 12)]
    [InlineData("002", 9)]
    [InlineData("003", 11)]
    [InlineData("004", 13)]
    public void Takes_up_every_error_of_an_article(string article, int errors)
    {
        var start = Page.IndexOf($"## Article {article}", StringComparison.Ordinal);
        var section = Page[start..].Split("\n## ")[0];
        var listed = Erratum().Matches(section).Select(match => int.Parse(match.Groups["number"].Value)).ToHashSet();

        Assert.Equal(Enumerable.Range(1, errors), listed.Order());
        Assert.All(section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1), line => Assert.Matches(Link(), line));
    }

    // Jupyter's anchors: the heading's text with hyphens for spaces.
    private static HashSet<string> Anchors(string notebook) =>
        [.. JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray()
            .Where(cell => (string?)cell!["cell_type"] == "markdown")
            .SelectMany(cell => Heading().Matches(string.Concat(cell!["source"]!.AsArray().Select(line => (string?)line))))
            .Select(match => match.Groups["text"].Value.Trim().Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| error (?<number>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Erratum();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
