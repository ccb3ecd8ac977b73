/// The symbols of formulas, as data: a line's first word is the kind, pairs of a command's name and its character follow.
/// To add a command for a symbol is to add a pair.
enum MathSymbols {
    private static let table = """
        variable alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
        variable varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
        variable upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ imath ı jmath ȷ partial ∂
        constant Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        variable varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varPhi Φ varPsi Ψ varOmega Ω
        constant Alpha Α Beta Β Epsilon Ε Zeta Ζ Eta Η Iota Ι Kappa Κ Mu Μ Nu Ν Omicron Ο Rho Ρ Tau Τ Chi Χ
        constant infty ∞ emptyset ∅ varnothing ∅ nabla ∇ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ ell ℓ hbar ℏ hslash ℏ
        constant aleph ℵ beth ℶ gimel ℷ daleth ℸ wp ℘ Re ℜ Im ℑ top ⊤ bot ⊥ angle ∠ measuredangle ∡ sphericalangle ∢
        constant triangle △ square □ Box □ blacksquare ■ lozenge ◊ blacklozenge ⧫ diamondsuit ♢ heartsuit ♡ clubsuit ♣
        constant spadesuit ♠ bigstar ★ Diamond ◇ vartriangle △ triangledown ▽ blacktriangle ▲ blacktriangledown ▼
        constant prime ′ backprime ‵ degree ° deg ° eth ð mho ℧ Finv Ⅎ Game ⅁ complement ∁ surd √ flat ♭ natural ♮
        constant sharp ♯ checkmark ✓ maltese ✠ yen ¥ pounds £ euro € S § P ¶ copyright © circledR ® circledS Ⓢ
        constant ldots … dots … dotsc … dotso … mathellipsis … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ vdots ⋮ ddots ⋱ iddots ⋰
        constant aa å AA Å ae æ AE Æ o ø O Ø ss ß l ł L Ł micro µ ohm Ω angstrom Å dag † ddag ‡ backslash \\
        constant textmu µ textohm Ω textdegree ° Bbbk 𝕜 textbullet • textasciitilde ~ textbackslash \\ lq ‘ rq ’
        constant oe œ OE Œ dh ð th þ hdots … arcmin ′ arcsec ″ sun ☉ Sun ☉ astrosun ☉ qed ∎ cmark ✓ xmark ✗ female ♀ male ♂
        constant textonehalf ½ textonequarter ¼ textthreequarters ¾ textperthousand ‰ permil ‰ texteuro € textbar |
        constant textunderscore _ textendash – textemdash — blacktriangleright ▶ blacktriangleleft ◀
        constant percnt % cent ¢ textregistered ® texttrademark ™ diagup ╱ diagdown ╲ textellipsis …
        binary pm ± textpm ± mp ∓ times × texttimes × div ÷ textdiv ÷ cdot · cdotp · ast ∗ star ⋆ circ ∘ bullet ∙
        binary cap ∩ cup ∪ Cap ⋒ Cup ⋓ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖
        binary wr ≀ amalg ⨿ diamond ⋄ bigtriangleup △ bigtriangledown ▽ triangleleft ◃ triangleright ▹ oplus ⊕
        binary ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ bigcirc ◯ dagger † ddagger ‡ intercal ⊺ barwedge ⊼ veebar ⊻ ltimes ⋉
        binary rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ divideontimes ⋇
        binary circledast ⊛ circledcirc ⊚ circleddash ⊝ dotplus ∔ curlyvee ⋎ curlywedge ⋏ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵
        binary doublebarwedge ⩞ centerdot · gtrdot ⋗ lessdot ⋖ fatsemi ⨟ sslash ⫽ obar ⌽ bigplus ⨁
        relation leq ≤ le ≤ leqslant ⩽ geq ≥ ge ≥ geqslant ⩾ neq ≠ ne ≠ lt < gt > ll ≪ gg ≫ lll ⋘ ggg ⋙ equiv ≡ sim ∼
        relation nsim ≁ simeq ≃ thicksim ∼ approx ≈ thickapprox ≈ napprox ≉ approxeq ≊ cong ≅ ncong ≇ asymp ≍ doteq ≐
        relation Doteq ≑ doteqdot ≑ propto ∝ varpropto ∝ models ⊨ vdash ⊢ dashv ⊣ vDash ⊨ Vdash ⊩ Vvdash ⊪ nvdash ⊬
        relation nvDash ⊭ nVdash ⊮ nVDash ⊯ perp ⊥ mid ∣ shortmid ∣ nmid ∤ nshortmid ∤ parallel ∥ shortparallel ∥
        relation nparallel ∦ bowtie ⋈ Join ⋈ smile ⌣ frown ⌢ in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆
        relation supseteq ⊇ subseteqq ⫅ supseteqq ⫆ nsubseteq ⊈ nsupseteq ⊉ subsetneq ⊊ supsetneq ⊋ subsetneqq ⫋
        relation supsetneqq ⫌ varsubsetneq ⊊ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ Subset ⋐ Supset ⋑
        relation prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿ nprec ⊀ nsucc ⊁
        relation lesssim ≲ gtrsim ≳ lessgtr ≶ gtrless ≷ lessapprox ⪅ gtrapprox ⪆ lesseqgtr ⋚ gtreqless ⋛ leqq ≦ geqq ≧
        relation lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩ lnsim ⋦ gnsim ⋧ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nleqslant ≰ ngeqslant ≱
        relation coloneqq ≔ coloneq ≔ eqqcolon ≕ eqcolon ≕ triangleq ≜ circeq ≗ bumpeq ≏ Bumpeq ≎ eqsim ≂ risingdotseq ≓
        relation fallingdotseq ≒ backsim ∽ backsimeq ⋍ therefore ∴ because ∵ between ≬ pitchfork ⋔ vartriangleleft ⊲
        relation vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵ ntriangleleft ⋪ ntriangleright ⋫ multimap ⊸
        relation lsim ≲ gsim ≳ textless < textgreater > independent ⫫
        relation eqcirc ≖ preceqq ⪳ succeqq ⪴ precapprox ⪷ succapprox ⪸ curlyeqprec ⋞ curlyeqsucc ⋟ Vbar ⫫ Perp ⫫ Coloneqq ⩴
        arrow to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ uparrow ↑ downarrow ↓ updownarrow ↕ Rightarrow ⇒
        arrow implies ⟹ impliedby ⟸ iff ⟺ Leftarrow ⇐ Leftrightarrow ⇔ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ mapsto ↦
        arrow longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺
        arrow longmapsto ⟼ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼
        arrow leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖
        arrow rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉ leftleftarrows ⇇ upuparrows ⇈ downdownarrows ⇊
        arrow twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢ looparrowright ↬ looparrowleft ↫
        arrow curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺ rightsquigarrow ⇝ leadsto ⇝
        arrow nrightarrow ↛ nleftarrow ↚ nleftrightarrow ↮ nRightarrow ⇏ nLeftarrow ⇍ nLeftrightarrow ⇎ dashrightarrow ⇢
        arrow dashleftarrow ⇠ leftrightsquigarrow ↭ Rrightarrow ⇛ Lleftarrow ⇚ upharpoonright ↾ upharpoonleft ↿ restriction ↾
        opening langle ⟨ lbrace { lbrack [ lceil ⌈ lfloor ⌊ lvert | lVert ‖ lgroup ⟮ lmoustache ⎰ llbracket ⟦ ulcorner ⌜
        opening llcorner ⌞ lparen ( lAngle ⟪ lBrace ⦃
        closing rangle ⟩ rbrace } rbrack ] rceil ⌉ rfloor ⌋ rvert | rVert ‖ rgroup ⟯ rmoustache ⎱ rrbracket ⟧ urcorner ⌝
        closing lrcorner ⌟ rparen ) rAngle ⟫ rBrace ⦄
        fence vert | Vert ‖
        punctuation colon : ldotp .
        sum sum ∑ prod ∏ coprod ∐ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄
        sum bigsqcup ⨆ bigsqcap ⨅ bigtimes ⨉
        integral int ∫ oint ∮ iint ∬ iiint ∭ oiint ∯ oiiint ∰ smallint ∫ intop ∫ fint ⨍
        """

    /// Characters that stand for themselves, or that nobody has a command for.
    private static let characters = """
        binary + + - − − − * ∗ ⊹ ⊹ ⧺ ⧺
        relation = = < < > > : : ≝ ≝ ≟ ≟ ⟂ ⟂ ⪡ ⪡ ≲ ≲ ⫫ ⫫
        opening ( ( [ [ { { 〈 ⟨ ⌈ ⌈
        closing ) ) ] ] } } 〉 ⟩
        fence | | ∥ ‖
        punctuation , , ; ;
        postfix ! ! ? ?
        constant / / . . % % & & @ @ # # " ″ ' ′ ` ‘ \\ \\ $ $ ″ ″ ‴ ‴ µ μ
        variable ∂ ∂ ð ð
        """

    /// The symbols by the names of their commands.
    static let commands = Dictionary(pairs(table)) { first, _ in first }

    /// The symbols by their characters; what several commands stand for is what the first of them says.
    static let scalars = Dictionary(byScalar(table)) { first, _ in first }.merging(byScalar(characters)) { $1 }

    /// What `\not` makes of a character; others get a stroke that combines.
    static let negations: [String: String] = [
        "=": "≠", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∈": "∉", "∋": "∌", "≡": "≢", "∼": "≁", "≈": "≉", "≅": "≇",
        "⊂": "⊄",
        "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "∣": "∤", "∥": "∦", "∃": "∄", "⊢": "⊬", "⊨": "⊭", "→": "↛", "←": "↚", "⇒": "⇏",
        "≺": "⊀",
        "≻": "⊁", "≃": "≄",
    ]

    private static func byScalar(_ table: String) -> [(Unicode.Scalar, MathSymbol)] {
        pairs(table).compactMap { name, symbol in
            (table == characters ? name : symbol.text).unicodeScalars.first.map { ($0, symbol) }
        }
    }

    private static func pairs(_ table: String) -> [(String, MathSymbol)] {
        table.split(separator: "\n").flatMap { line -> [(String, MathSymbol)] in
            let words = line.split(separator: " ").map(String.init)
            guard let word = words.first, let kind = MathSymbol.Kind(rawValue: word), words.count % 2 == 1 else {
                preconditionFailure("a line of the table is a kind and pairs: \(line)")
            }
            return stride(from: 1, to: words.count, by: 2).map { place in
                (words[place], MathSymbol(text: words[place + 1], kind: kind))
            }
        }
    }
}
