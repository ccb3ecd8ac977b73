"""Runs a program and says what it took."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# The share of the machine that others may have while something is measured.
_QUIET = 0.05


class Failure(Exception):
    """Something that ends the benchmark; its text is for people."""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds, and bytes of memory at the peak. `others` is the CPU time of everything else on the
    machine meanwhile."""

    wall: float
    user: float
    system: float
    memory: int
    others: float

    @property
    def cpu(self) -> float:
        return self.user + self.system

    @property
    def disturbance(self) -> float:
        """Which share of the machine others had."""
        return self.others / (self.wall * (os.cpu_count() or 1))


class Stopwatch:
    """Measures through `measure.c`."""

    def __init__(self, program: Path, scratch: Path) -> None:
        self._program = program
        self._result = scratch / "cost"
        self._log = scratch / "log"

    def run(self, command: Sequence[str | Path], folder: Path) -> Cost:
        """Runs a command in a folder; it has to succeed."""
        # What earlier runs left to be written would be written during this one.
        os.sync()
        busy = _busy()
        with open(self._log, "wb") as log:
            subprocess.run([self._program, self._result, *command], cwd=folder, stdout=log, stderr=log, check=True)
        busy = _busy() - busy
        wall, user, system, memory, status = self._result.read_text().split()
        if status != "0":
            raise Failure(f"{command[0]} ended with status {status}:\n{self._log.read_text(errors='replace')[-4000:]}")
        others = max(0.0, busy - float(user) - float(system))
        return Cost(float(wall), float(user), float(system), int(memory) * 1024, others)


def _busy() -> float:
    """The seconds that the machine's cores were busy, or were taken from it by its host; 0 where Linux does not say."""
    try:
        fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    except OSError:
        return 0.0
    user, nice, system, _, _, interrupts, soft_interrupts, steal = map(int, fields)
    return (user + nice + system + interrupts + soft_interrupts + steal) / os.sysconf("SC_CLK_TCK")


def warning(costs: Sequence[Cost]) -> str:
    """A sentence where others were busy while the programs ran, so that the figures are worth little; or nothing."""
    disturbed = [cost for cost in costs if cost.disturbance > _QUIET]
    if not disturbed:
        return ""
    most = max(cost.disturbance for cost in disturbed)
    return (f"**Not a quiet machine: in {len(disturbed)} of {len(costs)} runs other processes had more than "
            f"{_QUIET:.0%} of its CPU time, at most {most:.0%}.**")
