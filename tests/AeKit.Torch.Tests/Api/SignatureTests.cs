using System.Reflection;

namespace AeKit.Torch.Tests.Api;

/// <summary>Code written for one engine compiles for the other; README.md says how the lists were made.</summary>
public sealed class SignatureTests
{
    private static readonly Assembly Engine = typeof(torch).Assembly;

    private static bool IsManaged => Engine.GetName().Name == "AeKit.Torch";

    [Fact]
    public void What_TorchSharp_has_is_spelt_as_TorchSharp_spells_it()
    {
        var missing = Lines("signatures.txt").Except(PublicMembers.Offered(Engine)).ToArray();

        Assert.True(missing.Length == 0, $"TorchSharp has these, {Engine.GetName().Name} has not:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void What_TorchSharp_has_not_is_named_as_an_addition()
    {
        var unnamed = IsManaged
            ? PublicMembers.Declared(Engine).Except(Lines("signatures.txt")).Except(Lines("additions.txt"))
            : Lines("additions.txt").Intersect(PublicMembers.Offered(Engine));

        Assert.True(!unnamed.Any(), IsManaged
            ? $"In no list; if TorchSharp has them so, signatures.txt is the place:\n{string.Join('\n', unnamed)}"
            : $"TorchSharp has these after all; they belong into signatures.txt:\n{string.Join('\n', unnamed)}");
    }

    [Fact]
    public void The_lists_are_sorted_and_name_nothing_twice()
    {
        Assert.All(new[] { "signatures.txt", "additions.txt" }, list =>
            Assert.Equal(Lines(list).Distinct().Order(StringComparer.Ordinal), Lines(list)));
        Assert.True(Lines("signatures.txt").Length > 1400);
    }

    private static string[] Lines(string list)
    {
        using var text = new StreamReader(typeof(SignatureTests).Assembly.GetManifestResourceStream(list)!);
        return [.. text.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }
}
