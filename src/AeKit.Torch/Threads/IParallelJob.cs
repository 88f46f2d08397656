namespace TorchSharp.Threads;

/// <summary>
/// Work cut into parts that may run at the same time, in any order and on any thread. How it is cut must not depend
/// on the number of threads, and no two parts may write to the same place: then neither does the result.
/// </summary>
internal interface IParallelJob
{
    void Run(int part);
}
