using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AeKit.Kernel.Notebooks;

/// <summary>A Jupyter notebook, nbformat 4. What it does not interpret it keeps as it found it.</summary>
internal sealed class Notebook
{
    private const int Format = 4;

    private readonly JsonObject _json;
    private readonly int _indentation;
    private readonly List<Cell> _cells;

    private Notebook(string path, JsonObject json, int indentation)
    {
        Path = path;
        _json = json;
        _indentation = indentation;
        _cells = [.. ((JsonArray)json["cells"]!).Select((cell, i) => cell is JsonObject fields
            ? new Cell(fields, i + 1)
            : throw new NotebookException($"cell {i + 1} is not a JSON object"))];
    }

    /// <summary>The full path of the file it was read from.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Directory => System.IO.Path.GetDirectoryName(Path)!;

    public IReadOnlyList<Cell> Cells => _cells;

    /// <exception cref="NotebookException">The file cannot be read or is not a notebook.</exception>
    public static Notebook Load(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            return Parse(path, File.ReadAllBytes(path));
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $"line {line + 1}, column {exception.BytePositionInLine + 1}: " : "";
            throw new NotebookException($"{path}: {place}not valid JSON: {FirstSentence(exception.Message)}", exception);
        }
        catch (NotebookException exception)
        {
            throw new NotebookException($"{path}: not a notebook: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The notebook as Jupyter writes it: indented, non-ASCII text as it is, a newline at the end.</summary>
    public byte[] ToBytes() => JupyterJson.Serialize(_json, _indentation);

    /// <summary>Adds a code cell after <paramref name="previous"/>.</summary>
    public void InsertCode(Cell previous, string source, string tag)
    {
        var json = new JsonObject
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
        };
        // Cells have had identities since nbformat 4.5; before, readers reject them.
        if (_json["nbformat_minor"] is JsonValue minor && minor.TryGetValue<int>(out var number) && number >= 5)
            json["id"] = tag;
        json["metadata"] = new JsonObject { ["tags"] = new JsonArray(tag) };
        json["outputs"] = new JsonArray();
        json["source"] = OutputJson.Lines(source);
        var index = _cells.IndexOf(previous) + 1;
        ((JsonArray)_json["cells"]!).Insert(index, json);
        _cells.Insert(index, new Cell(json, index + 1));
    }

    /// <summary>Adds a copy of a cell after <paramref name="previous"/>, or at the beginning.</summary>
    /// <returns>The copy.</returns>
    public Cell Insert(Cell? previous, Cell cell)
    {
        var json = cell.ToJson();
        var index = previous is null ? 0 : _cells.IndexOf(previous) + 1;
        ((JsonArray)_json["cells"]!).Insert(index, json);
        var copy = new Cell(json, index + 1);
        _cells.Insert(index, copy);
        return copy;
    }

    /// <summary>A notebook of its own with the same content.</summary>
    public Notebook Copy() => new(Path, (JsonObject)_json.DeepClone(), _indentation);

    /// <summary>Takes a cell out.</summary>
    public void Remove(Cell cell)
    {
        var index = _cells.IndexOf(cell);
        ((JsonArray)_json["cells"]!).RemoveAt(index);
        _cells.RemoveAt(index);
    }

    private static Notebook Parse(string path, byte[] bytes)
    {
        var text = bytes.AsSpan();
        if (text.StartsWith(Encoding.UTF8.Preamble))
            text = text[Encoding.UTF8.Preamble.Length..];
        if (JsonNode.Parse(text) is not JsonObject json)
            throw new NotebookException("the file is not a JSON object");
        if (json["nbformat"] is not JsonValue version || !version.TryGetValue<int>(out var format))
            throw new NotebookException("it has no nbformat version");
        if (format != Format)
            throw new NotebookException($"it has nbformat version {format}; convert it to version {Format} by opening and saving it in Jupyter");
        if (json["cells"] is not JsonArray)
            throw new NotebookException("it has no cells");
        return new(path, json, JupyterJson.IndentationOf(text));
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        end = end < 0 ? message.IndexOf(" LineNumber:", StringComparison.Ordinal) : end;
        return end < 0 ? message : message[..end];
    }
}
