namespace TorchSharp.Random;

/// <summary>
/// mt19937 (Matsumoto and Nishimura 1998) with the bookkeeping of PyTorch's CPU generator, so that its state can be
/// stored in PyTorch's layout.
/// </summary>
internal sealed class MersenneTwister
{
    internal const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];

    internal MersenneTwister(ulong seed) => Seed(seed);

    /// <summary>Numbers left before the next block is generated.</summary>
    internal int Left { get; set; }

    /// <summary>Position of the next number in the block.</summary>
    internal int Next { get; set; }

    internal Span<uint> State => _state;

    internal void Seed(ulong seed)
    {
        _state[0] = (uint)seed;
        for (var i = 1; i < Size; i++) _state[i] = 1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30)) + (uint)i;
        (Left, Next) = (1, 0);
    }

    internal uint NextUInt32()
    {
        if (--Left == 0) Generate();
        var y = _state[Next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    private void Generate()
    {
        (Left, Next) = (Size, 0);
        for (var i = 0; i < Size; i++)
        {
            var y = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7fffffff);
            _state[i] = _state[(i + Middle) % Size] ^ (y >> 1) ^ ((y & 1) * 0x9908b0df);
        }
    }
}
