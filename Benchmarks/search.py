"""`script/benchmark search SIZE`: the search index beside Pagefind's, on the same site."""

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import machine
import programs
from corpus import WITHOUT_AUTHORS, write_site
from measure import Failure
from tables import count, memory, ratio, seconds, table
from workspace import HERE, REPOSITORY, Workspace

SEED = 20_261_126
QUERIES = 20
_COMMON = 60
# Larger archives are searched without pages and without Pagefind, which takes 18 GB for so many papers.
_MOST_WITH_PAGES = 100_000
_BLANK = ["paper", "day", "week", "month", "year", "term", "index"]


def measure(workspace: Workspace, papers: int, runs: int) -> dict[str, Any]:
    """Builds an archive and searches it."""
    site, output, report = (workspace.folder / name for name in ["site", "public", "report.json"])
    settings = WITHOUT_AUTHORS if papers > _MOST_WITH_PAGES else ""
    titles = [paper.title for paper in write_site(site, papers, REPOSITORY / "themes/default", settings)]
    if papers > _MOST_WITH_PAGES:
        for name in _BLANK:
            file = site / f"theme/templates/{name}.mustache"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("<!DOCTYPE html><title>{{page.title}}</title>\n", encoding="utf-8")
    builds = []
    for _ in range(runs):
        cost = workspace.stopwatch.run(programs.offprint(site, output, report), site)
        builds.append({"cost": asdict(cost), "seconds": json.loads(report.read_text())["seconds"]})
    index = [path for path in (output / "search").iterdir()]
    result: dict[str, Any] = {
        "command": f"script/benchmark search {count(papers)} --runs {runs}", "machine": machine.description(workspace.folder),
        "papers": papers, "builds": builds, "files": len(index), "bytes": sum(path.stat().st_size for path in index),
        "text": sum(path.stat().st_size for path in (site / "content").rglob("*.md")), "queries": queries(titles),
    }
    pagefind = output / "pagefind"
    program = shutil.which("pagefind")
    if program and papers <= _MOST_WITH_PAGES:
        cost = workspace.stopwatch.run(
            [program, "--site", output, "--glob", "papers/**/*.html", "--output-path", pagefind], site)
        made = [path for path in pagefind.rglob("*") if path.is_file()]
        result["pagefind"] = {
            "cost": asdict(cost), "files": len(made), "bytes": sum(path.stat().st_size for path in made)}
    result["searches"] = in_browser(output, result["queries"])
    return result


def queries(titles: list[str]) -> list[str]:
    """Two of the commonest words of titles each."""
    words: Counter[str] = Counter()
    for title in titles:
        words.update(set(re.findall(r"[a-z]{4,}", title.lower())))
    common = [word for word, times in words.most_common(2 * _COMMON) if times <= len(titles) / 4][:_COMMON]
    random = Random(SEED)
    return [" ".join(random.sample(common, 2)) for _ in range(QUERIES)]


def in_browser(output: Path, asked: list[str], *options: str) -> Any:
    """What `search_in_browser.py` says of a built site."""
    python = REPOSITORY / ".build/browser/bin/python"
    if not python.exists():
        raise Failure("there is no browser to search with: run script/setup-browser")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(asked, file)
        file.flush()
        done = subprocess.run([python, HERE / "search_in_browser.py", output, file.name, *options],
                              stdout=subprocess.PIPE, stderr=sys.stderr, check=True, text=True)
    return json.loads(done.stdout)


def text(result: dict[str, Any]) -> str:
    """The results as Markdown."""
    builds = result["builds"]
    index = statistics.median(build["seconds"]["index"] for build in builds)
    wall = statistics.median(build["cost"]["wall"] for build in builds)
    peak = max(build["cost"]["memory"] for build in builds)
    other = result.get("pagefind")
    rows = [
        ["making the index", seconds(index), seconds(other["cost"]["wall"]), ratio(other["cost"]["wall"], index)],
        ["the whole build, the index with it", seconds(wall), "-", "-"],
        ["memory at the peak", f"{memory(peak)} (whole build)", memory(other["cost"]["memory"]),
         ratio(other["cost"]["memory"], peak)],
        ["files", str(result["files"]), str(other["files"]), ratio(other["files"], result["files"])],
        ["size", memory(result["bytes"]), memory(other["bytes"]), ratio(other["bytes"], result["bytes"])],
    ] if other else [["making the index", seconds(index), "-", "-"], ["size", memory(result["bytes"]), "-", "-"]]
    lines = [f"{count(result['papers'])} papers, {memory(result['text'])} of entries; the index has "
             f"{100 * result['bytes'] / result['text']:.0f} % of that.", "",
             table(["", "Offprint", "Pagefind", "times"], rows), "",
             f"{len(result['queries'])} searches for two common words of titles, seed {SEED}: medians, and the worst.", ""]
    rows = []
    for name, found in result["searches"].items():
        cold = found["cold"]
        rows.append([name, *(f"{statistics.median(one[key] for one in cold):{form}} ({max(one[key] for one in cold):{form}})"
                             for key, form in [("requests", ".0f"), ("rounds", ".0f"), ("bytes", ",.0f")]),
                     f"{statistics.median(found['warm']):.1f} ms ({max(found['warm']):.0f})"])
    lines.append(table(["", "requests, cold", "rounds, cold", "bytes, cold", "to results, warm"], rows))
    return "\n".join(lines)
