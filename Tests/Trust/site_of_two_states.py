"""A site in two states, an old one that is published and a new one to be built over it, for tests of what can go wrong
on the way from one to the other."""

import hashlib
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
OFFPRINT = os.environ.get("OFFPRINT", str(ROOT / ".build/debug/offprint"))

#: More than any build here takes; a build that hangs fails its test.
SECONDS = 300


def tree(folder):
    """The files under a folder that readers can see: what is in them, by path."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in pathlib.Path(folder).rglob("*")
        if path.is_file() and ".offprint" not in path.relative_to(folder).parts
    }


class SiteOfTwoStates:
    """A site with `papers` papers.

    From the old state to the new one an entry is edited, one removed, one added on a new day, one moved to where a folder
    has to go, and the day's note is changed.
    """

    def __init__(self, folder, papers):
        # The system's name for it, as the calls have it.
        self.folder = pathlib.Path(folder).resolve()
        self.site, self.public, self.cache = (self.folder / name for name in ("site", "public", "cache"))
        (self.site / "content/papers").mkdir(parents=True)
        (self.site / "static").mkdir()
        (self.site / "site.toml").write_text(
            '[site]\ntitle = "Two states"\nurl = "https://example.org/"\n')
        (self.site / "static/notes").write_text("a file\n")
        for number in range(papers):
            self.write(number, f"Paper number {number}")
        self.run()
        self.old = tree(self.public)
        self.copy("", ".old")
        self.change(papers)
        shutil.rmtree(self.public)
        shutil.rmtree(self.cache)
        self.run()
        self.new = tree(self.public)
        self.reset()

    def path(self, number):
        return self.site / f"content/papers/2025/{1 + number // 28 % 12:02}/paper-{number}.md"

    def write(self, number, title):
        path = self.path(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\ntitle: {title}\ndate: 2025-{1 + number // 28 % 12:02}-{1 + number % 28:02}\n"
            f"authors: [Ada Lovelace, Author {number % 7}]\ntags: [one, tag-{number % 5}]\n---\n\n"
            f"An abstract of the paper with the number {number}, with $x^{{{number}}}$ in it.\n")

    def change(self, papers):
        self.write(0, "A better title of the first")
        self.path(1).unlink()
        self.write(papers, "A paper of today")
        (self.site / "static/notes").unlink()
        (self.site / "static/notes").mkdir()
        (self.site / "static/notes/index.txt").write_text("a folder now\n")

    def unchange(self, papers):
        """What ``change`` did, undone."""
        for number in (0, 1):
            self.write(number, f"Paper number {number}")
        self.path(papers).unlink()
        shutil.rmtree(self.site / "static/notes")
        (self.site / "static/notes").write_text("a file\n")

    def copy(self, source, target):
        """Makes a copy of what is published and of the cache. The published files are the same ones, so that a build
        knows them again; one that wrote into a file rather than replacing it would change the original too, and the next
        test would say so."""
        for name, how in (("public", os.link), ("cache", shutil.copy2)):
            shutil.rmtree(self.folder / f"{name}{target}", ignore_errors=True)
            shutil.copytree(self.folder / f"{name}{source}", self.folder / f"{name}{target}", copy_function=how)

    def reset(self):
        """Puts the old state to where the next build publishes."""
        self.copy(".old", "")

    def command(self, *more):
        return [OFFPRINT, "build", "--site", str(self.site), "--output", str(self.public), "--as-of", "2026-01-01", *more]

    def environment(self, **more):
        return os.environ | {"XDG_CACHE_HOME": str(self.cache), "SWIFT_BACKTRACE": "enable=no"} | more

    def run(self, *more, status=0, **environment):
        """Builds; gives what was said. Fails where the exit status is another than `status`, if there is one."""
        result = subprocess.run(
            self.command(*more), env=self.environment(**environment), capture_output=True, text=True, timeout=SECONDS)
        if status is not None and result.returncode != status:
            raise AssertionError(f"exit {result.returncode}: {result.stdout}{result.stderr}")
        return result
