using System.Diagnostics;

namespace AeKit.Kernel.Tests.Evaluation;

/// <summary>Run alone: they measure the whole process.</summary>
[CollectionDefinition(nameof(SessionMemoryTests), DisableParallelization = true)]
[Collection(nameof(SessionMemoryTests))]
public sealed class SessionMemoryTests
{
    private readonly NotebookSession _session = new();

    [Fact]
    public async Task A_cell_of_a_long_session_keeps_little()
    {
        const int cells = 200;
        await _session.RunAsync("record Row(int Id, string Name); var rows = new List<Row>();");
        async Task RunAsync(int from)
        {
            for (var i = from; i < from + cells; i++)
                await _session.RunAsync($"var count{i} = rows.Count; rows.Add(new({i}, \"x\")); rows.Where(r => r.Id > {i} / 2).Select(r => r.Name).Count()");
        }
        await RunAsync(0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RunAsync(cells);
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / cells;
        // What the compiler made of it would be 50 kB.
        Assert.True(grown < 12_000, $"A cell keeps {grown} bytes.");
        Assert.Equal("400", await _session.ValueAsync("rows.Count"));
    }

    [Fact]
    public async Task Two_hundred_cells_keep_memory_small()
    {
        await _session.RunAsync("record Row(int Id, string Name); var rows = new List<Row>();");
        for (var i = 0; i < 20; i++)
            await _session.RunAsync($"var before{i} = rows.Count; rows.Add(new({i}, \"x\")); rows.Where(r => r.Id > {i / 2}).Select(r => r.Name).ToList()");
        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        for (var i = 20; i < 220; i++)
            await _session.RunAsync($"var after{i} = rows.Count; rows.Add(new({i}, \"x\")); rows.Where(r => r.Id > {i / 2}).Select(r => r.Name).ToList()");
        GC.Collect();
        var grown = (Process.GetCurrentProcess().WorkingSet64 - before) / (1024 * 1024);
        // The default metadata resolver alone costs 4 MB a cell.
        Assert.True(grown < 200, $"200 cells took {grown} MB.");
        Assert.Equal("220", await _session.ValueAsync("rows.Count"));
    }
}
