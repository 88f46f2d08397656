using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TorchSharp.Kernels;

namespace AeKit.Torch.Tests.Kernels;

public sealed class VectorWidthTests
{
    /// <summary>
    /// All tests also run with the wider instructions switched off (see .ci/run), which says in AEKIT_VECTOR_BITS how
    /// wide vectors may still be. A switch that the runtime no longer knows would leave them on and fails here.
    /// </summary>
    [Fact]
    public void Only_the_vectors_that_were_left_on_are_in_use()
    {
        var text = Environment.GetEnvironmentVariable("AEKIT_VECTOR_BITS");
        var most = string.IsNullOrEmpty(text) ? 512 : int.Parse(text, CultureInfo.InvariantCulture);
        Assert.InRange(Used(), 0, most);
        // What the hardware has and nobody switched off must be used.
        if (string.IsNullOrEmpty(text) && Avx512F.IsSupported && Vector512.IsHardwareAccelerated) Assert.Equal(512, Used());
        else if (string.IsNullOrEmpty(text) && Fma.IsSupported) Assert.InRange(Used(), 256, 512);
    }

    private static int Used() => MicroKernel512.IsSupported ? 512 : MicroKernel256.IsSupported ? 256 : MicroKernel128.IsSupported ? 128 : 0;
}
