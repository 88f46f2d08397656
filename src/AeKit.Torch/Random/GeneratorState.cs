using System.Buffers.Binary;

namespace TorchSharp.Random;

/// <summary>
/// The byte layout of PyTorch's CPU generator state: seed, left, seeded flag, next, 624 words of 64 bits, the spare
/// normal number of the double and of the float sampler.
/// </summary>
internal static class GeneratorState
{
    internal const int Length = 5056;

    private const int LeftAt = 8;
    private const int SeededAt = 12;
    private const int NextAt = 16;
    private const int WordsAt = 24;
    private const int NormalXAt = WordsAt + 8 * MersenneTwister.Size;
    private const int NormalYAt = NormalXAt + 8;
    private const int NormalRhoAt = NormalYAt + 8;
    private const int NormalValidAt = NormalRhoAt + 8;

    internal static void Write(Span<byte> bytes, ulong seed, MersenneTwister engine, double? spareNormal)
    {
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, seed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[LeftAt..], engine.Left);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[SeededAt..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[NextAt..], (ulong)engine.Next);
        for (var i = 0; i < MersenneTwister.Size; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(WordsAt + 8 * i)..], engine.State[i]);
        if (spareNormal is not { } spare) return;
        // The spare number is stored as y, its factor rho and x = 0 as PyTorch writes them.
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[NormalYAt..], spare);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[NormalValidAt..], 1);
    }

    internal static (ulong Seed, double? SpareNormal) Read(ReadOnlySpan<byte> bytes, MersenneTwister engine)
    {
        engine.Left = BinaryPrimitives.ReadInt32LittleEndian(bytes[LeftAt..]);
        engine.Next = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes[NextAt..]);
        for (var i = 0; i < MersenneTwister.Size; i++)
            engine.State[i] = (uint)BinaryPrimitives.ReadUInt64LittleEndian(bytes[(WordsAt + 8 * i)..]);
        double? spare = BinaryPrimitives.ReadInt32LittleEndian(bytes[NormalValidAt..]) != 0
            ? BinaryPrimitives.ReadDoubleLittleEndian(bytes[NormalYAt..])
            : null;
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), spare);
    }
}
