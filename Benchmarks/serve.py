"""`script/benchmark serve SIZE`: how long it takes from a saved file to its page, in a running `offprint serve`.

An entry is saved, the request that waits for a change comes back, and the entry's page is asked for and read to its end:
what a browser does. Saves change the text, the title, the names, the day, or make a file that was not there. The first time
is from the program's start to its first page, once with nothing kept and once with what builds keep.
"""

import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import machine
from corpus import write_site
from measure import Failure
from tables import count, table
from workspace import OFFPRINT, REPOSITORY, Workspace


class Preview:
    """A running server."""

    def __init__(self, site: Path, cache: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        start = time.monotonic()
        self.process = subprocess.Popen(
            [OFFPRINT, "serve", "--site", site, "--port", str(self.port)], env=os.environ | {"XDG_CACHE_HOME": str(cache)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                self.get("/")
                break
            except OSError:
                if self.process.poll() is not None:
                    raise Failure("offprint serve ended") from None
                time.sleep(0.002)
        self.started = time.monotonic() - start

    def __enter__(self) -> "Preview":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def get(self, path: str) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", path)
        return connection.getresponse().read()

    def version(self, after: int) -> int:
        return json.loads(self.get(f"/_offprint/wait?version={after}"))["version"]


def measure(workspace: Workspace, papers: int, runs: int) -> dict[str, Any]:
    """Serves an archive and saves one of its entries again and again."""
    site, cache = workspace.folder / "site", workspace.folder / "cache"
    site.mkdir()
    entries = [paper.path for paper in write_site(site, papers, REPOSITORY / "themes/default")]
    entry = site / "content/papers" / entries[len(entries) // 2]
    with Preview(site, cache) as preview:
        cold = preview.started
        # What it read is kept beside its work.
        time.sleep(1 + papers / 25_000)
    with Preview(site, cache) as preview:
        warm = preview.started
        # The index is made meanwhile.
        time.sleep(2 + papers / 10_000)
        # In turn, and the first of each does not count.
        rounds = [
            {change: _save(preview, entry, change, number) for change in EDITS} for number in range(max(runs, 2) + 1)
        ][1:]
    shutil.rmtree(site)
    return {
        "command": f"script/benchmark serve {count(papers)}", "machine": machine.description(workspace.folder),
        "papers": papers, "cold": cold, "warm": warm,
        "saves": {change: [saves[change] for saves in rounds] for change in EDITS},
    }


def _with(text: str, key: str, value: str) -> str:
    """An entry whose key has another value."""
    text, found = re.subn(rf"^{key}:.*(\n[ -].*)*", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    return text if found else text.replace("---\n", f"---\n{key}: {value}\n", 1)


def _without_identifiers(text: str) -> str:
    return re.sub(r"^(id|aliases|arxiv|doi):.*\n", "", text, flags=re.MULTILINE)


#: What a save changes, and how an entry's text becomes another one that has the mark on its page.
EDITS = {
    "text": lambda text, mark, number: f"{text}\n{mark}\n",
    "title": lambda text, mark, number: _with(text, "title", mark),
    "names": lambda text, mark, number: _with(text, "authors", f"[{mark}, Ada Lovelace]"),
    "day": lambda text, mark, number: _with(text, "date", f"2024-03-{number % 28 + 1:02}") + f"\n{mark}\n",
    "new file": lambda text, mark, number: f"{_without_identifiers(text)}\n{mark}\n",
}


def _save(preview: Preview, entry: Path, change: str, number: int) -> float:
    """Seconds from the end of writing an entry to the end of its page."""
    version = preview.version(-1)
    shown: list[float] = []
    mark = f"This is edit {number} of the {change}"
    text = entry.read_text(encoding="utf-8")
    if change == "new file":
        entry = entry.with_name(f"{entry.stem}-{number}.md")
    address = f"/papers/{entry.stem}/"

    def wait() -> None:
        preview.version(version)
        page = preview.get(address)
        shown.append(time.monotonic())
        if mark.encode() not in page:
            raise Failure("the page is not that of the saved entry")

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.3)
    entry.write_text(EDITS[change](text, mark, number), encoding="utf-8")
    saved = time.monotonic()
    waiting.join()
    if not shown:
        raise Failure("the saved entry was not shown")
    return shown[0] - saved


def text(result: dict[str, Any]) -> str:
    """The table of a result."""
    rows = [
        ["start to the first page, nothing kept", f"{result['cold']:.2f} s", ""],
        ["start to the first page", f"{result['warm']:.2f} s", ""],
    ]
    for change, saves in result["saves"].items():
        rows.append([f"saved {change}", f"{statistics.median(saves) * 1_000:.0f} ms", f"{max(saves) * 1_000:.0f} ms"])
    return table([f"{count(result['papers'])} papers", "median", "slowest"], rows)
