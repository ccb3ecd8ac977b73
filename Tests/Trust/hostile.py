"""Entries by which strangers try to run script in readers' browsers, to load things from other hosts, or to get at other
pages: payloads, the places of an entry where they can stand, and whole files."""

import json

#: What script, wherever it runs, gets to; the tests look for it.
CALL = "window.pwned=1"
#: A host that must never be asked for anything.
EVIL = "evil.example"

#: Markup, addresses and text that some sink or other would run.
PAYLOADS = [
    f"<script>{CALL}</script>",
    f"<ScRiPt>{CALL}</sCrIpT>",
    f"<script src=//{EVIL}/x.js></script>",
    f"</title><script>{CALL}</script>",
    f"</script><script>{CALL}</script>",
    f"</style><script>{CALL}</script>",
    f"</textarea><script>{CALL}</script>",
    f"--><script>{CALL}</script><!--",
    f"]]><script>{CALL}</script>",
    f'"><script>{CALL}</script>',
    f"'><script>{CALL}</script>",
    f'" onmouseover="{CALL}" x="',
    f"' onfocus='{CALL}' autofocus tabindex='0",
    f'" style="position:fixed;inset:0" onclick="{CALL}',
    f"<img src=x onerror={CALL}>",
    f"<img src=x onerror={CALL}//",
    f"<svg onload={CALL}>",
    f"<svg/onload={CALL}>",
    f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f"<svg><script>{CALL}</script></svg>",
    f"<svg><a xlink:href=javascript:{CALL}><text y=20>x</text></a></svg>",
    f"<math><mtext></mtext><script>{CALL}</script></math>",
    f"<math><maction actiontype=statusline xlink:href=javascript:{CALL}>x</maction></math>",
    f"<math><annotation-xml encoding=text/html><img src=x onerror={CALL}></annotation-xml></math>",
    f"<iframe srcdoc='<script>parent.{CALL}</script>'></iframe>",
    f"<iframe src=javascript:parent.{CALL}>",
    f"<object data=javascript:{CALL}>",
    f"<embed src=//{EVIL}/x.swf>",
    f"<base href=//{EVIL}/>",
    f"<meta http-equiv=refresh content='0;url=//{EVIL}/'>",
    f"<meta http-equiv=Set-Cookie content=a=b>",
    f"<link rel=stylesheet href=//{EVIL}/x.css>",
    f"<style>@import '//{EVIL}/x.css';</style>",
    f"<style>*{{background:url(//{EVIL}/x)}}</style>",
    f"<form action=//{EVIL}/><input name=q autofocus onfocus={CALL}>",
    f"<button formaction=javascript:{CALL}>x</button>",
    f"<details open ontoggle={CALL}>",
    f"<video src=x onerror={CALL}></video>",
    f"<audio src=//{EVIL}/x.mp3 autoplay></audio>",
    f"<body onload={CALL}>",
    f"<marquee onstart={CALL}>",
    f"<noscript><p title='</noscript><img src=x onerror={CALL}>'>",
    f"<template><script>{CALL}</script></template>",
    f"<a href=javascript:{CALL}>x</a>",
    f"<a href='data:text/html,<script>{CALL}</script>'>x</a>",
    f"<p id=search-results name=forms>clobber</p>",
    f"&lt;script&gt;{CALL}&lt;/script&gt;",
    f"&#60;script&#62;{CALL}&#60;/script&#62;",
    f"\\u003cscript\\u003e{CALL}\\u003c/script\\u003e",
    f"\u003cscript\u2028>{CALL}</script>",
    f"＜script＞{CALL}＜/script＞",
    "{{site.title}} {{{page.title}}} {{&page.title}}",
    "{{>layout}} {{<layout}}{{/layout}}",
    "{{=<% %>=}}<% page.title %>",
    "{{#papers}}{{/papers}} {{^papers}}{{/papers}} {{!",
    "${window.pwned=1} #{7*7} <%= 7*7 %> [[7*7]] {%raw%}",
    "\u202egpj.exe\u202c \u2066hidden\u2069 \u200f\u200e",
    "p\u0430ypal \u200b\u200c\u200d\ufeff zero\u00adwidth",
    "=cmd|'/c calc'!A1 +1 -1 @SUM(A1)",
    "a\r\nBcc: victim@example.org\r\n\r\n<html>body",
    "a\nER  - \nTY  - JOUR\n@article{x, title={y}}\n",
    r"\input{/etc/passwd} \write18{id} \href{javascript:window.pwned=1}{x}",
]

#: Destinations of links and pictures in Markdown.
DESTINATIONS = [
    f"javascript:{CALL}", f"JaVaScRiPt:{CALL}", f"&#106;avascript:{CALL}", f"javascript&colon;{CALL}",
    f"&#x6A;&#x61;vascript:{CALL}", f"java&Tab;script:{CALL}", f"java&NewLine;script:{CALL}", f"\\x01javascript:{CALL}",
    f"javascript\\:{CALL}", f"vbscript:{CALL}", f"livescript:{CALL}", f"data:text/html,<script>{CALL}</script>",
    f"data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==", f"data:image/svg+xml,<svg onload='{CALL}'/>",
    f"blob:{CALL}", f"file:///etc/passwd", f"view-source:{CALL}", f"feed:javascript:{CALL}", f"jar:javascript:{CALL}!/",
    f"//{EVIL}/x.png", f"///{EVIL}/x.png", f"/\\\\{EVIL}/x.png", f"https://{EVIL}/x.png", f"http:{EVIL}/x.png",
    f"https:/{EVIL}/x.png", f"../../../../etc/passwd", f"..%2f..%2fsite.toml", f"%2e%2e/%2e%2e/site.toml",
    f'x"onerror="{CALL}', f"x onerror={CALL}", f"?q=<script>{CALL}</script>", f"#<img src=x onerror={CALL}>",
]

#: TeX in which a formula's writer could be led astray.
FORMULAS = [
    rf"\href{{javascript:{CALL}}}{{x}}", rf"\url{{javascript:{CALL}}}", rf"\text{{<script>{CALL}</script>}}",
    rf"\mathrm{{<img src=x onerror={CALL}>}}", rf"\operatorname{{\" onload=\"{CALL}}}", r"\require{html}\class{x}{y}",
    rf"\style{{background:url(//{EVIL}/x)}}{{y}}", rf"\cssId{{search}}{{y}}", rf"\includegraphics{{//{EVIL}/x.png}}",
    r"\def\x{\x\x}\x", r"\newcommand{\a}{\b}\newcommand{\b}{\a}\a", rf"\unicode{{x3c}}script\unicode{{x3e}}{CALL}",
    r"\color{red;background:url(//evil.example/x)}x", r"</annotation></semantics></math><script>window.pwned=1</script>",
    r"\begin{array}{c\" onload=\"window.pwned=1}x\end{array}", r"\left<script\right>window.pwned=1",
    r"\tag{<script>window.pwned=1</script>}x", r"\label{\" onclick=\"window.pwned=1}x",
]


def quoted(text):
    """A text as YAML can have it, whatever is in it."""
    return json.dumps(text)


def entry(title="An honest title", body="An honest abstract.", **keys):
    keys = {"date": "2025-12-16", "authors": '[{"name": "Ada Lovelace"}]', "tags": "[honest]"} | keys
    lines = "".join(f"{key.replace('_', '-') if key == 'x' else key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {quoted(title)}\n{lines}---\n\n{body}\n"


#: The places of an entry where a payload can stand: a name, and what makes the entry.
SINKS = {
    "title": lambda text: entry(title=text),
    "author": lambda text: entry(authors=f"[{{name: {quoted(text)}, affiliation: {quoted(text)}}}]"),
    "tag": lambda text: entry(tags=f"[{quoted(text)}]"),
    "organization": lambda text: entry(organization=quoted(text)),
    "venue": lambda text: entry(venue=quoted(text), type="inproceedings", pages=quoted(text), volume=quoted(text)),
    "summary": lambda text: entry(summary=quoted(text)),
    "notice": lambda text: entry(status="retracted", notice=quoted(text)),
    "body": lambda text: entry(body=text),
    "code": lambda text: entry(body=f"`{text}`\n\n```{text}\n{text}\n```\n"),
    "heading": lambda text: entry(body=f"# {text}\n\nText.[^1]\n\n[^1]: {text}\n\n| a | {text.replace('|', '')} |\n|---|---|\n| 1 | 2 |\n"),
    "link text": lambda text: entry(body=f"[{text}](https://example.org/ {quoted(text)})"),
    "address": lambda text: entry(code=quoted(f"https://example.org/{text}"), project=quoted(text)),
    "extra": lambda text: entry(extra=f"{{note: {quoted(text)}}}"),
}


def cases():
    """All of them: what it is called, the file's path below `content/papers`, its content."""
    number = 0
    for sink, make in SINKS.items():
        for place, payload in enumerate(PAYLOADS):
            # Each sink gets every payload that its neighbors do not get, and a third of the others.
            if sink in ("title", "body") or (place + number) % 3 == 0:
                yield f"{sink} {place}", f"case-{len(sink)}-{sink.replace(' ', '-')}-{place}.md", make(payload)
        number += 1
    for place, destination in enumerate(DESTINATIONS):
        body = (
            f"[a]({destination}) ![b]({destination}) <{destination}> [c][r] [d](<{destination}>) ![e](<{destination}>)\n\n"
            f"[r]: {destination}\n\n[r2]: <{destination}>\n\n[f][r2]\n")
        yield f"destination {place}", f"case-destination-{place}.md", entry(body=body)
        for key in ("project", "image"):
            yield f"{key} {place}", f"case-{key}-{place}.md", entry(**{key: quoted(destination)})
    for place, tex in enumerate(FORMULAS):
        yield f"formula {place}", f"case-formula-{place}.md", entry(title=f"A formula ${tex}$", body=f"$${tex}$$\n\nand ${tex}$")


#: Entries that have to be refused, each with what the message has to say.
REFUSED = {
    "id with dots": (entry(id="../../evil"), "id"),
    "id with a slash": (entry(id="a/b"), "id"),
    "alias that leaves the site": (entry(aliases="[/../../evil/]"), "aliases"),
    "alias on another host": (entry(aliases="[//evil.example/]"), "aliases"),
    "alias of the first page": (entry(aliases="[/]"), "address"),
    "alias of another's page": (entry(aliases="[/papers/honest/]"), "address"),
    "alias of the build's own": (entry(aliases="[/.offprint/manifest]"), "aliases"),
    "alias with an encoded slash": (entry(aliases="['/..%2f..%2fevil/']"), "aliases"),
    "alias with a backslash": (entry(aliases=r"['/..\..\evil/']"), "aliases"),
    "alias with a line break": (entry(aliases='["/a\\nb/"]'), "aliases"),
    "alias of the feed": (entry(aliases="[/feed.xml]"), "address"),
    "image outside": (entry(image="../../../../etc/passwd"), "image"),
    "image with a scheme": (entry(image="'javascript:window.pwned=1'"), "image"),
    "another's id": (entry(id="honest"), "id"),
    "a date with markup": (entry(date="'2025-12-16<script>'"), "date"),
    "an identifier with markup": (entry(arxiv="'2512.00001\"><script>'"), "arxiv"),
    "a DOI with markup": (entry(doi="'10.1000/<script>alert(1)</script>\"'"), "doi"),
    "an ORCID with markup": (entry(authors="[{name: A, orcid: '0000-0002-1825-0097\"><script>'}]"), "orcid"),
    "a table without a name": ("+++\ntitle = 'x'\ndate = 2025-12-16\n[!x]\n+++\n", "toml-syntax"),
    "a table with a name of another alphabet": ("+++\ntitle = 'x'\ndate = 2025-12-16\n[ é]\n+++\n", "toml-syntax"),
    "a list of tables without a name": ("+++\ntitle = 'x'\ndate = 2025-12-16\n[[ .a]]\n+++\n", "toml-syntax"),
    "a table after a control character": ("+++\ntitle = 'x'\ndate = 2025-12-16\n[\x03x]\n+++\n", "toml-syntax"),
    "a title with a NUL": ("---\ntitle: a\0b\ndate: 2025-12-16\n---\n", "NUL"),
}

#: Files beside an entry that a browser would run.
ACTIVE = {
    "page.html": "<script>window.pwned=1</script>",
    "page.HTM": "<script>window.pwned=1</script>",
    "page.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><script>window.pwned=1</script></html>',
    "data.xml": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">window.pwned=1</x:script>',
    "code.js": "window.pwned=1",
    "a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>window.pwned=1</script></svg>',
    "b.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="window.pwned=1"/>',
    "c.svg": '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:window.pwned=1"><text y="9">x</text></a></svg>',
    "d.svg": '<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><a l:href="java&#9;script:window.pwned=1" href="#a"><text y="9">x</text></a></svg>',
    "e.svg": '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:parent.pwned=1"/></foreignObject></svg>',
    "f.svg": '<!DOCTYPE svg [<!ENTITY x "&#60;script xmlns=\'http://www.w3.org/2000/svg\'>window.pwned=1&#60;/script>">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
    "f2.svg": '<!DOCTYPE svg SYSTEM ">" [<!ATTLIST svg onload CDATA "window.pwned=1">]><svg xmlns="http://www.w3.org/2000/svg"/>',
    "g.svg": '<?xml-stylesheet href="data:text/xsl,x" type="text/xsl"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "h.svg": '<svg xmlns="http://www.w3.org/2000/svg"><a id="a"><text y="9">x</text><set attributeName="href" to="javascript:window.pwned=1"/></a></svg>',
    "i.svg": '<svg xmlns="http://www.w3.org/2000/svg"><image href="//evil.example/x.png"/></svg>',
    "j.svg": '<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script>window.pwned=1</x:script></x:svg>',
    "k.svg": '<html><script>window.pwned=1</script>',
    "l.svg": '<svg xmlns="http://www.w3.org/2000/svg"><use href="data:image/svg+xml,&lt;svg onload=x/&gt;#x"/></svg>',
    "m.svgz": "\x1f\x8b",
    "n.svg": '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url(//evil.example/x.css);</style></svg>',
}

#: Drawings as drawing programs write them, which are fine.
HARMLESS = {
    "plot.svg": '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
    '  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></rdf:RDF></metadata>'
    '<defs><style type="text/css">*{stroke-linejoin: round}</style><clipPath id="p"><rect width="9" height="9"/></clipPath></defs>'
    '<g clip-path="url(#p)"><use xlink:href="#m" style="fill: url(\'#p\')"/><image xlink:href="data:image/png;base64,iVBORw0KGgo="/></g>'
    '<a xlink:href="https://example.org/"><text y="9">x</text></a></svg>',
    "data.csv": "=cmd|'/c calc'!A1\n", "paper.pdf": "%PDF-1.4\n", "notes.txt": "<script>window.pwned=1</script>\n",
}

#: Texts that cost a careless reader more than their length: a name, the entry.
COSTLY = {
    "YAML aliases that multiply": "---\ntitle: x\ndate: 2025-12-16\nextra:\n  a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"  {chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)) + "---\n",
    "deep YAML": "---\ntitle: x\nextra: {a: " + "[" * 100_000 + "\n---\n",
    "deep YAML blocks": "---\ntitle: x\nextra:\n" + "".join(" " * n + " a:\n" for n in range(2_000)) + "---\n",
    "deep TOML": "+++\ntitle = 'x'\na = " + "[" * 100_000 + "\n+++\n",
    "a long TOML key": "+++\n" + "a." * 50_000 + "b = 1\n+++\n",
    "a title of a megabyte": entry(title="x" * 1_000_000),
    "ten thousand tags": entry(tags="[" + ", ".join(f"t{n}" for n in range(10_000)) + "]"),
    "a hundred thousand authors": entry(authors="[" + ", ".join(f"A{n}" for n in range(100_000)) + "]"),
    "brackets": entry(body="[" * 100_000),
    "links in links": entry(body="[a](" * 50_000),
    "pictures in pictures": entry(body="![[]()" * 50_000),
    "emphasis": entry(body="*a **a " * 50_000),
    "underscores": entry(body="_a __" * 50_000),
    "backticks": entry(body="".join("e" + "`" * n for n in range(1_000))),
    "quotes": entry(body=">" * 100_000 + "a"),
    "lists in lists": entry(body="".join("  " * n + "* a\n" for n in range(1_000))),
    "references": entry(body="".join(f"[a{n}]: x\n" for n in range(50_000)) + "[a1] " * 50_000),
    "footnotes": entry(body="".join(f"[^{n}] " for n in range(10_000)) + "\n\n" + "".join(f"[^{n}]: x [^{n}]\n\n" for n in range(10_000))),
    "a table of many columns": entry(body="|" + "a|" * 20_000 + "\n|" + "-|" * 20_000 + "\n" + "|x\n" * 200),
    "tables upon tables": entry(body="a | b\n- | -\n" * 20_000),
    "angle brackets": entry(body="<" * 100_000),
    "comments": entry(body="<!-- " * 50_000),
    "processing": entry(body="<?" * 50_000),
    "entities": entry(body="&amp;" * 200_000),
    "autolinks": entry(body="https://a" * 50_000),
    "addresses of mail": entry(body="a@" * 100_000),
    "tildes": entry(body="~~a~" * 50_000),
    "dollars": entry(body="$a" * 100_000),
    "braces": entry(body="$" + "{" * 100_000 + "$"),
    "closed braces": entry(body="$" + "{" * 9_000 + "}" * 9_000 + "$"),
    "fractions": entry(body="$" + r"\frac{" * 3_000 + "$"),
    "a macro of itself": entry(macros=r'{"\\a": "\\a\\a"}', body=r"$\a$"),
    "macros that multiply": entry(
        macros="{" + ", ".join(f'"\\\\{chr(97 + n)}": "\\\\{chr(98 + n)}\\\\{chr(98 + n)}"' for n in range(24)) + "}", body=r"$\a$"),
    "a formula of a megabyte": entry(body="$" + "x+" * 500_000 + "$"),
    "superscripts": entry(body="$" + "x^{" * 5_000 + "}" * 5_000 + "$"),
    "environments": entry(body="$" + r"\begin{matrix}" * 2_000 + "$"),
    "a line of four megabytes": entry(body="x" * 4_000_000),
    "a million lines": entry(body="\n" * 1_000_000),
    "combining marks": entry(title="a" + "\u0301" * 10_000),
}
