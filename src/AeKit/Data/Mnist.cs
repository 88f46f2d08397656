namespace AeKit.Data;

/// <summary>
/// MNIST: 70000 handwritten digits of 28×28 pixels (LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied
/// to document recognition", Proc. IEEE 1998). Not part of the library, and never downloaded by it.
/// </summary>
public static class Mnist
{
    private static readonly MnistFiles Files = new(
        "MNIST",
        "mnist",
        "Y. LeCun, C. Cortes, C. Burges: The MNIST database of handwritten digits, derived from NIST Special Databases 1 and 3. CC BY-SA 3.0",
        [
            new("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            new("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        ],
        [
            new("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            new("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        ]);

    /// <summary>
    /// Loads the published files <c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c> or their
    /// <c>t10k-</c> counterparts, plain or with <c>.gz</c>, and verifies the SHA-256 of their content.
    /// </summary>
    /// <param name="train">The 60000 training images, or else the 10000 test images.</param>
    /// <param name="folder">
    /// Where the files are. If null they are looked for in <c>$AEKIT_DATA/mnist</c>, then in <c>data/cache/mnist</c> of
    /// the current folder or the nearest folder above it that has a <c>data/cache</c>.
    /// </param>
    /// <returns>Features (N, 784) in [0, 1], pixels/255, 0 paper and 1 ink; labels 0 … 9.</returns>
    /// <exception cref="FileNotFoundException">A file is missing; the message says what to put where.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or is not the published one.</exception>
    public static Dataset Load(bool train = true, string? folder = null) => Files.Load(train, folder);

    /// <summary>Whether the four files are where <see cref="Load"/> looks for them; only loading verifies their content.</summary>
    /// <param name="folder">Where the files are, or null for the places that <see cref="Load"/> looks in.</param>
    public static bool IsAvailable(string? folder = null) => Files.AreAvailable(folder);
}
