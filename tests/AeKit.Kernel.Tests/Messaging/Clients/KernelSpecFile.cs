using System.Text.Json.Nodes;

namespace AeKit.Kernel.Tests.Messaging.Clients;

/// <summary>A kernelspec of the kernel under test, in a folder that serves as JUPYTER_PATH.</summary>
internal static class KernelSpecFile
{
    public static void Write(TemporaryFolder folder, string name)
    {
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray([.. KernelProcess.Argv.Select(argument => (JsonNode)argument)]),
            ["display_name"] = "test",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
        };
        Directory.CreateDirectory(folder[$"kernels/{name}"]);
        File.WriteAllText(folder[$"kernels/{name}/kernel.json"], spec.ToJsonString());
    }
}
