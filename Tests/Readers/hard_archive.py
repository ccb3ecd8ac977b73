"""Writes and builds an archive of what programs stumble over: names, titles and texts that break careless formats."""

import functools
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

CONFIGURATION = """\
[site]
title = "Papers & <others> “quoted”"
description = "Daily — for R&D"
url = "https://example.org/reading/"
language = "en"
author = { name = "The editors", url = "https://example.org/editors", email = "editors@example.org" }
copyright = "© nobody"
image = "card.png"
image_alt = "A stack of papers"

[export]
markdown = true
paper = true
tag = ["bib", "csl.json"]
archive = ["bib", "ris", "csl.json"]

[feeds]
items = 5
scopes = ["site", "days", "tags", "authors", "organizations", "venues"]
archive = ["site", "tags"]
hub = "https://hub.example.org/"
"""

#: File name, front matter, text.
PAPERS = [
    ("plain", """title: An ordinary paper
date: 2025-12-16T09:30:00Z
authors: [Ada Lovelace, {given: Jean-Paul, family: van der Berg, suffix: Jr., orcid: 0000-0002-1825-0097, affiliation: Trinity}]
tags: [attention, "R&D"]
published: 2024-06-02
arxiv: 2406.00001
doi: 10.1000/182
venue: Journal of Tests
type: article
volume: 3
issue: 1
pages: 12-34
publisher: The press
organization: {name: An institute, url: https://institute.example.org/}
pdf: https://example.org/plain.pdf
license: https://creativecommons.org/licenses/by-nc/4.0/
code: https://github.com/example/plain
image: figure.png
image_alt: A gray field
summary: 'Short & sweet: $x_1^2$.'""", "An abstract with [a link](/archive/), ![a picture](figure.png) and $E = mc^2$.\n"),
    ("cdata", "title: \"Ends ]]> too early -- <!-- comment --> & <b>bold</b>\"\ndate: 2025-12-15\nauthors: [\"O'Neil & Sons\"]\ntags: [attention]", "Text ]]> with -- and <!-- a comment --> and <script>alert(1)</script> & more.\n\n<?php echo 1 ?>\n"),
    ("math", "title: Bounds of $O(n \\log n)$ for ${\\sim}10\\times$ faster $\\mathbb{R}^d$\ndate: 2025-12-14\nauthors: [Kurt Gödel]\ntags: [theory]\ntype: inproceedings\nvenue: Proceedings of the 1st Conference", "Let $a < b$ & $c > d$.\n\n$$\\sum_{i=1}^n x_i$$\n"),
    ("emoji", "title: 👩‍🔬 Women 🇺🇳 in science\ndate: 2025-12-13\nauthors: [李明, Мария Иванова]\ntags: [日本語]", "Ünïcödé 🙂 text.\n"),
    ("rtl", "title: ورقة عن الانتباه\ndate: 2025-12-12\nlanguage: ar\nauthors: [محمد الخوارزمي]\ntags: [attention]", "نص الورقة.\n"),
    ("nobody", "title: \"A paper {of} nobody\"\ndate: 2025-12-11\nauthor_count: 7", "No authors are known.\n"),
    ("crowd", "title: A paper of three thousand\ndate: 2025-12-10\ntags: [physics]\nauthors:\n" + "".join(f"  - Author Number{n}\n" for n in range(3000)), "Many hands.\n"),
    ("retracted", "title: A claim\ndate: 2025-11-10\nauthors: [Ada Lovelace]\nstatus: retracted\nnotice: The *data* were wrong.\nnotice_date: 2025-12-15\ntags: [attention]", "It claimed much.\n"),
    ("software", "title: A program\ndate: 2025-11-09\nauthors: [Grace Hopper]\ntype: software\ncode: https://github.com/example/program\ntags: [theory]", "It compiles.\n"),
    ("thesis", "title: A thesis on \"quotes\" and 100% of \\alpha_1\ndate: 2025-11-08\nauthors: [Emmy Noether]\ntype: thesis\npublisher: A university\npublished: 1907\ntags: [theory]", "Invariants.\n"),
    ("report", "title: A report\ndate: 2025-11-07\nauthors: [{given: Jean Paul, family: van der Berg}]\ntype: report\npublisher: An office", "Findings.\n"),
    ("preprint", "title: Not yet reviewed\ndate: 2025-11-06\nauthors: [Ada Lovelace]\narxiv: 2511.00001", "New.\n"),
    ("waiting", "title: Of tomorrow\ndate: 2025-12-17\ntags: [attention]", "SECRET-OF-TOMORROW\n"),
    ("draft", "title: Unfinished\ndate: 2025-12-16\ndraft: true\ntags: [attention]", "SECRET-DRAFT\n"),
]

#: A gray pixel.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080000000"
    "03a7e9b550000000a49444154789c63680000008200817b3d1f4e0000000049454e44ae426082")


def write(folder: pathlib.Path) -> None:
    (folder / "site.toml").write_text(CONFIGURATION)
    for name, front_matter, text in PAPERS:
        place = folder / "content" / "papers" / (name if name == "plain" else "")
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{name}.md").write_text(f"---\n{front_matter}\n---\n\n{text}")
    (folder / "content/papers/plain/figure.png").write_bytes(PICTURE)
    (folder / "static").mkdir()
    (folder / "static/card.png").write_bytes(PICTURE)
    (folder / "content/days").mkdir()
    (folder / "content/days/2025-12-16.md").write_text("A word & *two*.\n")


@functools.cache
def built(theme="default") -> pathlib.Path:
    """The folder of the archive built with a theme, which goes when the tests are over."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-readers-"))
    unittest.addModuleCleanup(shutil.rmtree, folder)
    unittest.addModuleCleanup(built.cache_clear)
    write(folder)
    (folder / "site.toml").write_text(CONFIGURATION.replace("[site]", f'[site]\ntheme = "{theme}"', 1))
    run("build", "--site", folder, "--output", folder / "public")
    return folder / "public"


def run(command, *arguments) -> str:
    """Runs the program as of 2025-12-16 and gives what it printed."""
    return subprocess.run(
        [os.environ["OFFPRINT"], command, *arguments, "--as-of", "2025-12-16"], check=True, text=True,
        stdout=subprocess.PIPE).stdout
