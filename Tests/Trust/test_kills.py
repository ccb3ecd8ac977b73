"""Builds are killed at any moment while a reader reads all files all the while.

`OFFPRINT_KILLS` says how often (25), `OFFPRINT_PAPERS` of how many papers the archive is (200), `OFFPRINT_SEED` which moments.
"""

import hashlib
import multiprocessing
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from site_of_two_states import SECONDS, SiteOfTwoStates, tree

KILLS = int(os.environ.get("OFFPRINT_KILLS", "25"))
PAPERS = int(os.environ.get("OFFPRINT_PAPERS", "200"))
SEED = int(os.environ.get("OFFPRINT_SEED", "1"))


def read(public, allowed, is_ending, said):
    """Reads all files, again and again; sends what it saw: how many it read, and those that are neither old nor new."""
    count, wrong = 0, set()
    while not is_ending.is_set():
        # A folder that goes meanwhile is passed over.
        for folder, folders, files in os.walk(public):
            folders[:] = [name for name in folders if name != ".offprint"]
            for file in files:
                path = os.path.join(folder, file)
                try:
                    content = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
                except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
                    continue  # The new state has it not, or a folder there.
                count += 1
                name = os.path.relpath(path, public)
                if content not in allowed.get(name, ()):
                    wrong.add(name)
            if is_ending.is_set():
                break
    said.send((count, wrong))


class Kills(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-kills-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.site = SiteOfTwoStates(self.folder, PAPERS)
        self.states = [self.site.old, self.site.new]

    def show(self, state):
        """Makes the old content (0) the new (1), or the other way."""
        (self.site.change if state else self.site.unchange)(PAPERS)

    def test_a_reader_never_sees_half_a_file(self):
        names = self.site.old.keys() | self.site.new.keys()
        allowed = {name: {state[name] for state in self.states if name in state} for name in names}
        is_ending = multiprocessing.Event()
        receiver, sender = multiprocessing.Pipe(duplex=False)
        reader = multiprocessing.Process(target=read, args=(str(self.site.public), allowed, is_ending, sender))
        reader.start()
        self.addCleanup(reader.kill)

        chance = random.Random(SEED)
        start = time.monotonic()
        self.site.run()
        duration = time.monotonic() - start
        state, killed = 1, 0
        for number in range(KILLS):
            state = 1 - state
            self.show(state)
            start = time.monotonic()
            build = subprocess.Popen(
                self.site.command(), env=self.site.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                build.wait(chance.uniform(0, duration))
            except subprocess.TimeoutExpired:
                build.send_signal(signal.SIGKILL)
            killed += build.wait() == -signal.SIGKILL
            for name, content in tree(self.site.public).items():
                self.assertIn(content, allowed[name], f"{name} is neither old nor new after kill {number}")
            start = time.monotonic()
            self.site.run()
            duration = (duration + time.monotonic() - start) / 2
            self.assertEqual(tree(self.site.public), self.states[state], f"after kill {number}")

        is_ending.set()
        self.assertTrue(receiver.poll(SECONDS), "the reader gave up")
        count, wrong = receiver.recv()
        reader.join()
        self.assertEqual(wrong, set())
        self.assertGreater(killed, KILLS // 3)
        self.assertGreater(count, len(names))
        print(f"kills: {killed} of {KILLS} builds of {PAPERS} papers; a reader read {count} files")


class Locks(unittest.TestCase):
    """Two builds of one site at once."""

    def test_one_refuses_and_a_killed_one_leaves_no_lock(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-locks-"))
        self.addCleanup(shutil.rmtree, folder)
        site = SiteOfTwoStates(folder, PAPERS)
        first = subprocess.Popen(
            site.command("--full"), env=site.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(first.kill)
        # Stopped rather than raced against: the second one finds it in its midst.
        while not (site.public / ".offprint/stage").exists():
            self.assertIsNone(first.poll(), "the first build ended too early")
        first.send_signal(signal.SIGSTOP)
        second = site.run(status=None)
        self.assertEqual(second.returncode, 74, second.stderr)
        self.assertIn("another build is busy there", second.stderr)
        first.send_signal(signal.SIGKILL)
        first.wait()
        site.run()
        self.assertEqual(tree(site.public), site.new)


if __name__ == "__main__":
    unittest.main()
