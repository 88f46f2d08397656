namespace TorchSharp.Kernels;

/// <summary>Tiles of 1 × 4 without vector registers, for hardware that has none.</summary>
internal readonly unsafe struct MicroKernelScalar : IMicroKernel
{
    public static bool IsSupported => true;

    public static int Rows => 1;

    public static int Columns => 4;

    public static void Run(in TileRun r, int rows, float* a, float* b, float* c)
    {
        for (var i = 0; i < rows; i++) Row(r, a + i * r.TileStride, b, c + i * r.TargetStride);
    }

    private static void Row(in TileRun r, float* a, float* b, float* c)
    {
        float c0 = 0, c1 = 0, c2 = 0, c3 = 0;
        for (var p = r.Inner; p > 0; p--)
        {
            var x = *a;
            c0 += x * b[0];
            c1 += x * b[1];
            c2 += x * b[2];
            c3 += x * b[3];
            a += r.ColumnStride;
            b += r.PanelStride;
        }
        if (r.Start != null)
        {
            c0 += r.Start[0];
            c1 += r.Start[1];
            c2 += r.Start[2];
            c3 += r.Start[3];
        }
        c[0] = r.Adds ? c[0] + c0 : c0;
        c[1] = r.Adds ? c[1] + c1 : c1;
        c[2] = r.Adds ? c[2] + c2 : c2;
        c[3] = r.Adds ? c[3] + c3 : c3;
    }
}
