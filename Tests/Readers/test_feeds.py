"""What feed readers make of the feeds, and whether these are what their specifications ask for."""

import calendar
import email.utils
import functools
import json
import pathlib
import re
import unittest
import urllib.parse
from xml.etree import ElementTree

import feedparser
import jsonschema
from lxml import etree

import hard_archive

HERE = pathlib.Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"


@functools.cache
def parsed(path):
    return feedparser.parse(path.read_bytes())


class Feeds(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.public = hard_archive.built()
        # Of the three thousand authors of one paper, one does.
        cls.feeds = sorted(path for path in cls.public.rglob("*.xml") if not re.search(r"number\d{2,}", str(path)))
        cls.atom = [path for path in cls.feeds if path.name == "atom.xml" or path.parent.name == "atom"]
        cls.rss = [path for path in cls.feeds if path.name == "feed.xml"]
        assert len(cls.atom) > 20 and len(cls.rss) > 20

    def read(self, path):
        feed = parsed(path)
        self.assertFalse(feed.bozo, f"{path}: {feed.get('bozo_exception')}")
        return feed

    def test_every_feed_is_read_without_a_complaint(self):
        for path in self.atom + self.rss:
            feed = self.read(path)
            self.assertGreater(len(feed.entries), 0, path)
            for entry in feed.entries:
                self.assertTrue(entry.id.startswith("tag:example.org,2025:reading/"), entry.id)
                self.assertTrue(entry.link.startswith("https://example.org/reading/"), entry.link)
                self.assertIsNotNone(entry.published_parsed)

    def test_atom_is_valid_by_its_schema(self):
        schema = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
        for path in self.atom:
            schema.assertValid(etree.parse(path))

    def test_rss_has_what_it_must_have(self):
        for path in self.rss:
            channel = ElementTree.parse(path).getroot().find("channel")
            for name in ("title", "link", "description"):
                self.assertEqual(len(channel.findall(name)), 1, path)
            itself = channel.findall(f"{ATOM}link[@rel='self']")
            self.assertEqual([link.get("href") for link in itself], [
                "https://example.org/reading/" + urllib.parse.quote(str(path.relative_to(self.public)))])
            guids = [item.find("guid") for item in channel.findall("item")]
            self.assertEqual(len({guid.text for guid in guids}), len(guids))
            self.assertTrue(all(guid.get("isPermaLink") == "false" for guid in guids))
            for item in channel.findall("item"):
                self.assertRegex(item.find("pubDate").text, r"^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$")

    def test_the_rules_of_the_w3c_validator_hold(self):
        """Its list of messages, as far as they are about what these feeds have; the validator itself is in no package."""
        own = {"title", "link", "description", "language", "copyright", "generator", "docs", "lastBuildDate", "pubDate", "item",
               "image", "ttl", f"{ATOM}link", "{http://purl.org/rss/1.0/modules/content/}encoded", "category", "guid",
               "{http://purl.org/dc/elements/1.1/}creator", "source", "comments", "author",
               "{http://purl.org/syndication/history/1.0}archive", "{http://purl.org/syndication/history/1.0}complete"}
        once = own - {"item", "category", f"{ATOM}link", "{http://purl.org/dc/elements/1.1/}creator"}
        for path in self.rss:
            raw = path.read_bytes()
            self.assertTrue(raw.startswith(b'<?xml version="1.0" encoding="UTF-8"?>') or raw.startswith(b'<?xml version="1.0" encoding="utf-8"?>'), path)
            root = ElementTree.fromstring(raw)
            self.assertEqual((root.tag, root.get("version"), len(root)), ("rss", "2.0", 1))
            channel = root[0]
            names = [child.tag for child in channel]
            self.assertNotIn("item", names[:names.index("item")], path)
            self.assertEqual(set(names[names.index("item"):]), {"item"}, f"{path}: what is said of the channel comes first")
            for parent in (channel, *channel.findall("item")):
                tags = [child.tag for child in parent]
                self.assertEqual(set(tags) - own, set(), f"{path}: an element that RSS has not")
                for tag in once & set(tags):
                    self.assertEqual(tags.count(tag), 1, f"{path}: {tag}")
                for child in parent:
                    if child.tag not in ("item", "description", "{http://purl.org/rss/1.0/modules/content/}encoded"):
                        self.assertEqual((child.text or "").strip(), child.text or "", f"{path}: white space in {child.tag}")
                    if child.tag in ("pubDate", "lastBuildDate"):
                        moment = email.utils.parsedate_to_datetime(child.text)
                        self.assertEqual(child.text[:3], moment.strftime("%a"), f"{path}: the day of the week")
                        self.assertLess(moment.year, 2026)
                    if child.tag in ("link", "comments"):
                        self.assertRegex(child.text, r"^https?://[!-~]+$")
            for item in channel.findall("item"):
                tags = [child.tag for child in item]
                self.assertTrue(item.findtext("title") or item.findtext("description"))
                if "{http://purl.org/rss/1.0/modules/content/}encoded" in tags and "description" in tags:
                    self.assertLess(tags.index("description"), tags.index("{http://purl.org/rss/1.0/modules/content/}encoded"))
                self.assertNotRegex(item.findtext("title"), r"&(lt|gt|amp|#\d+);", path)
                self.assertRegex(item.findtext("guid"), r"^tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[!-~]+$")
        for path in self.atom:
            root = ElementTree.parse(path).getroot()
            entries = root.findall(f"{ATOM}entry")
            ids = [element.findtext(f"{ATOM}id") for element in (root, *entries)]
            self.assertEqual(len(set(ids)), len(ids), path)
            for name in ids:
                self.assertRegex(name, r"^(tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:|https?://)[!-~]+$")
            links = [(link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in root.findall(f"{ATOM}link")]
            self.assertEqual(len(set(links)), len(links), f"{path}: two links of one kind")
            relations = [relation for relation, *_ in links]
            self.assertIn("self", relations)
            is_archived = root.find("{http://purl.org/syndication/history/1.0}archive") is not None
            self.assertEqual("current" in relations, is_archived, path)
            for element in root.iter():
                for key, value in element.attrib.items():
                    if key in ("href", "src", "uri"):
                        self.assertRegex(value, r"^([a-z]+:[!-~]+|#.*)$", path)
                    self.assertFalse(key.startswith("on") or key == "style", f"{path}: {key}")
            for entry in entries:
                self.assertTrue({link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")}.isdisjoint(
                    {"prev-archive", "next-archive", "current"}))
                self.assertTrue(entry.find(f"{ATOM}content") is not None or entry.find(f"{ATOM}summary") is not None)
                self.assertLessEqual(entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated"))

    def test_json_is_valid_by_its_schema(self):
        schema = json.loads((HERE / "json-feed.schema.json").read_text())
        feeds = [path.with_name("feed.json") for path in self.rss]
        self.assertGreater(len(feeds), 20)
        for path in feeds:
            jsonschema.Draft202012Validator(
                schema, format_checker=jsonschema.FormatChecker()).validate(json.loads(path.read_text()))

    def test_all_formats_say_the_same(self):
        rss, atom = self.read(self.public / "feed.xml"), self.read(self.public / "atom.xml")
        items = json.loads((self.public / "feed.json").read_text())["items"]
        for key in ("id", "link", "title"):
            self.assertEqual([entry[key] for entry in rss.entries], [entry[key] for entry in atom.entries])
        self.assertEqual([entry.id for entry in rss.entries], [item["id"] for item in items])
        self.assertEqual([entry.link for entry in rss.entries], [item["url"] for item in items])
        for entry, other, item in zip(rss.entries, atom.entries, items):
            names = [author.name for author in other.authors] if "authors" in other else []
            if names != ["The editors"]:
                self.assertEqual(names, [author["name"] for author in item.get("authors", [])])
            self.assertEqual([tag.term for tag in entry.get("tags", [])], item.get("tags", []))
            self.assertEqual([tag.term for tag in other.get("tags", [])], item.get("tags", []))
            self.assertEqual(calendar.timegm(entry.published_parsed), calendar.timegm(other.published_parsed))

    def test_titles_come_out_as_they_went_in(self):
        titles = [entry.title for entry in self.read(self.public / "atom.xml").entries]
        self.assertIn("Ends ]]> too early -- <!-- comment --> & <b>bold</b>", titles)
        self.assertIn("Bounds of O(n log n) for ∼10× faster ℝ^d", titles)
        self.assertIn("👩‍🔬 Women 🇺🇳 in science", titles)
        self.assertIn("Retracted: A claim", titles)

    def test_texts_have_whole_addresses_and_nothing_that_runs(self):
        for path in self.atom + self.rss + [path.with_name("feed.json") for path in self.rss]:
            text = path.read_text()
            self.assertNotIn("SECRET", text)
            self.assertIsNone(re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text), path)
        for entry in self.read(self.public / "feed.xml").entries:
            content = entry.content[0].value
            for address in re.findall(r'(?:href|src)="([^"]*)"', content):
                self.assertRegex(address, r"^(https://|#)", content)
            self.assertNotRegex(content, r"<(script|style|iframe|object|form)\b|\bon\w+=|javascript:")
        plain = next(e for e in self.read(self.public / "atom.xml").entries if e.id.endswith("papers/plain"))
        # Parsed as what it is, before a reader takes things out of it.
        document = ElementTree.parse(self.public / "atom.xml")
        content = next(
            e.find(f"{ATOM}content") for e in document.iter(f"{ATOM}entry") if e.find(f"{ATOM}id").text == plain.id)
        self.assertEqual(content.get("type"), "xhtml")
        self.assertEqual([child.tag for child in content], ["{http://www.w3.org/1999/xhtml}div"])
        self.assertIsNotNone(content.find(".//{http://www.w3.org/1998/Math/MathML}math"))

    def test_a_reader_can_page_back_to_the_first_paper(self):
        seen, path = set(), "atom.xml"
        while path:
            feed = self.read(self.public / path)
            seen.update(entry.id.rpartition("/")[2] for entry in feed.entries)
            links = {link.rel: link.href for link in feed.feed.links}
            path = links.get("prev-archive", "").removeprefix("https://example.org/reading/")
        published = {name for name, *_ in hard_archive.PAPERS} - {"waiting", "draft"}
        self.assertEqual(seen, published)

    def test_of_very_many_authors_there_are_the_first(self):
        crowd = next(e for e in self.read(self.public / "tags/physics/atom.xml").entries)
        self.assertEqual(len(crowd.authors), 101)
        self.assertEqual(crowd.authors[-1].name, "et al.")

    def test_what_happened_to_a_paper_is_an_update_of_its_item(self):
        entry = next(e for e in self.read(self.public / "atom.xml").entries if e.id.endswith("papers/retracted"))
        self.assertEqual((entry.published, entry.updated), ("2025-11-10T00:00:00Z", "2025-12-15T00:00:00Z"))
        self.assertIn("data", entry.content[0].value)

    def test_pages_announce_the_feeds_that_fit_them(self):
        page = (self.public / "tags/attention/index.html").read_text()
        announced = re.findall(r'<link rel="alternate" type="application/[a-z]+\+(?:xml|json)" title="[^"]*" href="([^"]*)"', page)
        self.assertEqual(announced, [
            f"/reading/{folder}{name}" for folder in ("tags/attention/", "")
            for name in ("feed.xml", "atom.xml", "feed.json")])

    def test_the_list_of_all_feeds_leads_to_feeds(self):
        outlines = list(ElementTree.parse(self.public / "feeds.opml").iter("outline"))
        addresses = [outline.get("xmlUrl") for outline in outlines if outline.get("xmlUrl")]
        self.assertGreater(len(addresses), 8)
        for address in addresses:
            self.assertTrue((self.public / urllib.parse.unquote(address.removeprefix("https://example.org/reading/"))).exists(), address)


if __name__ == "__main__":
    unittest.main()
