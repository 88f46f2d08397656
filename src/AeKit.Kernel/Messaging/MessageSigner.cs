using System.Security.Cryptography;
using System.Text;

namespace AeKit.Kernel.Messaging;

/// <summary>Signs messages with the key that the client has given (HMAC-SHA256 over the four parts, in hexadecimal).</summary>
internal sealed class MessageSigner(byte[] key)
{
    // What is remembered of a signature, and how many: a message that is sent again is not carried out again.
    private const int MostRemembered = 1 << 16;

    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<UInt128> _order = new();
    private readonly Lock _gate = new();

    /// <summary>The signature of header, parent header, metadata and content; empty without a key.</summary>
    public byte[] Sign(ReadOnlySpan<byte[]> parts)
    {
        if (key.Length == 0)
            return [];
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
            hmac.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }

    /// <summary>Whether the client itself has signed the parts, and not sent them before.</summary>
    public bool IsGenuine(ReadOnlySpan<byte> signature, ReadOnlySpan<byte[]> parts)
    {
        if (key.Length == 0)
            return true;
        return CryptographicOperations.FixedTimeEquals(Sign(parts), signature) && IsFirst(signature);
    }

    private bool IsFirst(ReadOnlySpan<byte> signature)
    {
        var start = UInt128.Parse(signature[..32], System.Globalization.NumberStyles.AllowHexSpecifier);
        lock (_gate)
        {
            if (!_seen.Add(start))
                return false;
            _order.Enqueue(start);
            if (_order.Count > MostRemembered)
                _seen.Remove(_order.Dequeue());
            return true;
        }
    }
}
