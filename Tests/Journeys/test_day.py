"""An editor's day, command by command, with a reader's browser beside it."""

import datetime
import http.server
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from playwright.sync_api import sync_playwright

OFFPRINT = os.environ["OFFPRINT"]
#: The two days. A new archive has a first entry of today.
TODAY = datetime.datetime.now(datetime.timezone.utc).date()
TOMORROW = TODAY + datetime.timedelta(days=1)
FIRST, SECOND = TODAY.isoformat(), TOMORROW.isoformat()
MONTH = f"{TODAY:%Y/%m}"

ENTRY = """<entry><id>http://arxiv.org/abs/{0}v1</id><title>{1}</title><published>2023-06-13T00:00:00Z</published>
<summary>An abstract with $x_i$ in it,
over two lines.</summary><author><name>Ada Lovelace</name></author></entry>"""
PAPERS = {"2306.07552": "Galactic: Scaling Up", "2410.03355": "LANTERN"}


class ArXiv(http.server.BaseHTTPRequestHandler):
    """Speaks arXiv's search."""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        ids = re.search(r"id_list=([^&]*)", self.path)
        entries = "".join(ENTRY.format(i, PAPERS[i]) for i in (ids.group(1).split(",") if ids else []) if i in PAPERS)
        body = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Day(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-day-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.archive = self.folder / "archive"
        self.papers = self.archive / "content" / "papers"
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), ArXiv)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.environment = os.environ | {
            "OFFPRINT_MIRROR": f"http://127.0.0.1:{server.server_port}", "XDG_CACHE_HOME": str(self.folder / "cache"),
        }

    def run_command(self, *arguments, status=0, program=OFFPRINT, cwd=None):
        result = subprocess.run(
            [program, *arguments], cwd=cwd or self.archive, env=self.environment, capture_output=True, text=True)
        self.assertEqual(result.returncode, status, f"{arguments}: {result.stderr}")
        return result

    def git(self, *arguments):
        identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
        return self.run_command(*identity, *arguments, program="git")

    def serve(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # As of the second day, so that both days are shown.
        server = subprocess.Popen(
            [OFFPRINT, "serve", "--port", str(port), "--follow", "--as-of", SECOND], cwd=self.archive,
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        address = re.search(r"http\S+/", server.stdout.readline()).group(0)
        return address.rstrip(";")

    def test_a_day_and_the_next(self):
        # A new archive, in a repository.
        self.run_command("init", "archive", "--url", "https://papers.example.org/", cwd=self.folder)
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "A new archive")

        # Somebody proposes two papers; one of them a second time.
        added = self.run_command("add", "2306.07552", "https://arxiv.org/abs/2410.03355", "--date", FIRST, "--tag", "speed")
        self.assertEqual(added.stdout, f"content/papers/{MONTH}/2306.07552.md\ncontent/papers/{MONTH}/2410.03355.md\n")
        again = self.run_command("add", "2306.07552", status=1)
        self.assertEqual(
            again.stderr,
            f"content/papers/{MONTH}/2306.07552.md:1:1: error: the archive has this paper already: the arXiv id 2306.07552 "
            "[known-paper]\n1 error\n")

        # A slip of the editor's is caught before anybody sees it.
        galactic = self.papers / MONTH / "2306.07552.md"
        right = galactic.read_text()
        galactic.write_text(right.replace("tags: [speed]", "tagz: [speed]"))
        checked = self.run_command("check", status=1)
        self.assertEqual(
            checked.stderr,
            f"content/papers/{MONTH}/2306.07552.md:7:1: error: the entry has no key `tagz` [unknown-key]\n"
            "  tagz: [speed]\n"
            "  ^~~~\n"
            "  note: did you mean `tags`?\n"
            "1 error\n")
        galactic.write_text(right)
        self.assertEqual(self.run_command("check", "--strict").stdout, "nothing to complain of\n")

        # The site in a browser, while its files are edited.
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"])
            self.in_browser(browser.new_page(viewport={"width": 900, "height": 500}), galactic, right)
            browser.close()

        # It is published with the first day's papers.
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Papers of the day")
        built = self.run_command("build", "--strict", "--as-of", FIRST)
        self.assertRegex(built.stdout, "^3 papers on 1 day:")
        feed = (self.archive / "public" / "feed.xml").read_text()
        self.assertIn("Galactic: Scaling Up", feed)

        # The next day: a paper of its own, and one of the first is retracted.
        self.run_command("new", "On the Second Day", "--date", SECOND)
        (self.papers / f"{TOMORROW:%Y/%m}" / "on-the-second-day.md").write_text(
            f"---\ntitle: On the Second Day\ndate: {SECOND}\n---\n\nText.\n")
        lantern = self.papers / MONTH / "2410.03355.md"
        lantern.write_text(lantern.read_text().replace(
            f"date: {FIRST}\n", f"date: {FIRST}\nstatus: retracted\nnotice: The data were wrong.\nnotice_date: {SECOND}\n"))
        difference = self.run_command("diff", "main", "--as-of", SECOND).stdout
        self.assertIn("new      /papers/on-the-second-day/  On the Second Day\n", difference)
        self.assertIn("changed  /papers/2410.03355/  LANTERN\n", difference)
        self.assertIn("feed: new        https://papers.example.org/papers/on-the-second-day/", difference)
        self.assertRegex(difference, r"feed: seen again https://papers\.example\.org/papers/2410\.03355/")
        self.run_command("check", "--strict", "--as-of", SECOND)
        self.run_command("build", "--strict", "--as-of", SECOND)
        page = (self.archive / "public/papers/2410.03355/index.html").read_text()
        self.assertIn("The data were wrong.", page)
        # What does not stand is no reference any more.
        self.assertNotIn("LANTERN", self.run_command("export", "bibtex", "--as-of", SECOND).stdout)

    def until(self, is_so):
        """Waits until something is so; the page's policy allows no function that would wait in the browser."""
        for _ in range(200):
            if is_so():
                return
            time.sleep(0.05)
        self.fail("it never was so")

    def in_browser(self, page, galactic, right):
        complaints = []
        # Chromium says so itself, now and then, where a page is left before it is shown.
        own = "Transition was aborted because of invalid state. ViewTransition opt-in disabled"
        page.on("pageerror", lambda error: complaints.append(str(error)) if own not in str(error) else None)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        root = self.serve()
        page.goto(f"{root}papers/2306.07552/")
        self.assertEqual(page.locator("h1").text_content().strip(), "Galactic: Scaling Up")

        # A paragraph more is there at once, and the page stays where it was scrolled to.
        galactic.write_text(right + "\n" + "A line of many.\n\n" * 80)
        page.get_by_text("A line of many.").first.wait_for()
        page.wait_for_load_state("load")
        time.sleep(0.3)
        page.evaluate("window.scrollTo({top: 700, behavior: 'instant'})")
        time.sleep(0.2)
        galactic.write_text(right + "\nThe first of all.\n\n" + "A line of many.\n\n" * 80)
        page.get_by_text("The first of all.").wait_for()
        self.until(lambda: page.evaluate("window.scrollY") > 600)

        # A mistake is shown over the page, which stays; mended, it is gone.
        galactic.write_text(right.replace("tags: [speed]", "tagz: [speed]"))
        problems = page.locator("#offprint-problems")
        problems.wait_for()
        self.assertIn(f"content/papers/{MONTH}/2306.07552.md:7:1: error: the entry has no key `tagz`", problems.text_content())
        self.assertIn("^~~~", problems.text_content())
        self.assertEqual(page.get_by_text("The first of all.").count(), 1)
        galactic.write_text(right)
        problems.wait_for(state="detached")
        self.until(lambda: page.get_by_text("The first of all.").count() == 0)

        # The browser follows the editor to another entry.
        lantern = galactic.with_name("2410.03355.md")
        lantern.write_text(lantern.read_text() + "\nHere now.\n")
        page.wait_for_url("**/papers/2410.03355/")
        page.get_by_text("Here now.").wait_for()
        self.assertEqual(complaints, [])


if __name__ == "__main__":
    unittest.main()
