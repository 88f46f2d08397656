using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Installation;

/// <summary>Finds out what Jupyter's clients will find, and what is wrong with it.</summary>
/// <param name="folders">Where clients look.</param>
/// <param name="program">The folder of this program.</param>
internal sealed class Doctor(KernelFolders folders, string program)
{
    private static readonly string[] ProgramExtensions = ["", ".exe", ".cmd"];
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var specs = KernelSpec.Find(folders);
        var findings = new List<Finding>
        {
            new("runtime", FindingStatus.Ok, $".NET {Environment.Version} ({DotnetHost.Program})"),
            await SdkAsync(cancellationToken).ConfigureAwait(false),
        };
        findings.AddRange(specs.Where(spec => !spec.IsOurs).Select(Other));
        var ours = specs.Where(spec => spec.IsOurs).ToList();
        if (ours.Count == 0)
            findings.Add(new("kernel", FindingStatus.Error, $"not installed: no folder in {string.Join(", ", folders.All)} holds it", "aekit install"));
        foreach (var spec in ours)
            findings.AddRange(await OursAsync(spec, specs, cancellationToken).ConfigureAwait(false));
        findings.Add(Client("jupyter", "Jupyter", "not needed for VS Code; for JupyterLab: pip install jupyterlab"));
        findings.Add(Client("code", "VS Code", "https://code.visualstudio.com, with the extension ms-toolsai.jupyter"));
        return findings;
    }

    private static Finding Other(KernelSpec spec) => spec.Error is { } error
        ? new("kernelspec", FindingStatus.Warning, $"{spec.Folder}: {KernelSpec.FileName} cannot be read: {error}", "repair it or remove the folder")
        : new("kernelspec", FindingStatus.Ok, $"{spec.Name} is another kernel, {spec.DisplayName}, in {spec.Folder}");

    private async Task<IReadOnlyList<Finding>> OursAsync(KernelSpec spec, IReadOnlyList<KernelSpec> all, CancellationToken cancellationToken)
    {
        if (all.FirstOrDefault(other => other.Name == spec.Name) is { } first && first != spec)
            return [new("kernel", FindingStatus.Warning, $"{spec.Folder} is hidden by {first.Folder}, which clients find first", "remove one of them")];
        if (spec.Arguments is not [var host, var assembly, ..])
            return [new("kernel", FindingStatus.Error, $"{spec.Folder}: its command line is incomplete", "aekit install")];
        if (Path.IsPathRooted(host) && !File.Exists(host))
            return [new("kernel", FindingStatus.Error, $"{spec.Folder}: {host} is gone", "aekit install")];
        if (!File.Exists(assembly))
            return [new("kernel", FindingStatus.Error, $"{spec.Folder}: {assembly} is gone", "aekit install")];
        var installed = KernelInstallation.IsCurrent(spec, program)
            ? new Finding("kernel", FindingStatus.Ok, $"{spec.Name}, shown as {spec.DisplayName}, in {spec.Folder}")
            : new Finding("kernel", FindingStatus.Warning, $"{spec.Name} in {spec.Folder} is another version than this program ({KernelInstallation.Version})", "aekit install");
        return [installed, await StartAsync(spec, cancellationToken).ConfigureAwait(false)];
    }

    /// <summary>Starts the kernel as a client does and waits until it greets on its shell port.</summary>
    private static async Task<Finding> StartAsync(KernelSpec spec, CancellationToken cancellationToken)
    {
        var ports = FreePorts(5);
        var file = Path.Combine(Path.GetTempPath(), $"aekit-doctor-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["transport"] = "tcp",
            ["ip"] = "127.0.0.1",
            ["shell_port"] = ports[0],
            ["iopub_port"] = ports[1],
            ["stdin_port"] = ports[2],
            ["control_port"] = ports[3],
            ["hb_port"] = ports[4],
            ["key"] = Guid.NewGuid().ToString("N"),
            ["signature_scheme"] = "hmac-sha256",
        }), cancellationToken).ConfigureAwait(false);
        var start = new ProcessStartInfo(spec.Arguments[0], spec.Arguments.Skip(1).Select(argument => argument.Replace(KernelSpec.ConnectionFile, file, StringComparison.Ordinal)))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var watch = Stopwatch.StartNew();
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
            while (watch.Elapsed < StartPatience && !process.HasExited)
            {
                if (await GreetsAsync(ports[0], cancellationToken).ConfigureAwait(false))
                    return new("start", FindingStatus.Ok, $"{spec.Name} starts and listens after {watch.ElapsedMilliseconds} ms");
                await Task.Delay(20, cancellationToken).ConfigureAwait(false);
            }
            var said = process.HasExited ? $"ends with code {process.ExitCode}: {(await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).Trim()}" : $"does not listen within {StartPatience.TotalSeconds} s";
            return new("start", FindingStatus.Error, $"{spec.Name} {said}", "aekit install");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return new("start", FindingStatus.Error, $"{spec.Arguments[0]} cannot be started: {exception.Message}", "aekit install");
        }
        finally
        {
            process?.Kill(entireProcessTree: true);
            process?.Dispose();
            File.Delete(file);
        }
    }

    private static async Task<bool> GreetsAsync(int port, CancellationToken cancellationToken)
    {
        const byte firstOfGreeting = 0xff;
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
            var greeting = new byte[1];
            return await client.GetStream().ReadAsync(greeting, cancellationToken).ConfigureAwait(false) == 1 && greeting[0] == firstOfGreeting;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Ports that were free a moment ago, all different.</summary>
    internal static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private static async Task<Finding> SdkAsync(CancellationToken cancellationToken)
    {
        const string remedy = "https://dotnet.microsoft.com/download; without it packages (#r \"nuget: …\") and projects cannot be used";
        try
        {
            var start = DotnetHost.Start("--version", []);
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            using var process = Process.Start(start)!;
            var version = await process.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return process.ExitCode == 0
                ? new("sdk", FindingStatus.Ok, $".NET SDK {version.Trim()}")
                : new("sdk", FindingStatus.Warning, "no .NET SDK", remedy);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new("sdk", FindingStatus.Warning, "no .NET SDK", remedy);
        }
    }

    private static Finding Client(string command, string name, string remedy)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => ProgramExtensions.Select(extension => Path.Combine(folder, command + extension)))
            .FirstOrDefault(File.Exists);
        return path is null
            ? new("client", FindingStatus.Absent, $"{name} is not on the PATH", remedy)
            : new("client", FindingStatus.Ok, $"{name}: {path}");
    }
}
