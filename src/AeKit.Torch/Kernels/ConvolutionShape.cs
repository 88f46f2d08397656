namespace TorchSharp.Kernels;

/// <summary>Sizes of a two-dimensional convolution; "image" is its input, "map" its output.</summary>
internal readonly record struct ConvolutionShape(
    int Batch, int Channels, int Height, int Width, int Filters, int KernelHeight, int KernelWidth, int MapHeight, int MapWidth,
    int StrideHeight, int StrideWidth, int PaddingHeight, int PaddingWidth, int DilationHeight, int DilationWidth, int Groups)
{
    /// <summary>Elements of a block's patches and map: half of a common L2 cache.</summary>
    private const int BlockElements = 1 << 17;

    private const int BlockColumns = 1024;
    private const int Panel = 32;

    internal int GroupChannels => Channels / Groups;
    internal int GroupFilters => Filters / Groups;
    internal int KernelSize => KernelHeight * KernelWidth;
    internal int Patch => GroupChannels * KernelSize;
    internal int MapSize => MapHeight * MapWidth;
    internal int ImageSize => Height * Width;

    internal int AllMapRows => Batch * MapHeight;

    /// <summary>So many rows of the map at a time that their patches stay in the caches and fill whole panels of a matrix product.</summary>
    internal int BlockRows
    {
        get
        {
            var rows = Math.Min(BlockElements / (Patch + GroupFilters), BlockColumns) / MapWidth;
            // Panel / unit is the greatest power of two that divides both.
            var unit = Panel / Math.Min(MapWidth & -MapWidth, Panel);
            return rows < unit ? Math.Max(rows, 1) : rows / unit * unit;
        }
    }
}
