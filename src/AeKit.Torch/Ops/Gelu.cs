using TorchSharp.Kernels;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp.Ops;

/// <summary>y = x · Φ(x) with the normal distribution function Φ; dy/dx = Φ(x) + x · φ(x).</summary>
internal readonly struct Gelu : IUnaryOp
{
    private const double InverseSqrt2 = 0.7071067811865476;
    private const double InverseSqrt2Pi = 0.3989422804014327;

    public string Name => "gelu";
    public bool SavesOutput => false;

    void IUnaryOp.Forward<T>(ReadOnlySpan<T> x, Span<T> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var v = double.CreateTruncating(x[i]);
            y[i] = T.CreateTruncating(v * 0.5 * (1 + ErrorFunction.Erf(v * InverseSqrt2)));
        }
    }

    void IUnaryOp.Backward<T>(ReadOnlySpan<T> grad, ReadOnlySpan<T> saved, Span<T> dx)
    {
        for (var i = 0; i < dx.Length; i++)
        {
            var v = double.CreateTruncating(saved[i]);
            var slope = 0.5 * (1 + ErrorFunction.Erf(v * InverseSqrt2)) + v * InverseSqrt2Pi * Math.Exp(-0.5 * v * v);
            dx[i] = grad[i] * T.CreateTruncating(slope);
        }
    }

    public Tensor Gradient(Tensor grad, Tensor saved)
        => grad.mul(saved.mul(InverseSqrt2).erf().add(1).mul(0.5)
            .add(saved.mul(saved.mul(saved).mul(-0.5).exp().mul(InverseSqrt2Pi))));
}
