"""`script/benchmark report FILE...`: the tables of docs/benchmarks.md, and the picture, out of results."""

import re
import statistics
from typing import Any

import comparison
import growth
import incremental
from measure import Cost, Failure
from picture import Point, picture
from workspace import REPOSITORY

PAGE = REPOSITORY / "docs/benchmarks.md"
PICTURE = REPOSITORY / "docs/images/benchmark-growth.svg"
# Below this size a run only shows that the programs work.
MEANINGFUL = 10_000
_DRAWN = {
    "offprint": "Offprint", "hugo-taxonomy": "Hugo, taxonomy", "hugo-adapter": "Hugo, content adapter",
    "floor": "floor",
}


def write(results: list[dict[str, Any]]) -> None:
    """Fills what stands between the markers; a part without results stays as it is."""
    page = PAGE.read_text(encoding="utf-8")
    for part, texts in [
        ("comparison", comparison.text), ("growth", growth.text), ("incremental", incremental.text)
    ]:
        mine = sorted((one for one in results if one["kind"] == part), key=_size)
        if mine:
            page = _filled(page, part, "\n\n".join(_section(one, texts(one)) for one in mine))
    PAGE.write_text(page, encoding="utf-8")
    if lines := _lines(results):
        PICTURE.write_text(picture(lines), encoding="utf-8")


def _size(result: dict[str, Any]) -> int:
    """How large the archive was, or the largest."""
    return result["papers"] if "papers" in result else max(step["papers"] for step in result["steps"])


def _section(result: dict[str, Any], tables: str) -> str:
    versions = ", ".join(
        f"{name} {value}" if name in ["Offprint", "Hugo", "Swift"] else value
        for name, value in result["machine"].items() if not (name == "Hugo" and result["kind"] != "comparison"))
    place = f", {result['machine']['files']}" if result["kind"] == "incremental" else ""
    heading = f"### {result['papers']:,} papers{place}\n\n" if "papers" in result else ""
    trial = ""
    if _size(result) < MEANINGFUL:
        trial = "**A trial run: so few papers show that everything works, and say little about speed.**\n\n"
    return f"{heading}{trial}`{result['command']}`, medians of {result['runs']}; {versions}.\n\n{tables}"


def _filled(page: str, part: str, text: str) -> str:
    """The page with new text between the markers of a part."""
    start, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    pattern = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
    if not pattern.search(page):
        raise Failure(f"{PAGE} has no markers {start} and {end}")
    return pattern.sub(lambda _: f"{start}\n{text}\n{end}", page)


def _lines(results: list[dict[str, Any]]) -> dict[str, list[Point]]:
    """What the picture shows: each program at every size it was measured at."""
    points: dict[str, dict[int, Point]] = {name: {} for name in _DRAWN}
    for result in results:
        if result["kind"] == "comparison":
            for name, program in result["programs"].items():
                if name in points:
                    points[name].setdefault(result["papers"], _point(result["papers"], program["runs"]))
        elif result["kind"] == "growth":
            for step in result["steps"]:
                points["offprint"][step["papers"]] = _point(step["papers"], step["runs"])
    return {
        title: [points[name][papers] for papers in sorted(points[name])]
        for name, title in _DRAWN.items() if points[name]
    }


def _point(papers: int, runs: list[dict[str, Any]]) -> Point:
    costs = [Cost(**run) for run in runs]
    return Point(
        papers, statistics.median(cost.wall for cost in costs), statistics.median(cost.memory for cost in costs))
