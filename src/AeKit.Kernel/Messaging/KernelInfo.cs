using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Messaging;

/// <summary>What the kernel says about itself.</summary>
internal static class KernelInfo
{
    private static readonly string Version = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3);

    public static JsonObject Reply()
    {
        var reply = Replies.Ok();
        reply["protocol_version"] = MessageFormat.ProtocolVersion;
        reply["implementation"] = "aekit";
        reply["implementation_version"] = Version;
        reply["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        };
        reply["banner"] = $"C# 14 on {RuntimeInformation.FrameworkDescription} (AeKit kernel {Version})";
        reply["debugger"] = false;
        reply["supported_features"] = new JsonArray();
        reply["help_links"] = new JsonArray(
            Link("C#", "https://learn.microsoft.com/dotnet/csharp/"),
            Link(".NET API", "https://learn.microsoft.com/dotnet/api/"));
        return reply;
    }

    private static JsonObject Link(string text, string url) => new() { ["text"] = text, ["url"] = url };
}
