using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>Text as numbers and back: each character is one-hot in an alphabet of A characters.</summary>
/// <example><code>
/// var code = CharacterCode.Of(Sonnets.Text);
/// using var windows = code.Windows(Sonnets.Text, length: 16);
/// string first = code.Decode(windows.Features)[0];             // the first 16 characters
/// </code></example>
public sealed class CharacterCode
{
    private readonly Dictionary<char, int> _positions;

    /// <param name="alphabet">The characters, each once, in the order of their positions.</param>
    /// <exception cref="ArgumentException">No character, or one that comes twice.</exception>
    public CharacterCode(string alphabet)
    {
        ArgumentException.ThrowIfNullOrEmpty(alphabet);
        _positions = [];
        foreach (char character in alphabet)
        {
            if (!_positions.TryAdd(character, _positions.Count))
                throw new ArgumentException($"The alphabet has the character '{character}' twice.", nameof(alphabet));
        }
        Alphabet = alphabet;
    }

    /// <summary>The characters in the order of their positions.</summary>
    public string Alphabet { get; }

    /// <summary>The code of the characters a text has, in the order of their Unicode numbers.</summary>
    public static CharacterCode Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new CharacterCode(string.Concat(text.Distinct().Order()));
    }

    /// <summary>Windows of a text as examples.</summary>
    /// <param name="text">At least one window long.</param>
    /// <param name="length">Characters of a window, L.</param>
    /// <param name="step">Characters from the start of one window to the next.</param>
    /// <returns>Features (N, L·A), shape L×A, one 1 in each row.</returns>
    /// <exception cref="ArgumentException">The text is too short, or has a character that the alphabet has not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or step below 1.</exception>
    public Dataset Windows(string text, int length = 16, int step = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        if (text.Length < length)
            throw new ArgumentException($"A text of {text.Length} characters has no window of {length}.", nameof(text));
        int[] positions = [.. text.Select((character, at) => _positions.TryGetValue(character, out int position)
            ? position
            : throw new ArgumentException($"The alphabet has no '{character}' (U+{(int)character:X4}), which the text has at position {at}.", nameof(text)))];
        int count = ((text.Length - length) / step) + 1;
        var values = new float[count * length * Alphabet.Length];
        for (int window = 0; window < count; window++)
        {
            for (int i = 0; i < length; i++)
                values[(((window * length) + i) * Alphabet.Length) + positions[(window * step) + i]] = 1;
        }
        return new Dataset("character windows", tensor(values, [count, length, Alphabet.Length]), valueRange: (0, 1));
    }

    /// <summary>The most probable character at each place.</summary>
    /// <param name="windows">Probabilities, logits or one-hot rows, (N, L·A) or (N, L, A).</param>
    /// <returns>N texts of L characters.</returns>
    /// <exception cref="ArgumentException">An example is not a whole number of rows of A values.</exception>
    public string[] Decode(Tensor windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        long count = windows.shape[0], width = windows.numel() / Math.Max(1, count);
        if (width == 0 || width % Alphabet.Length != 0)
            throw new ArgumentException($"Each character takes {Alphabet.Length} values, and {width} values per example are not a multiple of it.", nameof(windows));
        float[] values = windows.ToArray();
        return [.. values.Chunk((int)width).Select(example => string.Concat(
            example.Chunk(Alphabet.Length).Select(row => Alphabet[Array.IndexOf(row, row.Max())])))];
    }
}
