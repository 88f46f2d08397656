using System.Collections;

namespace TorchSharp.Data;

/// <summary>
/// The numbers 0 … count − 1 in random order (Fisher and Yates, from the inside out) on System.Random, which gives
/// TorchSharp's order: with a seed the same in every epoch.
/// </summary>
internal sealed class ShuffledOrder(long count, int? seed) : IEnumerable<long>
{
    public IEnumerator<long> GetEnumerator()
    {
        var random = seed is { } s ? new System.Random(s) : new System.Random();
        var order = new long[count];
        for (var i = 0L; i < count; i++)
        {
            long high = random.Next();
            var drawn = ((high << 32) + (uint)random.Next()) % (i + 1);
            order[i] = order[drawn];
            order[drawn] = i;
        }
        return ((IEnumerable<long>)order).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
