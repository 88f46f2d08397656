using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>Passages of text as the set of words they have, whatever their order: one feature per word of a vocabulary.</summary>
public sealed partial class BagOfWords
{
    private readonly Dictionary<string, int> _positions;

    private BagOfWords(string[] vocabulary)
    {
        Vocabulary = vocabulary;
        _positions = vocabulary.Index().ToDictionary(entry => entry.Item, entry => entry.Index);
    }

    /// <summary>The words in the order of their features, the most frequent first.</summary>
    public IReadOnlyList<string> Vocabulary { get; }

    /// <summary>Takes the most frequent words of all passages as the vocabulary; words as frequent as each other in the order of the alphabet.</summary>
    /// <param name="passages">Texts; a word is a run of letters, with apostrophes inside, in lower case.</param>
    /// <param name="words">The greatest size of the vocabulary, V.</param>
    /// <exception cref="ArgumentException">The passages have no word.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public static BagOfWords Fit(IEnumerable<string> passages, int words = 200)
    {
        ArgumentNullException.ThrowIfNull(passages);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(words);
        string[] vocabulary =
        [
            .. passages.SelectMany(WordsOf).CountBy(word => word)
                .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
                .Take(words).Select(entry => entry.Key),
        ];
        return vocabulary.Length > 0 ? new BagOfWords(vocabulary) : throw new ArgumentException("The passages have no word.", nameof(passages));
    }

    /// <summary>Passages as examples.</summary>
    /// <param name="passages">At least one.</param>
    /// <param name="labels">One per passage, or null.</param>
    /// <returns>Features (N, V): 1 for a word that the passage has, 0 otherwise.</returns>
    /// <exception cref="ArgumentException">No passage, or not one label for each.</exception>
    public Dataset Transform(IEnumerable<string> passages, long[]? labels = null)
    {
        ArgumentNullException.ThrowIfNull(passages);
        string[] all = [.. passages];
        if (all.Length == 0 || (labels is not null && labels.Length != all.Length))
            throw new ArgumentException($"There are {all.Length} passages and {labels?.Length ?? 0} labels; at least one passage is wanted, and one label for each or none.", nameof(passages));
        var values = new float[all.Length, Vocabulary.Count];
        for (int i = 0; i < all.Length; i++)
        {
            foreach (string word in WordsOf(all[i]))
            {
                if (_positions.TryGetValue(word, out int position))
                    values[i, position] = 1;
            }
        }
        return new Dataset("bag of words", tensor(values), labels is null ? null : tensor(labels), valueRange: (0, 1));
    }

    private static IEnumerable<string> WordsOf(string passage) => Word().Matches(passage.ToLowerInvariant()).Select(match => match.Value);

    [GeneratedRegex(@"\p{L}+(?:'\p{L}+)*")]
    private static partial Regex Word();
}
