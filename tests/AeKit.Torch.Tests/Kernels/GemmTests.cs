using TorchSharp.Kernels;

namespace AeKit.Torch.Tests.Kernels;

public sealed class GemmTests
{
    private delegate void Multiplication(int m, int n, int k, MatrixView<float> a, MatrixView<float> b, ReadOnlySpan<float> bias, Span<float> c);

    private static readonly Dictionary<string, (bool Supported, Multiplication Run)> Variants = new()
    {
        ["512"] = (MicroKernel512.IsSupported, Packed<MicroKernel512>),
        ["256"] = (MicroKernel256.IsSupported, Packed<MicroKernel256>),
        ["128"] = (MicroKernel128.IsSupported, Packed<MicroKernel128>),
        ["chosen"] = (true, (m, n, k, a, b, bias, c) => Gemm.Multiply(m, n, k, a, b, bias, c)),
        ["scalar"] = (MicroKernelScalar.IsSupported, Packed<MicroKernelScalar>),
    };

    public static TheoryData<string, bool, bool> Cases
    {
        get
        {
            var data = new TheoryData<string, bool, bool>();
            foreach (var variant in Variants.Keys)
                foreach (var aTransposed in new[] { false, true })
                    foreach (var bTransposed in new[] { false, true }) data.Add(variant, aTransposed, bTransposed);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Products_of_all_shapes_equal_the_definition(string variant, bool aTransposed, bool bTransposed)
    {
        // What the hardware lacks cannot run here; it is tested where it exists.
        if (!Variants[variant].Supported) return;
        var random = new System.Random(1);
        foreach (var (m, n, k) in new[] { (1, 1, 1), (1, 7, 3), (5, 1, 9), (12, 32, 16), (13, 33, 17), (29, 70, 41), (65, 31, 8), (130, 48, 5), (3, 40, 1030), (70, 2060, 3), (130, 600, 1030), (300, 70, 40), (32, 3, 64), (100, 16, 1030), (257, 5, 20) })
            foreach (var withBias in new[] { false, true })
            {
                var a = Numbers(random, m * k);
                var b = Numbers(random, k * n);
                var bias = withBias ? Numbers(random, n) : [];
                var c = Enumerable.Repeat(float.NaN, m * n).ToArray();
                var left = aTransposed ? new MatrixView<float>(a, 1, m) : new MatrixView<float>(a, k, 1);
                var right = bTransposed ? new MatrixView<float>(b, 1, k) : new MatrixView<float>(b, n, 1);
                Variants[variant].Run(m, n, k, left, right, bias, c);
                for (var i = 0; i < m; i++)
                    for (var j = 0; j < n; j++)
                    {
                        double sum = withBias ? bias[j] : 0;
                        for (var p = 0; p < k; p++) sum += (double)left[i, p] * right[p, j];
                        Assert.Equal(sum, c[i * n + j], 1e-4 * Math.Sqrt(k));
                    }
            }
    }

    [Theory]
    [InlineData(40, 3, 70)]
    [InlineData(40, 50, 70)]
    public void Products_are_added_to_what_is_there(int m, int n, int k)
    {
        var random = new System.Random(2);
        var (a, b, c) = (Numbers(random, m * k), Numbers(random, k * n), Numbers(random, m * n));
        var sums = (float[])c.Clone();
        Gemm.Multiply(m, n, k, new MatrixView<float>(a, k, 1), new MatrixView<float>(b, n, 1), [], sums, adds: true);
        for (var i = 0; i < m; i++)
            for (var j = 0; j < n; j++)
            {
                double sum = c[i * n + j];
                for (var p = 0; p < k; p++) sum += (double)a[i * k + p] * b[p * n + j];
                Assert.Equal(sum, sums[i * n + j], 1e-4);
            }
    }

    private static unsafe void Packed<TKernel>(int m, int n, int k, MatrixView<float> a, MatrixView<float> b, ReadOnlySpan<float> bias, Span<float> c)
        where TKernel : struct, IMicroKernel
    {
        fixed (float* pa = a.Elements, pb = b.Elements, pBias = bias, pc = c)
            PackedGemm<TKernel>.Multiply(new Product
            {
                M = m, N = n, K = k, A = pa, ARow = a.RowStride, AColumn = a.ColumnStride, B = pb, BRow = b.RowStride, BColumn = b.ColumnStride,
                C = pc, CRow = n, Bias = pBias,
            });
    }

    private static float[] Numbers(System.Random random, int count)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++) numbers[i] = (float)(random.NextDouble() * 2 - 1);
        return numbers;
    }
}
