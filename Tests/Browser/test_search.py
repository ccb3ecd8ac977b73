"""Searching, as a reader does it."""

import http.server
import json
import re
import threading
import unittest

from site_in_browser import BrowserTest


class Searching(BrowserTest):
    def status(self, page):
        page.locator("#search:not([data-busy])").wait_for()
        return page.locator("#search-status").text_content()

    def titles(self, page):
        self.status(page)
        return page.locator("#search-results .card-title").all_text_contents()

    def search(self, query, **options):
        page = self.page(**options)
        self.open(page, f"/search/?q={query}")
        return page


class Results(Searching):
    def test_a_link_shows_results_with_their_words_marked(self):
        page = self.search("sparse+attention")
        self.assertEqual(self.titles(page), ["An ordinary paper about sparse attention"])
        self.assertEqual(page.locator("#search-results .card-title mark").all_text_contents(), ["sparse", "attention"])
        self.assertEqual(self.status(page), "Papers found: 1")
        self.assertEqual(page.locator("#search-results .byline .author").all_text_contents(), ["Ada Lovelace", ", Charles Babbage", ", Emmy Noether", " + 1"])
        page.locator("#search-results .card-title a").click()
        self.assertTrue(page.url.endswith("/papers/plain/"))

    def test_every_page_leads_there(self):
        for path in ("/", "/2025/12/16/", "/papers/plain/", "/404.html"):
            page = self.page(path)
            page.keyboard.press("/")
            page.keyboard.type("sparse")
            page.keyboard.press("Enter")
            page.wait_for_url("**/search/?q=sparse")
            self.assertEqual(len(self.titles(page)), 1)

    def test_results_come_while_one_types_and_the_address_follows(self):
        page = self.page("/search/")
        page.keyboard.type("spars")
        page.wait_for_url("**/search/?q=spars")
        page.locator("#search-results .card").first.wait_for()
        self.assertIn("An ordinary paper about sparse attention", self.titles(page))
        page.keyboard.press("ArrowDown")
        self.assertTrue(page.evaluate("document.activeElement.matches('.card-title a')"))

    def test_back_and_forward_lead_through_the_searches(self):
        page = self.search("sparse")
        page.locator("#q").fill("collaboration")
        page.locator("#q").press("Enter")
        page.wait_for_url("**q=collaboration")
        self.assertEqual(self.titles(page), ["A paper of a collaboration"])
        # What was typed took the place of the first search: one step is one search.
        page.locator("#search-order").select_option("date")
        page.wait_for_url("**order=date")
        page.go_back()
        self.assertEqual(page.locator("#search-order").input_value(), "relevance")
        page.go_forward()
        self.assertEqual(page.locator("#search-order").input_value(), "date")

    def test_a_result_can_be_starred_and_a_retracted_paper_is_struck_out(self):
        page = self.search("retracted")
        self.assertEqual(page.locator("#search-results .card-title s").count(), 1)
        self.assertEqual(page.locator("#search-results .badge").first.text_content(), "retracted")
        page.locator("#search-results .star").first.click()
        self.open(page, "/reading-list/")
        self.assertEqual(page.locator(".line-title a").all_text_contents(), ["A paper that was retracted"])

    def test_words_that_stand_later_in_a_text_are_shown_in_their_place(self):
        page = self.search("table+note")
        page.locator("#search-results .summary mark").first.wait_for()
        self.assertIn("a table.", page.locator("#search-results .summary").first.text_content())

    def test_formulas_in_such_a_place_are_plain_text(self):
        formula = (
            '<math alttext="1/2"><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac>'
            r'<annotation encoding="application/x-tex">\frac12</annotation></semantics></math>')

        def add_formula(route):
            response = route.fetch()
            route.fulfill(response=response, body=response.text().replace("a table", f"a {formula} table"))

        page = self.page(service_workers="block")
        page.route("**/papers/*/", add_formula)
        self.open(page, "/search/?q=table+note")
        page.locator("#search-results .summary mark").first.wait_for()
        self.assertIn("a 1/2 table.", page.locator("#search-results .summary").first.text_content())

    def test_more_results_follow_and_the_focus_with_them(self):
        page = self.search("crowded")
        self.assertEqual(len(self.titles(page)), 10)
        self.assertEqual(self.status(page), "Papers found: 400")
        page.locator("#search-more").click()
        page.locator("#search-results .card:nth-child(20)").wait_for()
        self.assertEqual(len(set(self.titles(page))), 20)
        self.assertTrue(page.evaluate("document.activeElement.closest('.card').matches(':nth-child(11)')"))

    def test_votes_and_dates_are_orders(self):
        page = self.search("crowded&order=votes")
        self.status(page)
        votes = [int(text) for text in page.locator("#search-results .votes").all_text_contents()]
        self.assertEqual(votes, sorted(votes, reverse=True))
        self.assertEqual(page.locator("#search-order").input_value(), "votes")

    def test_controls_are_filters_with_counts(self):
        page = self.search("crowded")
        self.status(page)
        page.locator("#search-facets summary").click()
        button = page.locator("#search-facets button", has_text="physics")
        button.wait_for()
        number = int(button.locator(".count").text_content())
        button.click()
        page.wait_for_url("**tag%3Aphysics")
        self.assertEqual(self.status(page), f"Papers found: {number}")
        pressed = page.locator("#search-facets [aria-pressed=true]")
        pressed.wait_for()
        pressed.click()
        page.wait_for_url(re.compile("q=crowded$"))
        self.assertEqual(self.status(page), "Papers found: 400")

    def test_an_identifier_leads_to_its_paper(self):
        for query in ("2512.00001", "https://arxiv.org/abs/2512.00001v2", "10.1000/182"):
            page = self.page()
            page.goto(f"{self.site.root}/search/?q={query}")
            page.wait_for_url("**/papers/plain/")
        # The search is not a step on the way back.
        self.open(page, "/about/")
        page.goto(f"{self.site.root}/search/?q=2512.00001")
        page.wait_for_url("**/papers/plain/")
        page.go_back()
        page.wait_for_url("**/about/")

    def test_a_slip_is_forgiven_and_said(self):
        page = self.search("atention+sprase")
        self.assertIn("attention", self.status(page))
        self.assertIn("An ordinary paper about sparse attention", self.titles(page))
        self.assertEqual(self.status(self.search("qqqqqqqqq")), "No paper has these words.")


class Bounds(Searching):
    def test_a_first_search_needs_few_requests_and_bytes(self):
        page = self.page()
        fetched = []
        page.on("response", lambda response: fetched.append(response))
        self.open(page, "/search/?q=sparse+attention")
        self.titles(page)
        own = [response for response in fetched if re.search(r"/search/[a-z]+\.", response.url)]
        # The program is named in the page's head as well, so that it comes at once; the browser has it then.
        self.assertLessEqual(len({response.url for response in own}), 6)
        self.assertLessEqual(sum(len(response.body()) for response in own if "program" not in response.url), 300_000)

    def test_what_is_asked_for_again_is_not_fetched_again(self):
        page = self.search("sparse")
        self.status(page)
        fetched = []
        page.on("request", lambda request: fetched.append(request.url))
        for query in ("sparsity", "sparse", "sparse attention"):
            page.locator("#q").fill(query)
            page.locator("#q").press("Enter")
            self.status(page)
        self.assertEqual([url for url in fetched if "cards" in url], [])


class Faults(Searching):
    HOSTILE = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a" * 10_000, "!!!???", "‮abc שלום عربي", "🙂🙂", "javascript:alert(1)", "' or 1=1", "%", "\\", "tag:<b>", "\u0000"]

    def test_hostile_queries_are_only_text(self):
        page = self.page("/search/")
        page.on("dialog", lambda dialog: self.fail("a dialog"))
        for query in self.HOSTILE:
            page.evaluate("query => { const field = document.querySelector('#q'); field.value = query; field.form.requestSubmit(); }", query)
            self.status(page)
            self.assertEqual(page.locator("#search-results :is(script, img, b)").count(), 0)
        # The same by the address.
        for query in self.HOSTILE[:2]:
            page.goto(f"{self.site.root}/search/?q={json.dumps(query)}")
            self.status(page)
            self.assertEqual(page.locator("main :is(img, b, script:not(#search-index))").count(), 0)

    def test_a_missing_file_is_named_and_can_be_tried_again(self):
        page = self.page(service_workers="block")
        page.route("**/search/cards.*", lambda route: route.abort())
        page.goto(f"{self.site.root}/search/?q=sparse")
        page.locator("#search-status button").wait_for()
        self.assertRegex(page.locator("#search-status").text_content(), r"could not be loaded: cards\.[0-9a-f]{10}\.bin Try again")
        page.unroute("**/search/cards.*")
        page.locator("#search-status button").click()
        page.locator("#search-results .card").wait_for()
        # Chromium itself says that the request failed.
        self.complaints = [text for text in self.complaints if "ERR_FAILED" not in text]

    def test_a_file_that_is_cut_off_or_another_is_never_taken_for_the_right_one(self):
        for damage in (lambda body: body[:-1], lambda body: bytes([body[0] ^ 1]) + body[1:]):
            page = self.page(service_workers="block")
            page.route("**/search/terms.*", lambda route: route.fulfill(body=damage(route.fetch().body())))
            page.goto(f"{self.site.root}/search/?q=sparse")
            page.locator("#search-status button").wait_for()
            self.assertIn("terms.", page.locator("#search-status").text_content())

    def test_a_page_that_is_older_than_the_index_takes_the_newer_one(self):
        page = self.page("/search/")
        # As an old page has it: names that are gone.
        page.route("**/search/?q=sparse", lambda route: route.fulfill(content_type="text/html", body=re.sub(
            r'("names":")([0-9a-f]{10})', r'\g<1>0000000000', route.fetch().text())), times=1)
        page.goto(f"{self.site.root}/search/?q=sparse")
        page.locator("#search-results .card").wait_for()
        self.complaints = [text for text in self.complaints if "404" not in text]


class Meilisearch(http.server.BaseHTTPRequestHandler):
    """Answers as Meilisearch does, to pages of other origins too."""

    asked = []

    def log_message(self, *arguments):
        pass

    def allow(self, status):
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")

    def do_OPTIONS(self):
        self.allow(204)
        self.end_headers()

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers["Authorization"], body))
        self.allow(500 if body["q"] == "failure" else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        paper = {"id": "plain", "title": "A <b>paper</b>", "date": "2025-12-16", "authors": [{"name": "Ada"}]}
        marked = paper | {"title": "A <b>\ue000paper\ue001</b>", "text": "Some text."}
        answer = {"hits": [paper | {"_formatted": marked}], "estimatedTotalHits": 1}
        answer["facetDistribution"] = {"tags": {"attention": 3}}
        self.wfile.write(json.dumps(answer).encode())


class OnAServer(Searching):
    """Where the papers are on a search server."""

    def setUp(self):
        super().setUp()
        Meilisearch.asked.clear()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Meilisearch)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.server_port}"
        configuration = self.site.folder / "site.toml"
        own = configuration.read_text()
        configuration.write_text(
            f'{own}\n[search]\nendpoint = "{self.address}"\nendpoint_kind = "meilisearch"\nendpoint_key = "public"\n')
        self.site.build()

        def restore():
            server.shutdown()
            server.server_close()
            configuration.write_text(own)
            self.site.build()

        self.addCleanup(restore)

    def tearDown(self):
        self.complaints = [text for text in self.complaints if self.address not in text and "500" not in text]
        super().tearDown()

    def test_the_server_is_asked(self):
        page = self.search("paper+tag:attention")
        self.assertEqual(self.titles(page), ["A <b>paper</b>"])
        self.assertEqual(page.locator("#search-results mark").all_text_contents(), ["paper"])
        self.assertEqual(page.locator("#search-results .summary").text_content(), "Some text.")
        path, key, body = Meilisearch.asked[0]
        self.assertEqual((path, key), ("/indexes/papers/search", "Bearer public"))
        self.assertEqual((body["q"], body["filter"]), ("paper", ['tags = "attention"']))
        page.locator("#search-facets summary").click()
        page.locator("#search-facets button", has_text="attention").wait_for()
        page.locator("#search-results .card-title a").click()
        self.assertTrue(page.url.endswith("/papers/plain/"))

    def test_a_failure_is_said_and_can_be_tried_again(self):
        page = self.search("failure")
        self.assertIn(self.address.removeprefix("http://"), self.status(page))
        page.locator("#search").get_by_role("searchbox").fill("paper")
        page.locator("#search-results .card").wait_for()


class WithoutScript(Searching):
    def test_the_page_says_so_and_leads_to_the_indexes(self):
        page = self.page("/search/?q=sparse", java_script_enabled=False)
        self.assertIn("Searching needs JavaScript", page.locator("main").text_content())
        self.assertGreaterEqual(page.locator("main a").count(), 3)
        self.assertEqual(page.locator("#search-results").is_visible(), False)
        page.locator("main a", has_text="Tags").click()
        self.assertTrue(page.url.endswith("/tags/"))

    def test_browsers_learn_how_to_search(self):
        page = self.page("/")
        address = page.locator("link[rel=search]").get_attribute("href")
        description = page.evaluate("""async (address) => {
            const xml = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/xml");
            return xml.querySelector("Url").getAttribute("template");
        }""", address)
        self.assertEqual(description, "https://example.org/search/?q={searchTerms}")


if __name__ == "__main__":
    unittest.main()
