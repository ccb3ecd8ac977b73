"""The same commit gives the same bytes, whoever builds it, where and when; and a copy can be compared with its manifest."""

import functools
import hashlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import unittest

from site_of_two_states import OFFPRINT, ROOT

NEW = "---\ntitle: {0}\ndate: 2025-{1:02}-{2:02}\nauthors: [Ada Lovelace, Émilie du Châtelet]\ntags: [a, tag {2}]\n---\n\nText $x^{2}$.\n"


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


class Reproducible(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-reproducible-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.site = cls.folder / "site"
        cls.write(cls.site, range(1, 41))
        cls.public = cls.build(cls.site)
        cls.manifest = (cls.public / "manifest.json").read_bytes()

    @staticmethod
    def write(site, numbers):
        (site / "content/papers").mkdir(parents=True)
        (site / "site.toml").write_text(
            '[site]\ntitle = "Same"\nurl = "https://example.org/"\ntime_zone = "Pacific/Auckland"\n[export]\nmanifest = true\n')
        for number in numbers:
            text = NEW.format(f"Paper {number}", number % 12 + 1, number % 28 + 1)
            (site / f"content/papers/p{number}.md").write_text(text)

    @staticmethod
    def run_program(*arguments, **environment):
        return subprocess.run(
            [OFFPRINT, *map(str, arguments)], capture_output=True, text=True,
            env=os.environ | {"XDG_CACHE_HOME": tempfile.gettempdir() + "/offprint-none"} | environment)

    @classmethod
    def build(cls, site, *arguments, output=None, umask=None, **environment):
        public = pathlib.Path(output or site / "public")
        shutil.rmtree(public, ignore_errors=True)
        result = subprocess.run(
            [OFFPRINT, "build", "--full", "--site", site, "--output", public, *(arguments or ["--as-of", "2026-01-01"])],
            capture_output=True, text=True, umask=-1 if umask is None else umask,
            env=os.environ | {"XDG_CACHE_HOME": str(cls.folder / "cache")} | environment)
        assert result.returncode == 0, result.stderr
        return public

    def same(self, public):
        self.assertEqual((public / "manifest.json").read_bytes(), self.manifest)

    def test_the_manifest_is_of_these_files(self):
        files = json.loads(self.manifest)["files"]
        self.assertEqual(files, sorted(files, key=lambda file: file["path"].encode()))
        found = {str(path.relative_to(self.public)) for path in self.public.rglob("*") if path.is_file()}
        found = {path for path in found if not path.startswith(".offprint/")} - {"manifest.json"}
        self.assertEqual({file["path"] for file in files}, found)
        for file in files:
            content = (self.public / file["path"]).read_bytes()
            self.assertEqual((len(content), hashlib.sha256(content).hexdigest()), (file["size"], file["sha256"]))

    def test_another_folder_and_order_of_files(self):
        site = self.folder / "a much longer name with späces"
        self.write(site, reversed(range(1, 41)))
        self.same(self.build(site))

    def test_another_machine(self):
        for environment in (
            {"TZ": "Asia/Kolkata"}, {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}, {"LC_ALL": "C"},
            {"HOME": "/nonexistent", "USER": "somebody"},
        ):
            with self.subTest(environment):
                self.same(self.build(self.site, output=self.folder / "other", **environment))

    def test_other_rights_and_numbers_of_threads(self):
        self.same(self.build(self.site, output=self.folder / "other", umask=0o077))
        for jobs in ("1", "2", "7"):
            self.same(self.build(self.site, "--as-of", "2026-01-01", "--jobs", jobs, output=self.folder / "other"))

    def test_the_clock_of_the_sources(self):
        # Noon of the same day in Auckland, which is 13 hours ahead.
        self.same(self.build(self.site, "--drafts", output=self.folder / "other", SOURCE_DATE_EPOCH="1767222000"))
        early = self.build(self.site, "--drafts", output=self.folder / "other", SOURCE_DATE_EPOCH="1740000000")
        self.assertNotEqual((early / "manifest.json").read_bytes(), self.manifest)

    def test_an_incremental_build_has_the_manifest_of_a_full_one(self):
        site = self.folder / "changing"
        self.write(site, range(1, 41))
        arguments = ["build", "--site", site, "--as-of", "2026-01-01"]
        cache = {"XDG_CACHE_HOME": str(self.folder / "cache")}
        self.assertEqual(self.run_program(*arguments, **cache).returncode, 0)
        entry = site / "content/papers/p7.md"
        text = entry.read_text()
        entry.write_text(text.replace("Paper 7", "Paper seven"))
        self.assertEqual(self.run_program(*arguments, **cache).returncode, 0)
        self.assertEqual(self.run_program("verify", site / "public").returncode, 0)
        entry.write_text(text)
        self.assertIn(" unchanged", self.run_program(*arguments, **cache).stdout)
        self.same(site / "public")

    def test_a_copy_is_verified(self):
        copy = self.folder / "copy"
        shutil.copytree(self.public, copy, dirs_exist_ok=True)
        result = self.run_program("verify", copy)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        page = copy / "papers/p1/index.html"
        page.write_bytes(page.read_bytes().replace(b"Paper 1", b"Paper 2"))
        (copy / "feed.xml").unlink()
        (copy / "more.html").write_text("more")
        result = self.run_program("verify", copy)
        self.assertEqual(result.returncode, 1)
        self.assertEqual(
            result.stdout.splitlines(),
            ["missing: feed.xml", "not in the manifest: more.html", "changed: papers/p1/index.html"])
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(copy)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        address = f"http://127.0.0.1:{server.server_port}"
        result = self.run_program("verify", address, "--manifest", self.public / "manifest.json")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stdout.splitlines(), ["missing: feed.xml", "changed: papers/p1/index.html"])
        # A file may be larger than the answer of a service.
        large = bytes(21_000_000)
        (copy / "data.bin").write_bytes(large)
        file = {"path": "data.bin", "size": len(large), "sha256": hashlib.sha256(large).hexdigest()}
        (copy / "manifest.json").write_text(json.dumps({"version": 1, "files": [file]}))
        self.assertEqual(self.run_program("verify", address).returncode, 0)
        (copy / "manifest.json").write_text('{"version":1,"files":[{"path":"../site/site.toml","size":1,"sha256":"0"}]}')
        result = self.run_program("verify", copy)
        self.assertEqual(result.returncode, 1)
        self.assertIn("the path leads out of the site", result.stderr)

    def test_lost_addresses_are_found(self):
        site = self.folder / "losing"
        self.write(site, range(1, 41))
        baseline = self.public / "manifest.json"
        check = ["check", "--site", site, "--as-of", "2026-01-01", "--baseline", baseline]
        self.assertNotIn("lost-address", self.run_program(*check).stderr)
        entry = site / "content/papers/p7.md"
        text = entry.read_text()
        for name, change, line in (
            ("deleted", lambda: entry.unlink(), r"error: /papers/p7/ was published"),
            ("a draft", lambda: entry.write_text(text.replace("date:", "draft: true\ndate:")), r"error: /papers/p7/ was published"),
            ("renamed", lambda: entry.rename(entry.with_name("q.md")), r"error: /papers/p7/ was published"),
        ):
            with self.subTest(name):
                change()
                result = self.run_program(*check)
                self.assertEqual(result.returncode, 1)
                self.assertRegex(result.stderr, line)
                (site / "content/papers/q.md").unlink(missing_ok=True)
                entry.write_text(text)
        for name, change in (
            ("with an alias", lambda: entry.with_name("q.md").write_text(text.replace("date:", "aliases: [/papers/p7/]\ndate:"))),
            ("with a tombstone", lambda: entry.with_name("p7.md").write_text(text.replace("date:", "status: removed\ndate:"))),
        ):
            with self.subTest(name):
                entry.unlink()
                change()
                self.assertNotRegex(self.run_program(*check).stderr, r"error: .*lost-address")
                (site / "content/papers/q.md").unlink(missing_ok=True)
                entry.write_text(text)

    def test_ids_of_other_papers_are_found(self):
        site = self.folder / "reusing"
        self.write(site, range(1, 41))
        entry = site / "content/papers/p7.md"
        text = entry.read_text()
        check = ["check", "--site", site, "--as-of", "2026-01-01", "--baseline", self.public / "manifest.json"]
        title, author = re.search(r"title: (.*)", text).group(1), re.search(r"authors: .*", text).group(0)
        renamed = text.replace(title, "An utterly other subject")
        for name, change, is_found in (
            ("as it was", text, False),
            ("a corrected title", renamed, False),
            ("a corrected author", text.replace(author, "authors: [Someone Else]"), False),
            ("another paper", renamed.replace(author, "authors: [Someone Else]"), True),
        ):
            with self.subTest(name):
                entry.write_text(change)
                result = self.run_program(*check)
                self.assertEqual("was published as the id of another paper" in result.stderr, is_found, result.stderr[-500:])
                self.assertEqual(result.returncode, 1 if is_found else 0)
        # What the manifest says of identifiers outweighs the authors.
        published = json.loads((self.public / "manifest.json").read_text())
        [paper] = [paper for paper in published["papers"] if paper["path"] == "papers/p7/index.html"]
        paper["arxiv"] = "2306.07552"
        baseline = self.folder / "baseline.json"
        baseline.write_text(json.dumps(published))
        for arxiv, is_found in (("2306.07552", False), ("2410.03355", True)):
            entry.write_text(renamed.replace("date:", f"arxiv: '{arxiv}'\ndate:", 1))
            stderr = self.run_program(*check[:-1], baseline).stderr
            self.assertEqual("[reused-id]" in stderr, is_found, stderr[-500:])


class Headers(unittest.TestCase):
    def test_the_file_says_what_the_pages_say(self):
        """`static/_headers` has the policy of the default theme's pages."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-headers-"))
        self.addCleanup(shutil.rmtree, folder)
        Reproducible.folder = folder
        Reproducible.write(folder / "site", [1])
        page = (Reproducible.build(folder / "site") / "index.html").read_text()
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page).group(1)
        self.assertNotIn("unsafe", policy)
        self.assertIn(f"Content-Security-Policy: {policy}; frame-ancestors 'none'\n", (ROOT / "static/_headers").read_text())


if __name__ == "__main__":
    unittest.main()
