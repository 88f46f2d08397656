namespace TorchSharp;

public static partial class torch
{
    private static int _threads = 1;

    /// <summary>The number of threads operations may use.</summary>
    public static int get_num_threads() => _threads;

    /// <summary>Sets the number of threads operations may use; results do not depend on it.</summary>
    public static void set_num_threads(int num)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
        _threads = num;
    }
}
