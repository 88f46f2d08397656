using TorchSharp.Autograd;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until disposed, operations are not recorded: use it for evaluation and for changing parameters.</summary>
    /// <example><code>using (torch.no_grad()) { var loss = model.call(x); }</code></example>
    public static IDisposable no_grad() => GradMode.Switch(false);

    /// <summary>Until disposed, operations are recorded (or not, if <paramref name="enabled"/> is false), also inside <see cref="no_grad"/>.</summary>
    public static IDisposable enable_grad(bool enabled = true) => GradMode.Switch(enabled);

    /// <summary>Until disposed, operations are recorded if <paramref name="mode"/> is true.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => GradMode.Switch(mode);

    /// <summary>Until disposed, operations are not recorded (unless <paramref name="mode"/> is false).</summary>
    public static IDisposable inference_mode(bool mode = true) => GradMode.Switch(!mode && GradMode.Enabled);

    /// <summary>Whether operations are recorded now.</summary>
    public static bool is_grad_enabled() => GradMode.Enabled;
}
