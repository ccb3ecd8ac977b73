"""The command line; see docs/benchmarks.md."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import comparison
import formulas
import growth
import incremental
import instructions
import quality
import report
import search
import serve
from measure import Failure
from tables import parsed
from workspace import Workspace


def size(text: str) -> int:
    """An argument such as `10k`."""
    try:
        return parsed(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write 1k, 10k, 1m or a number") from None


def sizes(text: str) -> list[int]:
    """An argument such as `1k,10k`."""
    return [size(one) for one in text.split(",")]


def options(commands: argparse._SubParsersAction, name: str, summary: str, runs: int = 5) -> argparse.ArgumentParser:
    """A command with the options that all measuring ones have."""
    parser = commands.add_parser(name, help=summary, description=summary)
    parser.add_argument("--runs", type=int, default=runs, help="how often each program runs (default: %(default)s)")
    parser.add_argument("--dir", help="where corpora and outputs go (default: /dev/shm where it has room, or $TMPDIR)")
    parser.add_argument("--keep", action="store_true", help="keep the corpora")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results for `report`")
    return parser


def arguments(words: list[str]) -> argparse.Namespace:
    """The command line. `script/benchmark 10k` stands for `script/benchmark compare 10k`."""
    if words and words[0][:1].isdigit():
        words = ["compare", *words]
    parser = argparse.ArgumentParser(prog="script/benchmark", epilog="script/benchmark SIZE is short for compare SIZE")
    commands = parser.add_subparsers(dest="command", required=True)
    compare = options(commands, "compare", "Offprint, Hugo and the floor on one archive")
    compare.add_argument("size", type=size)
    compare.add_argument("--only", metavar="NAME,...", help="only these programs, and those they are compared with")
    grow = options(commands, "growth", "Offprint on archives of growing size")
    grow.add_argument("--sizes", type=sizes, default=growth.SIZES)
    rebuild = options(commands, "incremental", "what a second build costs")
    rebuild.add_argument("size", type=size)
    # Where archives lie that are built again and again. In memory a full build is so fast that the ratios say more of
    # the file system than of the program.
    rebuild.set_defaults(dir=tempfile.gettempdir())
    searching = options(commands, "search", "the search index beside Pagefind's", runs=3)
    searching.add_argument("size", type=size)
    serving = options(commands, "serve", "from a saved entry to its page in the preview", runs=9)
    serving.add_argument("size", type=size)
    options(commands, "formulas", "what a formula costs in a build")
    finding = options(commands, "quality", "how often a search finds the paper that was meant", runs=1)
    finding.add_argument("--queries", type=int, default=1_000, help="how many of each kind (default: %(default)s)")
    finding.add_argument("--seed", type=int, default=quality.SEED, help="which ones (default: %(default)s)")
    guard = options(commands, "instructions", "counts instructions and compares them with the record", runs=1)
    guard.add_argument("--record", action="store_true", help="rewrite the record")
    tables = commands.add_parser("report", help="writes tables and picture of docs/benchmarks.md")
    tables.add_argument("files", type=Path, nargs="+", metavar="FILE", help="results of the other commands")
    return parser.parse_args(words)


def measured(chosen: argparse.Namespace) -> tuple[dict[str, Any], str]:
    """Runs a measuring command: its results, and their tables."""
    if chosen.command == "growth":
        result = growth.grow(chosen.sizes, chosen.dir, chosen.keep, chosen.runs)
        return result, growth.text(result)
    if chosen.command == "quality":
        with Workspace(quality.MOST, chosen.dir, chosen.keep) as workspace:
            result = quality.measure(workspace.folder, chosen.queries, chosen.seed)
            return result, quality.text(result)
    if chosen.command == "formulas":
        with Workspace(formulas.PAPERS, chosen.dir, chosen.keep) as workspace:
            result = formulas.measure(workspace, chosen.runs)
            return result, formulas.text(result)
    with Workspace(chosen.size, chosen.dir, chosen.keep) as workspace:
        if chosen.command == "incremental":
            result = incremental.rebuild(workspace, chosen.size, chosen.runs)
            return result, incremental.text(result)
        if chosen.command == "search":
            result = search.measure(workspace, chosen.size, chosen.runs)
            return result, search.text(result)
        if chosen.command == "serve":
            result = serve.measure(workspace, chosen.size, chosen.runs)
            return result, serve.text(result)
        result = comparison.compare(workspace, chosen.size, chosen.only, chosen.runs)
        return result, comparison.text(result)


def main() -> None:
    chosen = arguments(sys.argv[1:])
    if chosen.command == "report":
        report.write([json.loads(file.read_text()) for file in chosen.files])
        return
    if chosen.command == "instructions":
        with Workspace(instructions.PAPERS, chosen.dir, chosen.keep) as workspace:
            instructions.guard(workspace, chosen.record, chosen.runs)
        return
    result, text = measured(chosen)
    if chosen.dir:
        result["command"] += f" --dir {chosen.dir}"
    print("\n" + "\n".join(f"{name}: {value}" for name, value in result["machine"].items()))
    print(f"\n{text}")
    if chosen.json:
        chosen.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"benchmark: {failure}")
    except subprocess.CalledProcessError as failure:
        sys.exit(f"benchmark: {failure}")
