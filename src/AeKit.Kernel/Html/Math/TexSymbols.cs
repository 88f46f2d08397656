namespace AeKit.Kernel.Html.Math;

/// <summary>The commands of TeX and AMS that stand for one sign.</summary>
internal static class TexSymbols
{
    /// <summary>What a command without arguments stands for, or null.</summary>
    public static MathNode? Find(string command) =>
        Functions.TryGetValue(command, out var hasLimits) ? new FunctionNode(new TextNode(Spelling(command), MathAlphabet.Upright), hasLimits)
        : LargeOperators.TryGetValue(command, out var large) ? new LargeOperatorNode(large, !large.Contains('∫') && !large.Contains('∮') && !large.Contains('∬') && !large.Contains('∭'))
        : Spaces.TryGetValue(command, out var width) ? new SpaceNode(width)
        : Signs.TryGetValue(command, out var sign) ? sign
        : null;

    /// <summary>A delimiter by its character or command, for \left, \right and \big; null if it is none.</summary>
    public static string? Delimiter(TexToken token) => (token.Kind, token.Text) switch
    {
        (TexTokenKind.Character, ".") => "",
        (TexTokenKind.Character, "(" or ")" or "[" or "]" or "|" or "/") => token.Text,
        (TexTokenKind.Character, "<") => "⟨",
        (TexTokenKind.Character, ">") => "⟩",
        (TexTokenKind.Command, var name) => Delimiters.GetValueOrDefault(name),
        _ => null,
    };

    /// <summary>A character that stands for itself, or for the sign that TeX prints for it.</summary>
    public static SymbolNode Character(string text) => text switch
    {
        "-" => new("−", AtomClass.Binary),
        "+" => new("+", AtomClass.Binary),
        "*" => new("∗", AtomClass.Binary),
        "=" or "<" or ">" or ":" => new(text, AtomClass.Relation),
        "(" or "[" => new(text, AtomClass.Open),
        ")" or "]" or "!" or "?" => new(text, AtomClass.Close),
        "," or ";" => new(text, AtomClass.Punctuation),
        [>= '0' and <= '9'] => new(text, AtomClass.Number),
        _ => new(text, AtomClass.Ordinary),
    };

    private static string Spelling(string function) => function switch
    {
        "limsup" => "lim sup",
        "liminf" => "lim inf",
        "argmin" => "arg min",
        "argmax" => "arg max",
        _ => function,
    };

    private static readonly Dictionary<string, bool> Functions = new()
    {
        ["arccos"] = false, ["arcsin"] = false, ["arctan"] = false, ["arg"] = false, ["cos"] = false, ["cosh"] = false, ["cot"] = false,
        ["deg"] = false, ["det"] = true, ["dim"] = false, ["exp"] = false, ["gcd"] = true, ["hom"] = false, ["inf"] = true, ["ker"] = false,
        ["lg"] = false, ["lim"] = true, ["liminf"] = true, ["limsup"] = true, ["ln"] = false, ["log"] = false, ["max"] = true, ["min"] = true,
        ["Pr"] = true, ["sec"] = false, ["sin"] = false, ["sinh"] = false, ["sup"] = true, ["tan"] = false, ["tanh"] = false,
        ["argmin"] = true, ["argmax"] = true,
    };

    private static readonly Dictionary<string, string> LargeOperators = new()
    {
        ["sum"] = "∑", ["prod"] = "∏", ["coprod"] = "∐", ["int"] = "∫", ["iint"] = "∬", ["iiint"] = "∭", ["oint"] = "∮",
        ["bigcup"] = "⋃", ["bigcap"] = "⋂", ["bigoplus"] = "⨁", ["bigotimes"] = "⨂", ["bigodot"] = "⨀", ["bigvee"] = "⋁", ["bigwedge"] = "⋀",
    };

    private static readonly Dictionary<string, double> Spaces = new()
    {
        [","] = 1 / 6.0, [":"] = 2 / 9.0, [">"] = 2 / 9.0, [";"] = 5 / 18.0, ["!"] = 0, [" "] = 0.25, ["quad"] = 1, ["qquad"] = 2,
        ["enspace"] = 0.5, ["thinspace"] = 1 / 6.0, ["medspace"] = 2 / 9.0, ["thickspace"] = 5 / 18.0, ["negthinspace"] = 0,
    };

    private static readonly Dictionary<string, string> Delimiters = new()
    {
        ["{"] = "{", ["}"] = "}", ["lbrace"] = "{", ["rbrace"] = "}", ["|"] = "‖", ["vert"] = "|", ["Vert"] = "‖", ["lvert"] = "|", ["rvert"] = "|",
        ["lVert"] = "‖", ["rVert"] = "‖", ["langle"] = "⟨", ["rangle"] = "⟩", ["lfloor"] = "⌊", ["rfloor"] = "⌋", ["lceil"] = "⌈", ["rceil"] = "⌉",
        ["lbrack"] = "[", ["rbrack"] = "]", ["backslash"] = "\\", ["uparrow"] = "↑", ["downarrow"] = "↓",
    };

    private static readonly Dictionary<string, SymbolNode> Signs = CreateSigns();

    private static Dictionary<string, SymbolNode> CreateSigns()
    {
        var signs = new Dictionary<string, SymbolNode>();
        Add(AtomClass.Ordinary, false, """
            alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ
            omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
            partial ∂ ell ℓ hbar ℏ imath ı jmath ȷ
            """);
        Add(AtomClass.Ordinary, true, """
            Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
            nabla ∇ infty ∞ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ Re ℜ Im ℑ aleph ℵ angle ∠ triangle △ square □
            top ⊤ bot ⊥ prime ′ degree ° ldots … dots … cdots ⋯ dotsc … dotsb ⋯ vdots ⋮ ddots ⋱ checkmark ✓ star ⋆ bullet •
            $ $ % % # # _ _ & & S § P ¶ dag † ddag ‡
            """);
        Add(AtomClass.Binary, true, """
            pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ circ ∘ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ oslash ⊘ cup ∪ cap ∩ vee ∨ wedge ∧ lor ∨ land ∧
            setminus ∖ sqcup ⊔ sqcap ⊓ uplus ⊎ amalg ⨿ bmod mod
            """);
        Add(AtomClass.Relation, true, """
            leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ equiv ≡ approx ≈ approxeq ≊ cong ≅ sim ∼ simeq ≃ propto ∝ ll ≪ gg ≫ prec ≺ succ ≻ preceq ⪯ succeq ⪰
            in ∈ notin ∉ ni ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ mid ∣ nmid ∤ parallel ∥ perp ⊥ vdash ⊢ models ⊨
            to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ iff ⟺ implies ⟹ impliedby ⟸
            longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ mapsto ↦ longmapsto ⟼ hookrightarrow ↪ uparrow ↑ downarrow ↓ updownarrow ↕
            rightharpoonup ⇀ rightleftharpoons ⇌ leadsto ⇝ rightsquigarrow ⇝ nearrow ↗ searrow ↘ leqslant ⩽ geqslant ⩾ lesssim ≲ gtrsim ≳
            triangleq ≜ doteq ≐ coloneqq ≔ asymp ≍ colon : independent ⫫
            """);
        Add(AtomClass.Open, true, "{ { lbrace { lbrack [ langle ⟨ lvert | lVert ‖ lfloor ⌊ lceil ⌈");
        Add(AtomClass.Close, true, "} } rbrace } rbrack ] rangle ⟩ rvert | rVert ‖ rfloor ⌋ rceil ⌉");
        Add(AtomClass.Ordinary, true, "| ‖ Vert ‖ vert | backslash \\");
        return signs;

        void Add(AtomClass atomClass, bool isUpright, string pairs)
        {
            var words = pairs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < words.Length; i += 2)
                signs[words[i]] = new(words[i + 1], atomClass, isUpright);
        }
    }
}
