namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>The framework's documentation comes with the SDK, but not with every packaging of it.</summary>
internal static class ReferencePack
{
    public static bool IsInstalled { get; } = Directory.Exists(Path.Combine(
        Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
}
