// Trains the published models on MNIST and writes docs/reproduction.md.
//   dotnet run -c Release --project benchmarks/AeKit.Reproduction                  all, some minutes; writes the page
//   dotnet run -c Release --project benchmarks/AeKit.Reproduction -- vae pca       only these; prints the page
//   … -- --epochs 1                                                                a quick look; prints the page
using System.Diagnostics;
using System.Globalization;
using AeKit.Data;
using AeKit.Reproduction;

int? epochs = null;
List<Protocol> chosen = [];
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--epochs" && i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
    {
        epochs = count;
        i++;
    }
    else if (Protocols.All.FirstOrDefault(protocol => protocol.Name == args[i]) is { } named)
    {
        chosen.Add(named);
    }
    else
    {
        Console.Error.WriteLine($"'{args[i]}' is none of {string.Join(", ", Protocols.All.Select(protocol => protocol.Name))}, --epochs N.");
        return 1;
    }
}

if (!Mnist.IsAvailable())
{
    Console.Error.WriteLine("MNIST is not here: data/README.md says where to put its four files.");
    return 1;
}

var (train, test) = (Mnist.Load(), Mnist.Load(train: false));
List<Outcome> outcomes = [];
foreach (var protocol in chosen.Count > 0 ? chosen : [.. Protocols.All])
{
    var planned = protocol.Epochs == 0 ? 0 : epochs ?? protocol.Epochs;
    Console.WriteLine($"{protocol.Model}, {planned} epochs");
    var watch = Stopwatch.StartNew();
    var processorTime = Environment.CpuUsage.TotalTime;
    var ours = protocol.Run(train, test, planned);
    outcomes.Add(new Outcome(protocol, planned, ours, watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processorTime).TotalSeconds));
}

var page = ReproductionPage.Write(outcomes);
if (args.Length > 0)
{
    Console.WriteLine(page);
    return 0;
}

var folder = new DirectoryInfo(Environment.CurrentDirectory);
while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AeKit.sln")))
{
    folder = folder.Parent;
}

if (folder is null)
{
    Console.WriteLine(page);
    Console.Error.WriteLine("Run it inside the repository, and it writes docs/reproduction.md.");
    return 1;
}

var path = Path.Combine(folder.FullName, "docs", "reproduction.md");
File.WriteAllText(path + ".tmp", page);
File.Move(path + ".tmp", path, overwrite: true);
Console.WriteLine("docs/reproduction.md written.");
return 0;
