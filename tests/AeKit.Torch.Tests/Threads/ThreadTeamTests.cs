using TorchSharp;
using TorchSharp.Threads;
using static TorchSharp.torch;

namespace AeKit.Torch.Tests.Threads;

public sealed unsafe class ThreadTeamTests : IDisposable
{
    private readonly int _before = get_num_threads();

    public void Dispose() => set_num_threads(_before);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_part_runs_exactly_once(int threads)
    {
        set_num_threads(threads);
        foreach (var parts in new[] { 0, 1, 2, 3, 100, 1000 })
            for (var round = 0; round < 50; round++)
            {
                var counts = new int[Math.Max(parts, 1)];
                fixed (int* p = counts) ThreadTeam.Run(new Count { Target = p }, parts);
                Assert.Equal(parts, counts.Sum());
                Assert.All(counts.Take(parts), count => Assert.Equal(1, count));
            }
    }

    [Fact]
    public void Others_help_also_after_they_fell_asleep()
    {
        set_num_threads(2);
        // Tests that run at the same time may have the team; then the caller works alone.
        var helped = 0;
        for (var attempt = 0; attempt < 50 && helped < 3; attempt++)
        {
            Thread.Sleep(20);
            var ids = new int[32];
            fixed (int* p = ids) ThreadTeam.Run(new NoteThread { Target = p }, ids.Length);
            if (ids.Distinct().Count() == 2) helped++;
        }
        Assert.Equal(3, helped);
    }

    [Fact]
    public void Jobs_of_several_callers_and_jobs_within_jobs_are_done_as_well()
    {
        set_num_threads(3);
        var sums = new long[8];
        Parallel.For(0, sums.Length, caller =>
        {
            for (var round = 0; round < 200; round++)
            {
                var counts = new int[20];
                fixed (int* p = counts) ThreadTeam.Run(new Nested { Target = p }, counts.Length);
                sums[caller] += counts.Sum();
            }
        });
        Assert.All(sums, sum => Assert.Equal(200 * 20 * 10, sum));
    }

    [Fact]
    public void An_error_in_a_part_reaches_the_caller_and_the_team_goes_on()
    {
        set_num_threads(2);
        var counts = new int[50];
        fixed (int* p = counts)
        {
            var pointer = p;
            for (var round = 0; round < 20; round++)
            {
                var error = Assert.Throws<InvalidOperationException>(() => ThreadTeam.Run(new Fails(), 30));
                Assert.Equal("part 7", error.Message);
            }
            ThreadTeam.Run(new Count { Target = pointer }, counts.Length);
        }
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Products_do_not_depend_on_the_number_of_threads()
    {
        manual_seed(1);
        foreach (var (m, n, k) in new[] { (300, 784, 256), (784, 32, 128), (128, 784, 32), (50, 700, 900), (600, 700, 1100) })
        {
            using var scope = NewDisposeScope();
            var (a, b) = (randn(m, k), randn(n, k));
            set_num_threads(1);
            var alone = a.matmul(b.t()).data<float>().ToArray();
            foreach (var threads in new[] { 2, 3, 4 })
            {
                set_num_threads(threads);
                Assert.Equal(alone, a.matmul(b.t()).data<float>().ToArray());
            }
        }
    }

    private struct Count : IParallelJob
    {
        internal int* Target;
        public readonly void Run(int part) => Interlocked.Increment(ref Target[part]);
    }

    private struct NoteThread : IParallelJob
    {
        internal int* Target;

        public readonly void Run(int part)
        {
            Target[part] = Environment.CurrentManagedThreadId;
            Thread.Sleep(1);
        }
    }

    private struct Nested : IParallelJob
    {
        internal int* Target;

        public readonly void Run(int part)
        {
            var counts = stackalloc int[10];
            for (var i = 0; i < 10; i++) counts[i] = 0;
            ThreadTeam.Run(new Count { Target = counts }, 10);
            for (var i = 0; i < 10; i++) Target[part] += counts[i];
        }
    }

    private struct Fails : IParallelJob
    {
        public readonly void Run(int part)
        {
            if (part == 7) throw new InvalidOperationException("part 7");
        }
    }
}
