"""Runs a program and says what it took."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class Failure(Exception):
    """Something that ends the benchmark; its text is for people."""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds, and bytes of memory at the peak."""

    wall: float
    user: float
    system: float
    memory: int

    @property
    def cpu(self) -> float:
        return self.user + self.system


class Stopwatch:
    """Measures through `measure.c`."""

    def __init__(self, program: Path, scratch: Path) -> None:
        self._program = program
        self._result = scratch / "cost"
        self._log = scratch / "log"

    def run(self, command: Sequence[str | Path], folder: Path) -> Cost:
        """Runs a command in a folder; it has to succeed."""
        with open(self._log, "wb") as log:
            subprocess.run([self._program, self._result, *command], cwd=folder, stdout=log, stderr=log, check=True)
        wall, user, system, memory, status = self._result.read_text().split()
        if status != "0":
            raise Failure(f"{command[0]} ended with status {status}:\n{self._log.read_text(errors='replace')[-4000:]}")
        return Cost(float(wall), float(user), float(system), int(memory) * 1024)
