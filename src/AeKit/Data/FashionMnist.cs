namespace AeKit.Data;

/// <summary>
/// Fashion-MNIST: 70000 pictures of clothes in MNIST's format (Xiao, Rasul, Vollgraf, arXiv:1708.07747). Not part of
/// the library, and never downloaded by it.
/// </summary>
public static class FashionMnist
{
    // The publishers give the MD5 of the packed files (README of github.com/zalandoresearch/fashion-mnist at b2617bb);
    // the SHA-256 of the labels' content were computed from the files in that repository.
    private static readonly MnistFiles Files = new(
        "Fashion-MNIST",
        "fashion-mnist",
        "H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST. Zalando SE, 2017, github.com/zalandoresearch/fashion-mnist. MIT licence",
        [
            new("train-images-idx3-ubyte", 47_040_016, null, PackedMd5: "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
            new("train-labels-idx1-ubyte", 60_008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
        ],
        [
            new("t10k-images-idx3-ubyte", 7_840_016, null, PackedMd5: "bef4ecab320f06d8554ea6380940ec79"),
            new("t10k-labels-idx1-ubyte", 10_008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        ]);

    /// <summary>
    /// Loads the published files, plain or with <c>.gz</c>, which have the same names as MNIST's. Labels are verified
    /// by the SHA-256 of their content, images by the MD5 of the published <c>.gz</c>; an image file that is not packed
    /// is checked for its size and structure only.
    /// </summary>
    /// <inheritdoc cref="Mnist.Load"/>
    /// <param name="folder">
    /// Where the files are. If null they are looked for in <c>$AEKIT_DATA/fashion-mnist</c>, then in
    /// <c>data/cache/fashion-mnist</c> of the current folder or the nearest folder above it that has a <c>data/cache</c>.
    /// </param>
    /// <returns>Features (N, 784) in [0, 1]; labels 0 T-shirt, 1 trousers, 2 pullover, 3 dress, 4 coat, 5 sandal, 6 shirt, 7 sneaker, 8 bag, 9 ankle boot.</returns>
    public static Dataset Load(bool train = true, string? folder = null) => Files.Load(train, folder);

    /// <summary>Whether the four files are where <see cref="Load"/> looks for them; only loading verifies their content.</summary>
    /// <param name="folder">Where the files are, or null for the places that <see cref="Load"/> looks in.</param>
    public static bool IsAvailable(string? folder = null) => Files.AreAvailable(folder);
}
