using System.Text.Json.Nodes;
using AeKit.Kernel.Display;

namespace AeKit.Kernel.Notebooks;

/// <summary>Cell outputs as nbformat stores them, fields in Jupyter's order.</summary>
internal static class OutputJson
{
    public static JsonObject Stream(string name, string text) => new()
    {
        ["name"] = name,
        ["output_type"] = "stream",
        ["text"] = Lines(text),
    };

    public static JsonObject DisplayData(MimeBundle bundle) => new()
    {
        ["data"] = Data(bundle),
        ["metadata"] = new JsonObject(),
        ["output_type"] = "display_data",
    };

    public static JsonObject ExecuteResult(MimeBundle bundle, int executionCount) => new()
    {
        ["data"] = Data(bundle),
        ["execution_count"] = executionCount,
        ["metadata"] = new JsonObject(),
        ["output_type"] = "execute_result",
    };

    public static JsonObject Error(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };

    /// <summary>A bundle as it was stored: the inverse of writing it.</summary>
    public static MimeBundle ReadBundle(JsonObject output)
    {
        var bundle = new MimeBundle();
        if (output["data"] is not JsonObject data)
            return bundle;
        foreach (var (mimeType, content) in data)
        {
            if (content is null)
                continue;
            if (MimeTypes.IsJson(mimeType))
                bundle.Add(mimeType, content.DeepClone());
            else
                bundle.Add(mimeType, JoinLines(content));
        }
        return bundle;
    }

    /// <summary>Text that nbformat may store as one string or as a list of lines.</summary>
    public static string JoinLines(JsonNode? text) => text switch
    {
        JsonArray lines => string.Concat(lines.Select(line => line?.ToString())),
        null => "",
        _ => text.ToString(),
    };

    /// <summary>Text as nbformat stores it: a list of lines, each with its end.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }
        return lines;
    }

    private static JsonObject Data(MimeBundle bundle)
    {
        var data = new JsonObject();
        foreach (var (mimeType, content) in bundle.Forms)
        {
            data[mimeType] = content is JsonValue value && value.TryGetValue<string>(out var text) && IsSplit(mimeType)
                ? Lines(text)
                : content.DeepClone();
        }
        return data;
    }

    private static bool IsSplit(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is MimeTypes.Svg or MimeTypes.JavaScript;
}
