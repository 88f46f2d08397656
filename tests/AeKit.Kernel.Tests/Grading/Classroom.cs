using System.Text;
using System.Text.Json.Nodes;
using AeKit.Kernel.Tests.Teaching;

namespace AeKit.Kernel.Tests.Grading;

/// <summary>A folder with a master of several exercises, a library with checks, and submissions.</summary>
internal sealed class Classroom : IDisposable
{
    public const string Notebook = "02-doubling";

    // What a check is, with nothing of AeKit: the attribute convention, and the MIME type.
    private const string Library =
        """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Text.Json;

        namespace Teach;

        [AttributeUsage(AttributeTargets.Class)]
        public sealed class TypeFormatterSourceAttribute(Type type) : Attribute
        {
            public Type FormatterSourceType { get; } = type;
            public string[] PreferredMimeTypes { get; set; } = [];
        }

        [TypeFormatterSource(typeof(ResultFormatters), PreferredMimeTypes = ["application/vnd.aekit.check+json", "text/html"])]
        public sealed record Result(string Check, double Points, double Earned, string Status, string Yours, string Expected, string Why);

        public sealed class ResultFormatters
        {
            public IEnumerable<object> CreateTypeFormatters() =>
            [
                new ResultFormatter("application/vnd.aekit.check+json", r => JsonSerializer.Serialize(new { check = r.Check, points = r.Points, earned = r.Earned, status = r.Status, yours = r.Yours, expected = r.Expected, why = r.Why })),
                new ResultFormatter("text/html", r => $"<b>{r.Earned}</b>"),
                new ResultFormatter("text/plain", r => r.Earned.ToString()),
            ];
        }

        public sealed class ResultFormatter(string mimeType, Func<Result, string> render)
        {
            public string MimeType { get; } = mimeType;
            public bool Format(object instance, TextWriter writer) { writer.Write(render((Result)instance)); return true; }
        }

        public static class Check
        {
            public static Result That(string name, Func<int, int> answer, int points)
            {
                try
                {
                    var yours = answer(3);
                    var earned = yours == 6 ? points : yours == 7 ? points / 2.0 : 0;
                    return new(name, points, earned, earned == points ? "correct" : "wrong", yours.ToString(), "6", earned == points ? "" : "twice three is six");
                }
                catch (NotImplementedException)
                {
                    return new(name, points, 0, "unanswered", "", "6", "");
                }
                catch (Exception exception)
                {
                    return new(name, points, 0, "failed", "", "6", exception.GetType().Name);
                }
            }
        }

        public static class Endless { public static void Loop() { while (true) { } } }
        """;

    // A classroom of submissions takes dozens of processes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(9);

    private readonly TemporaryFolder _folder = new();

    /// <param name="exercises">The names of the exercises, a letter each.</param>
    public Classroom(params string[] exercises)
    {
        Exercises = exercises;
        TestAssembly.Write(_folder["lib/Teach.dll"], Library);
        MasterPath = NotebookFile.Write(_folder[$"masters/{Notebook}.ipynb"], [.. Cells("return 2 * x;")]);
    }

    public string[] Exercises { get; }

    public string MasterPath { get; }

    public string Path => _folder.Path;

    public string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();

    /// <summary>The cells of a notebook that answers every exercise with <paramref name="body"/>, or those named otherwise.</summary>
    public List<JsonObject> Cells(string body, params (string Exercise, string Source)[] others)
    {
        List<JsonObject> cells = [NotebookFile.Markdown("# Doubling"), ExerciseFile.Given("setup", "#r \"../lib/Teach.dll\"\nusing Teach;")];
        foreach (var name in Exercises)
        {
            var source = others.FirstOrDefault(other => other.Exercise == name).Source;
            cells.Add(source is null ? ExerciseFile.Function(name, body) : ExerciseFile.Answer($"{name}-answer", source));
            cells.Add(ExerciseFile.Check($"{name}-check", $"Check.That(\"doubling.{name}\", {name.ToUpperInvariant()}, points: 2)"));
        }
        cells.Add(ExerciseFile.Essay("text-essay", "Say *why*.\n\n<!-- BEGIN SOLUTION -->\nBecause.\n<!-- END SOLUTION -->"));
        return cells;
    }

    /// <summary>Writes a submission that answers every exercise right, or those named otherwise.</summary>
    public void Submit(string place, params (string Exercise, string Source)[] others) => Submit(place, Cells("return x + x;", others));

    public void Submit(string place, List<JsonObject> cells) => NotebookFile.Write(_folder["handed-in/" + place], [.. cells]);

    public Task<(int Code, string Output)> GradeAsync(params string[] options) =>
        KernelProcess.RunAsync(Path, Patience, ["grade", "handed-in", "--masters", "masters", "--output", "grades", .. options]);

    /// <summary>The rows of a table, each by the names of its columns.</summary>
    public List<Dictionary<string, string>> Table(string name)
    {
        var rows = ReadCsv(File.ReadAllText(_folder["grades/" + name]));
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>RFC 4180, word for word: records end in CRLF; what is quoted may hold anything, quotes twice.</summary>
    private static List<List<string>> ReadCsv(string text)
    {
        var rows = new List<List<string>>();
        for (var i = 0; i < text.Length;)
        {
            var row = new List<string>();
            while (true)
            {
                var field = new StringBuilder();
                if (text[i] == '"')
                {
                    for (i++; text[i] != '"' || text[i + 1] == '"'; i++)
                    {
                        i += text[i] == '"' ? 1 : 0;
                        field.Append(text[i]);
                    }
                    i++;
                }
                else
                {
                    for (; text[i] is not (',' or '\r'); i++)
                        field.Append(text[i]);
                }
                row.Add(field.ToString());
                if (text[i++] == ',')
                    continue;
                Assert.Equal("\r\n", text[(i - 1)..++i]);
                break;
            }
            rows.Add(row);
        }
        return rows;
    }
}
