"""`script/benchmark incremental SIZE`: what a second build costs, after nothing and after small changes."""

import datetime
import json
import os
import statistics
from dataclasses import asdict
from pathlib import Path
from typing import Any

import machine
import programs
from corpus import LAST_DAY, Maker, Place, write_site
from measure import Cost, Failure, warning
from tables import count, memory, seconds, spread, table
from workspace import REPOSITORY, Workspace

STEPS = ["full build", "nothing changed", "one abstract edited", "one paper added on a new day", "every file touched"]


class Archive:
    """The archive that is changed between builds."""

    def __init__(self, site: Path, papers: int) -> None:
        self._content = site / "content/papers"
        self._papers = papers
        # Papers without a summary, whose abstracts lists show the beginning of: the harder case. From the middle on.
        self._editable: list[Path] = []
        for number, paper in enumerate(write_site(site, papers, REPOSITORY / "themes/default")):
            plain = all(key != "summary" for key, _ in paper.fields)
            if number >= papers // 2 and plain and len(self._editable) < 100:
                self._editable.append(self._content / paper.path)

    def change(self, step: str, number: int) -> None:
        """Makes the change that a step speaks of; another one in each round."""
        match step:
            case "one abstract edited": self._edit(self._editable[(number - 1) % len(self._editable)], number)
            case "one paper added on a new day": self._add(number)
            case "every file touched": self._touch()

    def _edit(self, entry: Path, number: int) -> None:
        head, separator, abstract = entry.read_text(encoding="utf-8").rpartition("---\n\n")
        entry.write_text(f"{head}{separator}In revision {number}, we mend a slip. {abstract}", encoding="utf-8")

    def _add(self, number: int) -> None:
        place = Place(self._papers - 1, LAST_DAY + datetime.timedelta(days=number), 99_000 + number)
        paper = Maker(self._papers).paper(place)
        path = self._content / paper.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(paper.text, encoding="utf-8")

    def _touch(self) -> None:
        for folder, _, files in os.walk(self._content):
            for file in files:
                os.utime(os.path.join(folder, file))


def rebuild(workspace: Workspace, papers: int, rounds: int) -> dict[str, Any]:
    """All steps, some rounds; each round begins with a full build into a fresh folder."""
    site, output, report = (workspace.folder / name for name in ["offprint", "out", "report.json"])
    archive = Archive(site, papers)
    steps: dict[str, list[dict[str, Any]]] = {step: [] for step in STEPS}
    for number in range(1, rounds + 1):
        for step in STEPS:
            archive.change(step, number)
            cost = workspace.stopwatch.run(programs.offprint(site, output, report, step == "full build"), site)
            steps[step].append({"cost": asdict(cost), "report": json.loads(report.read_text())})
            print(f"round {number}: {step}: {seconds(cost.wall)}", flush=True)
        workspace.discard(output)
    if any(run["report"]["written"] for run in steps["nothing changed"]):
        raise Failure("nothing was changed, and files were written")
    return {
        "kind": "incremental", "papers": papers, "runs": rounds, "machine": machine.description(workspace.folder), "steps": steps,
        "command": f"script/benchmark incremental {count(papers)} --runs {rounds}",
    }


def text(result: dict[str, Any]) -> str:
    """The table of the steps."""
    full = statistics.median(run["cost"]["wall"] for run in result["steps"]["full build"])
    rows: list[list[str]] = []
    for step, runs in result["steps"].items():
        costs = [Cost(**run["cost"]) for run in runs]
        walls = [cost.wall for cost in costs]
        wall, reports = statistics.median(walls), [run["report"] for run in runs]
        counts = [statistics.median(report[key] for report in reports) for key in ["written", "removed", "files"]]
        rows.append([
            step, seconds(wall), spread(walls), seconds(statistics.median(cost.cpu for cost in costs)),
            memory(statistics.median(cost.memory for cost in costs)), *(f"{number:,.0f}" for number in counts),
            f"1/{full / wall:.1f}"])
    header = ["build", "wall", "least – most", "CPU", "peak memory", "written", "removed", "files"]
    quiet = warning([Cost(**run["cost"]) for runs in result["steps"].values() for run in runs])
    return f"{table([*header, 'of the full build'], rows)}\n\n{quiet}".rstrip()
