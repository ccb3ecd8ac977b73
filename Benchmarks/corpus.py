"""An archive of any size: the same size and seed give the same bytes.

usage: python3 Benchmarks/corpus.py PAPERS FOLDER
"""

import datetime
import json
import math
import multiprocessing
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from prose import Writer
from vocabulary import FAMILY_ENDINGS, FAMILY_STEMS, GIVEN, TAGS

SEED = 20_260_331
LAST_DAY = datetime.date(2026, 3, 31)
SITE = """[site]
title = "Daily Paper Archive"
description = "Papers worth reading, every day."
url = "https://papers.example.org/"
theme = "default"

[listing]
page_size = 50
day_order = "title"

[feeds]
formats = ["rss"]
"""
WITHOUT_AUTHORS = "\n[taxonomies]\nauthors = false\n"
WITHOUT_SEARCH = "\n[search]\nenabled = false\n"
# How many distinct author names archives of some sizes have; between them on a line of logarithms.
_DISTINCT_NAMES = [(1, 5), (1_000, 4_600), (10_000, 35_000), (100_000, 60_000), (1_000_000, 250_000)]


@dataclass(frozen=True)
class Place:
    """Which paper it is, and where it stands."""

    number: int
    day: datetime.date
    serial: int


@dataclass
class Paper:
    """An entry."""

    id: str
    day: datetime.date
    title: str
    authors: list[str]
    tags: list[str]
    arxiv: str
    fields: list[tuple[str, str | int]]
    abstract: str

    @property
    def path(self) -> str:
        """Its file below `content/papers`."""
        return f"{self.day:%Y/%m/%d}/{self.id}.md"

    @property
    def text(self) -> str:
        """The file's text."""
        lines = ["---", f"title: {json.dumps(self.title, ensure_ascii=False)}", f"date: {self.day}", "authors:"]
        lines += [f"  - {name}" for name in self.authors]
        lines += ["tags:", *(f"  - {tag}" for tag in self.tags), f'arxiv: "{self.arxiv}"']
        lines += [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.fields]
        return "\n".join([*lines, "---", "", self.abstract, ""])


def slug(text: str) -> str:
    """Lower case, letters and digits of any script, hyphens between."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


def distinct_names(papers: int) -> int:
    """How many author names an archive of this size has."""
    for (low, few), (high, many) in zip(_DISTINCT_NAMES, _DISTINCT_NAMES[1:]):
        if papers <= high or high == _DISTINCT_NAMES[-1][0]:
            share = math.log(max(papers, 1) / low) / math.log(high / low)
            return round(few * (many / few) ** share)
    raise AssertionError


def author_name(rank: int) -> str:
    """The name of a rank. No two have one slug; past the names without a middle initial come those with one."""
    families = len(FAMILY_STEMS) * len(FAMILY_ENDINGS)
    letter, place = divmod(rank, len(GIVEN) * families)
    place = place * 7_919 % (len(GIVEN) * families)  # a prime, so that neighbors differ
    given, family = GIVEN[place % len(GIVEN)], place // len(GIVEN)
    name = FAMILY_STEMS[family // len(FAMILY_ENDINGS)] + FAMILY_ENDINGS[family % len(FAMILY_ENDINGS)]
    return f"{given} {name}" if letter == 0 else f"{given} {chr(ord('A') + letter - 1)} {name}"


def places(papers: int) -> list[Place]:
    """The day of every paper, oldest first: 50 to 100 on a weekday, 20 to 40 on Saturdays and Sundays."""
    random = Random(SEED)
    days: list[tuple[datetime.date, int]] = []
    day, left = LAST_DAY, papers
    while left > 0:
        count = min(left, random.randint(50, 100) if day.weekday() < 5 else random.randint(20, 40))
        days.append((day, count))
        left -= count
        day -= datetime.timedelta(days=1)
    serials: dict[tuple[int, int], int] = {}
    result: list[Place] = []
    for day, count in reversed(days):
        for _ in range(count):
            month = (day.year, day.month)
            serials[month] = serials.get(month, 0) + 1
            result.append(Place(len(result), day, serials[month]))
    return result


class Maker:
    """Makes the papers of an archive, in any order."""

    def __init__(self, papers: int) -> None:
        self.papers = papers
        self.names = distinct_names(papers)

    def paper(self, place: Place) -> Paper:
        """One paper; it depends on the archive's size and its place only."""
        random = Random(SEED * 1_000_003 + place.number)
        writer = Writer(random)
        arxiv = f"{place.day:%y%m}.{place.serial:05}"
        title = writer.title()
        fields: list[tuple[str, str | int]] = [("upvotes", int(random.paretovariate(1.1)) - 1)]
        if random.random() < 0.6:
            fields.append(("comments", int(random.expovariate(0.5))))
        if random.random() < 0.4:
            fields.append(("published", str(place.day - datetime.timedelta(days=random.randint(1, 9)))))
        if random.random() < 0.35:
            fields.append(("code", f"https://github.com/example/{slug(writer.name)}"))
        if random.random() < 0.1:
            fields.append(("project", f"https://{slug(writer.name)}.example.org/"))
        if random.random() < 0.3:
            fields.append(("summary", writer.summary()))
        return Paper(
            id=f"{arxiv.replace('.', '-')}-{slug(title)[:60].rstrip('-')}", day=place.day, title=title,
            authors=self._authors(place.number, random), tags=_tags(random), arxiv=arxiv, fields=fields,
            abstract=writer.abstract())

    def _authors(self, number: int, random: Random) -> list[str]:
        """3 to 8 names. Each paper brings in its share of new ones; the others are drawn from those before, the first
        ones most, as in Zipf's law with an exponent of 0.75."""
        first, end = number * self.names // self.papers, (number + 1) * self.names // self.papers
        ranks = dict.fromkeys(range(first, end))
        count = min(max(len(ranks), random.randint(3, 8)), max(end, 1))
        low, high = 40**0.25, (end + 40) ** 0.25
        while len(ranks) < count:
            ranks[min(end - 1, int((low + random.random() * (high - low)) ** 4 - 40))] = None
        shuffled = list(ranks)
        random.shuffle(shuffled)
        return [author_name(rank) for rank in shuffled]


def _tags(random: Random) -> list[str]:
    """2 to 4 tags, the first ones of the vocabulary most."""
    tags: dict[str, None] = {}
    count = random.randint(2, 4)
    while len(tags) < count:
        tags[TAGS[int(len(TAGS) * random.random() ** 2)]] = None
    return list(tags)


def all_papers(papers: int) -> Iterator[Paper]:
    """Every paper, oldest first; made on all cores where there are many."""
    maker, work = Maker(papers), places(papers)
    if papers < 5_000:
        yield from map(maker.paper, work)
    else:
        with multiprocessing.Pool() as pool:
            yield from pool.imap(maker.paper, work, chunksize=500)


def write_site(folder: Path, papers: int, theme: Path, settings: str = "") -> Iterator[Paper]:
    """Writes the archive as an Offprint site, with the theme, and hands on each paper once it is written."""
    content = folder / "content/papers"
    shutil.copytree(theme, folder / "themes/default")
    (folder / "site.toml").write_text(SITE + settings, encoding="utf-8")
    day = None
    for paper in all_papers(papers):
        if paper.day != day:
            day = paper.day
            os.makedirs(content / f"{day:%Y/%m/%d}")
        with open(content / paper.path, "w", encoding="utf-8") as file:
            file.write(paper.text)
        yield paper


def without_authors(site: Path, folder: Path) -> None:
    """The same archive, by links, with settings that leave author pages out."""
    folder.mkdir()
    (folder / "content").symlink_to(site / "content")
    (folder / "themes").symlink_to(site / "themes")
    settings = (site / "site.toml").read_text(encoding="utf-8")
    (folder / "site.toml").write_text(settings + WITHOUT_AUTHORS, encoding="utf-8")


if __name__ == "__main__":
    repository = Path(__file__).resolve().parent.parent
    made = sum(1 for _ in write_site(Path(sys.argv[2]), int(sys.argv[1]), repository / "themes/default"))
    print(f"{made} papers")
