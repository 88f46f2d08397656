using System.Reflection;

namespace AeKit.Kernel.Evaluation;

/// <summary>A variable that a cell has declared.</summary>
internal sealed record SessionVariable(string Name, Type Type, object? Value)
{
    /// <summary>The variables in a session's state; of those with one name, the last.</summary>
    public static IReadOnlyList<SessionVariable> In(IEnumerable<object?> state)
    {
        var variables = new List<SessionVariable>();
        foreach (var submission in state.OfType<object>())
        {
            foreach (var field in submission.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                // Names in angle brackets are the compiler's.
                if (field.Name.StartsWith('<'))
                    continue;
                variables.RemoveAll(variable => variable.Name == field.Name);
                variables.Add(new(field.Name, field.FieldType, field.GetValue(submission)));
            }
        }
        return variables;
    }
}
