using System.Reflection;
using static TorchSharp.torch;

namespace AeKit;

/// <summary>What computes: the assembly behind the namespace <c>TorchSharp</c>, chosen when AeKit was built. docs/engines.md says how.</summary>
/// <example><code>Console.WriteLine($"{Engine.Name} {Engine.Version}");     // AeKit.Torch 0.1.0</code></example>
public static class Engine
{
    private static readonly Assembly Assembly = typeof(Tensor).Assembly;

    /// <summary><c>AeKit.Torch</c>, the managed engine, or <c>TorchSharp</c>, which computes with libtorch.</summary>
    public static string Name => Assembly.GetName().Name!;

    /// <summary>The version of that assembly, for instance 0.107.0.</summary>
    public static string Version =>
        Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? Assembly.GetName().Version!.ToString(3);
}
