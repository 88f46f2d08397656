using System.Linq.Expressions;
using System.Reflection;
using static TorchSharp.torch;

namespace AeKit.Teaching;

/// <summary>The signatures of answers: an <c>int</c> will do where a <c>double</c> is asked for.</summary>
internal static class AnswerType
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(double)] = "double", [typeof(float)] = "float", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(bool)] = "bool", [typeof(string)] = "string", [typeof(void)] = "void", [typeof(Tensor)] = "Tensor",
    };

    /// <exception cref="AnswerTypeException">The answer takes or gives something else.</exception>
    public static TAnswer Convert<TAnswer>(Delegate answer)
        where TAnswer : Delegate
    {
        if (answer is TAnswer same)
            return same;
        var asked = typeof(TAnswer).GetMethod("Invoke")!;
        var parameters = asked.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)).ToArray();
        var given = answer.GetType().GetMethod("Invoke")!;
        try
        {
            if (given.GetParameters().Length != parameters.Length)
                throw Other(asked, given);
            var arguments = given.GetParameters().Zip(parameters, (parameter, argument) => Expression.Convert(argument, parameter.ParameterType));
            var call = Expression.Invoke(Expression.Constant(answer), arguments);
            return Expression.Lambda<TAnswer>(Expression.Convert(call, asked.ReturnType), parameters).Compile();
        }
        catch (InvalidOperationException)
        {
            throw Other(asked, given);
        }
    }

    private static AnswerTypeException Other(MethodInfo asked, MethodInfo given) =>
        new($"The answer is to be a method {Describe(asked)}; yours is {Describe(given)}.");

    private static string Describe(MethodInfo method) =>
        $"({string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)))}) → {NameOf(method.ReturnType)}";

    private static string NameOf(Type type) =>
        Keywords.TryGetValue(type, out var keyword) ? keyword
        : type.IsArray ? NameOf(type.GetElementType()!) + "[]"
        : type.IsGenericType && type.Name.StartsWith("ValueTuple", StringComparison.Ordinal) ? $"({string.Join(", ", type.GetGenericArguments().Select(NameOf))})"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
