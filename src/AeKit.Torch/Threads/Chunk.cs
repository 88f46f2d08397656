namespace TorchSharp.Threads;

/// <summary>The ranges in which threads share a long row of elements, the same for any number of threads.</summary>
internal static class Chunk
{
    /// <summary>Some microseconds of element-wise work.</summary>
    internal const int Length = 16 * 1024;

    /// <summary>Into how many chunks <paramref name="count"/> elements are cut.</summary>
    internal static int CountOf(int count) => (count + Length - 1) / Length;

    /// <summary>Elements of chunk <paramref name="part"/>, which starts at part · Length.</summary>
    internal static int LengthOf(int part, int count) => Math.Min(Length, count - part * Length);
}
