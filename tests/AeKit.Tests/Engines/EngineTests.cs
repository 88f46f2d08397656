namespace AeKit.Tests.Engines;

public sealed class EngineTests
{
    [Fact]
    public void The_engine_says_which_it_is()
    {
        Assert.Contains(Engine.Name, new[] { "AeKit.Torch", "TorchSharp" });
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?$", Engine.Version);
    }

    // The namespace TorchSharp has one home: with both files in a folder, which is used would be chance.
    [Fact]
    public void The_other_engine_is_not_in_the_output_folder()
    {
        string[] engines = [.. new[] { "AeKit.Torch", "TorchSharp" }.Where(name => File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll")))];
        Assert.Equal([Engine.Name], engines);
    }
}
