using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using AeKit.Kernel.Display;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Running;

/// <summary>Collects what a cell shows, as a notebook stores it.</summary>
/// <param name="displays">What the notebook's cells so far have displayed, by identity: any may be updated later.</param>
internal sealed class CellRecorder(ConcurrentDictionary<string, CellRecorder.Entry> displays) : IOutputSink
{
    private readonly List<Entry> _entries = [];
    private readonly Lock _gate = new();
    private bool _clearsNext;

    public void Publish(CellOutput output)
    {
        lock (_gate)
        {
            if (output is ClearedOutput clear)
            {
                _clearsNext = clear.Wait;
                if (!clear.Wait)
                    _entries.Clear();
                return;
            }
            if (_clearsNext && output is not DisplayUpdate)
            {
                _clearsNext = false;
                _entries.Clear();
            }
            switch (output)
            {
                case StreamOutput stream:
                    Append(stream);
                    break;
                case DisplayUpdate update:
                    if (displays.TryGetValue(update.DisplayId, out var shown))
                        shown.Output = new DisplayOutput(update.DisplayId, update.Data);
                    break;
                default:
                    var entry = new Entry { Output = output };
                    _entries.Add(entry);
                    if (output is DisplayOutput display)
                        displays[display.DisplayId] = entry;
                    break;
            }
        }
    }

    public IReadOnlyList<JsonObject> ToJson(int executionCount)
    {
        lock (_gate)
        {
            return [.. _entries.Select(entry => entry.Output switch
            {
                StreamOutput stream => OutputJson.Stream(stream.Name, TerminalText.Render(entry.Text!.ToString())),
                DisplayOutput display => OutputJson.DisplayData(display.Data),
                HelpOutput help => OutputJson.DisplayData(help.Data),
                ResultOutput result => OutputJson.ExecuteResult(result.Data, executionCount),
                ErrorOutput error => OutputJson.Error(error.Error),
                _ => throw new InvalidOperationException($"No notebook form of {entry.Output.GetType().Name}."),
            })];
        }
    }

    private void Append(StreamOutput stream)
    {
        if (_entries.LastOrDefault() is not { Output: StreamOutput last } entry || last.Name != stream.Name)
        {
            entry = new Entry { Output = stream, Text = new() };
            _entries.Add(entry);
        }
        entry.Text!.Append(stream.Text);
    }

    /// <summary>One stored output; streams grow, displays can be replaced.</summary>
    internal sealed class Entry
    {
        public required CellOutput Output { get; set; }

        public StringBuilder? Text { get; init; }
    }
}
