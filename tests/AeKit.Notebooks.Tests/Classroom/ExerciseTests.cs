using System.CommandLine;
using AeKit.Kernel.Commands;

namespace AeKit.Notebooks.Tests.Classroom;

public sealed class ExerciseTests
{
    [Fact]
    public async Task Are_what_the_masters_give()
    {
        var folder = Path.Combine(Repository.Root, "notebooks", "exercises");

        Assert.Equal(0, await new RootCommand { ExercisesCommand.Create() }.Parse(["exercises", Masters.Folder, "--output", folder, "--check"]).InvokeAsync());
    }
}
