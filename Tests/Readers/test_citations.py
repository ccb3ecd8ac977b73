"""What reference managers make of the citations that the site has as files."""

import json
import pathlib
import shutil
import tempfile
import unittest
import warnings

import bibtexparser
import jsonschema
import pybtex.database
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from lxml import html

import hard_archive

#: The papers with an entry: those that are published and stand.
STANDING = {name for name, *_ in hard_archive.PAPERS} - {"waiting", "draft", "retracted"}


class Files(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.public = hard_archive.built()

    def days(self, name):
        return sorted(self.public.glob(f"20*/*/*/{name}"))

    def test_bibtex_is_read_by_two_programs(self):
        found = {}
        for path in self.days("papers.bib"):
            text = path.read_text()
            parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
            entries = bibtexparser.loads(text, parser).entries
            other = pybtex.database.parse_string(text, "bibtex").entries if text.strip() else {}
            self.assertEqual({entry["ID"] for entry in entries}, set(other), path)
            found.update({entry["ID"]: entry for entry in entries})
        self.assertEqual(len(found), len(STANDING))
        plain = next(entry for key, entry in found.items() if "plain" in key)
        self.assertEqual((plain["ENTRYTYPE"], plain["journal"], plain["volume"], plain["pages"]), (
            "article", "Journal of Tests", "3", "12--34"))
        self.assertEqual(plain["eprint"], "2406.00001")
        crowd = next(entry for key, entry in found.items() if "crowd" in key)
        self.assertEqual(len(crowd["author"].split(" and ")), 3000)

    def test_bibtex_can_do_without_unicode(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-ascii-"))
        self.addCleanup(shutil.rmtree, folder)
        hard_archive.write(folder)
        configuration = folder / "site.toml"
        configuration.write_text(configuration.read_text().replace("[export]", '[export]\nbibtex = "ascii"'))
        hard_archive.run("build", "--site", folder, "--output", folder / "public")
        text = (folder / "public/papers.bib").read_text()
        unicode = (self.public / "papers.bib").read_text()
        self.assertEqual(len(pybtex.database.parse_string(text, "bibtex").entries), len(STANDING))
        self.assertLess(sum(ord(letter) > 127 for letter in text), sum(ord(letter) > 127 for letter in unicode))

    def test_ris_is_read(self):
        found = [entry for path in self.days("papers.ris") for entry in rispy.loads(path.read_text())]
        self.assertEqual(len(found), len(STANDING))
        plain = next(entry for entry in found if entry["title"] == "An ordinary paper")
        self.assertEqual(plain["type_of_reference"], "JOUR")
        self.assertEqual(plain["authors"], ["Lovelace, Ada", "van der Berg, Jean-Paul, Jr."])
        self.assertEqual((plain["doi"], plain["start_page"], plain["end_page"]), ("10.1000/182", "12", "34"))
        self.assertEqual(plain["keywords"], ["attention", "R&D"])

    def test_csl_json_is_valid_by_its_schema(self):
        schema = json.loads((pathlib.Path(__file__).parent / "csl-data.schema.json").read_text())
        validator = jsonschema.Draft202012Validator(schema)
        paths = [*self.public.glob("papers/*/paper.json"), *self.public.rglob("papers.csl.json")]
        self.assertGreater(len(paths), len(STANDING))
        for path in paths:
            validator.validate(json.loads(path.read_text()))

    def test_csl_json_makes_a_bibliography(self):
        items = [item for path in sorted(self.public.glob("papers/*/paper.json")) for item in json.loads(path.read_text())]
        self.assertEqual(len(items), len(STANDING) + 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            source = CiteProcJSON([item for item in items if "crowd" not in item["id"]])
            style = CitationStylesStyle("harvard-cite-them-right", validate=False)
            bibliography = CitationStylesBibliography(style, source, formatter.plain)
            plain = next(item["id"] for item in items if "plain" in item["id"])
            bibliography.register(Citation([CitationItem(plain)]))
            [written] = [str(entry) for entry in bibliography.bibliography()]
        self.assertIn("Lovelace", written)
        self.assertIn("An ordinary paper", written)
        self.assertIn("2024", written)

    def test_a_tag_and_the_archive_have_theirs(self):
        whole = set(pybtex.database.parse_string((self.public / "papers.bib").read_text(), "bibtex").entries)
        days = [pybtex.database.parse_string(path.read_text(), "bibtex").entries for path in self.days("papers.bib")]
        self.assertEqual(whole, {key for entries in days for key in entries})
        self.assertEqual(len(rispy.loads((self.public / "papers.ris").read_text())), len(STANDING))
        self.assertEqual(len(json.loads((self.public / "papers.csl.json").read_text())), len(STANDING))
        tagged = pybtex.database.parse_string((self.public / "tags/attention/papers.bib").read_text(), "bibtex").entries
        self.assertTrue(set(tagged) < whole)
        self.assertTrue(any("plain" in key for key in tagged))
        for page, place in (("index.html", ""), ("tags/attention/index.html", "tags/attention/")):
            links = html.document_fromstring((self.public / page).read_text()).xpath("/html/head/link[@rel='alternate']/@href")
            self.assertIn(f"https://example.org/reading/{place}papers.bib", links)


if __name__ == "__main__":
    unittest.main()
