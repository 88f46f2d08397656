using AeKit.Data;

namespace AeKit.Reproduction;

/// <summary>A published figure and how to get it again.</summary>
/// <param name="Name">For the command line, such as "vae".</param>
/// <param name="Model">Layers, data and training in a few words.</param>
/// <param name="Epochs">As published; 0 where nothing is trained step by step.</param>
/// <param name="Published">The figure with its unit.</param>
/// <param name="Source">Where it was published, as a Markdown link or a citation.</param>
/// <param name="Run">Trains on the first data set, measures on the second, and says what came out in the unit of <paramref name="Published"/>.</param>
internal sealed record Protocol(string Name, string Model, int Epochs, string Published, string Source, Func<Dataset, Dataset, int, string> Run);
