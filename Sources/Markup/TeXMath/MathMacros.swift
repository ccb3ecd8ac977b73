/// Commands that a site or an entry defines for its formulas.
package final class MathMacros: Sendable {
    /// A command's replacement, in which `#1` to `#9` stand for its arguments.
    struct Definition: Sendable {
        let body: [UInt8]
        let parameterCount: Int

        init(_ text: String) {
            body = Array(text.utf8)
            let marks = zip(body, body.dropFirst()).filter { $0.0 == UInt8(ascii: "#") }.map(\.1)
            parameterCount = marks.compactMap { Self.number($0) }.max() ?? 0
        }

        /// The body with the arguments in it.
        func expanded(_ arguments: [Range<Int>], of text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
            var result: [UInt8] = []
            var index = 0
            while index < body.count {
                if body[index] == UInt8(ascii: "#"), index + 1 < body.count, let number = Self.number(body[index + 1]),
                    number <= arguments.count
                {
                    result += text[arguments[number - 1]]
                    index += 2
                } else {
                    result.append(body[index])
                    index += 1
                }
            }
            return result
        }

        private static func number(_ byte: UInt8) -> Int? {
            UInt8(ascii: "1")...UInt8(ascii: "9") ~= byte ? Int(byte - UInt8(ascii: "0")) : nil
        }
    }

    /// Macros by their names in a table, as front matter has it.
    package convenience init(_ table: MetadataValue?) {
        var texts: [String: String] = [:]
        if case .table(let entries)? = table?.content {
            for entry in entries { if case .scalar(let text, _) = entry.value.content { texts[entry.key] = text } }
        }
        self.init(texts)
    }

    private let definitions: [String: Definition]
    /// Formulas that were read with them, where many are to come.
    private let memo: FormulaMemo?

    /// No macros.
    package static let none = MathMacros(ofSite: [:])

    /// The macros of a whole site, which keep what is read with them.
    package convenience init(ofSite texts: [String: String]) {
        self.init(definitions: Self.definitions(texts), memo: FormulaMemo())
    }

    /// Macros by their names, with or without a backslash.
    package convenience init(_ texts: [String: String]) {
        self.init(definitions: Self.definitions(texts), memo: nil)
    }

    private init(definitions: [String: Definition], memo: FormulaMemo?) {
        (self.definitions, self.memo) = (definitions, memo)
    }

    private static func definitions(_ texts: [String: String]) -> [String: Definition] {
        Dictionary(texts.map { (name($0), Definition($1)) }) { $1 }
    }

    /// These and others, which come first where both have a name.
    package func adding(_ others: MathMacros) -> MathMacros {
        others.isEmpty ? self : MathMacros(definitions: definitions.merging(others.definitions) { $1 }, memo: nil)
    }

    /// A formula, read from its TeX. What marks it as one is no part of that.
    package func formula(_ tex: UnsafeBufferPointer<UInt8>) throws(MathProblem) -> Formula {
        guard let memo else { return try Formula(tex, macros: self) }
        let slot = memo.slot(of: tex)
        if let known = memo[slot], known.tex.elementsEqual(tex) { return known }
        let formula = try Formula(tex, macros: self)
        memo.keep(formula, in: slot)
        return formula
    }

    /// Adds all of them to a fingerprint.
    package func add(to fingerprint: inout Fingerprint) {
        for (name, definition) in definitions.sorted(by: { $0.key < $1.key }) {
            fingerprint.add(name)
            fingerprint.add(String(decoding: definition.body, as: UTF8.self))
        }
    }

    /// Whether there are none.
    var isEmpty: Bool { definitions.isEmpty }

    subscript(name: String) -> Definition? { definitions[name] }

    /// Whether a command may be called so: letters, or one other character.
    package static func isName(_ text: String) -> Bool {
        let name = name(text)
        return name.utf8.allSatisfy { MathParser.isLetter($0) } ? !name.isEmpty : name.unicodeScalars.count == 1
    }

    private static func name(_ text: String) -> String { text.hasPrefix("\\") ? String(text.dropFirst()) : text }

    // MARK: What authors define

    /// What most authors mean by commands that they define themselves; an abstract comes without the definitions. To add
    /// one is to add a line.
    static let usual: MathMacros = {
        var texts: [String: String] = [
            "norm": "\\left\\lVert #1\\right\\rVert", "abs": "\\left\\lvert #1\\right\\rvert",
            "ceil": "\\left\\lceil #1\\right\\rceil", "floor": "\\left\\lfloor #1\\right\\rfloor",
            "set": "\\left\\{#1\\right\\}", "inner": "\\left\\langle #1\\right\\rangle",
            "ket": "\\left|#1\\right\\rangle", "bra": "\\left\\langle #1\\right|",
            "braket": "\\left\\langle #1\\right\\rangle", "ketbra": "\\left|#1\\right\\rangle\\left\\langle #2\\right|",
            "vect": "\\boldsymbol{#1}", "mat": "\\mathbf{#1}", "eps": "\\varepsilon", "lam": "\\lambda",
            "Lam": "\\Lambda", "Omg": "\\Omega", "omg": "\\omega", "alp": "\\alpha", "gam": "\\gamma", "Gam": "\\Gamma",
            "sig": "\\sigma", "Sig": "\\Sigma", "del": "\\delta", "Del": "\\Delta", "veps": "\\varepsilon",
            "vareps": "\\varepsilon", "vphi": "\\varphi", "ra": "\\rightarrow", "la": "\\leftarrow",
            "Ra": "\\Rightarrow", "otilde": "\\tilde{O}", "Otilde": "\\tilde{O}", "tO": "\\tilde{O}",
            "bigO": "\\mathcal{O}", "bigo": "O", "one": "\\mathbf{1}", "indep": "\\perp", "given": "\\mid",
            "defeq": "\\coloneqq", "eqdef": "\\coloneqq", "half": "\\tfrac{1}{2}", "T": "\\top", "ud": "\\,\\mathrm{d}",
            "dd": "\\mathrm{d}", "num": "#1", "SI": "#1\\,\\mathrm{#2}", "qty": "#1\\,\\mathrm{#2}",
            "si": "\\mathrm{#1}", "unit": "\\mathrm{#1}", "percent": "\\%", "celsius": "°\\mathrm{C}",
            "degreeCelsius": "°\\mathrm{C}", "degree": "°", "ang": "#1°", "ohm": "Ω", "micro": "µ",
            "ce": "\\mathrm{#1}", "prescript": "{}^{#1}_{#2}{#3}", "sideset": "{}#1{#3}#2",
            "textsuperscript": "{}^{\\text{#1}}", "textsubscript": "{}_{\\text{#1}}", "wt": "\\widetilde{#1}",
            "wh": "\\widehat{#1}", "ol": "\\overline{#1}", "ul": "\\underline{#1}",
            "ip": "\\left\\langle #1,#2\\right\\rangle", "innerproduct": "\\left\\langle #1,#2\\right\\rangle",
            "dv": "\\frac{\\mathrm{d}#1}{\\mathrm{d}#2}", "pdv": "\\frac{\\partial #1}{\\partial #2}",
            "varinjlim": "\\mathop{\\underrightarrow{\\lim}}", "varprojlim": "\\mathop{\\underleftarrow{\\lim}}",
            "softO": "\\tilde{O}", "iid": "\\text{i.i.d.}", "wrt": "\\text{w.r.t.}", "st": "\\text{s.t.}",
            "ie": "\\text{i.e.}", "eg": "\\text{e.g.}", "etal": "\\text{et al.}",
            // Astronomers'.
            "kms": "\\,\\mathrm{km}\\,\\mathrm{s}^{-1}", "ion": "\\mathrm{#1}\\,\\mathrm{#2}", "Msun": "M_\\odot",
            "msun": "M_\\odot", "Lsun": "L_\\odot", "lsun": "L_\\odot", "Rsun": "R_\\odot", "rsun": "R_\\odot",
            "Zsun": "Z_\\odot", "Mearth": "M_\\oplus", "farcs": ".\\!\\!″", "farcm": ".\\!\\!′", "fdg": ".\\!\\!°",
        ]
        for letter in "CEFHKNPQRZ" { texts[String(letter)] = "\\mathbb{\(letter)}" }
        let small = "abcdefghijklmnopqrstuvwxyz"
        for letter in small + small.uppercased() {
            // Bold letters for vectors and matrices, script for classes: the prefixes of many authors' lists.
            for prefix in ["b", "bf", "v", "m"] { texts["\(prefix)\(letter)"] = "\\mathbf{\(letter)}" }
            guard letter.isUppercase else { continue }
            for prefix in ["c", "cal", "mc", "s"] { texts["\(prefix)\(letter)"] = "\\mathcal{\(letter)}" }
            for prefix in ["bb", "mb"] { texts["\(prefix)\(letter)"] = "\\mathbb{\(letter)}" }
            texts["\(letter)\(letter)"] = "\\mathbb{\(letter)}"
        }
        let greek = """
            alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi
            omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
            """
        for letter in greek.split(whereSeparator: \.isWhitespace) {
            texts["b\(letter)"] = "\\boldsymbol{\\\(letter)}"
        }
        let units = [
            "meter": "m", "metre": "m", "second": "s", "gram": "g", "kilogram": "kg", "hertz": "Hz", "watt": "W",
            "joule": "J", "volt": "V", "ampere": "A", "kelvin": "K", "pascal": "Pa", "newton": "N", "mole": "mol",
            "byte": "B", "bit": "bit", "hour": "h", "minute": "min", "day": "d", "liter": "L", "electronvolt": "eV",
            "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "milli": "m", "nano": "n", "pico": "p", "centi": "c",
            "per": "/", "db": "dB", "dB": "dB",
        ]
        for (name, unit) in units { texts[name] = "\\mathrm{\(unit)}" }
        let operators = [
            "poly", "polylog", "polyloglog", "Var", "Cov", "Corr", "tr", "Tr", "diag", "rank", "sgn", "sign", "supp",
            "KL",
            "TV", "softmax", "ReLU", "relu", "vol", "conv", "id", "Id", "opt", "OPT", "ALG", "Unif", "Ber", "Bern",
            "Bin",
            "Poi", "Exp", "Prob", "prob", "NP", "coNP", "SAT", "Hom", "End", "Aut", "Ext", "Tor", "Spec", "GL", "SL",
            "SO",
            "SU", "PSL", "grad", "curl", "erf", "Res", "ord", "lcm", "spn", "Lip", "dist", "cost", "val", "err", "reg",
            "Reg", "MSE", "std", "mean", "median", "card", "area", "vec", "nnz", "sinc", "round", "clip", "proj", "im",
            "coker", "img", "Ker", "Ind", "Sym", "Alt", "Pic", "Gal", "Proj", "sech", "csch", "polysize", "tw", "pw",
            "cw",
        ]
        for name in operators { texts[name] = "\\operatorname{\(name)}" }
        return MathMacros(texts)
    }()
}
