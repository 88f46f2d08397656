using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace AeKit.Kernel.Evaluation.Assistance;

/// <summary>
/// Finds what is written about a symbol: in its cell, in the file beside its assembly, or for the framework in the
/// SDK's reference pack.
/// </summary>
internal static class SymbolDocumentation
{
    /// <summary>The documentation as text; empty if there is none.</summary>
    public static string Of(ISymbol symbol, Compilation compilation) => Of(symbol, compilation, depth: 0);

    private static string Of(ISymbol symbol, Compilation compilation, int depth)
    {
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension.OriginalDefinition : symbol.OriginalDefinition;
        var xml = symbol.DeclaringSyntaxReferences.Length > 0 ? symbol.GetDocumentationCommentXml() : FromFile(symbol, compilation);
        if (Parse(xml) is not { } element)
        {
            // A constructor without a word of its own is what its type is.
            return symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && depth == 0 ? Of(symbol.ContainingType, compilation, 1) : "";
        }
        const int deepest = 4;
        return element.Element("inheritdoc") is not null && depth < deepest && Inherited(symbol) is { } original
            ? Of(original, compilation, depth + 1)
            : DocumentationText.Render(element);
    }

    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { OverriddenMethod: { } method } => method,
        IPropertySymbol { OverriddenProperty: { } property } => property,
        INamedTypeSymbol type => type.BaseType,
        _ => symbol.ContainingType?.AllInterfaces.SelectMany(implemented => implemented.GetMembers(symbol.Name))
            .FirstOrDefault(member => symbol.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), SymbolEqualityComparer.Default)),
    };

    private static string? FromFile(ISymbol symbol, Compilation compilation)
    {
        if (symbol.GetDocumentationCommentId() is not { } id
            || compilation.GetMetadataReference(symbol.ContainingAssembly) is not { Display: { } assembly })
        {
            return null;
        }
        return Candidates(assembly, symbol).Select(file => DocumentationFile.Find(file, id)).FirstOrDefault(xml => xml is not null);
    }

    /// <summary>The files to look in, the likeliest first: the framework's types are documented elsewhere than they are implemented.</summary>
    private static IEnumerable<string> Candidates(string assembly, ISymbol symbol)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (File.Exists(beside))
            return [beside];
        if (ReferencePack.Folder is not { } folder || !FrameworkReferences.Contains(Path.GetFileNameWithoutExtension(assembly)))
            return [];
        var ns = symbol is INamespaceSymbol ? symbol.ToDisplayString() : symbol.ContainingNamespace?.ToDisplayString() ?? "";
        string[] likely = [Path.GetFileNameWithoutExtension(assembly), "System.Runtime", ns, "System.Collections", "System.Linq", "System.Console"];
        return likely.Select(name => Path.Combine(folder, name + ".xml")).Where(File.Exists)
            .Concat(Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal))
            .Distinct();
    }

    private static XElement? Parse(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
            return null;
        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null; // Comments in code may be anything.
        }
    }
}
