namespace AeKit.Teaching;

/// <summary>Something to be asked by name: it takes an answer and judges it.</summary>
/// <param name="name">Such as "vae.kl": the chapter's subject and the question.</param>
internal abstract class Question(string name)
{
    public string Name { get; } = name;

    /// <summary>Judges an answer; whatever the answer does, there is a result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative points.</exception>
    public CheckResult Ask(Delegate answer, double points)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        try
        {
            var verdict = Judge(answer);
            return new(Name, verdict.IsCorrect ? CheckStatus.Correct : CheckStatus.Wrong, points, verdict.Yours, verdict.Expected, verdict.Why);
        }
        catch (NotImplementedException)
        {
            return new(Name, CheckStatus.Unanswered, points, "", "", "");
        }
        catch (AnswerTypeException exception)
        {
            return new(Name, CheckStatus.Failed, points, "", "", exception.Message);
        }
        // Who interrupts a cell interrupts the check too.
        catch (Exception exception) when (exception is not (OperationCanceledException or ThreadInterruptedException))
        {
            return new(Name, CheckStatus.Failed, points, "", "", $"Your answer threw {exception.GetType().Name}: {exception.Message}");
        }
    }

    protected abstract Verdict Judge(Delegate answer);
}

/// <inheritdoc/>
/// <typeparam name="TAnswer">The method that is asked for.</typeparam>
/// <param name="judge">Calls the answer, on examples of its own, and compares.</param>
internal sealed class Question<TAnswer>(string name, Func<TAnswer, Verdict> judge) : Question(name)
    where TAnswer : Delegate
{
    protected override Verdict Judge(Delegate answer) => judge(AnswerType.Convert<TAnswer>(answer));
}
