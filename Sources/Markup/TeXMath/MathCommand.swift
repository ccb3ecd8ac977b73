import Diagnostics

/// What a command of a formula does.
enum MathCommand: Sendable {
    /// A character.
    case symbol(MathSymbol)
    /// A name that is set upright, and whether its limits are below it in displayed formulas.
    case function(String, hasLimits: Bool)
    /// Space, in mu: 18 are an em.
    case space(Int)
    /// A mark over or under its argument.
    case accent(String, isBelow: Bool = false, isStretchy: Bool = false)
    /// A brace over or under its argument, that takes a script as its label.
    case brace(String, isBelow: Bool)
    /// Its argument is set in a font.
    case font(MathFont)
    /// The rest of the group is set in a font.
    case fontSwitch(MathFont)
    /// Its argument is text.
    case text(MathFont)
    case fraction(MathFraction.Style, hasLine: Bool = true, delimiters: (String, String)? = nil)
    case generalFraction
    case root
    /// A delimiter of a fixed size, in tenths of the usual one.
    case delimiter(size: Int, MathClass)
    case left, right, middle, begin, end
    /// Its first argument above or below its second.
    case stack(isBelow: Bool, isRelation: Bool = false)
    case stackBoth
    /// Rows of what limits have.
    case substack
    /// An arrow that grows with what is above and below it.
    case longArrow(String)
    /// What comes before it above what comes after it.
    case infix(hasLine: Bool, delimiters: (String, String)? = nil)
    /// The rest of the group as in a displayed formula, or as in a line.
    case style(isDisplay: Bool)
    case limits(Bool)
    case negation
    case operatorName
    /// `\pmod` and its kind, with what stands around the modulus.
    case modulo(before: String, after: String)
    case binaryModulo
    /// Its argument takes space and is not shown.
    case phantom
    /// Its argument is set as if it were of another class.
    case atomClass(MathClass)
    case box
    case strike
    /// Nothing, together with a length.
    case length
    /// Nothing, together with so many arguments.
    case ignored(arguments: Int)
    /// Its last argument, as if it stood there alone; the ones before are left out.
    case transparent(ignoring: Int)
    /// An accent of text on a letter.
    case letterAccent(Unicode.Scalar)
    /// A character by its number.
    case unicode
    /// Its argument in brackets, as text.
    case reference
    case url
    case link
    case tag
}

/// The commands of formulas: symbols, which have a table of their own, and what is more than that. To add one that works
/// like another is to add a line.
enum MathCommands {
    static let all: [String: MathCommand] = {
        var all = structure
        for (name, symbol) in MathSymbols.commands { all[name] = .symbol(symbol) }
        for name in functions { all[name] = .function(name, hasLimits: false) }
        for name in limitFunctions { all[name] = .function(name, hasLimits: true) }
        return all
    }()

    private static let functions = [
        "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "dim", "exp", "hom", "ker",
        "lg",
        "ln", "log", "sec", "sin", "sinh", "tan", "tanh", "arcctg", "arctg", "ch", "ctg", "cth", "sh", "tg", "th",
    ]

    private static let limitFunctions = ["colim", "det", "gcd", "inf", "lim", "max", "min", "Pr", "sup", "lcm", "plim"]

    private static let structure: [String: MathCommand] = [
        "limsup": .function("lim\u{2009}sup", hasLimits: true), "liminf": .function("lim\u{2009}inf", hasLimits: true),
        "injlim": .function("inj\u{2009}lim", hasLimits: true),
        "projlim": .function("proj\u{2009}lim", hasLimits: true),
        "argmax": .function("arg\u{2009}max", hasLimits: true), "argmin": .function("arg\u{2009}min", hasLimits: true),

        ",": .space(3), "thinspace": .space(3), ":": .space(4), ">": .space(4), "medspace": .space(4), ";": .space(5),
        "thickspace": .space(5), "!": .space(-3), "negthinspace": .space(-3), "negmedspace": .space(-4),
        "negthickspace": .space(-5), "quad": .space(18), "qquad": .space(36), " ": .space(6), "space": .space(6),
        "nobreakspace": .space(6), "enspace": .space(9), "enskip": .space(9), "/": .space(0), "hfill": .space(18),

        "hat": .accent("ˆ"), "widehat": .accent("\u{302}", isStretchy: true), "check": .accent("ˇ"),
        "widecheck": .accent("ˇ", isStretchy: true), "tilde": .accent("˜"), "widetilde": .accent("˜", isStretchy: true),
        "Tilde": .accent("˜"), "Hat": .accent("ˆ"), "Bar": .accent("¯"), "Vec": .accent("→"), "Dot": .accent("˙"),
        "acute": .accent("´"), "grave": .accent("`"), "dot": .accent("˙"), "ddot": .accent("¨"), "dddot": .accent("⃛"),
        "ddddot": .accent("⃜"), "breve": .accent("˘"), "bar": .accent("¯"), "vec": .accent("→"),
        "mathring": .accent("˚"), "overline": .accent("‾", isStretchy: true),
        "underline": .accent("_", isBelow: true, isStretchy: true),
        "underbar": .accent("_", isBelow: true, isStretchy: true),
        "overrightarrow": .accent("→", isStretchy: true), "overleftarrow": .accent("←", isStretchy: true),
        "overleftrightarrow": .accent("↔", isStretchy: true), "utilde": .accent("˜", isBelow: true, isStretchy: true),
        "undertilde": .accent("˜", isBelow: true, isStretchy: true),
        "underrightarrow": .accent("→", isBelow: true, isStretchy: true),
        "underleftarrow": .accent("←", isBelow: true, isStretchy: true),
        "overbrace": .brace("⏞", isBelow: false), "underbrace": .brace("⏟", isBelow: true),
        "overbracket": .brace("⎴", isBelow: false), "underbracket": .brace("⎵", isBelow: true),
        "overparen": .brace("⏜", isBelow: false), "underparen": .brace("⏝", isBelow: true),

        "mathrm": .font(.roman), "mathup": .font(.roman), "mathnormal": .font(.normal), "mathit": .font(.italic),
        "mathbf": .font(.bold), "mathbb": .font(.blackboard), "Bbb": .font(.blackboard), "mathbbm": .font(.blackboard),
        "mathds": .font(.blackboard), "mathbbmss": .font(.blackboard), "mathcal": .font(.script),
        "mathscr": .font(.script), "pazocal": .font(.script), "mathfrak": .font(.fraktur), "frak": .font(.fraktur),
        "mathsf": .font(.sansSerif), "mathtt": .font(.monospace), "boldsymbol": .font(.boldItalic),
        "bm": .font(.boldItalic), "pmb": .font(.boldItalic), "bold": .font(.bold), "symbf": .font(.bold),
        "symbb": .font(.blackboard), "symcal": .font(.script), "mathbfit": .font(.boldItalic),
        "mathsfit": .font(.sansItalic),
        "mathbfcal": .font(.boldScript), "mathb": .font(.bold), "boldmath": .fontSwitch(.boldItalic),
        "rm": .fontSwitch(.roman), "it": .fontSwitch(.italic), "bf": .fontSwitch(.bold), "sf": .fontSwitch(.sansSerif),
        "tt": .fontSwitch(.monospace), "cal": .fontSwitch(.script), "sl": .fontSwitch(.italic),
        "em": .fontSwitch(.italic), "sc": .fontSwitch(.roman), "mit": .fontSwitch(.normal),
        "bfseries": .fontSwitch(.bold),
        "itshape": .fontSwitch(.italic), "rmfamily": .fontSwitch(.roman), "sffamily": .fontSwitch(.sansSerif),
        "ttfamily": .fontSwitch(.monospace), "normalfont": .fontSwitch(.roman),

        "text": .text(.roman), "textrm": .text(.roman), "textnormal": .text(.roman), "textup": .text(.roman),
        "mbox": .text(.roman), "hbox": .text(.roman), "intertext": .text(.roman), "textsc": .text(.roman),
        "textmd": .text(.roman), "textlf": .text(.roman), "textbf": .text(.bold), "textit": .text(.italic),
        "textsl": .text(.italic), "emph": .text(.italic), "textsf": .text(.sansSerif), "texttt": .text(.monospace),
        "verb": .text(.monospace),

        "frac": .fraction(.automatic), "dfrac": .fraction(.display), "tfrac": .fraction(.text),
        "cfrac": .fraction(.display), "nicefrac": .fraction(.slanted), "sfrac": .fraction(.slanted),
        "flatfrac": .fraction(.slanted), "xfrac": .fraction(.slanted),
        "binom": .fraction(.automatic, hasLine: false, delimiters: ("(", ")")),
        "dbinom": .fraction(.display, hasLine: false, delimiters: ("(", ")")),
        "tbinom": .fraction(.text, hasLine: false, delimiters: ("(", ")")), "genfrac": .generalFraction,
        "over": .infix(hasLine: true), "atop": .infix(hasLine: false),
        "choose": .infix(hasLine: false, delimiters: ("(", ")")),
        "brace": .infix(hasLine: false, delimiters: ("{", "}")),
        "brack": .infix(hasLine: false, delimiters: ("[", "]")),
        "sqrt": .root, "root": .root,

        "left": .left, "right": .right, "middle": .middle, "begin": .begin, "end": .end,
        "big": .delimiter(size: 12, .ordinary), "bigl": .delimiter(size: 12, .opening),
        "bigr": .delimiter(size: 12, .closing), "bigm": .delimiter(size: 12, .relation),
        "Big": .delimiter(size: 18, .ordinary), "Bigl": .delimiter(size: 18, .opening),
        "Bigr": .delimiter(size: 18, .closing), "Bigm": .delimiter(size: 18, .relation),
        "bigg": .delimiter(size: 24, .ordinary), "biggl": .delimiter(size: 24, .opening),
        "biggr": .delimiter(size: 24, .closing), "biggm": .delimiter(size: 24, .relation),
        "Bigg": .delimiter(size: 30, .ordinary), "Biggl": .delimiter(size: 30, .opening),
        "Biggr": .delimiter(size: 30, .closing), "Biggm": .delimiter(size: 30, .relation),

        "overset": .stack(isBelow: false), "underset": .stack(isBelow: true),
        "stackrel": .stack(isBelow: false, isRelation: true), "stackbin": .stack(isBelow: false),
        "overunderset": .stackBoth, "substack": .substack,
        "xrightarrow": .longArrow("→"), "xleftarrow": .longArrow("←"), "xleftrightarrow": .longArrow("↔"),
        "xRightarrow": .longArrow("⇒"), "xLeftarrow": .longArrow("⇐"), "xLeftrightarrow": .longArrow("⇔"),
        "xmapsto": .longArrow("↦"), "xhookrightarrow": .longArrow("↪"), "xhookleftarrow": .longArrow("↩"),
        "xrightharpoonup": .longArrow("⇀"), "xrightleftharpoons": .longArrow("⇌"),
        "xleftrightharpoons": .longArrow("⇋"),
        "xtofrom": .longArrow("⇄"), "xlongequal": .longArrow("="), "xtwoheadrightarrow": .longArrow("↠"),
        "displaystyle": .style(isDisplay: true), "textstyle": .style(isDisplay: false),
        "limits": .limits(true), "nolimits": .limits(false), "displaylimits": .ignored(arguments: 0),
        "not": .negation, "centernot": .negation, "operatorname": .operatorName,
        "pmod": .modulo(before: "(mod", after: ")"), "mod": .modulo(before: "mod", after: ""),
        "pod": .modulo(before: "(", after: ")"), "bmod": .binaryModulo,
        "phantom": .phantom, "hphantom": .phantom, "vphantom": .ignored(arguments: 1),
        "smash": .transparent(ignoring: 0),
        "mathord": .atomClass(.ordinary), "mathop": .atomClass(.large), "mathbin": .atomClass(.binary),
        "mathrel": .atomClass(.relation), "mathopen": .atomClass(.opening), "mathclose": .atomClass(.closing),
        "mathpunct": .atomClass(.punctuation), "mathinner": .atomClass(.inner), "boxed": .box, "fbox": .box,
        "cancel": .strike, "bcancel": .strike, "xcancel": .strike, "sout": .strike,

        // Colors would be lost on a dark page, or print.
        "color": .ignored(arguments: 1), "textcolor": .transparent(ignoring: 1), "colorbox": .transparent(ignoring: 1),
        "mathcolor": .transparent(ignoring: 1), "definecolor": .ignored(arguments: 3),
        "hspace": .ignored(arguments: 1), "vspace": .ignored(arguments: 1), "label": .ignored(arguments: 1),
        "nonumber": .ignored(arguments: 0), "notag": .ignored(arguments: 0), "allowbreak": .ignored(arguments: 0),
        "nobreak": .ignored(arguments: 0), "break": .ignored(arguments: 0), "-": .ignored(arguments: 0),
        "scriptstyle": .ignored(arguments: 0), "scriptscriptstyle": .ignored(arguments: 0),
        "mathstrut": .ignored(arguments: 0), "strut": .ignored(arguments: 0), "noindent": .ignored(arguments: 0),
        "small": .ignored(arguments: 0), "scriptsize": .ignored(arguments: 0), "footnotesize": .ignored(arguments: 0),
        "tiny": .ignored(arguments: 0), "large": .ignored(arguments: 0),
        "Large": .ignored(arguments: 0), "normalsize": .ignored(arguments: 0), "relax": .ignored(arguments: 0),
        "protect": .ignored(arguments: 0), "null": .ignored(arguments: 0), "hline": .ignored(arguments: 0),
        "centering": .ignored(arguments: 0), "linebreak": .ignored(arguments: 0), "newline": .ignored(arguments: 0),
        "par": .ignored(arguments: 0),
        "unboldmath": .ignored(arguments: 0), "kern": .length, "mkern": .length, "hskip": .length, "mskip": .length,
        "mspace": .length,
        "ensuremath": .transparent(ignoring: 0), "mathchoice": .transparent(ignoring: 3),
        "xspace": .ignored(arguments: 0), "mathclap": .transparent(ignoring: 0), "mathllap": .transparent(ignoring: 0),
        "mathrlap": .transparent(ignoring: 0), "rlap": .transparent(ignoring: 0), "llap": .transparent(ignoring: 0),
        "clap": .transparent(ignoring: 0), "resizebox": .transparent(ignoring: 2),
        "scalebox": .transparent(ignoring: 1), "makebox": .transparent(ignoring: 0),
        "raisebox": .transparent(ignoring: 1),
        "vcenter": .transparent(ignoring: 0),

        "'": .letterAccent("\u{301}"), "`": .letterAccent("\u{300}"), "^": .letterAccent("\u{302}"),
        "\"": .letterAccent("\u{308}"), "~": .letterAccent("\u{303}"), "=": .letterAccent("\u{304}"),
        ".": .letterAccent("\u{307}"), "v": .letterAccent("\u{30C}"), "c": .letterAccent("\u{327}"),
        "H": .letterAccent("\u{30B}"),
        "unicode": .unicode, "char": .unicode, "symbol": .unicode, "cite": .reference, "citep": .reference,
        "citet": .reference, "ref": .reference, "eqref": .reference, "cref": .reference, "Cref": .reference,
        "autoref": .reference, "url": .url, "href": .link, "tag": .tag, "footnote": .text(.roman),
    ]
}

extension MathCommands {
    /// Commands that have a form with a star.
    static let starred: Set<String> = ["operatorname", "hspace", "vspace", "tag"]

    /// What changes TeX itself, which formulas from strangers may not.
    static let refused: Set<String> = [
        "def", "edef", "gdef", "xdef", "let", "newcommand", "renewcommand", "providecommand", "DeclareMathOperator",
        "newenvironment", "catcode", "csname", "expandafter", "input", "include", "require", "usepackage", "write",
        "read", "openin", "openout", "loop", "immediate", "special", "htmlClass", "htmlId", "htmlStyle", "htmlData",
    ]

    /// The command that may have been meant by one that is none.
    static func nearest(to name: String) -> String? {
        let length = name.utf8.count
        guard length > 3 else { return nil }
        let isCapital = name.first?.isUppercase
        // Authors' own commands are short words: at two mistakes, half of them would be near to something.
        let candidates = known.lazy.filter { abs($0.utf8.count - length) <= 1 && $0.first?.isUppercase == isCapital }
        return Nearest.match(name, among: candidates, mistakes: 1)
    }

    private static let known = all.keys.sorted()
}
