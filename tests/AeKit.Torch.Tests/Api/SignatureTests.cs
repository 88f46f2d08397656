namespace AeKit.Torch.Tests.Api;

public sealed class SignatureTests
{
    /// <summary>
    /// signatures.txt holds the members that were the same, letter for letter, in the engine and in TorchSharp: names,
    /// parameter names, types and defaults. Code written for one compiles for the other as long as they stay.
    /// </summary>
    [Fact]
    public void What_TorchSharp_has_is_spelt_as_TorchSharp_spells_it()
    {
        using var table = new StreamReader(typeof(SignatureTests).Assembly.GetManifestResourceStream("signatures.txt")!);
        var offered = PublicMembers.Of(typeof(torch).Assembly).ToHashSet();

        var missing = table.ReadToEnd().ReplaceLineEndings("\n").TrimEnd().Split('\n').Except(offered).ToArray();
        Assert.True(missing.Length == 0, string.Join('\n', missing));
    }
}
