"""`script/benchmark instructions`: a guard against slow decay that no busy machine disturbs.

Counts the instructions of a build of 1,000 papers on one thread, and compares the count with the recorded one."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import programs
from corpus import write_site
from measure import Failure
from workspace import HERE, OFFPRINT, REPOSITORY, Workspace

PAPERS = 1_000
RECORD = HERE / "instructions.txt"
# How much more than the record is let pass.
LIMIT = 1.10


def count(workspace: Workspace) -> int:
    """The instructions of one build."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        raise Failure("there is no valgrind: `apt-get install valgrind`")
    site = workspace.folder / "offprint"
    if not site.exists():
        for _ in write_site(site, PAPERS, REPOSITORY / "themes/default"):
            pass
    # Without debugging symbols, whose form valgrind may be too old to read.
    program = workspace.folder / "program"
    subprocess.run(["strip", "--strip-debug", "-o", program, OFFPRINT], check=True)
    # Relative paths and a bare environment, so that neither's length counts.
    build = programs.offprint(Path("offprint"), Path("out"), Path("report.json"))[1:]
    command = [valgrind, "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *build, "--jobs", "1"]
    environment = {"PATH": os.environ["PATH"], "SWIFT_DETERMINISTIC_HASHING": "1"}
    done = subprocess.run(command, cwd=workspace.folder, env=environment, capture_output=True, text=True)
    shutil.rmtree(workspace.folder / "out", ignore_errors=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or found is None:
        raise Failure(f"valgrind ended with status {done.returncode}:\n{done.stderr[-4000:]}")
    return int(found.group(1))


def guard(workspace: Workspace, record: bool, rounds: int) -> None:
    """Counts, and compares with the record or rewrites it."""
    counts = [count(workspace) for _ in range(rounds)]
    for number in counts:
        print(f"{number:,} instructions")
    if rounds > 1:
        print(f"spread: {(max(counts) / min(counts) - 1) * 100:.4f} %")
    number = min(counts)
    if record:
        RECORD.write_text(f"{number}\n")
        return
    if not RECORD.exists():
        raise Failure("there is no record yet: `script/benchmark instructions --record`")
    recorded = int(RECORD.read_text())
    print(f"{(number / recorded - 1) * 100:+.2f} % against the {recorded:,} recorded")
    if number > recorded * LIMIT:
        raise Failure(
            f"that is more than {(LIMIT - 1) * 100:.0f} % above the record. Where the growth is meant, record it in "
            "the same commit: `script/benchmark instructions --record`")
