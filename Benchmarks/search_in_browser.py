"""Searches a built site in Chromium, with Offprint's search and with Pagefind's where it is there; writes JSON.

usage: python search_in_browser.py SITE QUERIES.json [--pagefind-ids]
With --pagefind-ids it writes only the ids of the ten papers that Pagefind finds first for each query.

Cold: a browser that has nothing, a server that answers after 400 ms. Counted are the files of the search, not the page and
its style; what hosts compress on the way (JavaScript, JSON) counts as compressed by gzip. The time from the page
to the results, in such spans and rounded down, is how many rounds there were: what the browser itself does takes less than
one. (The server speaks HTTP/1, so that a browser asks for six files at once at most.) Warm: one page that searches for one query after the other, each for the second time.
"""

import functools
import gzip
import http.server
import json
import re
import shutil
import sys
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

DELAY = 0.4
PAGEFIND_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Pagefind</title><script type="module">
const query = new URLSearchParams(location.search).get("q");
const pagefind = await import("/pagefind/pagefind.js");
window.find = async (query) => {
  const { results } = await pagefind.search(query);
  return Promise.all(results.slice(0, 10).map((result) => result.data()));
};
if (query) { await find(query); window.foundAt = performance.now(); }
window.isReady = true;
</script></head><body></body></html>"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files that may be kept for ever, after a while."""

    delay = DELAY

    def do_GET(self):
        time.sleep(Handler.delay)
        if self.path.split("?")[0] == "/pagefind-page/":
            body = PAGEFIND_PAGE.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        elif span := re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", "")):
            self.send_part(int(span[1]), int(span[2]) + 1)
        else:
            super().do_GET()

    def send_part(self, start, end):
        content = Path(self.translate_path(self.path)).read_bytes()
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {start}-{end - 1}/{len(content)}")
        self.send_header("Content-Length", str(end - start))
        self.end_headers()
        self.wfile.write(content[start:end])

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, *arguments):
        pass


#: The page, where its own files are, and whether the page has to be watched for its results.
KINDS = {
    "Offprint": ("/search/", "/search/", True),
    "Pagefind": ("/pagefind-page/", "/pagefind/", False),
}
WATCH = """new MutationObserver(() => {
    if (!window.foundAt && document.querySelector("#search-results .card")) window.foundAt = performance.now();
}).observe(document, { subtree: true, childList: true });"""


def cold(browser, root, kind, query):
    page_path, own_path, watch = KINDS[kind]
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    if watch:
        page.add_init_script(WATCH)
    # By path and part: what comes from the browser's own cache a second time is no request.
    responses = {}

    def note(response):
        path = response.url.removeprefix(root)
        if path.startswith(own_path) and path.split("?")[0] != page_path:
            responses[path, response.request.headers.get("range")] = response

    page.on("response", note)
    page.goto(f"{root}{page_path}?q={query.replace(' ', '+')}", wait_until="commit")
    while not (found := page.evaluate("window.foundAt ?? 0")):
        time.sleep(0.05)
    page_at = page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd")
    size = 0
    for (path, _), response in responses.items():
        body = response.body()
        size += len(gzip.compress(body)) if path.endswith((".js", ".json")) else len(body)
    context.close()
    return {"requests": len(responses), "rounds": int((found - page_at) / 1000 / DELAY), "bytes": size}


WARM = {
    "Offprint": """async (queries) => {
        const form = document.querySelector("#search");
        const worker = new Worker(form.dataset.program, { type: "module" });
        worker.postMessage({ root: JSON.parse(document.querySelector("#search-index").textContent) });
        let next = 0;
        const ask = (query) => new Promise((resolve) => {
            const id = ++next;
            worker.addEventListener("message", function listen({ data }) {
                if (data.id === id) { worker.removeEventListener("message", listen); resolve(data.answer); }
            });
            worker.postMessage({ id, query });
        });
        const times = [];
        for (const query of queries) {
            await ask(query);
            const start = performance.now();
            const answer = await ask(query);
            if (answer.results.length === 0) throw new Error(query);
            times.push(performance.now() - start);
        }
        return times;
    }""",
    "Pagefind": """async (queries) => {
        const times = [];
        for (const query of queries) {
            await find(query);
            const start = performance.now();
            await find(query);
            times.push(performance.now() - start);
        }
        return times;
    }""",
}


RANKED = """async (queries) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const found = [];
    for (const query of queries) {
        const { results } = await pagefind.search(query);
        const pages = await Promise.all(results.slice(0, 10).map((result) => result.data()));
        found.push(pages.map((page) => page.url.split("/").at(-2)));
    }
    return found;
}"""


def main():
    site, file = sys.argv[1:3]
    with open(file, encoding="utf-8") as text:
        queries = json.load(text)
    handler = functools.partial(Handler, directory=site)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}"
    results = {}
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        if "--pagefind-ids" in sys.argv:
            Handler.delay = 0
            page = browser.new_page(bypass_csp=True)
            page.goto(root + KINDS["Pagefind"][0])
            json.dump(page.evaluate(RANKED, queries), sys.stdout)
            browser.close()
            return
        for kind, (path, own, _) in KINDS.items():
            if kind == "Pagefind" and not shutil.os.path.isdir(f"{site}/pagefind"):
                continue
            Handler.delay = DELAY
            found = [cold(browser, root, kind, query) for query in queries]
            Handler.delay = 0
            page = browser.new_page(bypass_csp=True)
            page.goto(root + path)
            if kind == "Pagefind":
                page.wait_for_function("window.isReady")
            results[kind] = {"cold": found, "warm": page.evaluate(WARM[kind], queries)}
            page.close()
        browser.close()
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
