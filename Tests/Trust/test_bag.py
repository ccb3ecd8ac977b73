"""A year of the archive for the shelf: a zip file that is a bag, whose pages open from a folder without a server."""

import io
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import zipfile
from html.parser import HTMLParser

import bagit

from site_of_two_states import OFFPRINT, ROOT

sys.path.insert(0, str(ROOT / "Tests/Browser"))
from site_in_browser import ServedFolder  # noqa: E402


class Links(HTMLParser):
    """The addresses that a page leads to or loads, but for what it says of its place on the web."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "link" and attributes.get("rel") != "stylesheet":
            return
        self.found += [value for name, value in attributes.items() if name in ("href", "src") and value]


class Bags(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-bag-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.site = cls.folder / "site"
        (cls.site / "content/papers").mkdir(parents=True)
        (cls.site / "site.toml").write_text('[site]\ntitle = "Ärchive"\nurl = "https://example.org/"\n')
        for number in range(30):
            (cls.site / f"content/papers/p{number}.md").write_text(
                f"---\ntitle: Paper {number} ü\ndate: {2023 + number % 3}-{number % 12 + 1:02}-01\nauthors: [Ada Lovelace]\n"
                f"tags: [a, tag-{number % 4}]\n---\n\nText with [a link](/papers/p{(number + 3) % 30}/) and $x^2$.\n")
        cls.bytes = cls.export("--year", "2024").stdout

    @classmethod
    def export(cls, *arguments, status=0):
        result = subprocess.run(
            [OFFPRINT, "export", "zip", "--site", str(cls.site), "--as-of", "2026-01-01", *arguments], capture_output=True,
            env=os.environ | {"XDG_CACHE_HOME": str(cls.folder / "cache")})
        assert result.returncode == status, result.stderr.decode()
        return result

    def unpacked(self):
        target = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        zipfile.ZipFile(io.BytesIO(self.bytes)).extractall(target)
        return target / "archive-2024"

    def test_it_is_a_bag_and_a_change_is_found(self):
        folder = self.unpacked()
        bag = bagit.Bag(str(folder))
        bag.validate()
        self.assertEqual(bag.info["External-Description"], "Ärchive")
        self.assertEqual(bag.info["Bagging-Date"], "2026-01-01")
        (folder / "data/site/index.html").write_text("other")
        with self.assertRaises(bagit.BagValidationError):
            bagit.Bag(str(folder)).validate()

    def test_the_same_year_is_the_same_file(self):
        self.assertEqual(self.export("--year", "2024").stdout, self.bytes)
        self.assertEqual(self.export("--since", "2024-01-01", "--until", "2024-12-31").stdout.count(b"data/site/papers/"), self.bytes.count(b"data/site/papers/"))

    def test_it_has_the_papers_of_the_year_and_no_others(self):
        folder = self.unpacked()
        self.assertEqual(
            {path.name for path in (folder / "data/site/papers").iterdir()}, {f"p{n}" for n in range(30) if n % 3 == 1})
        self.assertEqual((folder / "data/papers.bib").read_text().count("\n@") + 1, 10)
        self.assertEqual(len((folder / "data/papers.jsonl").read_text().splitlines()), 10)
        self.assertFalse((folder / "data/site/.offprint").exists())

    def test_every_link_leads_to_a_file(self):
        site = self.unpacked() / "data/site"
        count = 0
        for page in site.rglob("*.html"):
            for link in Links(page.read_text()).found:
                parts = urllib.parse.urlsplit(link)
                if parts.scheme or parts.netloc or not parts.path:
                    continue
                self.assertFalse(parts.path.startswith("/"), f"{page}: {link}")
                self.assertTrue((page.parent / urllib.parse.unquote(parts.path)).is_file(), f"{page}: {link}")
                count += 1
        self.assertGreater(count, 500)

    def test_it_opens_without_a_server(self):
        site = self.unpacked() / "data/site"
        browser = ServedFolder(site)
        self.addCleanup(browser.close)
        page = browser.browser.new_page()
        page.goto((site / "index.html").as_uri())
        page.click("main a:has-text('Paper')")
        self.assertIn("Paper", page.text_content("h1"))
        self.assertTrue(page.url.startswith("file:"))
        # The styles are there as well.
        self.assertNotEqual(page.evaluate("getComputedStyle(document.body).fontFamily"), '"Times New Roman"')

    def test_what_can_not_be_is_refused(self):
        for arguments in (["--year", "1999"], ["--tag", "a"], ["--year", "2024", "--since", "2024-01-01"], ["--since", "2025-01-01", "--until", "2024-01-01"]):
            with self.subTest(arguments):
                self.assertEqual(self.export(*arguments, status=64).stdout, b"")


if __name__ == "__main__":
    unittest.main()
