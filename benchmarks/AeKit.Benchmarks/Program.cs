// With the argument "samples": the cost of an example in data sets of 1000 to 1 000 000.
// With the argument "numbers": the numbers of a training run of each model, as JSON. Otherwise
// takes turns with a driver: for every line "kind name threads seconds" it answers "rate cores" (per second; cores busy).
using System.Globalization;
using System.Text.Json;
using AeKit.Benchmarks;
using TorchSharp;

if (args is ["samples"])
{
    SampleCost.Print();
    return 0;
}
if (args is ["numbers"])
{
    torch.set_num_threads(1);
    var lines = TrainingRun.Models.Keys.Select(name => $"{JsonSerializer.Serialize(name)}: {JsonSerializer.Serialize(TrainingRun.Of(name))}");
    Console.WriteLine($"{{\n{string.Join(",\n", lines)}\n}}");
    return 0;
}
Dictionary<string, Work> prepared = [];
while (Console.ReadLine() is { } line)
{
    if (line.Split(' ') is not [var kind, var name, var threadText, var secondText])
    {
        Console.Error.WriteLine($"Expected \"kind name threads seconds\", such as \"train m1 1 0.3\", got \"{line}\".");
        return 1;
    }
    var threads = int.Parse(threadText, CultureInfo.InvariantCulture);
    torch.set_num_threads(threads);
    var key = $"{kind} {name} {threads}";
    if (!prepared.TryGetValue(key, out var work)) prepared[key] = work = Work.Create(kind, name, threads);
    var taken = Measurement.Take(work, double.Parse(secondText, CultureInfo.InvariantCulture));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken.Rate:R} {taken.Cores:F2}"));
}
return 0;
