using System.Diagnostics;
using AeKit.Kernel.Notebooks;

namespace AeKit.Kernel.Grading;

/// <summary>Grades all submissions, several at once.</summary>
/// <param name="masters">The masters, by path.</param>
/// <param name="limits">What each submission may use.</param>
/// <param name="jobs">How many are graded at once.</param>
/// <param name="output">Is told of each submission, in their order.</param>
internal sealed class GradingRun(IReadOnlyDictionary<string, Master> masters, GradingLimits limits, int jobs, TextWriter output)
{
    /// <exception cref="NotebookException">A master's own solutions do not earn all points.</exception>
    public async Task<IReadOnlyList<SubmissionGrade>> GradeAsync(IReadOnlyList<SubmissionFile> files, CancellationToken cancellationToken)
    {
        // One that fails ends the others.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var places = new SemaphoreSlim(jobs);
        var keys = masters.ToDictionary(master => master.Key, master => InPlaceAsync(() => AnswerKey.OfAsync(master.Value, limits, stop.Token)));
        var grades = new List<SubmissionGrade>();
        try
        {
            foreach (var (path, key) in keys)
            {
                var (_, elapsed) = await key.ConfigureAwait(false);
                if (elapsed > limits.TotalTime)
                    throw new NotebookException($"{Path.GetFileName(path)}: the master itself takes {Seconds(elapsed)}; give --timeout more than that, for submissions that are slower.");
                await output.WriteLineAsync($"{Path.GetFileName(path)}: the master's own solutions earn all points  {Seconds(elapsed)}").ConfigureAwait(false);
            }
            var gradings = files.Select(file => InPlaceAsync(async () =>
                await SubmissionGrading.GradeAsync(file, masters[file.Master], (await keys[file.Master].ConfigureAwait(false)).Result, limits, stop.Token).ConfigureAwait(false))).ToList();
            foreach (var (number, grading) in gradings.Index())
            {
                var (grade, elapsed) = await grading.ConfigureAwait(false);
                grades.Add(grade);
                var open = grade.Open > 0 ? $", {GradeTables.Text(grade.Open)} to be read" : "";
                await output.WriteLineAsync($"  {(number + 1).ToString().PadLeft(files.Count.ToString().Length)}/{files.Count}  {OneLine(grade.File.Place)}  {GradeTables.Text(grade.Points)} of {GradeTables.Text(grade.Max)}{open}  {Seconds(elapsed)}").ConfigureAwait(false);
            }
            return grades;
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }

        async Task<(T Result, TimeSpan Elapsed)> InPlaceAsync<T>(Func<Task<T>> work)
        {
            await places.WaitAsync(stop.Token).ConfigureAwait(false);
            try
            {
                var watch = Stopwatch.StartNew();
                return (await work().ConfigureAwait(false), watch.Elapsed);
            }
            finally
            {
                places.Release();
            }
        }
    }

    private static string Seconds(TimeSpan elapsed) => $"{elapsed.TotalSeconds:0.0} s";

    /// <summary>Names of files may hold what moves a terminal's cursor.</summary>
    private static string OneLine(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
}
