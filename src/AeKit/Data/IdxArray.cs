namespace AeKit.Data;

/// <summary>The content of an <see cref="IdxFile"/>.</summary>
/// <param name="Shape">Its dimensions, for instance (60000, 28, 28).</param>
/// <param name="Values">The elements, last dimension fastest.</param>
public sealed record IdxArray(int[] Shape, byte[] Values);
