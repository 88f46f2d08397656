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

    // So much is collected, and its memory returned to the system, in the time that a cell takes.
    private const long SmallHeap = 64 << 20;

    private static readonly SyntaxTree Nothing = CellSource.ParseTree("", "");

    private readonly Dictionary<string, List<(DeclaredName Name, Declarations Owner)>> _visible = new(StringComparer.Ordinal);
    private readonly List<Declarations> _concernAll = [];
    private List<Link> _links = [];
    private int _longest = ShortLength;
    private bool _isComplete = true;
    private CSharpCompilation? _everything;

    /// <summary>The owners of the variables that code can name now, with the names, in the order in which they came.</summary>
    public IEnumerable<IGrouping<Declarations, string>> Variables => Visible
        .Where(found => found.Name.Kind.Length == 0)
        .GroupBy(found => found.Owner, found => found.Name.Name)
        .OrderBy(group => group.Key.Number);

    /// <summary>What code is to build on.</summary>
    /// <param name="code">The code.</param>
    /// <param name="references">Assemblies that are new: the chain begins anew for them, so that there is one of each type.</param>
    public CSharpCompilation Before(SyntaxTree code, IReadOnlyList<MetadataReference> references)
    {
        var isShort = _links.Count < _longest;
        if (!isShort || references.Count > 0 || (!_isComplete && !Closure(MentionedIn(code)).IsSubsetOf(Present())))
        {
            Begin(code, references, isShort);
            if (!isShort)
                GiveBack();
        }
        return _links[^1].Compilation;
    }

    /// <summary>
    /// Brings everything into the chain that code can name now. What comes next stays where it is, and what was declared
    /// before it could later only be put behind it, where it would hide what came after.
    /// </summary>
    /// <returns>Whether something was missing.</returns>
    public bool Complete()
    {
        if (_isComplete)
            return false;
        Begin(null, [], keepsPresent: false);
        return true;
    }

    /// <summary>What unfinished code is to build on: all that code can name now, in a form that cannot be run.</summary>
    /// <inheritdoc cref="Before" path="/param[@name='references']"/>
    public CSharpCompilation BeforeAll(IReadOnlyList<MetadataReference> references)
    {
        if (references.Count > 0)
            Begin(Nothing, references, keepsPresent: true);
        return _isComplete ? _links[^1].Compilation : _everything ??= Everything();
    }

    /// <summary>The objects of the code in the chain, each in the place where the last link's successor looks for it, and room for that one's own.</summary>
    public object?[] State() => [null, .. _links.Select(link => link.Declarations).Where(code => code is { HasCode: true }).Select(code => code!.Values), null];

    /// <summary>Takes in what has been compiled over <see cref="Before"/>.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="tree">The code as written.</param>
    /// <param name="compilation">What was made of it.</param>
    /// <returns>What later code can name.</returns>
    public Declarations Add(int number, SyntaxTree tree, CSharpCompilation compilation)
    {
        var declarations = new Declarations(number, tree, compilation, Find);
        foreach (var name in declarations.Names)
        {
            if (!_visible.TryGetValue(name.Name, out var found))
                _visible.Add(name.Name, found = []);
            found.RemoveAll(other => other.Name == name);
            found.Add((name, declarations));
        }
        // Cells are run again and again.
        _concernAll.RemoveAll(code => (code.Directives.Length == 0 || code.Directives == declarations.Directives) && !code.Names.Any(name => Owns(code, name)));
        if (declarations.ConcernsAll)
            _concernAll.Add(declarations);
        _links.Add(new(declarations, compilation, []));
        _everything = null;
        return declarations;
    }

    private IEnumerable<(DeclaredName Name, Declarations Owner)> Visible => _visible.Values.SelectMany(found => found);

    private bool Owns(Declarations code, DeclaredName name) => _visible[name.Name].Contains((name, code));

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

    /// <summary>Replaces the chain, as far as it can be, by one for <paramref name="code"/>, or for everything.</summary>
    private void Begin(SyntaxTree? code, IReadOnlyList<MetadataReference> references, bool keepsPresent)
    {
        var links = Fixed();
        foreach (var link in _links.Skip(links.Count))
            link.Declarations?.Release(link.Compilation);
        Forget();
        var wanted = Closure(code is null ? Visible.Select(found => found.Owner) : MentionedIn(code));
        var present = Present();
        if (keepsPresent && wanted.Union(present).Count() < _longest)
            wanted.UnionWith(present);
        AppendReferences(links, references, "");
        Append(links, wanted);
        _links = links;
        _isComplete = Present().IsSupersetOf(Visible.Select(found => found.Owner));
        _longest = Math.Max(ShortLength, 2 * links.Count);
        _everything = null;
    }

    /// <summary>
    /// Drops overloads for types that nothing else has any more. Where a class and a function that takes it are run again
    /// and again, each new function is another overload.
    /// </summary>
    private void Forget()
    {
        bool IsOutdated((DeclaredName Name, Declarations Owner) found) =>
            _visible[found.Name.Name].Any(other => other.Owner.Number > found.Owner.Number && other.Name.IsWrittenAs(found.Name));
        var used = Closure(Visible.Where(found => !IsOutdated(found)).Select(found => found.Owner));
        foreach (var found in Visible.Where(found => !used.Contains(found.Owner)).ToList())
            _visible[found.Name.Name].Remove(found);
    }

    private CSharpCompilation Everything()
    {
        var links = Fixed();
        var visible = Visible.ToList();
        // Variables, which may be thousands, in one link.
        var variables = visible.Where(found => found.Owner.Outline is not null).Select(found => found.Owner.Outline!.First(field => field.Name == found.Name.Name).Code);
        AppendReferences(links, [], string.Join(' ', variables));
        Append(links, Closure(visible.Select(found => found.Owner).Where(owner => owner.Outline is null)));
        return links[^1].Compilation;
    }

    /// <summary>Lets the collector look at what is old, as the compilations are that were just let go; by itself it does so last.</summary>
    private static void GiveBack()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) < SmallHeap)
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        else
            GC.Collect(2, GCCollectionMode.Forced, blocking: false);
    }

    /// <summary>The beginning of the chain that must stay as it is.</summary>
    private List<Link> Fixed() => _links[..(_links.FindLastIndex(link => link.Declarations is { IsFixed: true }) + 1)];

    /// <summary>A link for new references and those that the links after <paramref name="links"/> have.</summary>
    private void AppendReferences(List<Link> links, IReadOnlyList<MetadataReference> added, string code)
    {
        List<MetadataReference> references = [.. _links.Skip(links.Count).SelectMany(link => link.References), .. added];
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
