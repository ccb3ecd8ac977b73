"""`script/benchmark SIZE`: all programs on one archive, in turn."""

import os
import re
import statistics
from dataclasses import asdict
from pathlib import Path
from typing import Any

import hugo_site
import machine
import pages
import programs
from corpus import WITHOUT_SEARCH, without_authors, write_site
from measure import Cost, Failure, warning
from programs import Program
from tables import count, memory, ratio, seconds, spread, table
from workspace import REPOSITORY, Workspace


# No search and no data of days, for which Hugo has no templates here.
_SETTINGS = WITHOUT_SEARCH + "\n[export]\nday = []\n"
# What the templates of the default theme show and Hugo's do not.
_MORE = {
    "layout": [r"\{\{\{page\.metadata\}\}\}"],
    "day": [r'<span class="Z3988".*?</span>\n'],
    "paper": [r'<section class="cite".*?</section>\n', r"\{\{#has_related\}\}\n.*?\{\{/has_related\}\}\n"],
}


def simplify(theme: Path) -> None:
    """Takes out of a copy of the default theme what Hugo's templates have not, so that both make the same pages."""
    for name, parts in _MORE.items():
        file = theme / f"templates/{name}.mustache"
        text = file.read_text(encoding="utf-8")
        for part in parts:
            text, found = re.subn(part, "", text, flags=re.DOTALL)
            if found != 1:
                raise Failure(f"the template {name} has not what is to be left out: {part}")
        file.write_text(text, encoding="utf-8")


class Comparison:
    """Runs the programs on the sites of one archive."""

    def __init__(self, workspace: Workspace, papers: int, chosen: list[Program]) -> None:
        self.workspace = workspace
        self.papers = papers
        self.chosen = chosen
        self.costs: dict[str, list[Cost]] = {program.name: [] for program in chosen}
        self.outputs: dict[str, pages.Output] = {}

    def prepare(self) -> None:
        """Writes the sites that the programs need."""
        folder, names = self.workspace.folder, {program.name for program in self.chosen}
        site = folder / "offprint"
        overview = hugo_site.Overview()
        for paper in write_site(site, self.papers, REPOSITORY / "themes/default", _SETTINGS):
            overview.add(paper)
        simplify(site / "themes/default")
        hugo_site.write_sites(folder, site, overview, [name for name in hugo_site.VARIANTS if name in names])
        if "offprint-noauthors" in names:
            without_authors(site, folder / "offprint-noauthors")
        if "floor" in names:
            self.workspace.compiled("floor")
            inputs = [str(site / path) for _, path in pages.entries(site)]
            (folder / "inputs").write_text("\n".join(inputs) + "\n", encoding="utf-8")

    def run(self, rounds: int) -> None:
        """Every program once a round, each into a fresh folder."""
        for number in range(1, rounds + 1):
            for program in self.chosen:
                output = self.workspace.folder / "out" / program.name
                output.parent.mkdir(exist_ok=True)
                cost = self.workspace.stopwatch.run(*self._command(program, output))
                self.costs[program.name].append(cost)
                print(f"round {number}: {program.title}: {seconds(cost.wall)}, {memory(cost.memory)}", flush=True)
                seen = pages.look(output)
                if self.outputs.setdefault(program.name, seen) != seen:
                    raise Failure(f"{program.name}: round {number} wrote another number of files or bytes")
                if program.name == "offprint" and number == 1:
                    lines = [f"{size} {path}\n" for size, path in pages.entries(output)]
                    (self.workspace.folder / "outputs").write_text("".join(lines), encoding="utf-8")
                self.workspace.discard(output)

    def _command(self, program: Program, output: Path) -> tuple[list[str | Path], Path]:
        """A program's command and the folder it runs in."""
        folder = self.workspace.folder
        if program.name == "floor":
            threads = str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count())
            return [folder / "floor", folder / "inputs", folder / "outputs", output, threads], folder
        site = folder / program.name
        if program.name.startswith("hugo"):
            return programs.hugo(output, folder / "cache"), site
        return programs.offprint(site, output, folder / "report.json"), site

    def differences(self) -> tuple[list[str], list[str]]:
        """Where a program's pages are not those of the one it is compared with: explained, and not."""
        explained: list[str] = []
        unexplained: list[str] = []
        for program in self.chosen:
            more = pages.differences(program.name, self.outputs[program.name], self.outputs[program.reference])
            explained += more[0]
            unexplained += more[1]
        return explained, unexplained

    def result(self, rounds: int, only: str | None, explained: list[str]) -> dict[str, Any]:
        """Everything, as JSON has it."""
        return {
            "kind": "comparison", "papers": self.papers, "runs": rounds, "machine": machine.description(self.workspace.folder),
            "command": f"script/benchmark {count(self.papers)} {f'--only {only} ' if only else ''}--runs {rounds}",
            "explained": explained,
            "programs": {
                program.name: {
                    "title": program.title, "reference": program.reference,
                    "files": self.outputs[program.name].files, "bytes": self.outputs[program.name].size,
                    "pages": dict(self.outputs[program.name].kinds),
                    "runs": [asdict(cost) for cost in self.costs[program.name]],
                }
                for program in self.chosen
            },
        }


def compare(workspace: Workspace, papers: int, only: str | None, rounds: int) -> dict[str, Any]:
    """The whole comparison; fails where the programs did not make the same pages."""
    comparison = Comparison(workspace, papers, programs.chosen(only, papers))
    comparison.prepare()
    comparison.run(rounds)
    explained, unexplained = comparison.differences()
    if unexplained:
        raise Failure("the programs made different pages:\n  " + "\n  ".join(unexplained))
    return comparison.result(rounds, only, explained)


def costs(program: dict[str, Any]) -> list[Cost]:
    """A program's runs, out of JSON."""
    return [Cost(**run) for run in program["runs"]]


def text(result: dict[str, Any]) -> str:
    """The tables of a comparison."""
    parts = [_table(result, reference) for reference in ["offprint", "offprint-noauthors"]]
    parts.append(_pages(result))
    parts.append(warning([cost for program in result["programs"].values() for cost in costs(program)]))
    parts += [f"Difference that is meant: {line}." for line in result["explained"]]
    return "\n\n".join(part for part in parts if part)


def _table(result: dict[str, Any], reference: str) -> str:
    rows: list[list[str]] = []
    for program in result["programs"].values():
        if program["reference"] != reference:
            continue
        mine, theirs = costs(program), costs(result["programs"][reference])
        walls = [cost.wall for cost in mine]
        wall, cpu, peak = _medians(mine)
        wall0, cpu0, peak0 = _medians(theirs)
        rows.append([
            program["title"], seconds(wall), spread(walls), seconds(cpu),
            memory(peak), f"{program['files']:,}", memory(program["bytes"]), ratio(wall, wall0), ratio(cpu, cpu0),
            ratio(peak, peak0)])
    header = ["program", "wall", "least – most", "CPU", "peak memory", "files", "size", "wall ratio", "CPU ratio",
              "memory ratio"]
    return table(header, rows) if rows else ""


def _medians(runs: list[Cost]) -> tuple[float, float, float]:
    """Wall and CPU seconds, and bytes at the peak."""
    return (
        statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs),
        statistics.median(run.memory for run in runs))


def _pages(result: dict[str, Any]) -> str:
    """How many pages of each kind there are."""
    seen = result["programs"]["offprint" if "offprint" in result["programs"] else "offprint-noauthors"]["pages"]
    return "Files: " + ", ".join(f"{kind} {seen[kind]:,}" for kind in pages.ORDER if kind in seen) + "."
