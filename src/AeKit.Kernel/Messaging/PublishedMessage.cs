using System.Text.Json.Nodes;

namespace AeKit.Kernel.Messaging;

/// <summary>A message that waits to be published.</summary>
internal sealed class PublishedMessage
{
    public PublishedMessage(string type, JsonObject? parent, JsonObject content)
    {
        Type = type;
        Parent = parent;
        Content = content;
    }

    public PublishedMessage(string stream, JsonObject parent, string text)
    {
        Type = "stream";
        Parent = parent;
        Text = new(stream, text);
    }

    public string Type { get; }

    public JsonObject? Parent { get; }

    /// <summary>What it says; null for text.</summary>
    public JsonObject? Content { get; }

    /// <summary>The text that it carries, if it is text.</summary>
    public StreamText? Text { get; }

    /// <summary>Adds to the text, if the text belongs to the same request and stream and is not long already.</summary>
    public bool TryAppend(string stream, JsonObject parent, string text) =>
        Text is not null && ReferenceEquals(Parent, parent) && Text.TryAppend(stream, text);
}
