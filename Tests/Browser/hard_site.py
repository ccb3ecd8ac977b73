"""Writes a site of hard cases: many authors and none, a day of 400 papers, scripts of both directions, long words."""

import pathlib
import random

CONFIGURATION = """\
[site]
title = "Hard cases"
description = "Papers that are difficult to lay out."
url = "https://example.org/"
copyright = "Nobody's."
author = { name = "The editors", url = "https://example.org/editors" }

[subscribe]
action = "https://mail.example.org/subscribe"
note = "Once a day."

[edit]
repository = "https://github.com/example/papers"

[theme]
footer = "A sentence at the bottom."
"""

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path fill="#888" d="M0 0h40v30H0z"/></svg>'

#: The newest day: file name, front matter, text.
NEWEST = [
    (
        "plain",
        """title: An ordinary paper about sparse attention
authors: [Ada Lovelace, {name: Charles Babbage, orcid: 0000-0002-1825-0097, affiliation: Trinity}, Emmy Noether, Kurt Gödel]
tags: [attention, sparsity]
published: 2025-12-01
arxiv: 2512.00001
code: https://github.com/example/plain
project: https://example.org/plain
demo: https://example.org/demo
video: https://example.org/video
models: [https://example.org/model]
datasets: [https://example.org/data]
organization: An institute
venue: A conference
type: inproceedings
volume: 7
issue: 2
pages: 1-12
doi: 10.1000/182
extra: {session: Invited papers}
upvotes: 12
comments: 3
discussion: https://example.org/discuss
image: picture.svg
image_alt: A gray field
summary: One sentence that says what it is about, with $x^2$ in it.""",
        "## Method\n\nText with **marks**, a [link](https://example.org/) and a table.\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n### Detail\n\nA note.[^1]\n\n[^1]: Here.\n",
    ),
    ("many-authors", "title: A paper of a collaboration\nauthors:\n" + "".join(f"  - Author Number{n}\n" for n in range(3000)) + "tags: [physics, attention]\nupvotes: 40", "Many hands.\n"),
    ("nobody", "title: A paper whose authors nobody knows\nauthor_count: 1\ntags: [attention]\nupvotes: 5", "Short.\n"),
    (
        "arabic",
        "title: ورقة عن الانتباه في الشبكات العصبية\nlanguage: ar\nauthors: [أبو نواس]\ntags: [انتباه]",
        "نص قصير عن الانتباه، وفيه `code` وكلمات English.\n",
    ),
    (
        "long",
        "title: " + "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4 + " and a title that goes on for several lines on any screen that a reader may have at hand\n"
        "authors: [" + "Wolfeschlegelsteinhausenbergerdorff" * 3 + "]\ntags: [" + "a-tag-without-an-end-" * 6 + "]",
        "`" + "x" * 400 + "`\n\n```text\n" + "y" * 300 + "\n```\n\n$$" + "a+" * 120 + "b$$\n",
    ),
    (
        "retracted",
        "title: A paper that was retracted\nauthors: [Ada Lovelace]\ntags: [attention]\nstatus: retracted\nnotice: The data were *invented*.\nnotice_date: 2025-12-16",
        "What it said.\n",
    ),
]


def write(folder: pathlib.Path, theme: str = "default") -> None:
    """Writes `site.toml` and `content` into a folder."""
    papers = folder / "content" / "papers"
    papers.mkdir(parents=True)
    configuration = CONFIGURATION.replace("[site]\n", f'[site]\ntheme = "{theme}"\n', 1)
    if theme == "default":
        configuration += "offline = true\n"
    (folder / "site.toml").write_text(configuration)
    for name, front_matter, text in NEWEST:
        place = papers / name if name == "plain" else papers
        place.mkdir(exist_ok=True)
        (place / f"{name}.md").write_text(f"---\ndate: 2025-12-16\n{front_matter}\n---\n\n{text}")
    (papers / "plain" / "picture.svg").write_text(PICTURE)

    choice = random.Random(20251216)
    tags = ["attention", "sparsity", "physics", "vision", "speech", "robots"]
    for number in range(400):
        chosen = ", ".join(choice.sample(tags, 2))
        (papers / f"crowd-{number}.md").write_text(
            f"---\ntitle: Paper {number} of a crowded day\ndate: 2025-12-15\nauthor_count: {number % 7 + 1}\n"
            f"tags: [{chosen}]\nupvotes: {choice.randrange(90)}\n---\n\nThis is the short text of the paper with the number {number}, and there is nothing else to say.\n"
        )
    for number in range(60):
        (papers / f"old-{number}.md").write_text(
            f"---\ntitle: Older paper {number}\ndate: {2015 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
            f"authors: [Person {number % 9}]\ntags: [{tags[number % 6]}]\n---\n\nText.\n"
        )

    days = folder / "content" / "days"
    days.mkdir()
    (days / "2025-12-16.md").write_text("A word of the *editors*.\n")
    pages = folder / "content" / "pages"
    pages.mkdir()
    (pages / "about.md").write_text("---\ntitle: About\nmenu: 1\n---\n\n## Who\n\nPeople.\n\n## What\n\n1. Papers\n2. Days\n")
