using TorchSharp.Threads;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The number of threads an operation may use: at first, one per processor.</summary>
    public static int get_num_threads() => ThreadTeam.Size;

    /// <summary>Sets the number of threads an operation may use. Results do not depend on it, bit for bit.</summary>
    public static void set_num_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        ThreadTeam.Size = num;
    }
}
