namespace AeKit.Tests.Data;

/// <summary>A test that needs MNIST, which does not come with the kit; it is reported as skipped where there is none.</summary>
internal sealed class MnistFactAttribute : FactAttribute
{
    public MnistFactAttribute()
    {
        string? root = Environment.GetEnvironmentVariable("AEKIT_DATA");
        if (root is null || !Directory.Exists(Path.Combine(root, "mnist")))
            Skip = "Needs MNIST: set AEKIT_DATA to a folder that has its four files in 'mnist'.";
    }
}
