namespace TorchSharp.Autograd;

/// <summary>Whether operations of this thread are recorded for a backward pass.</summary>
internal static class GradMode
{
    [ThreadStatic] private static bool _disabled;

    internal static bool Enabled
    {
        get => !_disabled;
        set => _disabled = !value;
    }

    internal static bool Records(torch.Tensor a) => !_disabled && a.requires_grad;

    internal static bool Records(torch.Tensor a, torch.Tensor b) => !_disabled && (a.requires_grad || b.requires_grad);

    internal static IDisposable Switch(bool enabled) => new Region(enabled);

    private sealed class Region : IDisposable
    {
        private readonly bool _before = Enabled;

        internal Region(bool enabled) => Enabled = enabled;

        public void Dispose() => Enabled = _before;
    }
}
