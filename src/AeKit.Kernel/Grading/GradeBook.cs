using System.Text;
using AeKit.Kernel.Html;
using AeKit.Kernel.Notebooks;
using AeKit.Kernel.Running;

namespace AeKit.Kernel.Grading;

/// <summary>Writes what a grading has given: tables, a page, and each submission executed, to be returned.</summary>
internal static class GradeBook
{
    private const string Returned = "returned";

    /// <param name="folder">The folder to write to.</param>
    /// <param name="grades">The grades, by student.</param>
    /// <param name="others">The files that were not graded, with the reasons.</param>
    /// <param name="exercises">The exercise notebooks, by the master's path.</param>
    /// <param name="progress">Is told of the tables and the page.</param>
    public static void Write(string folder, IReadOnlyList<SubmissionGrade> grades, IReadOnlyList<string> others, IReadOnlyDictionary<string, Notebook> exercises, IRunProgress progress)
    {
        folder = Path.GetFullPath(folder);
        var names = new SubmissionNames();
        var pages = new Dictionary<SubmissionFile, string>();
        foreach (var grade in grades.Where(grade => grade.Notebook is not null))
        {
            var name = $"{Returned}/{names.FileFor(grade.File.Student, grade.File.Assignment)}";
            AtomicFile.Write(Path.Combine(folder, name + ".ipynb"), grade.Notebook!.ToBytes());
            AtomicFile.Write(Path.Combine(folder, name + ".html"), Encoding.UTF8.GetBytes(NotebookPage.Render(grade.Notebook, PageFrame.WithoutScripts).Html));
            pages.Add(grade.File, name + ".html");
        }
        Write("grades.csv", GradeTables.Parts(grades));
        Write("totals.csv", GradeTables.Totals(grades));
        Write("index.html", Encoding.UTF8.GetBytes(GradeReport.Render(grades, others, pages, exercises)));

        void Write(string name, byte[] content)
        {
            var path = Path.Combine(folder, name);
            AtomicFile.Write(path, content);
            progress.FileWritten(path);
        }
    }
}
