"""The folder that corpora and outputs go into, with the helpers compiled into it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from measure import Failure, Stopwatch

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent
OFFPRINT = REPOSITORY / ".build/release/offprint"
# What a paper takes at most in a file system of blocks of 4 KB: entry, output, and what Hugo's lists add.
_BYTES_A_PAPER = 60_000


class Workspace:
    """A fresh folder, removed at the end unless it is to be kept."""

    def __init__(self, papers: int, parent: str | None, keep: bool) -> None:
        self._keep = keep
        self.folder = Path(tempfile.mkdtemp(prefix="bench-", dir=parent or _roomy(papers)))

    def __enter__(self) -> "Workspace":
        self.stopwatch = Stopwatch(self.compiled("measure"), self.folder)
        return self

    def __exit__(self, *_: object) -> None:
        if self._keep:
            print(f"kept: {self.folder}")
        else:
            remove(self.folder)

    def compiled(self, name: str) -> Path:
        """A program made of one of the C files beside this one."""
        program = self.folder / name
        subprocess.run(["cc", "-O2", "-pthread", "-o", program, HERE / f"{name}.c"], check=True)
        return program


def remove(folder: Path) -> None:
    """Removes a folder, which may have a million files."""
    subprocess.run(["rm", "-rf", folder], check=True)


def _roomy(papers: int) -> str:
    """Memory where there is room, since a disk's own speed varies more than the programs do."""
    need = papers * _BYTES_A_PAPER
    for parent in ["/dev/shm", tempfile.gettempdir()]:
        if os.path.isdir(parent) and os.access(parent, os.W_OK) and shutil.disk_usage(parent).free > need:
            return parent
    raise Failure(f"no room for {papers} papers ({need / 1e9:.0f} GB) in /dev/shm and {tempfile.gettempdir()}: "
                  "say --dir DIR")
