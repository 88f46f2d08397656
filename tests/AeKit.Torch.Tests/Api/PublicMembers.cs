using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AeKit.Torch.Tests.Api;

/// <summary>Prints what an assembly offers to its callers and to subclasses, one line each, so that two can be compared as text.</summary>
internal static class PublicMembers
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>What each visible type declares itself.</summary>
    public static IEnumerable<string> Declared(Assembly assembly) => Lines(assembly, BindingFlags.DeclaredOnly);

    /// <summary>What each visible type offers: its own members and those it inherits, its base classes and interfaces.</summary>
    public static IEnumerable<string> Offered(Assembly assembly) => Lines(assembly, BindingFlags.FlattenHierarchy);

    private static IEnumerable<string> Lines(Assembly assembly, BindingFlags reach) => assembly.GetTypes()
        .Where(type => type.IsVisible && type.DeclaringType?.IsVisible != false)
        .SelectMany(type => Ancestors(type, reach).Concat(type.GetMembers(Everything | reach).Where(m => !IsObjects(m)).Select(m => Line(type, m))))
        .OfType<string>().Distinct();

    private static bool IsObjects(MemberInfo member) =>
        member.DeclaringType == typeof(object) || member.DeclaringType == typeof(ValueType) || member.DeclaringType == typeof(Enum) || member.Name == "Finalize";

    private static IEnumerable<string> Ancestors(Type type, BindingFlags reach)
    {
        yield return $"{Kind(type)} {Name(type)}";
        for (var above = type.BaseType; above is not null && above != typeof(object) && above != typeof(ValueType); above = above.BaseType)
        {
            if (type.IsEnum || type.IsSubclassOf(typeof(Delegate)) || !above.IsVisible) continue;
            yield return $"{Kind(type)} {Name(type)} : {Name(above)}";
            if (reach == BindingFlags.DeclaredOnly) break;
        }
        if (type.IsEnum) yield break;
        foreach (var contract in type.GetInterfaces())
            if (contract.IsVisible && (reach != BindingFlags.DeclaredOnly || type.BaseType?.IsAssignableTo(contract) != true))
                yield return $"{Kind(type)} {Name(type)} : {Name(contract)}";
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : "class";

    private static string? Line(Type type, MemberInfo member) => member switch
    {
        ConstructorInfo constructor when !constructor.IsStatic && Access(constructor) is { } access =>
            $"{access}new {Name(type)}({Parameters(constructor.GetParameters())})",
        FieldInfo { IsLiteral: true } constant when constant.IsPublic =>
            $"const {Name(type)}.{constant.Name} = {Value(constant.GetRawConstantValue())}",
        FieldInfo field when !field.IsSpecialName && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) =>
            $"{(field.IsPublic ? "" : "protected ")}{(field.IsStatic ? "static " : "")}field {Name(type)}.{field.Name} : {Name(field)}",
        PropertyInfo property => Line(type, property),
        MethodInfo method when !IsAccessor(method) && !method.Name.Contains('.', StringComparison.Ordinal) && Access(method) is { } access =>
            $"{access}method {Name(type)}.{method.Name}{TypeParameters(method)}({Extension(method)}{Parameters(method.GetParameters())}) : {Name(method.ReturnParameter)}",
        _ => null,
    };

    private static string? Line(Type type, PropertyInfo property)
    {
        var (get, set) = (property.GetMethod is { } g ? Access(g) : null, property.SetMethod is { } s ? Access(s) : null);
        if (property.Name.Contains('.', StringComparison.Ordinal) || (get ?? set) is not { } access) return null;
        var accessors = (get is null ? "" : "get; ") + (set is null ? "" : set == access ? "set; " : $"{set}set; ");
        return $"{access}property {Name(type)}.{Named(property)} {{ {accessors}}} : {Name(property)}";
    }

    private static string? Access(MethodBase method)
    {
        if (!method.IsPublic && !method.IsFamily && !method.IsFamilyOrAssembly) return null;
        var open = method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal && !method.DeclaringType.IsSealed ? "virtual " : "";
        return (method.IsPublic ? "" : "protected ") + (method is { IsStatic: true, IsConstructor: false } ? "static " : open);
    }

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Extension(MethodInfo method) => method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";

    private static string TypeParameters(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    // What an indexer is called in the metadata does not matter to a caller.
    private static string Named(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } indices ? $"this[{Parameters(indices)}]" : property.Name;

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "")}{Name(parameter)} {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "")));

    private static string Value(object? value) => value switch
    {
        null or Missing => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(ParameterInfo parameter) =>
        (parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "") + Name(parameter.ParameterType, TupleNames(parameter.GetCustomAttribute<TupleElementNamesAttribute>()));

    private static string Name(FieldInfo field) => Name(field.FieldType, TupleNames(field.GetCustomAttribute<TupleElementNamesAttribute>()));

    private static string Name(PropertyInfo property) => Name(property.PropertyType, TupleNames(property.GetCustomAttribute<TupleElementNamesAttribute>()));

    private static Queue<string?> TupleNames(TupleElementNamesAttribute? attribute) => new(attribute?.TransformNames ?? []);

    private static string Name(Type type) => Name(type, new Queue<string?>());

    // The compiler stores the names of all tuple elements of a type in the order in which the type is written, outer before inner.
    private static string Name(Type type, Queue<string?> tupleNames)
    {
        if (type.HasElementType) return Name(type.GetElementType()!, tupleNames) + (type.IsArray ? $"[{new string(',', type.GetArrayRank() - 1)}]" : type.IsPointer ? "*" : "");
        if (type.IsGenericParameter) return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value, tupleNames) + "?";
        var arguments = type.GetGenericArguments();
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
        {
            var names = arguments.Select(_ => tupleNames.Count > 0 ? tupleNames.Dequeue() : null).ToArray();
            return $"({string.Join(", ", arguments.Zip(names, (a, n) => Name(a, tupleNames) + (n is null ? "" : " " + n)))})";
        }
        var outer = type.IsNested ? type.DeclaringType!.GetGenericArguments().Length : 0;
        var name = type.Name.Split('`')[0] + (arguments.Length > outer ? $"<{string.Join(", ", arguments[outer..].Select(a => Name(a, tupleNames)))}>" : "");
        return type.IsNested ? $"{Name(type.DeclaringType!)}.{name}" : name;
    }
}
