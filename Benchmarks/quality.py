"""`script/benchmark quality`: how often a search finds the paper that was meant, on real records.

A query is three to five words of a paper's title or abstract in another order, or the same with a slip in one of them;
what was meant is that paper. Offprint's query program, run by Node, is compared with SQLite's FTS5 (BM25, Porter's
stemming) on the same fields, which asks for all words or, as it finds nothing where one is misspelled, for any.
"""

import json
import re
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import machine
import search
from measure import Failure
from tables import count, table
from workspace import HERE, OFFPRINT, REPOSITORY

SEED = 20_261_126
RECORDS = REPOSITORY.parent / "shared/data/arxiv/papers.jsonl"
# For the room that is needed.
MOST = 5_000
KINDS = ["title", "abstract", "title, one slip", "abstract, one slip"]
_WORD = re.compile(r"[A-Za-z]{3,}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Record:
    """A paper as arXiv has it."""

    id: str
    title: str
    authors: list[str]
    date: str
    abstract: str


@dataclass(frozen=True)
class Question:
    """A query, and the paper that is meant."""

    kind: str
    text: str
    wanted: str


def records(path: Path) -> list[Record]:
    """All records, each once."""
    found: dict[str, Record] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        name = one["arxiv_id"].replace("/", "-")
        found[name] = Record(name, " ".join(one["title"].split()), one["authors"], one["published"][:10], one["summary"])
    return list(found.values())


def write_site(folder: Path, papers: list[Record]) -> None:
    """An archive of the records."""
    (folder / "site.toml").write_text('[site]\ntitle = "Records"\ntheme = "default"\n', encoding="utf-8")
    (folder / "themes").mkdir()
    (folder / "themes/default").symlink_to(REPOSITORY / "themes/default")
    content = folder / "content/papers"
    content.mkdir(parents=True)
    for paper in papers:
        authors = json.dumps(paper.authors, ensure_ascii=False)
        head = f"title: {json.dumps(paper.title, ensure_ascii=False)}\ndate: {paper.date}\nauthors: {authors}"
        (content / f"{paper.id}.md").write_text(f"---\n{head}\n---\n\n{paper.abstract}\n", encoding="utf-8")


def questions(papers: list[Record], number: int, seed: int) -> list[Question]:
    """So many of each kind."""
    random = Random(seed)
    made: list[Question] = []
    for kind in KINDS:
        while sum(one.kind == kind for one in made) < number:
            paper = random.choice(papers)
            text = paper.title if kind.startswith("title") else paper.abstract
            words = sorted({word for word in _WORD.findall(re.sub(r"\\[A-Za-z]+|\$[^$]*\$|https?://\S+", " ", text))})
            if len(words) < 5:
                continue
            chosen = random.sample(words, random.randint(3, 5))
            if kind.endswith("slip"):
                long = [place for place, word in enumerate(chosen) if len(word) > 4]
                if not long:
                    continue
                place = random.choice(long)
                chosen[place] = slip(chosen[place], random)
            made.append(Question(kind, " ".join(chosen), paper.id))
    return made


def slip(word: str, random: Random) -> str:
    """A word with a letter changed, left out, put in or swapped with the next; not its first."""
    place = random.randrange(1, len(word) - 1)
    letter = random.choice(_LETTERS)
    match random.randrange(4):
        case 0: return word[:place] + letter + word[place + 1:]
        case 1: return word[:place] + word[place + 1:]
        case 2: return word[:place] + letter + word[place:]
        case _: return word[:place] + word[place + 1] + word[place] + word[place + 2:]


class FullTextSearch:
    """SQLite's."""

    def __init__(self, papers: list[Record]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE paper USING fts5(id UNINDEXED, title, authors, abstract, "
                                 "tokenize = 'porter unicode61')")
        self._connection.executemany("INSERT INTO paper VALUES (?, ?, ?, ?)", [
            (paper.id, paper.title, " ".join(paper.authors), paper.abstract) for paper in papers])

    def ranking(self, text: str, operator: str) -> list[str]:
        """The best ten."""
        query = operator.join(f'"{word}"' for word in text.split())
        rows = self._connection.execute("SELECT id FROM paper WHERE paper MATCH ? ORDER BY rank LIMIT 10", (query,))
        return [row[0] for row in rows]


def offprint(site: Path, asked: list[Question]) -> list[list[str]]:
    """The best ten of Offprint for each question."""
    subprocess.run([OFFPRINT, "build", "--site", site, "--output", site / "out", "--full"], check=True,
                   stdout=subprocess.DEVNULL)
    queries = json.dumps([one.text for one in asked])
    done = subprocess.run(["node", HERE / "search.mjs", site / "out/search"], input=queries, text=True, check=True,
                          stdout=subprocess.PIPE)
    return [one["ids"] for one in json.loads(done.stdout)]


def measure(folder: Path, number: int, seed: int) -> dict[str, Any]:
    """How often each program has the wanted paper first, and the mean of one by its place among ten."""
    if not RECORDS.exists():
        raise Failure(f"the records are not here: {RECORDS}")
    papers = records(RECORDS)
    asked = questions(papers, number, seed)
    site = folder / "records"
    site.mkdir()
    write_site(site, papers)
    full_text = FullTextSearch(papers)
    rankings = {
        "Offprint": offprint(site, asked),
        "FTS5, all words": [full_text.ranking(one.text, " AND ") for one in asked],
        "FTS5, any word": [full_text.ranking(one.text, " OR ") for one in asked],
    }
    if program := shutil.which("pagefind"):
        output = site / "out"
        subprocess.run([program, "--site", output, "--glob", "papers/**/*.html", "--output-path", output / "pagefind"],
                       check=True, stdout=subprocess.DEVNULL)
        rankings["Pagefind"] = search.in_browser(output, [one.text for one in asked], "--pagefind-ids")
    results: dict[str, Any] = {
        "command": f"script/benchmark quality --queries {number} --seed {seed}", "machine": machine.description(folder),
        "papers": len(papers), "queries": number, "seed": seed, "kinds": {},
    }
    for kind in KINDS:
        places = [place for place, one in enumerate(asked) if one.kind == kind]
        results["kinds"][kind] = {
            name: _scores([_place(found[place], asked[place].wanted) for place in places])
            for name, found in rankings.items()}
    return results


def _place(found: list[str], wanted: str) -> int | None:
    return found.index(wanted) + 1 if wanted in found else None


def _scores(places: list[int | None]) -> dict[str, float]:
    return {"first": sum(place == 1 for place in places) / len(places),
            "mrr": sum(1 / place for place in places if place) / len(places)}


def text(results: dict[str, Any]) -> str:
    """The results as Markdown."""
    rows: list[list[str]] = []
    for kind, programs in results["kinds"].items():
        for name, scores in programs.items():
            rows.append([kind, name, f"{100 * scores['first']:.1f} %", f"{scores['mrr']:.3f}"])
    head = (f"{count(results['papers'])} papers of arXiv, {count(results['queries'])} queries of each kind, "
            f"seed {results['seed']}.\n\n")
    return head + table(["words of", "program", "first", "mean reciprocal rank"], rows)
