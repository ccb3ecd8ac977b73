/// What TeX writes with a backslash outside of formulas.
enum TeXSymbols {
    /// Accents that are characters, as combining marks.
    static let accents: [Unicode.Scalar: Unicode.Scalar] = [
        "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}", "=": "\u{304}", ".": "\u{307}",
    ]

    /// Accents that are letters.
    static let letterAccents: [String: Unicode.Scalar] = [
        "c": "\u{327}", "v": "\u{30C}", "u": "\u{306}", "H": "\u{30B}", "d": "\u{323}", "b": "\u{331}", "r": "\u{30A}",
        "k": "\u{328}", "t": "\u{361}", "h": "\u{309}", "G": "\u{30F}",
    ]

    /// Letters and signs.
    static let texts: [String: String] = [
        "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
        "ss": "ß",
        "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
        "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€",
        "textpm": "±", "texttimes": "×", "textdiv": "÷", "textdegree": "°", "deg": "°", "degree": "°", "textmu": "µ",
        "textregistered": "®", "texttrademark": "™", "textordfeminine": "ª", "textordmasculine": "º",
        "textonehalf": "½",
        "textonequarter": "¼", "textthreequarters": "¾", "textsection": "§", "textyen": "¥", "textcent": "¢",
        "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
        "textquotedblright": "”", "textquotedbl": "\"", "textquotesingle": "'", "guillemotleft": "«",
        "guillemotright": "»",
        "ldots": "…", "dots": "…", "textellipsis": "…", "cdots": "⋯", "textbullet": "•", "textperiodcentered": "·",
        "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`", "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}", "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_",
        "textdollar": "$", "slash": "/", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "lbrace": "{",
        "rbrace": "}",
        "eg": "e.g.", "ie": "i.e.", "etal": "et al.", "etc": "etc.", "wrt": "w.r.t.", "quad": " ", "qquad": " ",
        "newline": " ", "linebreak": " ", "thinspace": " ", "space": " ",
    ]

    /// Signs that belong in formulas and are found outside of them.
    static let symbols: [String: String] = [
        "times": "×", "pm": "±", "mp": "∓", "div": "÷", "cdot": "·", "ast": "∗", "star": "⋆", "circ": "∘",
        "bullet": "•",
        "sim": "∼", "simeq": "≃", "approx": "≈", "equiv": "≡", "propto": "∝", "neq": "≠", "ne": "≠", "leq": "≤",
        "le": "≤",
        "geq": "≥", "ge": "≥", "ll": "≪", "gg": "≫", "lesssim": "≲", "gtrsim": "≳", "in": "∈", "infty": "∞",
        "partial": "∂",
        "nabla": "∇", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒",
        "Leftarrow": "⇐", "uparrow": "↑", "downarrow": "↓", "mapsto": "↦", "checkmark": "✓", "ell": "ℓ", "hbar": "ℏ",
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
        "eta": "η",
        "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
        "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
        "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
        "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "langle": "⟨", "rangle": "⟩", "lvert": "|", "rvert": "|", "prime": "′",
    ]
}
