using System.Globalization;
using System.Reflection;

namespace AeKit.Torch.Tests.Api;

/// <summary>Prints what an assembly offers, one line a member, so that two of them can be compared as text.</summary>
internal static class PublicMembers
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All visible constructors, methods, operators and properties of an assembly.</summary>
    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsVisible).SelectMany(type => type.GetMembers(Declared)).Select(Line).OfType<string>();

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Name(constructor.DeclaringType!)}({Parameters(constructor.GetParameters())})",
        PropertyInfo property => $"{Name(property.DeclaringType!)}.{property.Name}{Indices(property)} : {Name(property.PropertyType)}",
        MethodInfo method when !IsAccessor(method) => $"{Name(method.DeclaringType!)}.{method.Name}({Parameters(method.GetParameters())}) : {Name(method.ReturnType)}",
        _ => null,
    };

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName
        && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal));

    private static string Indices(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } indices ? $"[{Parameters(indices)}]" : "";

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "")}"));

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter) return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value) + "?";
        var name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        var tick = name.LastIndexOf('`');
        return type.IsGenericType && tick > 0 ? $"{name[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
