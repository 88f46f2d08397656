using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using AeKit.Kernel.Installation;

namespace AeKit.Kernel.Commands;

/// <summary><c>aekit install</c>, <c>uninstall</c> and <c>doctor</c>: what Jupyter's clients know of the kernel.</summary>
internal static class InstallationCommands
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Command CreateInstall()
    {
        var plain = new Option<bool>("--plain") { Description = "Copy the program as it is, without native code for this machine: installs at once, starts slower." };
        var command = new Command("install", "Registers the kernel with Jupyter and VS Code, for this user.") { plain };
        command.SetAction(result => Try(() =>
        {
            var (spec, noNativeCode) = new KernelInstallation(new()).Install(AppContext.BaseDirectory, result.GetValue(plain) ? null : NativeCode.AddTo);
            if (noNativeCode is not null)
                Console.WriteLine($"note: the kernel has no native code and will start slower: {noNativeCode}");
            Console.WriteLine($"installed {spec.DisplayName} as {spec.Name} in {spec.Folder}");
            Console.WriteLine("VS Code and Jupyter show it among their kernels; 'aekit doctor' checks it.");
        }));
        return command;
    }

    public static Command CreateUninstall()
    {
        var command = new Command("uninstall", "Removes what 'install' has registered.");
        command.SetAction(_ => Try(() =>
        {
            var removed = new KernelInstallation(new()).Uninstall();
            Console.WriteLine(removed.Count == 0 ? "nothing to remove: the kernel is not installed" : $"removed {string.Join(" and ", removed)}");
        }));
        return command;
    }

    public static Command CreateDoctor()
    {
        var json = new Option<bool>("--json") { Description = "Print the findings as JSON." };
        var command = new Command("doctor", "Says what Jupyter and VS Code will find, and what is wrong with it.") { json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var findings = await new Doctor(new(), AppContext.BaseDirectory).ExamineAsync(cancellationToken).ConfigureAwait(false);
            if (result.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { KernelInstallation.Version, Findings = findings }, JsonOptions));
            else
                Print(findings);
            return findings.Any(finding => finding.Status == FindingStatus.Error) ? 1 : 0;
        });
        return command;
    }

    private static void Print(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var mark = finding.Status switch
            {
                FindingStatus.Ok => "ok",
                FindingStatus.Absent => "-",
                FindingStatus.Warning => "warning",
                _ => "ERROR",
            };
            Console.WriteLine($"{mark,-8} {finding.Message}");
            if (finding.Remedy is { } remedy)
                Console.WriteLine($"{"",-8} → {remedy}");
        }
    }

    private static int Try(Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            return 1;
        }
    }
}
