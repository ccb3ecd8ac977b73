"""What readers do: keys, stars, colors, order and filter, without a script, without a network."""

import pathlib
import re

from site_in_browser import PAGES, BrowserTest


class Keys(BrowserTest):
    def focused(self, page):
        return page.evaluate("document.activeElement.textContent.trim()")

    def test_j_and_k_go_through_the_papers(self):
        page = self.page("/2025/12/16/")
        titles = page.locator(".card-title a").all_text_contents()
        page.keyboard.press("j")
        self.assertEqual(self.focused(page), titles[0])
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        self.assertEqual(self.focused(page), titles[1])
        page.keyboard.press("Enter")
        page.wait_for_url("**/papers/**")

    def test_arrows_lead_to_neighbors(self):
        page = self.page("/2025/12/16/")
        page.keyboard.press("ArrowLeft")
        page.wait_for_url("**/2025/12/15/")
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**/2025/12/16/")
        # There is no later day.
        page.keyboard.press("ArrowRight")
        self.assertTrue(page.url.endswith("/2025/12/16/"))

    def test_the_left_arrow_leads_from_the_first_page_to_the_day_before(self):
        page = self.page("/")
        page.keyboard.press("ArrowLeft")
        page.wait_for_url("**/2025/12/15/")

    def test_s_stars_the_paper(self):
        page = self.page("/2025/12/16/")
        page.keyboard.press("j")
        page.keyboard.press("s")
        self.assertEqual(page.locator(".star").first.get_attribute("aria-pressed"), "true")
        page = self.page("/papers/nobody/")
        page.keyboard.press("s")
        self.assertEqual(page.locator(".star").get_attribute("aria-pressed"), "true")

    def test_the_dialog_shows_the_keys_and_turns_them_off(self):
        page = self.page("/2025/12/16/")
        page.keyboard.press("?")
        dialog = page.get_by_role("dialog")
        self.assertTrue(dialog.is_visible())
        self.assertIn("Next paper", dialog.text_content())
        self.assertIn("Search", dialog.text_content())
        dialog.get_by_role("checkbox").uncheck()
        page.keyboard.press("Escape")
        self.assertFalse(dialog.is_visible())
        page.keyboard.press("j")
        self.assertEqual(page.locator(".card-title a:focus").count(), 0)
        page.reload()
        page.keyboard.press("ArrowLeft")
        self.assertTrue(page.url.endswith("/2025/12/16/"))

    def test_keys_are_text_in_fields(self):
        page = self.page("/2025/12/16/")
        field = page.get_by_label("New papers by email")
        field.focus()
        page.keyboard.type("jks?")
        self.assertEqual(field.input_value(), "jks?")
        self.assertEqual(page.locator(".star[aria-pressed=true]").count(), 0)

    def test_without_a_pointer_everything_is_in_reach(self):
        page = self.page("/2025/12/16/")
        page.keyboard.press("Tab")
        self.assertEqual(self.focused(page), "Skip to the content")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        self.assertTrue(page.evaluate("document.querySelector('main').contains(document.activeElement)"))
        seen = set()
        for _ in range(400):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.outerHTML"))
        missing = page.evaluate(
            """() => [...document.querySelectorAll("main a, main button, main select, footer a, footer button")]
                .filter((element) => element.offsetParent && element.tabIndex >= 0).map((element) => element.outerHTML)"""
        )
        self.assertEqual([element for element in missing if element not in seen], [])


class Formulas(BrowserTest):
    def test_a_formula_is_copied_as_its_tex(self):
        page = self.page("/2025/12/16/")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        # From within a formula to the end of its paragraph.
        page.evaluate(
            """() => {
              const formula = document.querySelector("math");
              const range = document.createRange();
              range.setStart(formula.querySelector("mi").firstChild, 0);
              range.setEndAfter(formula.parentElement.lastChild);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }"""
        )
        page.keyboard.press("Control+c")
        self.assertEqual(page.evaluate("navigator.clipboard.readText()"), "$x^2$ in it.")


class Colors(BrowserTest):
    def ground(self, page):
        return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    def test_the_choice_lasts_and_comes_before_the_first_paint(self):
        page = self.page("/", color_scheme="light")
        light = self.ground(page)
        page.get_by_label("Colors").select_option("dark")
        dark = self.ground(page)
        self.assertNotEqual(light, dark)
        # Nothing is painted before there is a body.
        page.add_init_script(
            "new MutationObserver(() => { if (document.body) window.atFirst ??= document.documentElement.dataset.colors; })"
            ".observe(document, { childList: true, subtree: true })"
        )
        self.open(page, "/archive/")
        self.assertEqual(page.evaluate("window.atFirst"), "dark")
        self.assertEqual(self.ground(page), dark)
        page.get_by_label("Colors").select_option("system")
        page.reload()
        self.assertEqual(self.ground(page), light)

    def test_the_system_decides_where_nobody_did(self):
        self.assertNotEqual(
            self.ground(self.page("/", color_scheme="light")), self.ground(self.page("/", color_scheme="dark"))
        )


class ReadingList(BrowserTest):
    def test_a_formula_in_a_title_is_plain_text(self):
        formula = (
            '<math alttext="1/2"><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac>'
            r'<annotation encoding="application/x-tex">\frac12</annotation></semantics></math>')
        page = self.page("/papers/plain/")
        page.evaluate("(formula) => { document.querySelector('h1').innerHTML = `Of ${formula}`; }", formula)
        page.locator(".star").click()
        self.open(page, "/reading-list/")
        self.assertEqual(page.locator(".line-title a").all_text_contents(), ["Of 1/2"])

    def test_from_a_star_to_a_file_and_to_another_reader(self):
        page = self.page("/2025/12/16/")
        card = page.locator(".card", has_text="An ordinary paper")
        card.get_by_role("button").click()
        self.assertEqual(page.locator(".to-reading-list .count").text_content(), "1")
        self.open(page, "/papers/retracted/")
        page.locator(".star").click()
        self.open(page, "/reading-list/")
        lines = page.locator("#reading-list li")
        self.assertEqual(lines.count(), 2)
        self.assertIn("An ordinary paper about sparse attention", lines.first.text_content())
        self.assertIn("Ada Lovelace", lines.first.text_content())

        with page.expect_download() as download:
            page.get_by_role("button", name="Save BibTeX").click()
        self.assertEqual(download.value.suggested_filename, "reading-list.bib")
        text = pathlib.Path(download.value.path()).read_text()
        self.assertIn("@inproceedings{plain,", text)
        self.assertIn("author        = {Lovelace, Ada and Babbage, Charles and Noether, Emmy and Gödel, Kurt}", text)
        self.assertIn("@misc{retracted,", text)

        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy a link to share").click()
        page.get_by_text("Copied").first.wait_for()
        link = page.evaluate("navigator.clipboard.readText()")

        friend = self.page()
        friend.goto(link)
        friend.get_by_text("Somebody shared these papers").wait_for()
        friend.get_by_role("link", name="An ordinary paper about sparse attention").wait_for()
        friend.get_by_role("link", name="A paper that was retracted").wait_for()
        friend.get_by_role("button", name="Add all to your list").click()
        friend.get_by_role("button", name="Empty the list").wait_for()
        self.assertEqual(friend.locator("#reading-list li").count(), 2)

        # Taken off, and all of it.
        page.locator("#reading-list .star").first.click()
        page.reload()
        self.assertEqual(page.locator("#reading-list li").count(), 1)
        page.get_by_role("button", name="Empty the list").click()
        page.get_by_role("button", name="Really empty it?").click()
        page.get_by_text("Nothing is marked yet").wait_for()

    def test_what_others_put_into_the_address_or_the_store_is_only_text(self):
        hostile = "papers/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E/"
        page = self.page()
        page.on("dialog", lambda dialog: self.complaints.append("a dialog"))
        page.route(re.compile("/papers/.*img"), lambda route: route.fulfill(status=200, body="<h1>&lt;b&gt;x</h1>"))
        self.open(page, f"/reading-list/#{hostile}")
        page.get_by_role("link", name="<b>x").wait_for()
        self.open(page, "/about/")
        page.evaluate("localStorage.setItem('offprint:/:list', '[1, {')")
        self.open(page, "/reading-list/")
        page.get_by_text("Nothing is marked yet").wait_for()
        page.evaluate("""localStorage.setItem('offprint:/:list', '{"javascript:alert(1)": {"title": "<i>t</i>"}}')""")
        page.reload()
        page.get_by_role("link", name="<i>t</i>").wait_for()
        self.assertRegex(page.locator("#reading-list a").get_attribute("href"), f"^{self.site.root}/$")


class Lists(BrowserTest):
    def titles(self, page):
        return [text.strip() for text in page.locator(".papers .card:not([hidden]) .card-title").all_text_contents()]

    def test_order(self):
        page = self.page("/2025/12/16/")
        listed = self.titles(page)
        page.get_by_label("Order").select_option("title")
        self.assertNotEqual(self.titles(page), listed)
        page.get_by_label("Order").select_option("votes")
        self.assertEqual(self.titles(page)[0], "A paper of a collaboration")
        page.reload()
        self.assertEqual(self.titles(page)[0], "A paper of a collaboration")
        page.get_by_label("Order").select_option("listed")
        self.assertEqual(self.titles(page), listed)

    def test_tags_of_a_day(self):
        page = self.page("/2025/12/15/")
        self.assertEqual(len(self.titles(page)), 400)
        page.get_by_label("Tag").select_option("vision")
        shown = len(self.titles(page))
        self.assertTrue(0 < shown < 400)
        self.assertEqual(page.locator(".shown").text_content(), f"Shown: {shown}/400")
        self.assertTrue(all("vision" in text for text in page.locator(".papers .card:not([hidden])").all_text_contents()))
        page.get_by_label("Tag").select_option("")
        self.assertEqual(len(self.titles(page)), 400)

    def test_density(self):
        page = self.page("/2025/12/15/")
        tall = page.locator(".papers").bounding_box()["height"]
        page.get_by_label("View").select_option("list")
        self.assertLess(page.locator(".papers").bounding_box()["height"], tall * 0.75)
        page.reload()
        self.assertLess(page.locator(".papers").bounding_box()["height"], tall * 0.75)

    def test_new_papers_are_marked_until_the_next_visit(self):
        page = self.page("/")
        self.assertEqual(page.locator(".fresh").count(), 0)
        # The reader was here before the last two papers of the newest day came.
        page.evaluate(
            """() => {
                const seen = JSON.parse(localStorage.getItem("offprint:/:seen"));
                seen.paths = seen.paths.slice(2);
                localStorage.setItem("offprint:/:seen", JSON.stringify(seen));
                sessionStorage.clear();
            }"""
        )
        page.reload()
        self.assertEqual(page.locator(".fresh").count(), 2)
        self.assertEqual(page.locator(".fresh-count").text_content(), "New since your last visit: 2")
        page.reload()
        self.assertEqual(page.locator(".fresh").count(), 2)
        later = page.context.new_page()
        self.watch(later)
        self.open(later, "/")
        self.assertEqual(later.locator(".fresh").count(), 0)


class Citations(BrowserTest):
    def test_copy(self):
        page = self.page("/papers/plain/")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        for name, beginning in [("BibTeX", "@inproceedings{plain,"), ("RIS", "TY  - CPAPER"), ("APA", "Lovelace, A., Babbage, C.")]:
            details = page.locator("details", has_text=name).first
            details.locator("summary").click()
            details.get_by_role("button").click()
            details.get_by_text("Copied").wait_for()
            self.assertTrue(page.evaluate("navigator.clipboard.readText()").startswith(beginning))


class WithoutScript(BrowserTest):
    def test_all_content_and_links_are_there(self):
        for name, path in PAGES.items():
            with self.subTest(name):
                plain = self.page(path, java_script_enabled=False)
                scripted = self.page(path)
                self.assertEqual(plain.locator("main :is(button, select):visible").count(), 0)
                # What is found is found by the script.
                if name == "search":
                    continue
                links = lambda page: set(page.eval_on_selector_all("main a", "links => links.map((link) => link.getAttribute('href'))"))
                # Evaluation works in a page whose own scripts don't run.
                self.assertEqual(links(scripted) - links(plain), set())
        self.assertIn("needs JavaScript", self.page("/reading-list/", java_script_enabled=False).content())


class Offline(BrowserTest):
    def test_what_was_read_can_be_read_again(self):
        page = self.page("/")
        page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        # From the second page on the worker sees what is asked for.
        self.open(page, "/2025/12/16/")
        page.wait_for_function("caches.match(location.href).then((answer) => Boolean(answer))")
        page.wait_for_function("caches.match(document.querySelector('link[rel=stylesheet]').href).then(Boolean)")
        page.context.set_offline(True)
        page.reload()
        self.assertEqual(page.locator("h1").text_content(), "December 16, 2025")
        self.assertGreater(page.locator(".star").count(), 0)

    def test_what_was_searched_for_can_be_searched_for_again(self):
        page = self.page("/")
        page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        self.open(page, "/search/?q=sparse+attention")
        page.locator("#search-results .card").wait_for()
        page.wait_for_timeout(500)
        page.context.set_offline(True)
        page.goto(self.site.root + "/search/?q=attention+sparse")
        page.locator("#search-results .card").wait_for()
        self.assertEqual(page.locator("#search-results .card").count(), 1)


class Prefetching(BrowserTest):
    def test_the_page_behind_a_link_that_is_pointed_at(self):
        page = self.page("/")
        with page.expect_request(re.compile("/papers/many-authors/")):
            page.locator(".card-title a", has_text="collaboration").hover()
