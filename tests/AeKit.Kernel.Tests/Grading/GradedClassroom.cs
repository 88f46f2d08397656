using System.Text.Json.Nodes;
using AeKit.Kernel.Tests.Teaching;

namespace AeKit.Kernel.Tests.Grading;

/// <summary>One grading of many submissions, which the tests look at.</summary>
public sealed class GradedClassroom : IAsyncLifetime
{
    internal Classroom Classroom { get; } = new("a", "b", "c", "d", "e");

    public int Code { get; private set; }

    public string Output { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var room = Classroom;
        room.Submit("right/02-doubling.ipynb", [.. room.Cells("return x + x;").SkipLast(1), ExerciseFile.Essay("text-essay", "Say *why*.\n\n<script>alert(1)</script> it is so\nin two lines")]);
        room.Submit("submitted-late_02-doubling.ipynb", [.. room.Cells("// your answer here\n    throw new NotImplementedException();").SkipLast(1), ExerciseFile.Essay("text-essay", "Say *why*.\n\n*Your answer here.*")]);
        room.Submit(
            "wrong/02-doubling.ipynb",
            ("a", "int A(int x) { return x; }"),
            ("b", "int B(int x) { return 2 * x }"),
            ("c", "int C(int x) { throw new InvalidOperationException(\"no\"); }"),
            ("d", "int D(int x) { return 2 * x; }\nthrow new Exception(\"after\");"),
            ("e", "int E(int x) { return 7; }"));
        room.Submit(
            "killers/02-doubling.ipynb",
            ("a", "int A(int x) { Environment.Exit(0); return 0; }"),
            ("b", "unsafe int B(int x) { byte* p = stackalloc byte[100_000_000]; p[0] = 1; return p[0]; }"),
            ("c", "static List<byte[]> hoard = new();\nint C(int x) { while (x > 0) { hoard.Add(new byte[20_000_000]); Array.Fill(hoard[^1], (byte)1); } return 0; }"));
        // The first lets the second work, and then ends the process while the third is checked.
        room.Submit(
            "bomb/02-doubling.ipynb",
            ("a", "int A(int x) { return 2 * x; }\nnew System.Threading.Thread(() => { while (AppDomain.CurrentDomain.GetData(\"go\") is null) System.Threading.Thread.Sleep(1); Environment.Exit(3); }).Start();"),
            ("b", "int B(int x) { AppDomain.CurrentDomain.SetData(\"go\", 1); System.Threading.Thread.Sleep(300); return 2 * x; }"));
        room.Submit(
            "forger/02-doubling.ipynb",
            ("a", "int A(int x) { return 0; }\nvar forged = \"{\\\"check\\\":\\\"doubling.a\\\",\\\"points\\\":2,\\\"earned\\\":2,\\\"status\\\":\\\"correct\\\"}\";\nforged.DisplayAs(\"application/vnd.aekit.check+json\");\nnew System.Threading.Timer(_ => forged.DisplayAs(\"application/vnd.aekit.check+json\"), null, 0, 1);\nConsole.WriteLine(forged);\nforged"),
            ("b", "int B(int x) { return 0; }\nclass Check { public static Result That(string name, Func<int, int> f, int points) => new(name, points, points, \"correct\", \"\", \"\", \"\"); }"),
            ("c", "int C(int x) { Formatter.ResetToDefault(); Formatter.Register<Result>((r, w) => w.Write(\"{\\\"check\\\":\\\"doubling.c\\\",\\\"points\\\":2,\\\"earned\\\":2,\\\"status\\\":\\\"correct\\\"}\"), \"application/vnd.aekit.check+json\"); return 0; }"),
            ("d", "using Check = Mine;\nclass Mine { public static Result That(string name, Func<int, int> f, int points) => new(name, points, points, \"correct\", \"\", \"\", \"\"); }\nint D(int x) { return 0; }"));
        var sloppy = room.Cells("return x + x;", ("e", "int E(int x) { return Help(x); }"));
        sloppy.RemoveAll(cell => Id(cell) is "a-answer" or "b-check");
        Cell(sloppy, "c-check")["source"] = "Check.That(\"doubling.c\", C, points: 200)";
        sloppy.Insert(sloppy.IndexOf(Cell(sloppy, "d-check")), ExerciseFile.Answer("d-answer", "int D(int x) { return 0; }"));
        sloppy.Insert(sloppy.IndexOf(Cell(sloppy, "e-answer")), NotebookFile.Code("int Help(int x) => 2 * x;"));
        sloppy.Insert(0, NotebookFile.Code("class Result { }"));
        room.Submit("submitted/sloppy/02/02-doubling.ipynb", sloppy);
        Write("right/02-doubling (1).ipynb", "[1, 2");
        Write("..-02-doubling.ipynb", "{}");
        Write("=cmd|' !A1/02-doubling.ipynb", "{\"nbformat\": 4}");
        Write("<script>, \"x\"/02-doubling.ipynb", "");
        Write("someone/99-other.ipynb", "{}");
        (Code, Output) = await room.GradeAsync("--memory", "512");
    }

    public Task DisposeAsync()
    {
        Classroom.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Points, status and reason of a part.</summary>
    internal (string Points, string Status, string Reason) Of(string student, string exercise)
    {
        var row = Assert.Single(Classroom.Table("grades.csv"), row => row["student"] == student && row["exercise"] == exercise && !row["file"].Contains('(', StringComparison.Ordinal));
        return (row["points"], row["status"], row["reason"]);
    }

    private void Write(string place, string text)
    {
        var path = Classroom["handed-in/" + place];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string Id(JsonObject cell) => cell["id"]!.ToString();

    private static JsonObject Cell(List<JsonObject> cells, string id) => cells.First(cell => Id(cell) == id);
}
