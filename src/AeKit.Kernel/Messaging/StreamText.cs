using System.Diagnostics;
using System.Text;

namespace AeKit.Kernel.Messaging;

/// <summary>Text on its way to clients, collected from many small writes.</summary>
internal sealed class StreamText
{
    private const int MostInMessage = 64 << 10;
    private static readonly TimeSpan CollectFor = TimeSpan.FromMilliseconds(40);

    private readonly StringBuilder _text;
    private readonly long _since = Stopwatch.GetTimestamp();

    public StreamText(string stream, string text)
    {
        Stream = stream;
        _text = new(text);
    }

    /// <summary><c>stdout</c> or <c>stderr</c>.</summary>
    public string Stream { get; }

    public int Length => _text.Length;

    /// <summary>How long more text may still be added before it has to go out.</summary>
    public TimeSpan CanGrowFor => _text.Length >= MostInMessage ? TimeSpan.Zero : CollectFor - Stopwatch.GetElapsedTime(_since);

    /// <summary>Whether the last character is only half there: who writes it in two halves has not written the other yet.</summary>
    public bool EndsInHalf => _text.Length > 0 && char.IsHighSurrogate(_text[^1]);

    public bool TryAppend(string stream, string text)
    {
        // Half a character waits for its other half.
        if (stream != Stream || (_text.Length >= MostInMessage && !EndsInHalf))
            return false;
        _text.Append(text);
        return true;
    }

    /// <summary>Removes the half of a character at the end.</summary>
    public string TakeHalf()
    {
        var half = _text[^1].ToString();
        _text.Length--;
        return half;
    }

    /// <summary>The text in pieces of the size of a message, none of which ends in the middle of a character.</summary>
    public IEnumerable<string> Parts()
    {
        for (var start = 0; start < _text.Length;)
        {
            var count = Math.Min(_text.Length - start, MostInMessage);
            if (start + count < _text.Length && char.IsHighSurrogate(_text[start + count - 1]))
                count--;
            yield return _text.ToString(start, count);
            start += count;
        }
    }
}
