using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AeKit.Kernel.Evaluation;

/// <summary>
/// The compilations that the next one builds on. In a chain of all that went before, code costs more the longer a
/// session is: the compiler looks for each name in every link, and a link takes 50 kB. So after a while the chain
/// begins anew with those links only whose names the next code mentions, and what these need; others come back when
/// they are mentioned. Compiled again, they are the assemblies that were loaded, since those are found by name.
/// </summary>
internal sealed class SubmissionChain(SubmissionCompiler compiler)
{
    private const int ShortLength = 32;

    private readonly Dictionary<string, List<(DeclaredName Name, Declarations Owner)>> _visible = new(StringComparer.Ordinal);
    private readonly List<Declarations> _concernAll = [];
    private List<Link> _links = [];
    private int _longest = ShortLength;
    private bool _isComplete = true;
    private CSharpCompilation? _everything;

    /// <summary>The owners of the variables that code can name now, with the names, in the order in which they came.</summary>
    public IEnumerable<IGrouping<Declarations, string>> Variables => _visible.Values
        .SelectMany(found => found)
        .Where(found => found.Name.Kind.Length == 0)
        .GroupBy(found => found.Owner, found => found.Name.Name)
        .OrderBy(group => group.Key.Number);

    /// <summary>What code is to build on; null for the first.</summary>
    public CSharpCompilation? Before(SyntaxTree code)
    {
        var isShort = _links.Count < _longest;
        if (!isShort || (!_isComplete && !Closure(MentionedIn(code)).IsSubsetOf(Present())))
            Begin(code, isShort);
        return Last;
    }

    /// <summary>A compilation over all that code can name now, for those who ask what there is. Code that builds on it cannot be run.</summary>
    public CSharpCompilation? BeforeAll()
    {
        if (_isComplete)
            return Last;
        return _everything ??= Everything();
    }

    /// <summary>The objects of the code in the chain, each in the place where the last link's successor looks for it, and room for that one's own.</summary>
    public object?[] State() => [null, .. _links.Select(link => link.Declarations).Where(code => code is { HasCode: true }).Select(code => code!.Values), null];

    /// <summary>Takes in what has been compiled over <see cref="Before"/>.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="tree">The code as written.</param>
    /// <param name="compilation">What was made of it.</param>
    /// <param name="references">The references that came with it.</param>
    /// <returns>What later code can name.</returns>
    public Declarations Add(int number, SyntaxTree tree, CSharpCompilation compilation, IReadOnlyList<MetadataReference> references)
    {
        var declarations = new Declarations(number, tree, compilation, Find);
        foreach (var name in declarations.Names)
        {
            if (!_visible.TryGetValue(name.Name, out var found))
                _visible.Add(name.Name, found = []);
            found.RemoveAll(other => other.Name == name);
            found.Add((name, declarations));
        }
        if (declarations.ConcernsAll)
            _concernAll.Add(declarations);
        _links.Add(new(declarations, compilation, references));
        _everything = null;
        return declarations;
    }

    private CSharpCompilation? Last => _links.Count == 0 ? null : _links[^1].Compilation;

    private IEnumerable<(DeclaredName Name, Declarations Owner)> Find(string identifier)
    {
        // [Some] can be a SomeAttribute.
        return Named(identifier).Concat(Named(identifier + "Attribute"));

        IEnumerable<(DeclaredName Name, Declarations Owner)> Named(string name) => _visible.TryGetValue(name, out var found) ? found : [];
    }

    private HashSet<Declarations> Closure(IEnumerable<Declarations> mentioned)
    {
        var found = new HashSet<Declarations>();
        var rest = new Stack<Declarations>(mentioned.Concat(_concernAll));
        while (rest.TryPop(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var needed in next.Needed)
                rest.Push(needed);
        }
        return found;
    }

    private IEnumerable<Declarations> MentionedIn(SyntaxTree code) => Declarations.MentionedIn(code).SelectMany(Find).Select(found => found.Owner);

    /// <summary>What has links and can be named.</summary>
    private HashSet<Declarations> Present() => [.. _links.Select(link => link.Declarations).OfType<Declarations>().Where(code => code.ConcernsAll || code.Names.Count > 0)];

    /// <summary>Replaces the chain, as far as it can be, by one for <paramref name="code"/>.</summary>
    private void Begin(SyntaxTree code, bool keepsPresent)
    {
        var links = Fixed();
        foreach (var link in _links.Skip(links.Count))
            link.Declarations?.Release(link.Compilation);
        var wanted = Closure(MentionedIn(code));
        var present = Present();
        if (keepsPresent && wanted.Union(present).Count() < _longest)
            wanted.UnionWith(present);
        AppendReferences(links, "");
        Append(links, wanted);
        _links = links;
        _isComplete = false;
        _longest = Math.Max(ShortLength, 2 * links.Count);
        _everything = null;
    }

    private CSharpCompilation Everything()
    {
        var links = Fixed();
        var visible = _visible.Values.SelectMany(found => found).ToList();
        // Variables, which may be thousands, in one link.
        var variables = visible.Where(found => found.Owner.Outline is not null).Select(found => found.Owner.Outline!.First(field => field.Name == found.Name.Name).Code);
        AppendReferences(links, string.Join(' ', variables));
        Append(links, Closure(visible.Select(found => found.Owner).Where(owner => owner.Outline is null)));
        return links[^1].Compilation;
    }

    /// <summary>The beginning of the chain that must stay as it is.</summary>
    private List<Link> Fixed() => _links[..(_links.FindLastIndex(link => link.Declarations is { IsFixed: true }) + 1)];

    /// <summary>A link for what the links after <paramref name="links"/> have brought with them.</summary>
    private void AppendReferences(List<Link> links, string code)
    {
        List<MetadataReference> references = [.. _links.Skip(links.Count).SelectMany(link => link.References)];
        var compilation = compiler.Create(compiler.NextNumber(), CellSource.ParseTree(code, ""), references, links.Count == 0 ? null : links[^1].Compilation);
        links.Add(new(null, compilation, references));
    }

    private void Append(List<Link> links, HashSet<Declarations> wanted)
    {
        wanted.ExceptWith(links.Select(link => link.Declarations).OfType<Declarations>());
        foreach (var code in wanted.OrderBy(code => code.Number))
            links.Add(new(code, compiler.Create(code.Number, code.Parse(), [], links[^1].Compilation), []));
    }

    /// <param name="Declarations">What the link is for; null for one that only brings references.</param>
    /// <param name="Compilation">What the next one builds on.</param>
    /// <param name="References">Those that it adds to the ones before it.</param>
    private sealed record Link(Declarations? Declarations, CSharpCompilation Compilation, IReadOnlyList<MetadataReference> References);
}
