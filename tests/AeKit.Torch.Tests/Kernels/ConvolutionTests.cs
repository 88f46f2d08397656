using AeKit.Torch.Tests.Autograd;

namespace AeKit.Torch.Tests.Kernels;

/// <summary>Convolutions against their definition, Σ over channels and kernel, in shapes that take every path of the kernels.</summary>
public sealed class ConvolutionTests
{
    /// <summary>Batch, channels, height, width, filters, kernel, stride, padding, dilation, groups.</summary>
    public static TheoryData<int, int, int, int, int, (int, int), (int, int), (int, int), (int, int), int> Shapes => new()
    {
        // Planes as large as maps, one image and more than a block of them, rows that end within a block.
        { 1, 1, 28, 28, 4, (4, 4), (2, 2), (1, 1), (1, 1), 1 },
        { 128, 3, 14, 14, 5, (4, 4), (2, 2), (1, 1), (1, 1), 1 },
        { 37, 33, 8, 6, 17, (4, 4), (2, 2), (1, 1), (1, 1), 1 },
        { 19, 40, 10, 10, 3, (3, 3), (1, 1), (1, 1), (1, 1), 1 },
        { 5, 4, 12, 9, 6, (5, 5), (3, 3), (1, 1), (1, 1), 2 },
        { 3, 2, 9, 9, 2, (3, 3), (1, 1), (2, 2), (2, 2), 1 },
        // Padding as wide as maps, kernels that see nothing but padding.
        { 2, 2, 3, 2, 3, (7, 5), (1, 1), (3, 2), (1, 1), 1 },
        { 2, 1, 4, 4, 2, (5, 5), (1, 1), (4, 4), (2, 2), 1 },
        { 2, 1, 2, 30, 2, (1, 25), (1, 1), (0, 20), (1, 1), 1 },
        { 2, 1, 3, 3, 2, (2, 2), (5, 5), (6, 6), (1, 1), 1 },
        // Odd sizes, pixels that no kernel reaches, strides beyond the kernel.
        { 3, 2, 7, 11, 4, (3, 3), (2, 2), (0, 0), (1, 1), 1 },
        { 3, 2, 11, 8, 4, (2, 3), (3, 2), (1, 0), (1, 1), 1 },
        { 2, 3, 13, 17, 4, (1, 1), (2, 3), (0, 0), (1, 1), 1 },
        { 2, 2, 15, 33, 3, (3, 4), (2, 2), (2, 3), (2, 1), 1 },
        { 2, 4, 9, 10, 4, (3, 3), (4, 1), (1, 1), (1, 3), 4 },
        // Wide rows, and images larger than a block.
        { 2, 2, 40, 37, 3, (3, 3), (1, 1), (1, 1), (1, 1), 1 },
        { 1, 60, 34, 50, 4, (5, 5), (1, 1), (0, 2), (1, 1), 1 },
        { 2, 50, 41, 66, 10, (4, 4), (2, 2), (1, 1), (1, 1), 1 },
        { 1, 3, 1, 600, 4, (1, 9), (1, 2), (0, 4), (1, 1), 1 },
        // Products without patches to gather.
        { 4, 6, 5, 7, 8, (1, 1), (1, 1), (0, 0), (1, 1), 2 },
        { 70, 9, 1, 1, 2, (1, 1), (1, 1), (0, 0), (1, 1), 1 },
        { 3, 5, 6, 4, 7, (6, 4), (1, 1), (0, 0), (1, 1), 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Maps_and_gradients_are_the_sums_that_define_them(int batch, int channels, int height, int width, int filters,
        (int Height, int Width) kernel, (int Height, int Width) stride, (int Height, int Width) padding, (int Height, int Width) dilation, int groups)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        foreach (var type in new[] { float32, float64 })
        {
            var image = randn([batch, channels, height, width], type).requires_grad_();
            var weight = randn([filters, channels / groups, kernel.Height, kernel.Width], type).requires_grad_();
            var bias = randn([filters], type).requires_grad_();
            var map = nn.functional.conv2d(image, weight, bias, [stride.Height, stride.Width], [padding.Height, padding.Width], [dilation.Height, dilation.Width], groups);
            var grad = randn(map.shape, type);
            (map * grad).sum().backward();

            var expected = Defined(image, weight, bias, grad, stride, padding, dilation, groups);
            // The errors of the engine's sums relative to what may have cancelled in them.
            var tolerance = type == float32 ? 2e-6 : 1e-14;
            Assert.Equal(expected.Map.Length, map.numel());
            AssertClose(expected.Map, map, tolerance * Math.Sqrt(weight.numel() / filters), "map");
            AssertClose(expected.Image, image.grad!, tolerance * Math.Sqrt(weight.numel()), "gradient of the image");
            AssertClose(expected.Weight, weight.grad!, tolerance * Math.Sqrt(map.numel() / filters), "gradient of the weight");
            AssertClose(expected.Bias, bias.grad!, tolerance * Math.Sqrt(map.numel() / filters), "gradient of the bias");

            // The transposed convolution is the gradient of the image.
            var sizes = image.shape;
            var transposed = nn.functional.conv_transpose2d(grad, weight, null, [stride.Height, stride.Width], [padding.Height, padding.Width],
                [Left(height, kernel.Height, stride.Height, padding.Height, dilation.Height), Left(width, kernel.Width, stride.Width, padding.Width, dilation.Width)],
                [dilation.Height, dilation.Width], groups);
            Assert.Equal(sizes, transposed.shape);
            Assert.Equal(Values(image.grad!), Values(transposed));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Results_are_the_same_on_any_number_of_threads(int threads)
    {
        using var scope = NewDisposeScope();
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            var one = Run();
            set_num_threads(threads);
            foreach (var (expected, actual) in one.Zip(Run())) Assert.Equal(expected, actual);
        }
        finally
        {
            set_num_threads(before);
        }

        static double[][] Run()
        {
            manual_seed(3);
            var image = randn(70, 8, 14, 14).requires_grad_();
            var weight = randn(12, 8, 4, 4).requires_grad_();
            var bias = randn(12).requires_grad_();
            var map = nn.functional.conv2d(image, weight, bias, [2], [1]);
            (map * map).sum().backward();
            var up = nn.functional.conv_transpose2d(map.detach(), weight.detach(), ones(8), [2], [1]);
            return [Values(map), Values(image.grad!), Values(weight.grad!), Values(bias.grad!), Values(up)];
        }
    }

    [Fact]
    public void Derivatives_of_derivatives_are_right()
    {
        manual_seed(4);
        Tensor[] inputs = [randn(3, 2, 6, 4, dtype: float64), randn(3, 2, 4, 4, dtype: float64), randn(3, dtype: float64)];
        GradientCheck.Second(x => nn.functional.conv2d(x[0].sin(), x[1], x[2], [2], [1]), inputs, "conv2d");
        Tensor[] maps = [randn(2, 3, 3, 5, dtype: float64), randn(3, 2, 3, 3, dtype: float64), randn(2, dtype: float64)];
        GradientCheck.Second(x => nn.functional.conv_transpose2d(x[0].sin(), x[1], x[2], [2], [1], [1]), maps, "conv_transpose2d");
    }

    [Fact]
    public void A_bias_that_does_not_fit_is_explained()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => nn.functional.conv2d(ones(1, 2, 5, 5), ones(4, 2, 3, 3), ones(2)));
        Assert.Contains("[2]", error.Message);
        Assert.Contains("4 output channels", error.Message);
        Assert.Contains("3 output channels", Assert.Throws<ArgumentException>(() => nn.functional.conv_transpose2d(ones(1, 2, 5, 5), ones(2, 3, 3, 3), ones(2))).Message);
    }

    private static long Left(int size, int kernel, int stride, int padding, int dilation) => (size + 2 * padding - dilation * (kernel - 1) - 1) % stride;

    private static double[] Values(Tensor x) => x.to_type(float64).data<double>().ToArray();

    private static void AssertClose(double[] expected, Tensor actual, double tolerance, string what)
    {
        var values = Values(actual);
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(values[i] - expected[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"{what} [{i}]: {values[i]:R} instead of {expected[i]:R}");
    }

    private static (double[] Map, double[] Image, double[] Weight, double[] Bias) Defined(Tensor image, Tensor weight, Tensor bias, Tensor grad,
        (int Height, int Width) stride, (int Height, int Width) padding, (int Height, int Width) dilation, int groups)
    {
        var (x, w, b, dy) = (Values(image), Values(weight), Values(bias), Values(grad));
        var (y, dx, dw, db) = (new double[dy.Length], new double[x.Length], new double[w.Length], new double[b.Length]);
        var (filters, perGroup, kernelHeight, kernelWidth) = ((int)weight.shape[0], (int)weight.shape[1], (int)weight.shape[2], (int)weight.shape[3]);
        var (channels, height, width) = ((int)image.shape[1], (int)image.shape[2], (int)image.shape[3]);
        var at = 0;
        for (var n = 0; n < grad.shape[0]; n++)
            for (var f = 0; f < filters; f++)
                for (var i = 0; i < grad.shape[2]; i++)
                    for (var j = 0; j < grad.shape[3]; j++, at++)
                    {
                        y[at] = b[f];
                        db[f] += dy[at];
                        for (var c = 0; c < perGroup; c++)
                            for (var ky = 0; ky < kernelHeight; ky++)
                                for (var kx = 0; kx < kernelWidth; kx++)
                                {
                                    var (py, px) = (i * stride.Height - padding.Height + ky * dilation.Height, j * stride.Width - padding.Width + kx * dilation.Width);
                                    if (py < 0 || py >= height || px < 0 || px >= width) continue;
                                    var pixel = ((n * channels + f / (filters / groups) * perGroup + c) * height + py) * width + px;
                                    var element = ((f * perGroup + c) * kernelHeight + ky) * kernelWidth + kx;
                                    y[at] += x[pixel] * w[element];
                                    dx[pixel] += dy[at] * w[element];
                                    dw[element] += dy[at] * x[pixel];
                                }
                    }
        return (y, dx, dw, db);
    }
}
