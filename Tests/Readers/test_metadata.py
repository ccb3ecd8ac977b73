"""What search engines, reference managers and previews of links find on pages."""

import json
import re
import unittest
import urllib.parse

import extruct
import jsonschema
from lxml import html

import hard_archive

ROOT = "https://example.org/reading/"


class Metadata(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.public = hard_archive.built()

    def page(self, path):
        return (self.public / path / "index.html").read_text()

    def tags(self, path):
        """The `meta` of a page with names, in their order."""
        document = html.document_fromstring(self.page(path).encode(), parser=html.HTMLParser(encoding="utf-8"))
        return [(tag.get("name") or tag.get("property"), tag.get("content")) for tag in document.iter("meta")]

    def data(self, path):
        found = extruct.extract(self.page(path), base_url=ROOT + path, syntaxes=["json-ld", "opengraph"])
        self.assertEqual(len(found["json-ld"]), 1)
        self.assertEqual(found["json-ld"][0]["@context"], "https://schema.org")
        return found["json-ld"][0], dict(found["opengraph"][0]["properties"])

    def test_google_scholar_gets_what_it_asks_for(self):
        tags = [tag for tag in self.tags("papers/plain") if (tag[0] or "").startswith("citation_")]
        self.assertEqual(tags[:6], [
            ("citation_title", "An ordinary paper"), ("citation_author", "Ada Lovelace"),
            ("citation_author", "van der Berg, Jean-Paul, Jr."), ("citation_author_institution", "Trinity"),
            ("citation_author_orcid", "https://orcid.org/0000-0002-1825-0097"),
            ("citation_publication_date", "2024/06/02"),
        ])
        rest = dict(tags[6:])
        self.assertEqual(rest["citation_journal_title"], "Journal of Tests")
        self.assertEqual((rest["citation_firstpage"], rest["citation_lastpage"]), ("12", "34"))
        self.assertEqual(rest["citation_abstract_html_url"], ROOT + "papers/plain/")
        # The PDF lies elsewhere.
        self.assertNotIn("citation_pdf_url", rest)
        crowd = [value for name, value in self.tags("papers/crowd") if name == "citation_author"]
        self.assertEqual(crowd, [f"Author Number{n}" for n in range(3000)])
        self.assertEqual(dict(self.tags("papers/thesis"))["citation_dissertation_institution"], "A university")
        self.assertEqual(dict(self.tags("papers/thesis"))["citation_publication_date"], "1907")
        self.assertEqual(
            dict(self.tags("papers/math"))["citation_conference_title"], "Proceedings of the 1st Conference")

    def test_schema_org_says_what_the_entry_says(self):
        paper, _ = self.data("papers/plain")
        self.assertEqual(paper["@type"], "ScholarlyArticle")
        self.assertEqual([author["name"] for author in paper["author"]], ["Ada Lovelace", "Jean-Paul van der Berg Jr."])
        self.assertEqual(paper["author"][1]["@id"], "https://orcid.org/0000-0002-1825-0097")
        self.assertEqual(paper["sameAs"], ["https://doi.org/10.1000/182", "https://arxiv.org/abs/2406.00001"])
        self.assertEqual(paper["isPartOf"]["name"], "Journal of Tests")
        self.assertEqual(self.data("papers/cdata")[0]["name"], "Ends ]]> too early -- <!-- comment --> & <b>bold</b>")
        self.assertEqual(self.data("papers/math")[0]["name"], "Bounds of O(n log n) for ∼10× faster ℝ^d")
        retracted, _ = self.data("papers/retracted")
        self.assertEqual((retracted["creativeWorkStatus"], retracted["correction"]), ("retracted", "The *data* were wrong."))
        self.assertEqual(self.data("papers/software")[0]["@type"], "SoftwareSourceCode")
        self.assertEqual(len(self.data("papers/crowd")[0]["author"]), 100)

    def zotero(self, name):
        """What Zotero saves of a page, by the rules of its translator for embedded metadata and the one for RDF below it."""
        tags = [(key, value) for key, value in self.tags(f"papers/{name}") if key and value]
        first = lambda key: next((value for name, value in tags if name == key), None)
        kinds = {
            "citation_journal_title": "journalArticle", "citation_technical_report_institution": "report",
            "citation_conference_title": "conferencePaper", "citation_book_title": "bookSection",
            "citation_dissertation_institution": "thesis",
        }
        by_highwire = [kinds[key] for key, _ in tags if key in kinds]
        # An `og:type` of `article` is a guess only, one of `website` is not; a DC.type counts where it is a type of Zotero's.
        self.assertEqual(first("og:type"), "article")
        by_dublin_core = {"preprint": "preprint", "Software": "computerProgram"}.get(first("DC.type"))
        creators = []
        for key, value in tags:
            if key == "citation_author":
                parts = value.split(", ")
                creators += parts if len(parts) > 1 and all(" " in part for part in parts[:2]) else [value]
        pages = [value for value in (first("citation_firstpage"), first("citation_lastpage")) if value]
        return {
            "itemType": by_dublin_core or (by_highwire or ["journalArticle"])[-1], "title": first("citation_title"),
            "creators": creators, "date": first("citation_publication_date"), "DOI": first("citation_doi"),
            "abstractNote": first("description"), "pages": "-".join(pages),
        }

    def test_zotero_saves_the_right_thing(self):
        self.assertEqual(self.zotero("plain"), {
            "itemType": "journalArticle", "title": "An ordinary paper",
            "creators": ["Ada Lovelace", "van der Berg, Jean-Paul, Jr."], "date": "2024/06/02", "DOI": "10.1000/182",
            "abstractNote": "Short & sweet: x₁².", "pages": "12-34",
        })
        for name, kind in (
            ("math", "conferencePaper"), ("thesis", "thesis"), ("report", "report"), ("preprint", "preprint"),
            ("software", "computerProgram"),
        ):
            self.assertEqual(self.zotero(name)["itemType"], kind, name)
        # Neither half of a name is a person.
        self.assertEqual(self.zotero("report")["creators"], ["Jean Paul van der Berg"])
        self.assertEqual(len(self.zotero("crowd")["creators"]), 3000)

    def test_lists_and_the_site_say_what_they_are(self):
        home, _ = self.data("")
        self.assertEqual((home["@type"], home["name"]), ("WebSite", "Papers & <others> “quoted”"))
        self.assertEqual(home["potentialAction"]["target"]["urlTemplate"], ROOT + "search/?q={search_term_string}")
        tag, _ = self.data("tags/attention")
        self.assertEqual(tag["@type"], "CollectionPage")
        addresses = [item["url"] for item in tag["mainEntity"]["itemListElement"]]
        self.assertEqual(addresses, [ROOT + f"papers/{name}/" for name in ("plain", "cdata", "rtl", "retracted")])
        day, _ = self.data("2025/12/16")
        crumbs = [item["item"] for item in day["breadcrumb"]["itemListElement"]]
        self.assertEqual(crumbs, [ROOT, ROOT + "2025/12/", ROOT + "2025/12/16/"])

    def microformats(self, path, theme="default"):
        page = (hard_archive.built(theme) / path / "index.html").read_text()
        return extruct.extract(page, base_url=ROOT + path + "/", syntaxes=["microformat"])["microformat"]

    def test_readers_of_pages_find_a_feed(self):
        for theme in ("default", "proceedings"):
            with self.subTest(theme):
                [paper] = self.microformats("papers/math", theme)
                self.assertEqual(paper["type"], ["h-entry"])
                entry = paper["properties"]
                self.assertEqual(entry["name"], ["Bounds of O(n log n) for ∼10× faster ℝ^d"])
                self.assertEqual(entry["url"], [ROOT + "papers/math/"])
                self.assertEqual(len(entry["published"]), 1)
                self.assertIn("<math", entry["content"][0]["html"])
                [plain] = self.microformats("papers/plain", theme)
                entry = plain["properties"]
                self.assertEqual(
                    [author["properties"]["name"] for author in entry["author"]],
                    [["Ada Lovelace"], ["Jean-Paul van der Berg Jr."]])
                self.assertEqual(entry["author"][0]["properties"]["url"], [ROOT + "authors/ada-lovelace/"])
                self.assertEqual(entry["category"], ["attention", "R&D"])
                [day] = self.microformats("2025/12/14", theme)
                self.assertEqual(day["type"], ["h-feed"])
                [math] = day["children"]
                self.assertEqual(math["properties"]["name"], ["Bounds of O(n log n) for ∼10× faster ℝ^d"])
                self.assertEqual(math["properties"]["published"], ["2025-12-14"])
                tag = self.microformats("tags/attention", theme)
                found = [entry for feed in tag for entry in feed["children"]]
                self.assertEqual(
                    [entry["properties"]["url"] for entry in found],
                    [[ROOT + f"papers/{name}/"] for name in ("plain", "cdata", "rtl", "retracted")])
                self.assertEqual(found[0]["properties"]["name"], ["An ordinary paper"])
                self.assertEqual(found[0]["properties"]["published"], ["2025-12-16"])

    def test_previews_have_a_title_a_text_and_a_picture(self):
        _, graph = self.data("papers/plain")
        self.assertEqual(graph["og:title"], "An ordinary paper")
        self.assertEqual(graph["og:description"], "Short & sweet: x₁².")
        self.assertEqual(graph["og:url"], ROOT + "papers/plain/")
        self.assertTrue((self.public / graph["og:image"].removeprefix(ROOT)).exists())
        self.assertEqual(graph["og:image:alt"], "A gray field")
        # The site's own, where the paper has none.
        _, graph = self.data("papers/rtl")
        self.assertEqual(graph["og:image"], ROOT + "card.png")
        self.assertEqual(graph["og:image:alt"], "A stack of papers")
        self.assertEqual(dict(self.tags("papers/rtl"))["twitter:card"], "summary_large_image")

    def test_a_list_can_be_saved_by_coins(self):
        for path, count in (("2025/12/16", 1), ("papers/plain", 0)):
            spans = html.document_fromstring(self.page(path)).xpath("//span[@class='Z3988']")
            self.assertEqual(len(spans), count)
        fields = urllib.parse.parse_qs(html.document_fromstring(self.page("2025/12/16")).xpath("//span[@class='Z3988']/@title")[0])
        self.assertEqual(fields["ctx_ver"], ["Z39.88-2004"])
        self.assertEqual(fields["rft_val_fmt"], ["info:ofi/fmt:kev:mtx:journal"])
        self.assertEqual(fields["rft.genre"], ["article"])
        self.assertEqual(fields["rft.atitle"], ["An ordinary paper"])
        self.assertEqual(fields["rft.au"], ["Ada Lovelace", "Jean-Paul van der Berg"])
        self.assertEqual(fields["rft.date"], ["2024-06-02"])
        self.assertEqual(fields["rft_id"][0], "info:doi/10.1000/182")

    def test_links_lead_to_the_paper_in_other_forms(self):
        links = html.document_fromstring(self.page("papers/plain")).xpath("/html/head/link")
        forms = {link.get("type"): link.get("href") for link in links if link.get("rel") == "alternate"}
        for kind in ("text/markdown", "application/x-bibtex", "application/x-research-info-systems",
                     "application/vnd.citationstyles.csl+json"):
            self.assertTrue((self.public / forms[kind].removeprefix(ROOT)).exists(), kind)
        self.assertEqual([link.get("href") for link in links if link.get("rel") == "author"], [
            "https://orcid.org/0000-0002-1825-0097"])
        self.assertEqual([link.get("href") for link in links if link.get("rel") == "item"], [
            "https://example.org/plain.pdf"])
        self.assertEqual([link.get("href") for link in links if link.get("rel") == "license"], [
            "https://creativecommons.org/licenses/by-nc/4.0/"])
        self.assertEqual(self.data("papers/plain")[0]["license"], "https://creativecommons.org/licenses/by-nc/4.0/")
        [shown] = html.document_fromstring(self.page("papers/plain")).xpath("//main//a[contains(@href, '/by-nc/')]")
        self.assertEqual(shown.text_content(), "CC BY-NC 4.0")
        self.assertNotIn("cite-as", [link.get("rel") for link in links])

    def test_pages_that_ask_to_be_left_alone_say_nothing(self):
        text = (self.public / "404.html").read_text()
        self.assertNotIn("og:", text)
        self.assertNotIn("ld+json", text)


class DayAsJSON(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.public = hard_archive.built()

    def test_it_has_the_shape_that_its_schema_says(self):
        schema = json.loads((self.public / "papers.schema.json").read_text())
        files = sorted(self.public.glob("20*/*/*/papers.json"))
        self.assertEqual(len(files), 12)
        validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        for path in files:
            validator.validate(json.loads(path.read_text()))

    def test_it_has_what_programs_read_there(self):
        [item] = json.loads((self.public / "2025/12/16/papers.json").read_text())
        self.assertEqual(item["paper"]["id"], "2406.00001")
        self.assertEqual([author["name"] for author in item["paper"]["authors"]], [
            "Ada Lovelace", "Jean-Paul van der Berg Jr."])
        self.assertEqual(item["paper"]["submittedOnDailyAt"], "2025-12-16T09:30:00Z")
        self.assertEqual(item["paper"]["githubRepo"], "https://github.com/example/plain")
        self.assertIn("$E = mc^2$", item["summary"])
        # What was retracted is for nobody to cite.
        self.assertEqual(json.loads((self.public / "2025/11/10/papers.json").read_text()), [])

    def test_programs_that_read_markdown_find_it(self):
        text = (self.public / "papers/plain/index.md").read_text()
        self.assertTrue(text.startswith("# An ordinary paper\n\nAda Lovelace, Jean-Paul van der Berg Jr.\n\n2024-06-02 · Journal of Tests · <https://doi.org/10.1000/182>\n\n"))
        [link, picture] = re.findall(r"\]\(([^)]*)\)", text)
        self.assertEqual(link, ROOT + "archive/")
        self.assertRegex(picture, re.escape(ROOT) + r"papers/plain/figure\.[0-9a-f]{8}\.png$")
        self.assertTrue((self.public / picture.removeprefix(ROOT)).exists())
        listed = re.findall(r"\]\((https://[^)]*)\)", (self.public / "llms.txt").read_text())
        self.assertGreater(len(listed), 4)
        for address in listed:
            self.assertTrue((self.public / address.removeprefix(ROOT)).exists(), address)


if __name__ == "__main__":
    unittest.main()
