"""`script/benchmark growth`: Offprint alone on archives of growing size."""

import json
import os
import statistics
import time
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any

import machine
import pages
import programs
from corpus import write_site
from measure import Cost, warning
from tables import count, memory, seconds, spread, table
from workspace import REPOSITORY, Workspace

SIZES = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000]


def grow(sizes: list[int], parent: str | None, keep: bool, rounds: int) -> dict[str, Any]:
    """A full build of each size, some rounds of each."""
    steps: list[dict[str, Any]] = []
    described: dict[str, str] = {}
    with ExitStack() as workspaces:
        for papers in sizes:
            workspace = workspaces.enter_context(Workspace(papers, parent, keep))
            steps.append(_step(workspace, papers, rounds))
            described = machine.description(workspace.folder)
            # Memory is short; on a disk nothing goes before the last run is over, see `Workspace.discard`.
            if workspace.is_in_memory:
                workspaces.close()
    return {
        "kind": "growth", "runs": rounds, "machine": described, "steps": steps,
        "command": f"script/benchmark growth --runs {rounds} --sizes {','.join(map(count, sizes))}",
    }


def _step(workspace: Workspace, papers: int, rounds: int) -> dict[str, Any]:
    site, output, report = (workspace.folder / name for name in ["offprint", "out", "report.json"])
    for _ in write_site(site, papers, REPOSITORY / "themes/default"):
        pass
    runs: list[tuple[Cost, dict[str, Any]]] = []
    # Files that wait in memory are written later; of a small site that is all of them.
    synced: list[float] = []
    size = 0
    for number in range(1, rounds + 1):
        cost = workspace.stopwatch.run(programs.offprint(site, output, report), site)
        ended = time.monotonic()
        os.sync()
        synced.append(cost.wall + time.monotonic() - ended)
        runs.append((cost, json.loads(report.read_text())))
        print(f"{count(papers)}, round {number}: {seconds(cost.wall)}, {memory(cost.memory)}", flush=True)
        if number == 1:
            size = pages.look(output).size
        workspace.discard(output)
    middle = sorted(runs, key=lambda run: run[0].wall)[len(runs) // 2][1]
    return {
        "papers": papers, "place": machine.place(workspace.folder), "bytes": size,
        "runs": [asdict(cost) for cost, _ in runs], "synced": synced, "report": middle,
    }


def text(result: dict[str, Any]) -> str:
    """The table of a growth."""
    rows: list[list[str]] = []
    for step in result["steps"]:
        runs = [Cost(**run) for run in step["runs"]]
        walls = [run.wall for run in runs]
        wall, peak = statistics.median(walls), statistics.median(run.memory for run in runs)
        cpu, papers = statistics.median(run.cpu for run in runs), step["papers"]
        synced = statistics.median(step["synced"])
        written = "" if step["place"] == "in memory" else f"{seconds(synced)}, {synced / papers * 1e6:.0f} µs"
        stages = sorted(step["report"]["seconds"].items(), key=lambda stage: -stage[1])[:3]
        rows.append([
            f"{papers:,}", step["place"], seconds(wall), spread(walls), seconds(cpu), memory(peak),
            f"{step['report']['files']:,}", memory(step["bytes"]), f"{wall / papers * 1e6:.0f} µs",
            written, ", ".join(f"{name} {seconds(time)}" for name, time in stages)])
    header = ["papers", "files lie", "wall", "least – most", "CPU", "peak memory", "files", "size", "wall a paper",
              "until on the disk"]
    quiet = warning([Cost(**run) for step in result["steps"] for run in step["runs"]])
    return f"{table([*header, 'longest stages'], rows)}\n\n{quiet}".rstrip()
