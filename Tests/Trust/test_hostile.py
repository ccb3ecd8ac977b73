"""What entries of strangers can do to a site: look odd, or be refused. Not: run script, load from another host, get at other
pages or at files outside, or cost much more than their length.

The pages are opened in Chromium without the site's Content-Security-Policy, so that what the policy would stop is seen.
"""

import email
import email.policy
import json
import os
import pathlib
import re
import resource
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.parse
from xml.etree import ElementTree

import hostile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))
from site_in_browser import ServedFolder  # noqa: E402

OFFPRINT = os.environ["OFFPRINT"]
CONFIGURATION = (
    '[site]\ntitle = "Hostile"\nurl = "https://example.org/"\ndescription = "d"\nauthor = { name = "E", email = "e@example.org" }\n'
    '[export]\nmarkdown = true\npaper = true\n[digest]\nto = "list@example.org"\npapers = 1000\n')

#: What no page may have, wherever it came from: asked in the page itself.
FOUND = r"""() => {
    const found = [];
    if (window.pwned !== undefined) found.push('script ran');
    for (const element of document.querySelectorAll('*')) {
        for (const {name, value} of element.attributes) {
            if (/^on/i.test(name) || /^(srcdoc|style|formaction|http-equiv)$/i.test(name) && !(element.matches('head meta'))) {
                found.push(`${element.localName} ${name}=${value}`);
            }
            if (/^(href|src|action|data|xlink:href)$/i.test(name)) {
                const to = value.replace(/[\s\x00-\x1f]/g, '');
                if (/^[a-z-]+:/i.test(to) && !/^(https?|mailto):/i.test(to)) found.push(`${element.localName} ${name}=${value}`);
            }
        }
    }
    for (const element of document.querySelectorAll('base, iframe, object, embed, frame, applet, style, audio, video, foreignObject, annotation-xml, maction')) {
        found.push(element.outerHTML.slice(0, 100));
    }
    for (const script of document.scripts) {
        const isData = ['application/ld+json', 'application/json'].includes(script.type);
        if (isData) { try { JSON.parse(script.textContent) } catch (error) { found.push('JSON: ' + error) } }
        else if (script.src ? !script.src.startsWith(location.origin + '/') : script.textContent.includes('pwned')) found.push(script.outerHTML.slice(0, 100));
    }
    if (document.querySelectorAll('body').length !== 1 || document.querySelectorAll('main').length !== 1) found.push('the page is another');
    return found;
}"""


def run(site, *arguments, seconds=120, **environment):
    return subprocess.run(
        [OFFPRINT, *arguments, "--site", str(site)], capture_output=True, timeout=seconds,
        env=os.environ | {"XDG_CACHE_HOME": str(site.parent / "cache"), "SWIFT_BACKTRACE": "enable=no"} | environment)


def new_site(test):
    """A site with one honest entry in a folder of its own, and a file beside it that nobody may touch."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-hostile-"))
    cleanup = test.addClassCleanup if isinstance(test, type) else test.addCleanup
    cleanup(shutil.rmtree, folder)
    site = folder / "site"
    (site / "content/papers").mkdir(parents=True)
    (site / "site.toml").write_text(CONFIGURATION)
    (site / "content/papers/honest.md").write_text(hostile.entry())
    (folder / "secret.txt").write_text("a secret of this machine\n")
    return site


def outside(site):
    """All that is beside a site and its output: names and contents."""
    return {
        str(path.relative_to(site.parent)): path.read_bytes()
        for path in site.parent.rglob("*")
        if path.is_file() and not {"cache", "public"} & set(path.relative_to(site.parent).parts)
    }


class Pages(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.site = new_site(cls)
        cls.papers = cls.site / "content/papers"
        cls.cases = list(hostile.cases())
        for _, name, content in cls.cases:
            (cls.papers / name).write_text(content)
        cls.before = outside(cls.site)
        # What is refused outright is no danger; what is left is built.
        report = json.loads(run(cls.site, "check", "--format", "json").stdout)
        cls.refused = {}
        for problem in report:
            if problem["severity"] == "error":
                cls.refused.setdefault(pathlib.Path(problem["path"]).name, problem)
        for name in cls.refused:
            (cls.papers / name).unlink()
        result = run(cls.site, "build")
        assert result.returncode == 0, result.stderr.decode()
        cls.public = cls.site / "public"
        cls.served = ServedFolder(cls.public)
        cls.addClassCleanup(cls.served.close)

    def test_there_are_enough_of_them(self):
        self.assertGreater(len(self.cases) + len(hostile.REFUSED) + len(hostile.ACTIVE) + len(hostile.COSTLY), 300)
        # Most are shown: an input that is refused tries none of the writers.
        self.assertLess(len(self.refused), len(self.cases) / 3)
        for problem in self.refused.values():
            self.assertGreater(problem["line"], 0)

    def test_no_page_runs_or_loads_anything(self):
        context = self.served.browser.new_context(bypass_csp=True)
        self.addCleanup(context.close)
        page = context.new_page()
        wrong, requests = [], []
        page.on("dialog", lambda dialog: (wrong.append(f"{page.url}: a dialog"), dialog.dismiss()))
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda message: message.type == "error" and "404" not in message.text and wrong.append(f"{page.url}: {message.text}"))
        page.on("request", lambda request: requests.append(request.url))
        paths = sorted(path.relative_to(self.public) for path in self.public.rglob("*.html"))
        paths = [path for path in paths if path.name != "404.html"]
        for path in paths:
            page.goto(f"{self.served.root}/{str(path).removesuffix('index.html')}".replace("%", "%25").replace("?", "%3F").replace("#", "%23"))
            wrong += [f"{path}: {found}" for found in page.evaluate(FOUND)]
        self.assertEqual(wrong[:20], [])
        self.assertEqual([url for url in requests if not url.startswith(self.served.root)], [])
        self.assertGreaterEqual(len(paths), len(self.cases) - len(self.refused))
        print(f"hostile: {len(self.cases)} inputs, {len(self.refused)} refused, {len(paths)} pages opened")

    def test_the_policy_has_nothing_to_stop(self):
        page = self.served.browser.new_page()
        self.addCleanup(page.close)
        stopped = []
        page.on("console", lambda message: message.type == "error" and stopped.append(f"{page.url}: {message.text}"))
        for path in ["", "2025/12/16/", "tags/", "authors/", "search/?q=script", "feeds/", "archive/"]:
            page.goto(f"{self.served.root}/{path}")
            page.wait_for_load_state("networkidle")
            self.assertIn("default-src 'none'", page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content"))
        self.assertEqual(stopped, [])

    def test_nothing_from_the_query_runs(self):
        page = self.served.browser.new_context(bypass_csp=True).new_page()
        self.addCleanup(page.context.close)
        for payload in hostile.PAYLOADS[:44]:
            page.goto(f"{self.served.root}/search/?q={urllib.parse.quote(payload)}")
            page.wait_for_load_state("networkidle")
            self.assertEqual(page.evaluate(FOUND), [], payload)

    def test_feeds_show_nothing_that_runs(self):
        context = self.served.browser.new_context(bypass_csp=True)
        self.addCleanup(context.close)
        page = context.new_page()
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        items = json.loads((self.public / "feed.json").read_text())["items"]
        self.assertGreater(len(items), 10)
        page.goto(f"{self.served.root}/feeds/")
        for item in items:
            # As a careless reader would show it: title, author and content as markup.
            page.evaluate(
                "html => { const main = document.querySelector('main'); main.innerHTML = html }", item["content_html"])
            self.assertEqual(page.evaluate(FOUND), [], item["id"])
        content = "{http://purl.org/rss/1.0/modules/content/}encoded"
        texts = [element.text for element in ElementTree.parse(self.public / "feed.xml").iter(content)]
        atom = ElementTree.parse(self.public / "atom.xml")
        texts += [ElementTree.tostring(element, "unicode") for element in atom.iter("{http://www.w3.org/2005/Atom}content")]
        self.assertGreater(len(texts), 20)
        for text in texts:
            page.evaluate("html => { document.querySelector('main').innerHTML = html }", text)
            self.assertEqual(page.evaluate(FOUND), [], text[:200])
        self.assertFalse([url for url in requests if hostile.EVIL in url])
        # The others are made by the same writers; that all can be read is left to show.
        for feed in [*self.public.rglob("feed.xml"), *self.public.rglob("atom.xml")]:
            ElementTree.parse(feed)

    def test_data_files_are_whole(self):
        for path in self.public.rglob("*.json"):
            json.loads(path.read_text())
        papers = len(list(self.public.glob("2025/12/16/papers.json")))
        self.assertEqual(papers, 1)
        count = len(json.loads((self.public / "2025/12/16/papers.json").read_text()))
        bibliography = (self.public / "2025/12/16/papers.bib").read_text()
        self.assertEqual(len(re.findall(r"^@\w+\{", bibliography, re.MULTILINE)), count)
        references = (self.public / "2025/12/16/papers.ris").read_text()
        self.assertEqual(len(re.findall(r"^TY  - ", references, re.MULTILINE)), count)
        self.assertEqual(len(re.findall(r"^ER  - ", references, re.MULTILINE)), count)

    def test_the_digest_is_one_message(self):
        result = run(self.site, "digest", "--day", "2025-12-16")
        self.assertEqual(result.returncode, 0, result.stderr)
        message = email.message_from_bytes(result.stdout, policy=email.policy.default)
        self.assertEqual(message.defects, [])
        self.assertIsNone(message["Bcc"])
        self.assertEqual(message["To"], "list@example.org")
        self.assertEqual(sorted(part.get_content_type() for part in message.iter_parts()), ["text/html", "text/plain"])
        html = message.get_body(("html",)).get_content()
        page = self.served.browser.new_page()
        self.addCleanup(page.close)
        page.set_content(html)
        # Mails have their style within.
        found = [text for text in page.evaluate(FOUND) if not re.match(r"\S+ style=|<style>|the page is another", text)]
        self.assertEqual(found, [])

    def test_files_outside_are_as_they_were(self):
        left = {name: content for name, content in self.before.items() if pathlib.Path(name).name not in self.refused}
        self.assertEqual(outside(self.site).keys(), left.keys())
        self.assertEqual(outside(self.site), left)
        self.assertFalse(any(path.is_symlink() for path in self.public.rglob("*")))
        for path in self.public.rglob("*"):
            if path.is_file():
                self.assertNotIn(b"a secret of this machine", path.read_bytes())


class Refusals(unittest.TestCase):
    def refused(self, site, message):
        """That a site is refused with a message, and that nothing is published."""
        result = run(site, "build")
        said = result.stderr.decode()
        self.assertEqual(result.returncode, 1, said)
        self.assertRegex(said, r"error: .*")
        self.assertIn(message, said)
        self.assertFalse((site / "public").exists(), "something was published")
        self.assertNotIn("Fatal", said)

    def test_entries(self):
        for name, (content, message) in hostile.REFUSED.items():
            with self.subTest(name):
                site = new_site(self)
                (site / "content/papers/hostile.md").write_text(content, newline="")
                before = outside(site)
                self.refused(site, message)
                self.assertEqual(outside(site), before)

    def test_files_that_a_browser_would_run(self):
        for name, content in hostile.ACTIVE.items():
            with self.subTest(name):
                site = new_site(self)
                folder = site / "content/papers/case"
                folder.mkdir()
                (folder / "index.md").write_text(hostile.entry())
                (folder / name).write_text(content)
                self.refused(site, "active-file")

    def test_files_that_only_show_something_are_taken(self):
        site = new_site(self)
        folder = site / "content/papers/case"
        folder.mkdir()
        (folder / "index.md").write_text(hostile.entry())
        for name, content in hostile.HARMLESS.items():
            (folder / name).write_text(content)
        result = run(site, "build")
        self.assertEqual(result.returncode, 0, result.stderr)
        for name in hostile.HARMLESS:
            stem, _, ending = name.partition(".")
            self.assertEqual(len(list((site / "public/papers/case").glob(f"{stem}.*.{ending}"))), 1)

    def test_unusual_files(self):
        def link(target):
            return lambda path: path.symlink_to(target)

        def link_to_secret(path):
            path.symlink_to(next(p / "secret.txt" for p in path.parents if (p / "secret.txt").exists()))

        def bind(path):
            with socket.socket(socket.AF_UNIX) as queue:
                queue.bind(str(path))

        kinds = {
            "a link to a secret": (link_to_secret, "link-leaves-tree"),
            "a link to the system": (link("/etc/passwd"), "link-leaves-tree"),
            "a link to the root": (link("/"), "link-leaves-tree"),
            "a link to itself": (link("hostile.md"), "link-loop"),
            "a pipe": (os.mkfifo, "unusual-file"),
            "a socket": (bind, "unusual-file"),
        }
        if os.geteuid() == 0:
            kinds["a device"] = (lambda path: os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5)), "unusual-file")
        for name, (make, message) in kinds.items():
            for place in ("hostile.md", "case/figure.png"):
                with self.subTest(name, place=place):
                    site = new_site(self)
                    path = site / "content/papers" / place
                    path.parent.mkdir(exist_ok=True)
                    if place != "hostile.md":
                        (path.parent / "index.md").write_text(hostile.entry())
                    try:
                        make(path)
                    except PermissionError:
                        self.skipTest("this machine allows no devices")
                    if message == "link-loop" and place != "hostile.md":
                        path.unlink()
                        path.symlink_to("figure.png")
                    self.refused(site, message)

    def test_a_link_in_the_output_is_not_written_through(self):
        site = new_site(self)
        self.assertEqual(run(site, "build").returncode, 0)
        target = site.parent / "target"
        target.mkdir()
        (target / "index.html").write_text("mine\n")
        page = site / "public/papers/honest"
        shutil.rmtree(page)
        page.symlink_to(target)
        run(site, "build", "--full")
        self.assertEqual((target / "index.html").read_text(), "mine\n")


class Costs(unittest.TestCase):
    """Each costly text is built by itself, within bounds that the system keeps."""

    SECONDS, BYTES = 60, 4 << 30

    def bounded(self, site):
        def bound():
            resource.setrlimit(resource.RLIMIT_CPU, (self.SECONDS, self.SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (self.BYTES, self.BYTES))

        return subprocess.run(
            [OFFPRINT, "build", "--site", str(site)], capture_output=True, preexec_fn=bound, timeout=4 * self.SECONDS,
            env=os.environ | {"XDG_CACHE_HOME": str(site.parent / "cache"), "SWIFT_BACKTRACE": "enable=no"})

    def test_each_ends_soon_and_small(self):
        slowest = (0, "")
        for name, content in hostile.COSTLY.items():
            with self.subTest(name):
                site = new_site(self)
                (site / "content/papers/hostile.md").write_text(content)
                start = time.monotonic()
                result = self.bounded(site)
                slowest = max(slowest, (time.monotonic() - start, name))
                self.assertIn(result.returncode, (0, 1), result.stderr.decode()[-500:])
                if result.returncode == 1:
                    self.assertRegex(result.stderr.decode(), r"hostile\.md:\d+:\d+: error: ")
        print(f"costly: {len(hostile.COSTLY)}, the slowest {slowest[0]:.1f} s ({slowest[1]})")


if __name__ == "__main__":
    unittest.main()
