using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using AeKit.Kernel.Installation;

namespace AeKit.Kernel.Tests.Installation;

public sealed class InstallationTests : IDisposable
{
    private const string Spec = "kernels/.net-csharp/kernel.json";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_installed_kernel_is_found_started_and_removed()
    {
        var (code, output) = await RunAsync("doctor");
        Assert.Equal(1, code);
        Assert.Contains("not installed", output, StringComparison.Ordinal);

        (code, output) = await RunAsync("install", "--plain");
        Assert.True(code == 0, output);
        var spec = Read(Spec);
        Assert.Equal(".NET (C#)", (string?)spec["display_name"]);
        Assert.Equal("C#", (string?)spec["language"]);
        Assert.Equal("message", (string?)spec["interrupt_mode"]);
        var argv = spec["argv"]!.AsArray().Select(argument => (string)argument!).ToList();
        Assert.Equal(["start", "{connection_file}"], argv[2..]);
        Assert.True(File.Exists(argv[0]), argv[0]);
        Assert.StartsWith(_folder.Path, argv[1], StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(_folder["kernels/.net-csharp/logo-64x64.png"])[..4]);

        (code, output) = await RunAsync("doctor", "--json");
        Assert.True(code == 0, output);
        var findings = JsonNode.Parse(output)!["findings"]!.AsArray();
        Assert.Contains(findings, finding => (string?)finding!["check"] == "kernel" && (string?)finding["status"] == "ok");
        Assert.Contains(findings, finding => (string?)finding!["check"] == "start" && (string?)finding["status"] == "ok");

        (code, output) = await RunAsync("uninstall");
        Assert.True(code == 0, output);
        Assert.Empty(Directory.GetDirectories(_folder["kernels"]));
        (code, output) = await RunAsync("uninstall");
        Assert.Equal(0, code);
        Assert.Contains("nothing to remove", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installing_again_changes_nothing_and_a_new_version_leaves_a_running_kernel_alone()
    {
        var installation = new KernelInstallation(Folders());
        var source = _folder["source"];
        CopyProgram(source);
        installation.Install(source);
        var before = Snapshot();
        installation.Install(source);
        Assert.Equal(before, Snapshot());

        var argv = Read(Spec)["argv"]!.AsArray().Select(argument => (string)argument!).ToList();
        using var running = await StartAsync(argv);
        File.WriteAllText(Path.Combine(source, "new.txt"), "a new version");
        installation.Install(source);
        var program = Path.GetDirectoryName((string)Read(Spec)["argv"]![1]!)!;
        Assert.True(File.Exists(Path.Combine(program, "new.txt")));
        Assert.False(running.HasExited);
        Assert.True(File.Exists(argv[1]));

        running.Kill();
        await running.WaitForExitAsync();
        installation.Install(source);
        Assert.Equal([program], Directory.GetDirectories(_folder["kernels/.net-csharp"]));
    }

    [Fact]
    public void A_copy_with_native_code_takes_the_place_of_a_plain_one_and_a_failure_leaves_that()
    {
        CopyProgram(_folder["source"]);
        var installation = new KernelInstallation(Folders());
        var (plain, failure) = installation.Install(_folder["source"], _ => "no compiler");
        Assert.Equal("no compiler", failure);
        Assert.True(File.Exists(plain.Arguments[1]), plain.Arguments[1]);

        var (native, none) = installation.Install(_folder["source"], NativeCode.AddTo);
        Assert.Null(none);
        Assert.True(KernelInstallation.IsCurrent(native, _folder["source"]));
        Assert.Equal([Path.GetDirectoryName(native.Arguments[1])!], Directory.GetDirectories(_folder["kernels/.net-csharp"]));
        using var before = new PEReader(File.OpenRead(Path.Combine(_folder["source"], "AeKit.Kernel.dll")));
        using var after = new PEReader(File.OpenRead(native.Arguments[1]));
        Assert.Equal(0, before.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.NotEqual(0, after.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
    }

    /// <summary>Starts an installed kernel and waits until it has read its connection file and listens.</summary>
    private async Task<Process> StartAsync(List<string> argv)
    {
        var ports = Doctor.FreePorts(5);
        File.WriteAllText(
            _folder["connection.json"],
            $$"""{"transport":"tcp","ip":"127.0.0.1","shell_port":{{ports[0]}},"iopub_port":{{ports[1]}},"stdin_port":{{ports[2]}},"control_port":{{ports[3]}},"hb_port":{{ports[4]}},"key":"k","signature_scheme":"hmac-sha256"}""");
        var process = Process.Start(new ProcessStartInfo(argv[0], [argv[1], "start", _folder["connection.json"]]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        while (true)
        {
            if (process.HasExited)
                Assert.Fail(await process.StandardError.ReadToEndAsync());
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, ports[0]);
                return process;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
    }

    [Fact]
    public void A_kernel_of_that_name_that_is_not_ours_stays_and_ours_takes_another()
    {
        Directory.CreateDirectory(_folder["kernels/.net-csharp"]);
        File.WriteAllText(_folder[Spec], """{"argv":["dotnet","interactive","jupyter","{connection_file}"],"display_name":".NET (C#)","language":"C#"}""");
        var before = File.ReadAllText(_folder[Spec]);
        var source = _folder["source"];
        CopyProgram(source);
        var installation = new KernelInstallation(Folders());
        Assert.Equal("aekit-csharp", installation.Install(source).Spec.Name);
        Assert.Equal("C# (AeKit)", (string?)Read("kernels/aekit-csharp/kernel.json")["display_name"]);
        Assert.Equal([_folder["kernels/aekit-csharp"]], installation.Uninstall());
        Assert.Equal(before, File.ReadAllText(_folder[Spec]));
    }

    [Fact]
    public async Task The_doctor_names_what_is_broken()
    {
        CopyProgram(_folder["source"]);
        new KernelInstallation(Folders()).Install(_folder["source"]);
        Directory.CreateDirectory(_folder["kernels/other"]);
        File.WriteAllText(_folder["kernels/other/kernel.json"], "{ broken");
        Directory.Delete(Directory.GetDirectories(_folder["kernels/.net-csharp"]).Single(), recursive: true);
        var findings = await new Doctor(Folders(), AppContext.BaseDirectory).ExamineAsync(CancellationToken.None);
        Assert.Contains(findings, finding => finding is { Check: "kernel", Status: FindingStatus.Error, Remedy: "aekit install" } && finding.Message.EndsWith("AeKit.Kernel.dll is gone", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Check: "kernelspec", Status: FindingStatus.Warning } && finding.Message.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_are_those_of_Jupyter()
    {
        Assert.Equal(_folder["kernels"], Folders().User);
        var two = new KernelFolders(name => name == "JUPYTER_PATH" ? string.Join(Path.PathSeparator, _folder["a"], _folder["b"]) : name == "JUPYTER_DATA_DIR" ? _folder["c"] : null);
        Assert.Equal([_folder["a/kernels"], _folder["b/kernels"], _folder["c/kernels"]], two.All.Take(3));
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("/home/ada/.local/share/jupyter/kernels", new KernelFolders(name => name == "HOME" ? "/home/ada" : null).User);
            Assert.Equal("/xdg/jupyter/kernels", new KernelFolders(name => name == "XDG_DATA_HOME" ? "/xdg" : null).User);
        }
    }

    private KernelFolders Folders() => new(name => name == "JUPYTER_DATA_DIR" ? _folder.Path : null);

    private JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(_folder[path]))!;

    private string[] Snapshot() =>
        [.. Directory.GetFiles(_folder["kernels"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => $"{path} {new FileInfo(path).Length}")];

    private static void CopyProgram(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
    }

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) => KernelProcess.RunDotnetAsync(
        _folder.Path,
        new Dictionary<string, string?> { ["JUPYTER_DATA_DIR"] = _folder.Path, ["JUPYTER_PATH"] = null },
        [Path.Combine(AppContext.BaseDirectory, "AeKit.Kernel.dll"), .. arguments]);
}
