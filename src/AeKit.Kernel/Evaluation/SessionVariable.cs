using System.Reflection;

namespace AeKit.Kernel.Evaluation;

/// <summary>A variable that a cell has declared.</summary>
internal sealed record SessionVariable(string Name, Type Type, object? Value)
{
    /// <summary>Those variables of code that have not been declared again since.</summary>
    public static IEnumerable<SessionVariable> Of(IGrouping<Declarations, string> names) => names.Key.Values is not { } values ? [] : values.GetType()
        .GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(field => names.Contains(field.Name))
        .Select(field => new SessionVariable(field.Name, field.FieldType, field.GetValue(values)));
}
