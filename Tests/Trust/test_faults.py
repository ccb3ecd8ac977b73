"""Every call that a build makes on its files fails once, or is the last one before it is killed.

The program is the real one; `faults.c` stands between it and the system. Each time a build of a small site's new state
over its old one ends with a clear error or with success, no file is half of one, nothing is left over, and the next build
makes the new state.

A full run takes a quarter of an hour: `OFFPRINT_FAULTS=all`. Otherwise each call on each kind of file fails at its first, its
middle and its last place, in one way.
"""

import collections
import errno
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from site_of_two_states import ROOT, SECONDS, SiteOfTwoStates, tree

HERE = pathlib.Path(__file__).resolve().parent

#: How each call may fail.
KINDS = {
    "open": [errno.EACCES, errno.EMFILE, errno.EINTR, errno.EIO],
    "create": [errno.ENOSPC, errno.EACCES, errno.EMFILE, errno.EINTR],
    "read": [errno.EIO, errno.EINTR, "short"],
    "write": [errno.ENOSPC, errno.EIO, errno.EINTR, "short"],
    "close": [errno.EIO],
    "look": [errno.EACCES, errno.EIO],
    "map": [errno.ENOMEM],
    "mkdir": [errno.ENOSPC, errno.EACCES],
    "rename": [errno.EIO, errno.EXDEV, errno.ENOSPC],
    "unlink": [errno.EACCES, errno.EBUSY],
    "lock": [errno.EWOULDBLOCK],
    "list": [errno.ENOMEM],
    "next": [errno.EIO],
    "follow": [errno.EACCES],
    "syncfs": [errno.EIO, errno.ENOSPC],
}
#: After these the build goes on as if nothing had been.
HARMLESS = {errno.EINTR, "short"}


@unittest.skipUnless(hasattr(os, "sched_getaffinity"), "LD_PRELOAD is a thing of Linux")
class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-faults-")).resolve()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.library = cls.folder / "faults.so"
        compiler = next(filter(shutil.which, ["cc", "gcc", "clang"]))
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", cls.library, HERE / "faults.c"], check=True)
        cls.site = SiteOfTwoStates(cls.folder / "work", papers=4)
        cls.source = tree(cls.site.site)
        cls.calls = cls.log()

    @classmethod
    def shim(cls, **more):
        under = f"{cls.site.folder}:{ROOT / 'themes'}"
        return {"LD_PRELOAD": str(cls.library), "FAULT_UNDER": under} | more

    @classmethod
    def build(cls, *more, status=None, **environment):
        # One thread, so that the calls come in the same order each time.
        return cls.site.run("--jobs", "1", "--durable", *more, status=status, **cls.shim(**environment))

    @classmethod
    def log(cls):
        """The calls of a build that nothing happens to: names and paths."""
        log = cls.folder / "log"
        log.unlink(missing_ok=True)
        cls.site.reset()
        cls.build(status=0, FAULT_LOG=str(log))
        return [tuple(line.split(" ", 1)) for line in log.read_text().splitlines()]

    def role(self, path):
        """What a file is for."""
        for name in ("public/.offprint/stage", "public/.offprint", "public", "cache", "site/content", "site/static", "site"):
            if path.startswith(str(self.site.folder / name)):
                return name
        return "theme"

    def cases(self, kinds):
        """Which calls to try with which kinds of failure: pairs of a number and a kind."""
        if os.environ.get("OFFPRINT_FAULTS") == "all":
            return [(number, kind) for number, (name, _) in enumerate(self.calls, 1) for kind in kinds[name]]
        alike = collections.defaultdict(list)
        for number, (name, path) in enumerate(self.calls, 1):
            alike[name, self.role(path)].append(number)
        return sorted(
            {(place, kinds[name][place % len(kinds[name])])
             for (name, _), places in alike.items() for place in (places[0], places[len(places) // 2], places[-1])},
            key=lambda case: case[0])

    def check_files(self, number):
        """What is published after a build that did not get past a call."""
        published = tree(self.site.public)
        if number <= self.calls.index(("syncfs", str(self.site.public))) + 1:  # Nothing is moved before.
            self.assertEqual(published, self.site.old)
            return
        for path, content in published.items():
            self.assertIn(content, (self.site.old.get(path), self.site.new.get(path)), f"{path} is neither old nor new")
        for path in self.site.old.keys() & self.site.new.keys():
            self.assertIn(path, published)

    def check_next_build(self):
        self.site.run(status=0)
        self.assertEqual(tree(self.site.public), self.site.new)
        self.assertEqual(sorted(os.listdir(self.site.public / ".offprint")), ["manifest"])

    def test_the_calls_are_the_same_each_time(self):
        self.assertEqual(self.log(), self.calls)

    def test_each_call_may_fail(self):
        cases = self.cases(KINDS)
        for number, kind in cases:
            name, path = self.calls[number - 1]
            with self.subTest(call=number, name=name, path=path, kind=errno.errorcode.get(kind, kind)):
                self.site.reset()
                result = self.build(FAULT_AT=str(number), FAULT_KIND=str(kind))
                self.assertIn(result.returncode, (0,) if kind in HARMLESS else (0, 1, 74), result.stderr)
                if result.returncode == 0:
                    self.assertEqual(tree(self.site.public), self.site.new)
                else:
                    self.assertIn("error: ", result.stderr)
                    self.check_files(number)
                    # What could not be looked at or removed, and the journal, are for the next build.
                    if self.role(path) != "public/.offprint/stage":
                        self.assertFalse((self.site.public / ".offprint/stage").exists(), result.stderr)
                self.assertEqual(tree(self.site.site), self.source)
                self.check_next_build()
        print(f"failures of calls: {len(cases)} of {len(self.calls)} calls")

    def test_each_call_may_be_the_last(self):
        cases = self.cases(dict.fromkeys(KINDS, ["kill"]))
        for number, kind in cases:
            with self.subTest(call=number, name=self.calls[number - 1]):
                self.site.reset()
                self.assertEqual(self.build(FAULT_AT=str(number), FAULT_KIND=kind).returncode, -signal.SIGKILL)
                self.check_files(number)
                self.assertEqual(tree(self.site.site), self.source)
                self.check_next_build()
        print(f"kills at a call: {len(cases)} of {len(self.calls)}")

    def test_the_disk_is_waited_for_between_the_steps(self):
        """What a power failure leaves is whole where the disk holds what was written before it is moved to its place,
        what was moved before the old is removed, and all of that before the list of files says so."""
        own = str(self.site.public / ".offprint")
        steps = []
        for name, path in self.calls:
            role = self.role(path)
            if name == "syncfs":
                step = "wait"
            elif name == "rename" and role.startswith("public"):
                step = path.removeprefix(own + "/") if path.startswith(own) else "move"
            elif name == "create" and role == "public/.offprint/stage":
                step = "write"
            elif name == "unlink" and role == "public":
                step = "remove"
            else:
                continue
            if steps[-1:] != [step]:
                steps.append(step)
        # What is removed first is in the way of a folder.
        self.assertEqual(
            steps, ["write", "journal", "wait", "remove", "move", "wait", "remove", "journal", "wait", "manifest", "wait"])

    def test_new_files_come_before_those_that_name_them(self):
        moved = [
            path.removeprefix(f"{self.site.public}/") for name, path in self.calls
            if name == "rename" and self.role(path) == "public"]
        is_new = [not any(old == path or old.startswith(path + "/") for old in self.site.old) for path in moved]
        self.assertEqual(is_new, sorted(is_new, reverse=True))
        self.assertIn(True, is_new)
        self.assertIn(False, is_new)


if __name__ == "__main__":
    unittest.main()
