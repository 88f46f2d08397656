namespace AeKit.Data;

/// <summary>
/// NumPy's <c>RandomState</c>, number for number: with it the points of scikit-learn's generators can be drawn again.
/// The engine is mt19937 (Matsumoto and Nishimura, ACM TOMACS 8, 1998), normal numbers come from Marsaglia's polar
/// method (SIAM Review 6, 1964). It is a generator of its own: <c>torch.manual_seed</c> and it leave each other alone.
/// </summary>
/// <example><code>
/// var random = new NumpyRandom(42);
/// double[] x = random.Uniform(-10, 10, count: 2);    // numpy.random.RandomState(42).uniform(-10, 10, 2)
/// </code></example>
public sealed class NumpyRandom
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;
    private double? _spareNormal;

    /// <summary>Starts as <c>numpy.random.RandomState(seed)</c>.</summary>
    public NumpyRandom(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Size; i++)
            _state[i] = (1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + i;
    }

    /// <summary>Uniform in [0, 1) with 53 random bits: NumPy's <c>random_sample</c>.</summary>
    public double NextDouble()
    {
        uint high = NextUInt32() >> 5, low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>Standard normal: NumPy's <c>standard_normal</c>.</summary>
    public double NextNormal()
    {
        if (_spareNormal is { } spare)
        {
            _spareNormal = null;
            return spare;
        }
        double x, y, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);
        double factor = Math.Sqrt(-2 * Math.Log(square) / square);
        _spareNormal = factor * x;
        return factor * y;
    }

    /// <summary>Independent numbers, uniform in [low, high): NumPy's <c>uniform</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public double[] Uniform(double low, double high, int count) => Draw(count, () => low + ((high - low) * NextDouble()));

    /// <summary>Independent normal numbers: NumPy's <c>normal</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative count or standard deviation.</exception>
    public double[] Normal(double mean, double standardDeviation, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standardDeviation);
        return Draw(count, () => mean + (standardDeviation * NextNormal()));
    }

    /// <summary>0 … count − 1 in random order: NumPy's <c>permutation</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public int[] Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = NextUpTo(i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    // 0 … greatest: as many low bits as needed, drawn again until they are not above it.
    private int NextUpTo(int greatest)
    {
        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount((uint)greatest), value;
        do
            value = NextUInt32() & mask;
        while (value > greatest);
        return (int)value;
    }

    private uint NextUInt32()
    {
        if (_next == Size)
            Generate();
        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    private void Generate()
    {
        for (int i = 0; i < Size; i++)
        {
            uint y = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7fffffff);
            _state[i] = _state[(i + Middle) % Size] ^ (y >> 1) ^ ((y & 1) * 0x9908b0df);
        }
        _next = 0;
    }

    private static double[] Draw(int count, Func<double> next)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var values = new double[count];
        foreach (ref double value in values.AsSpan())
            value = next();
        return values;
    }
}
