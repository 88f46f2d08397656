using AeKit.Data;
using TorchSharp;

namespace AeKit.Tests.Data;

public sealed class TextTests
{
    [Fact]
    public void There_are_twenty_sonnets_of_fourteen_lines()
    {
        Assert.Equal(20, Sonnets.Poems.Count);
        Assert.Equal(20, Sonnets.Numbers.Count);
        Assert.All(Sonnets.Poems, poem => Assert.Equal(14, poem.Split('\n').Length));
        Assert.All(Sonnets.Text, character => Assert.True(char.IsAscii(character)));
        Assert.StartsWith("Shall I compare thee to a summer's day?\n", Sonnets.Poems[Sonnets.Numbers.ToList().IndexOf(18)]);
    }

    [Fact]
    public void Windows_are_one_hot_and_decode_to_the_text()
    {
        var code = CharacterCode.Of(Sonnets.Text);
        using Dataset windows = code.Windows(Sonnets.Text, length: 16, step: 8);

        Assert.Equal([16L, code.Alphabet.Length], windows.ExampleShape);
        Assert.Equal(((Sonnets.Text.Length - 16) / 8) + 1, windows.Count);
        Assert.True(windows.Features.reshape(-1, code.Alphabet.Length).sum(1).eq(1).all().item<bool>());
        string[] decoded = code.Decode(windows.Features);
        Assert.All(decoded.Index(), window => Assert.Equal(Sonnets.Text.Substring(8 * window.Index, 16), window.Item));
    }

    [Fact]
    public void A_foreign_character_is_refused_with_its_place()
    {
        var error = Assert.Throws<ArgumentException>(() => new CharacterCode("abc").Windows("abcabx", length: 2));

        Assert.Contains("'x'", error.Message);
        Assert.Contains("position 5", error.Message);
        Assert.Throws<ArgumentException>(() => new CharacterCode("aba"));
        Assert.Throws<ArgumentException>(() => new CharacterCode("abc").Windows("ab", length: 3));
        Assert.Throws<ArgumentException>(() => new CharacterCode("abc").Decode(torch.zeros(2, 4)));
    }

    [Fact]
    public void A_bag_marks_the_words_a_passage_has()
    {
        string[] passages = ["The cat saw the dog.", "A dog's day", "the DAY; the end"];
        var bag = BagOfWords.Fit(passages, words: 3);
        using Dataset data = bag.Transform(passages, [5, 6, 7]);

        Assert.Equal(["the", "day", "a"], bag.Vocabulary);
        Assert.Equal([1, 0, 0, 0, 1, 1, 1, 1, 0], data.Features.ToArray());
        Assert.Equal([5, 6, 7], data.Labels!.ToInt64Array());
        Assert.Throws<ArgumentException>(() => bag.Transform(passages, [1]));
        Assert.Throws<ArgumentException>(() => BagOfWords.Fit(["1, 2"]));
    }
}
