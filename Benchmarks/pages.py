"""What is in an output folder, by kind of page, and whether two outputs have the same pages."""

import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

_KINDS: list[tuple[str, str]] = [
    ("home", r"index\.html"),
    ("papers", r"papers/[^/]+/index\.html"),
    ("days", r"\d{4}/\d\d/\d\d/index\.html"),
    ("weeks", r"\d{4}/w\d\d/index\.html"),
    ("months", r"\d{4}/\d\d/index\.html"),
    ("years", r"\d{4}/index\.html"),
    ("archive, trending, 404", r"(archive/index|trending/index|404)\.html"),
    ("index of tags", r"tags/(page/\d+/)?index\.html"),
    ("tags", r"tags/[^/]+/index\.html"),
    ("further pages of tags", r"tags/[^/]+/page/\d+/index\.html"),
    ("index of authors", r"authors/(page/\d+/)?index\.html"),
    ("authors", r"authors/[^/]+/index\.html"),
    ("further pages of authors", r"authors/[^/]+/page/\d+/index\.html"),
    ("feeds", r"(tags/[^/]+/)?feed\.xml"),
    ("robots.txt", r"robots\.txt"),
    ("sitemaps", r"sitemap(-\d+)?\.xml"),
    ("style, icon, scripts", r"(assets/)?(style|favicon|boot|script)\.[^/]+"),
    ("statistics, reading list", r"(stats|reading-list)/index\.html"),
    ("page and list of feeds", r"feeds(/index\.html|\.opml)|feed\.css"),
]
ORDER: list[str] = [kind for kind, _ in _KINDS]
_PATTERN = re.compile("|".join(f"(?P<kind{place}>{pattern})" for place, (_, pattern) in enumerate(_KINDS)))
# Kinds whose numbers may differ, and why.
EXPLAINED: dict[str, str] = {
    "statistics, reading list": "these two pages have no template for Hugo",
    "page and list of feeds": "these files have no template for Hugo",
    "sitemaps": "Offprint splits its sitemap after 50,000 addresses, as the protocol demands; Hugo writes one file",
}
STATE = ".offprint/"


@dataclass
class Output:
    """What a program wrote. Offprint's own state (`.offprint`) is not part of the site."""

    kinds: Counter[str]
    files: int
    size: int


def entries(folder: Path) -> list[tuple[int, str]]:
    """The size and path of every file of a site."""
    found: list[tuple[int, str]] = []
    prefix = len(str(folder)) + 1
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as scan:
            for item in scan:
                if item.is_dir(follow_symlinks=False):
                    waiting.append(item.path)
                else:
                    found.append((item.stat(follow_symlinks=False).st_size, item.path[prefix:]))
    return sorted((entry for entry in found if not entry[1].startswith(STATE)), key=lambda entry: entry[1])


def look(folder: Path) -> Output:
    """Counts what is there."""
    files = entries(folder)
    kinds: Counter[str] = Counter()
    for _, path in files:
        match = _PATTERN.fullmatch(path)
        kinds["others" if match is None else _kind_of(match)] += 1
    return Output(kinds, len(files), sum(size for size, _ in files))


def _kind_of(match: re.Match[str]) -> str:
    return next(kind for place, kind in enumerate(ORDER) if match.group(f"kind{place}") is not None)


def differences(name: str, output: Output, reference: Output) -> tuple[list[str], list[str]]:
    """In what an output differs from Offprint's: what is explained, and what is not."""
    explained: list[str] = []
    unexplained: list[str] = []
    for kind in sorted(output.kinds.keys() | reference.kinds.keys()):
        mine, theirs = output.kinds[kind], reference.kinds[kind]
        if mine == theirs:
            continue
        line = f"{name}: {kind}: {mine:,}, Offprint {theirs:,}"
        if kind in EXPLAINED:
            explained.append(f"{line}: {EXPLAINED[kind]}")
        else:
            unexplained.append(line)
    return explained, unexplained
