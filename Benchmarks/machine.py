"""What was measured, and on what."""

import datetime
import os
import platform
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from measure import Failure
from programs import hugo_binary
from workspace import IN_MEMORY, OFFPRINT, REPOSITORY, file_system


def description(folder: Path) -> dict[str, str]:
    """Versions, the machine, and where the files lay, by name."""
    return {
        "date": datetime.date.today().isoformat(),
        "Offprint": _offprint(),
        "Hugo": _hugo(),
        "Swift": _first(r"Swift version (\S+)", _output(["swift", "--version"])),
        "system": f"{_system()}, {platform.system()} {platform.release()}",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{_memory() / 2**30:.0f} GB",
        "files": f"files {place(folder)}",
    }


def place(folder: Path) -> str:
    """Where files of a folder lie: in memory, or on which file system."""
    kind = file_system(folder)
    return "in memory" if kind in IN_MEMORY else f"on a disk ({kind})" if kind else "somewhere"


def _offprint() -> str:
    version = _output([OFFPRINT, "--version"]).strip()
    commit = _output(["git", "-C", REPOSITORY, "rev-parse", "--short", "HEAD"]).strip()
    changed = _output(["git", "-C", REPOSITORY, "status", "--porcelain", "--", "Sources", "Package.swift", "themes"])
    return f"{version} ({commit}{' with changes' if changed else ''})".strip()


def _hugo() -> str:
    try:
        return _first(r"v(\d[\d.]*)", _output([hugo_binary(), "version"]))
    except Failure:
        return "none"


def _system() -> str:
    try:
        return _first(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    except OSError:
        return platform.platform()


def _processor() -> str:
    try:
        return _first(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    except OSError:
        return _output(["sysctl", "-n", "machdep.cpu.brand_string"]).strip() or platform.machine()


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _output(command: Sequence[str | Path]) -> str:
    """What a program prints; nothing where it fails."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def _first(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match.group(1).strip() if match else "unknown"
