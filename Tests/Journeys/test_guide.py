"""The first page of the guide, walked by a newcomer: each command as it is written there."""

import http.server
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import unittest

from test_day import ArXiv, OFFPRINT

ROOT = pathlib.Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/guide/start.md").read_text()

#: What takes minutes, asks for rights or does not end; continuous integration runs the first, other tests the last two.
ELSEWHERE = re.compile(r"^(script/build|script/install .*|python3 -m http.server .*|offprint serve)$", re.MULTILINE)


class Start(unittest.TestCase):
    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="offprint-start-"))
        self.addCleanup(shutil.rmtree, self.home)
        # A checkout after `script/build`.
        self.checkout = self.home / "offprint"
        (self.checkout / ".build/release").mkdir(parents=True)
        (self.checkout / ".build/release/offprint").symlink_to(OFFPRINT)
        (self.checkout / "themes").symlink_to(ROOT / "themes")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), ArXiv)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.environment = os.environ | {
            "HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache"),
            "OFFPRINT_MIRROR": f"http://127.0.0.1:{server.server_port}",
        }

    def walk(self, script):
        """Runs commands one after the other, each as it is, and gives what they said."""
        result = subprocess.run(
            ["bash", "-c", "shopt -s expand_aliases\nset -e\n" + script], cwd=self.checkout, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return result.returncode, result.stdout

    def test_every_command_does_what_the_page_says(self):
        commands = ELSEWHERE.sub("", "\n".join(re.findall("```sh\n(.*?)```", GUIDE, re.DOTALL)))
        self.assertGreater(commands.count("offprint"), 7)
        status, said = self.walk(commands.replace("PATH-TO-CHECKOUT", str(self.checkout)))
        self.assertEqual(status, 0, said)
        # That the new entry has no text yet.
        self.assertEqual(re.findall(r"warning: .*", said), ["warning: there is neither an abstract nor a `summary` [missing-abstract]"])
        archive = self.checkout / "my-archive"

        # The first build says what the page says it does, but for the time it took.
        shown = re.search(r"```text\n(1 paper .*?)\n```", GUIDE).group(1).rpartition(", in ")[0]
        self.assertIn(shown + ", in ", said)
        self.assertTrue((archive / "public/papers/2306.07552/index.html").exists())
        self.assertIn('href="papers/', (archive / "preview/index.html").read_text())

        # The entry on the page is the one that there is.
        entry = next(archive.glob("content/papers/*/*/attention-is-all-you-need.md"))
        shown = re.search(r"```markdown\n(.*?)```", GUIDE, re.DOTALL).group(1)
        for line in shown.replace("2025-12-16", re.search(r"date: (.*)", entry.read_text()).group(1)).splitlines():
            self.assertIn(line.rstrip("]"), entry.read_text())

        # The mistake on the page is found as it is shown.
        entry.write_text(shown.replace("tags:", "tagz:"))
        aliased = re.search("^alias .*$", GUIDE, re.MULTILINE).group(0)
        status, said = self.walk(f"{aliased}\ncd my-archive\noffprint build")
        self.assertEqual(status, 1)
        shown = re.search(r"```text\n(content/papers/.*?)```", GUIDE, re.DOTALL).group(1)
        place = str(entry.relative_to(archive))
        self.assertEqual(said, re.sub(r"^content/papers/\S*?\.md", place, shown))


if __name__ == "__main__":
    unittest.main()
