namespace AeKit.Exporting;

/// <summary>What of a model <see cref="Export.Onnx"/> writes.</summary>
public enum OnnxPart
{
    /// <summary>Examples to codes and reconstructions.</summary>
    Model,

    /// <summary>Examples to codes.</summary>
    Encoder,

    /// <summary>Codes to reconstructions.</summary>
    Decoder,
}
