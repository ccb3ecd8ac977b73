"""The site of hard cases, built, served and opened in Chromium; shared by all tests of a run."""

import functools
import http.server
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import unittest

from playwright.sync_api import sync_playwright

import hard_site

#: A page of each kind.
PAGES = {
    "home": "/",
    "day": "/2025/12/16/",
    "crowd": "/2025/12/15/",
    "week": "/2025/w51/",
    "month": "/2025/12/",
    "year": "/2025/",
    "archive": "/archive/",
    "trending": "/trending/",
    "paper": "/papers/plain/",
    "many": "/papers/many-authors/",
    "long": "/papers/long/",
    "arabic": "/papers/arabic/",
    "retracted": "/papers/retracted/",
    "tags": "/tags/",
    "tag": "/tags/attention/",
    "author": "/authors/ada-lovelace/",
    "stats": "/stats/",
    "search": "/search/?q=attention",
    "feeds": "/feeds/",
    "reading-list": "/reading-list/",
    "about": "/about/",
    "missing": "/404.html",
}


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


_playwright = []


class ServedFolder:
    """A folder of files, a server for it on this machine, and a browser."""

    def __init__(self, public):
        handler = functools.partial(QuietHandler, directory=str(public))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        # There can be only one at a time.
        if not _playwright:
            _playwright.append(sync_playwright().start())
        self.browser = _playwright[0].chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"]
        )

    def close(self):
        self.browser.close()
        self.server.shutdown()
        self.server.server_close()


class Site(ServedFolder):
    """A site that `write` writes the sources of, built and served."""

    def __init__(self, write):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-browser-"))
        write(self.folder)
        self.public = self.folder / "public"
        self.build()
        super().__init__(self.public)

    def build(self):
        command = [os.environ["OFFPRINT"], "build", "--strict", "--as-of", "2025-12-16"]
        subprocess.run(command + ["--site", self.folder, "--output", self.public], check=True, stdout=subprocess.DEVNULL)

    def close(self):
        super().close()
        shutil.rmtree(self.folder)


#: By what writes them.
_sites = {}


def site(write) -> Site:
    if write not in _sites:
        if not _sites:
            unittest.addModuleCleanup(_close)
        _sites[write] = Site(write)
    return _sites[write]


def _close():
    for site in _sites.values():
        site.close()
    _sites.clear()
    stop_playwright()


def stop_playwright():
    # There is none where no site could be built.
    if _playwright:
        _playwright.pop().stop()


class BrowserTest(unittest.TestCase):
    """A test with a browser of its own; anything in the console, and any request to elsewhere, fails it."""

    #: Writes the sources of the site to be looked at into a folder.
    write = staticmethod(hard_site.write)

    def setUp(self):
        self.site = site(self.write)
        self.complaints = []
        self.contexts = []

    def tearDown(self):
        for context in self.contexts:
            context.close()
        self.assertEqual(self.complaints, [])

    def page(self, path=None, width=1280, height=900, **options):
        """A page in a new context, as a reader has it who comes for the first time."""
        context = self.site.browser.new_context(viewport={"width": width, "height": height}, **options)
        self.contexts.append(context)
        page = context.new_page()
        self.watch(page)
        if path is not None:
            self.open(page, path)
        return page

    def watch(self, page):
        blocked = "Service Worker registration blocked by Playwright"

        def say(message):
            if message.type in ("error", "warning") and message.text != blocked:
                self.complaints.append(message.text)

        page.on("console", say)
        # Chromium says so itself, now and then, where the next page is there before it has looked at its style sheet.
        own = "Transition was aborted because of invalid state."
        page.on("pageerror", lambda error: self.complaints.append(str(error)) if own not in str(error) else None)

        def check(request):
            if not request.url.startswith((self.site.root, "data:", "blob:")):
                self.complaints.append(f"a request to {request.url}")

        page.on("request", check)

    def open(self, page, path):
        page.goto(self.site.root + path, wait_until="load")
        if "/search/?" in path and page.evaluate("document.documentElement.classList.contains('searching')"):
            page.locator("#search-status:not(:empty)").wait_for()
