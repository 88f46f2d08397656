using static TorchSharp.torch;

namespace AeKit.Data;

/// <summary>The four files of a data set in MNIST's format: 60000 + 10000 images of 28×28 bytes and their labels.</summary>
internal sealed record MnistFiles(string Name, string Folder, string Source, KnownFile[] Train, KnownFile[] Test)
{
    private const int Side = 28;
    private const int Classes = 10;

    public Dataset Load(bool train, string? folder)
    {
        KnownFile[] files = train ? Train : Test;
        string[] places = Places(folder);
        string? place = Find(files, places);
        if (place is null)
            throw new FileNotFoundException(Missing(files, places));

        string imagePath = files[0].Find(place)!, labelPath = files[1].Find(place)!;
        IdxArray images = IdxFile.Read(imagePath, dimensions: 3), labels = IdxFile.Read(labelPath, dimensions: 1);
        files[0].Verify(imagePath);
        files[1].Verify(labelPath);
        Check(images, labels, imagePath, labelPath);

        return new Dataset(
            $"{Name} {(train ? "training" : "test")} set",
            tensor(Array.ConvertAll(images.Values, value => value / 255f), [images.Shape[0], Side, Side]),
            tensor(Array.ConvertAll(labels.Values, value => (long)value)),
            valueRange: (0, 1),
            source: Source);
    }

    /// <summary>Whether both parts are there, by their names; only loading verifies their content.</summary>
    public bool AreAvailable(string? folder) => Find(Train, Places(folder)) is not null && Find(Test, Places(folder)) is not null;

    private string[] Places(string? folder) => folder is null ? [.. DataFolders.Candidates(Folder)] : [folder];

    private static string? Find(KnownFile[] files, string[] places) =>
        places.FirstOrDefault(place => files.All(file => file.Find(place) is not null));

    private static void Check(IdxArray images, IdxArray labels, string imagePath, string labelPath)
    {
        if (images.Shape is not [_, Side, Side])
            throw new InvalidDataException($"'{imagePath}', byte 8: images of {images.Shape[1]}×{images.Shape[2]} where {Side}×{Side} are expected. Check that this is the right file.");
        if (labels.Shape[0] != images.Shape[0])
            throw new InvalidDataException($"'{labelPath}', byte 4: {labels.Shape[0]} labels for the {images.Shape[0]} images of '{imagePath}'. Check that both files belong together.");
        int bad = Array.FindIndex(labels.Values, label => label >= Classes);
        if (bad >= 0)
            throw new InvalidDataException($"'{labelPath}', byte {8 + bad}: the label {labels.Values[bad]} is none of the {Classes} classes. Get the file again.");
    }

    private string Missing(KnownFile[] files, string[] places)
    {
        string wanted = string.Join(" and ", files.Select(file => $"{file.Name}.gz (or {file.Name}, {file.Length:N0} bytes)"));
        string looked = places.Length == 0 ? "" : $" Looked in {string.Join(" and ", places.Select(place => $"'{place}'"))}.";
        return $"{Name} is not here; AeKit does not download it.{looked} Put {wanted} into a folder '{Folder}' in data/cache of the repository "
            + $"or in the folder that the environment variable {DataFolders.Variable} names, or pass the folder they are in.";
    }
}
