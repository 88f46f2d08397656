using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AeKit.Reproduction;

/// <summary>What came out of one protocol.</summary>
/// <param name="Protocol">Which.</param>
/// <param name="Epochs">How many were run.</param>
/// <param name="Ours">The figure, in the unit of the published one.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of all threads together.</param>
internal sealed record Outcome(Protocol Protocol, int Epochs, string Ours, double Seconds, double ProcessorSeconds);

/// <summary>docs/reproduction.md: ours beside what was published.</summary>
internal static class ReproductionPage
{
    public static string Write(IEnumerable<Outcome> outcomes)
    {
        var page = new StringBuilder();
        page.Append("# Published figures, and ours\n\n");
        page.Append("MNIST, pixels in [0, 1], 60 000 images to train and 10 000 to test, seed 1. Made by\n\n");
        page.Append("```bash\nAEKIT_DATA=<folder with mnist/> dotnet run -c Release --project benchmarks/AeKit.Reproduction\n```\n\n");
        page.Append("| model and protocol | epochs | ours | published | source | seconds | processor seconds |\n|---|---|---|---|---|---|---|\n");
        foreach (var outcome in outcomes)
        {
            var (protocol, epochs) = (outcome.Protocol, outcome.Protocol.Epochs == 0 ? "–" : $"{outcome.Epochs}");
            var shortened = outcome.Epochs == protocol.Epochs ? "" : $" of {protocol.Epochs}";
            var seconds = string.Create(CultureInfo.InvariantCulture, $"{outcome.Seconds:F0} | {outcome.ProcessorSeconds:F0}");
            page.Append($"| {protocol.Model} | {epochs}{shortened} | **{outcome.Ours}** | {protocol.Published} | {protocol.Source} | {seconds} |\n");
        }

        page.Append($"\nSeconds of one run, evaluation after every epoch included, on {Machine()}. By the clock they depend on what else the machine does; processor seconds, of all threads together, less so.\n\n");
        page.Append(
            "Where \"about\" stands, the source gives no more digits; its models begin with Keras' weights, and so do ours, since with PyTorch's a quarter of the ReLU code units dies early (chapter 01, section 7). "
            + "The data of an autoencoder are grey, so the entropy of the pixels is the floor of BCE (chapter 01, section 4.3).\n\n");
        page.Append(
            "Not run: the convolutional VAE with two latents of keras-io (30 epochs, 146.95 nats), VAE 784-400-40 on fixed binary MNIST "
            + "(pythae, 500 epochs, 89.78 nats by 200 importance samples), and VAE and IWAE 784-200-200-50 (Burda et al. 2016, 3280 epochs): "
            + "hours each on a small CPU. `ConvolutionalVae`, `ImportanceSampling` and `Trainer` have what they need.\n");
        return page.ToString();
    }

    private static string Machine() =>
        $"{Environment.ProcessorCount} cores ({Processor()}), {RuntimeInformation.OSArchitecture}, .NET {Environment.Version}, managed engine";

    private static string Processor()
    {
        const string cpuInfo = "/proc/cpuinfo";
        return File.Exists(cpuInfo) && File.ReadLines(cpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line.Split(':')[1].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
    }
}
