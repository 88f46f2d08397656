using System.Text;
using AeKit.Kernel.Evaluation;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Exporting;

/// <summary>
/// A notebook as a file-based app of .NET 10: one C# file, started by <c>dotnet run file.cs</c>, in which the prose has
/// become comments and what a cell shows is printed.
/// </summary>
internal sealed class ProgramText
{
    /// <summary>What every cell uses without saying so.</summary>
    public static readonly string[] DefaultUsings = ["System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq"];

    // The notebook's own meaning of a name must not depend on the folder's build files or the app's defaults.
    private static readonly (string Name, string Value)[] Properties =
    [
        ("ImplicitUsings", "disable"),
        ("Nullable", "annotations"),
        ("TreatWarningsAsErrors", "false"),
        ("WarningLevel", "0"),
        ("RunAnalyzers", "false"),
        ("GenerateDocumentationFile", "false"),
        ("PublishAot", "false"),
        ("InvariantGlobalization", "true"),
        ("AllowUnsafeBlocks", "true"),
    ];

    // What cells can use and the program must do without.
    private static readonly string[] OfTheKernel = ["AeKit.Kernel.dll", "Microsoft.DotNet.Interactive.Formatting.dll", "Microsoft.AspNetCore.Html.Abstractions.dll"];

    private const string UnassignedVariable = "CS0165";

    private readonly Notebook _notebook;
    private readonly NotebookCode _code;
    private readonly ProgramNames _names;
    private readonly string _folder;
    private readonly string _fileName;

    private ProgramText(Notebook notebook, NotebookCode code, string path)
    {
        _notebook = notebook;
        _folder = Path.GetDirectoryName(path)!;
        _fileName = Path.GetFileName(path);
        _code = code;
        _names = new(_code.Parts);
    }

    /// <param name="notebook">The notebook; what its <c>#r</c> lines name must have been built.</param>
    /// <param name="path">Where the program will be, for relative paths in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotebookException">The notebook does not compile, or has no counterpart as a program.</exception>
    public static async Task<string> RenderAsync(Notebook notebook, string path, CancellationToken cancellationToken)
    {
        var program = new ProgramText(notebook, await NotebookCode.BindAsync(notebook, cancellationToken).ConfigureAwait(false), path);
        var text = program.Render(initialize: false);
        var errors = program.Errors(text);
        // Variables of a notebook start with their type's default; those of a program must be seen to be assigned.
        if (errors.Any(error => error.Id == UnassignedVariable))
        {
            text = program.Render(initialize: true);
            errors = program.Errors(text);
        }
        if (errors.Count == 0)
            return text;
        var line = errors[0].Location.GetLineSpan().StartLinePosition.Line;
        throw new NotebookException(
            $"{Path.GetFileName(notebook.Path)}: as a program it does not compile: {errors[0].Id}: {errors[0].GetMessage()}: {text.Split('\n')[line].Trim()}");
    }

    private string Render(bool initialize)
    {
        var usings = DefaultUsings.Select(name => $"using {name};").Append("using static NotebookDisplay;").ToList();
        var (types, extensions, body) = (new List<string>(), new List<string>(), new StringBuilder());
        foreach (var cell in _notebook.Cells)
        {
            if (cell.Kind == CellKind.Markdown)
                Append(body, Comment(cell.Source));
            else if (cell.IsExecutable && _code.Of(cell) is { } parts)
            {
                foreach (var part in parts)
                {
                    if (part.Tree is null)
                    {
                        Append(body, Comment(part.Text));
                        continue;
                    }
                    var piece = ProgramPart.Create(part, _names, initialize);
                    usings.AddRange(piece.Usings);
                    types.AddRange(piece.Types);
                    extensions.AddRange(piece.Extensions);
                    Append(body, cell.MayFail ? Guarded(piece.Statements) : piece.Statements);
                }
            }
            else if (cell.IsExecutable)
                Append(body, "// This cell does not compile, and is meant not to:\n" + Comment(cell.Source));
        }
        if (extensions.Count > 0)
            types.Add($"static class NotebookExtensions\n{{\n{string.Join("\n\n", extensions)}\n}}");
        types.Add(ConsoleDisplay());
        return $"""
            // {_notebook.Name} as a program: dotnet run -c Release {_fileName}
            {string.Join('\n', Directives())}

            {string.Join('\n', usings.Distinct())}

            // Paths are relative to the notebook.
            System.IO.Directory.SetCurrentDirectory(System.IO.Path.Combine(AppContext.GetData("EntryPointFileDirectoryPath") as string ?? ".", {SymbolDisplay.FormatLiteral(Relative(_notebook.Directory), quote: true)}));
            Console.OutputEncoding = Encoding.UTF8;
            {body}
            {string.Join("\n\n", types)}

            """.ReplaceLineEndings("\n");
    }

    private IEnumerable<string> Directives()
    {
        var lines = _code.ReferenceLines.Select(Directive).Distinct().ToList();
        foreach (var line in lines)
            yield return line;
        foreach (var (name, value) in Properties)
            yield return $"#:property {name}={value}";
        // Versions stand in the file, whatever a folder above says.
        if (lines.Any(line => line.StartsWith("#:package", StringComparison.Ordinal)))
            yield return "#:property ManagePackageVersionsCentrally=false";
    }

    private string Directive(ReferenceLine line)
    {
        if (line.Kind == ReferenceKind.PackageSource)
            return $"#:property RestoreAdditionalProjectSources={line.Package ?? line.Reference}";
        if (line.Package is { } package)
        {
            var parts = package.Split(',', StringSplitOptions.TrimEntries);
            return $"#:package {parts[0]}@{(parts.Length > 1 && parts[1].Length > 0 ? parts[1] : "*")}";
        }
        return ProjectOutput.Of(Path.GetFullPath(line.Reference, _notebook.Directory)) is { } project
            ? $"#:project {Relative(project.ProjectPath)}"
            : throw new NotebookException($"{Path.GetFileName(_notebook.Path)}: #r \"{line.Reference}\": a program can refer to a project or a package, and this assembly is in no project's output folder");
    }

    private string Relative(string path) => Path.GetRelativePath(_folder, path).Replace('\\', '/');

    private List<Diagnostic> Errors(string text)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithFeatures([new("FileBasedProgram", "")]);
        var compilation = CSharpCompilation.Create(
            "Program",
            [CSharpSyntaxTree.ParseText(text, options)],
            _code.References.Where(reference => !OfTheKernel.Contains(Path.GetFileName(reference.Display))),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true).WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }

    private static string Comment(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => line.Length == 0 ? "//" : "// " + line));

    private static string Guarded(string statements) =>
        $"try // This cell is meant to fail.\n{{\n{string.Join('\n', statements.Trim().Split('\n').Select(line => "    " + line))}\n}}\ncatch (Exception exception)\n{{\n    Console.WriteLine($\"{{exception.GetType().Name}}: {{exception.Message}}\");\n}}";

    private static void Append(StringBuilder body, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            body.Append('\n').Append(text.ReplaceLineEndings("\n").Trim('\n').TrimEnd()).Append('\n');
    }

    private static string ConsoleDisplay()
    {
        using var stream = typeof(ProgramText).Assembly.GetManifestResourceStream("ConsoleDisplay.cs")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
