namespace AeKit.Kernel.Display;

/// <summary>Where a cell's outputs go. Called from any thread, also after the cell has ended.</summary>
internal interface IOutputSink
{
    void Publish(CellOutput output);
}
