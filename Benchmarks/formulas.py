"""`script/benchmark formulas`: what a formula costs in a build.

Two sites with the same texts, but that what is a formula in one (`$x$`) is code in the other (`` `x` ``), are built in turn
on one thread. The difference of their CPU time, over the number of formulas, is what reading one twice (when it is loaded
and when its page is made) and writing it takes."""

import resource
import shutil
import statistics
import subprocess
from pathlib import Path
from typing import Any

import machine
import programs
from corpus import write_site
from measure import Failure
from workspace import REPOSITORY, Workspace

PAPERS = 2_000
# Of each of these, every paper gets one: as long and as deep as formulas in abstracts are.
FORMULAS = [
    r"10\times", r"O(n \log n)", r"\mathcal{O}(\sqrt{T})", r"x_i^2", r"\mathbb{R}^{n \times d}", r"\alpha = 0.05", r"5\%",
    r"\frac{1}{\epsilon^2}", r"f: X \to Y", r"\|x\|_2 \leq 1", r"\ell_1", r"\tilde{O}(d^{3/2} / \varepsilon)", r"n = 10,000",
    r"p(y \mid x)", r"\textbf{Name}", r"\sum_{i=1}^n w_i x_i", r"k \in \{1, \ldots, K\}", r"\sim 90^\circ", r"\mathbf{W}_q",
    r"\left\lfloor \frac{n}{2} \right\rfloor",
]


def measure(workspace: Workspace, runs: int) -> dict[str, Any]:
    """The microseconds that a formula costs, and the percent by which one formula a paper lengthens a build."""
    seconds: dict[str, list[float]] = {"`": [], "$": []}
    sites = {mark: _site(workspace.folder / name, mark) for mark, name in (("`", "code"), ("$", "formulas"))}
    for _ in range(runs):
        for mark, site in sites.items():
            seconds[mark].append(_build(workspace.folder, site))
    without, with_formulas = (statistics.median(seconds[mark]) for mark in ("`", "$"))
    # The sites have 20 formulas a paper, so that their cost stands out; so has the code it is compared with.
    one = (with_formulas - without) / (PAPERS * len(FORMULAS))
    return {
        "command": "script/benchmark formulas", "machine": machine.description(workspace.folder),
        "microseconds": one * 1e6, "percent": 100 * one * PAPERS / without,
    }


def text(result: dict[str, Any]) -> str:
    """The result as a sentence."""
    return (
        f"{result['microseconds']:.1f} µs of CPU a formula: {result['percent']:.1f} % of a build whose papers have one each"
    )


def _site(site: Path, mark: str) -> Path:
    for _ in write_site(site, PAPERS, REPOSITORY / "themes/default"):
        pass
    text = "\nIt has " + " and ".join(f"{mark}{formula}{mark}" for formula in FORMULAS) + ".\n"
    for entry in (site / "content/papers").rglob("*.md"):
        entry.write_text(entry.read_text() + text)
    return site


def _build(folder: Path, site: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*programs.offprint(site, folder / "out", folder / "report.json"), "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Failure(done.stderr)
    shutil.rmtree(folder / "out")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
