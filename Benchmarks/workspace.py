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
IN_MEMORY = ["tmpfs", "ramfs"]


class Workspace:
    """A fresh folder, removed at the end unless it is to be kept."""

    def __init__(self, papers: int, parent: str | None, keep: bool) -> None:
        self._keep = keep
        self._discarded = 0
        self._need = papers * _BYTES_A_PAPER
        self.folder = Path(tempfile.mkdtemp(prefix="bench-", dir=parent or _roomy(papers)))
        self.is_in_memory = file_system(self.folder) in IN_MEMORY

    def __enter__(self) -> "Workspace":
        self.stopwatch = Stopwatch(self.compiled("measure"), self.folder)
        return self

    def __exit__(self, *_: object) -> None:
        if self._keep:
            for number in range(1, self._discarded + 1):
                remove(self.folder / f"discarded-{number}")
            print(f"kept: {self.folder}")
        else:
            remove(self.folder)

    def discard(self, output: Path) -> None:
        """Makes way for the next run, which must not pay for it.

        ext4 looks for a free inode past those of all files that were removed in the last minutes: after 170,000 of them
        the next build takes up to five times as long. On a disk what is discarded goes at the end, while there is room.
        """
        if self.is_in_memory or shutil.disk_usage(self.folder).free < 2 * self._need:
            remove(output)
        else:
            self._discarded += 1
            output.rename(self.folder / f"discarded-{self._discarded}")

    def compiled(self, name: str) -> Path:
        """A program made of one of the C files beside this one."""
        program = self.folder / name
        subprocess.run(["cc", "-O2", "-pthread", "-o", program, HERE / f"{name}.c"], check=True)
        return program


def remove(folder: Path) -> None:
    """Removes a folder, which may have a million files."""
    subprocess.run(["rm", "-rf", folder], check=True)


def file_system(folder: Path) -> str:
    """The kind of file system that a folder is on; nothing where that is not known."""
    found = subprocess.run(["df", "--output=fstype", folder], capture_output=True, text=True)
    return found.stdout.split()[-1] if found.returncode == 0 else ""


def _roomy(papers: int) -> str:
    """Memory where there is room, since a disk's own speed varies more than the programs do."""
    need = papers * _BYTES_A_PAPER
    for parent in ["/dev/shm", tempfile.gettempdir()]:
        if os.path.isdir(parent) and os.access(parent, os.W_OK) and shutil.disk_usage(parent).free > need:
            return parent
    raise Failure(f"no room for {papers} papers ({need / 1e9:.0f} GB) in /dev/shm and {tempfile.gettempdir()}: "
                  "say --dir DIR")
