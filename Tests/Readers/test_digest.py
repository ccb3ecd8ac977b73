"""What mail programs and servers make of the digest."""

import email
import email.policy
import http.server
import json
import os
import pathlib
import re
import shutil
import smtplib
import socket
import subprocess
import tempfile
import threading
import unittest

from aiosmtpd.controller import Controller

import hard_archive

GUIDE = (pathlib.Path(__file__).resolve().parents[2] / "docs/guide/digest.md").read_text()
SETTINGS = """
[digest]
from = "papers@example.org"
to = "daily@lists.example.org"
reply_to = "editors@example.org"
unsubscribe = "https://lists.example.org/leave?list=1"
one_click = true
"""


class Digest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-digest-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        hard_archive.write(cls.folder)
        (cls.folder / "site.toml").write_text(hard_archive.CONFIGURATION + SETTINGS)

    def digest(self, *arguments, status=0):
        result = subprocess.run(
            [os.environ["OFFPRINT"], "digest", "--site", self.folder, "--as-of", "2025-12-16", *arguments], capture_output=True)
        self.assertEqual(result.returncode, status, result.stderr)
        return result

    def message(self, *arguments):
        return email.message_from_bytes(self.digest(*arguments).stdout, policy=email.policy.default)

    def test_it_is_one_message_of_text_and_html(self):
        message = self.message("--day", "2025-12-15")
        self.assertEqual(message.defects, [])
        self.assertEqual(message.get_content_type(), "multipart/alternative")
        self.assertEqual([part.get_content_type() for part in message.iter_parts()], ["text/plain", "text/html"])
        for part in message.iter_parts():
            self.assertEqual(part.defects, [])
            self.assertIn("https://example.org/reading/papers/cdata/", part.get_content())
        text = message.get_body(("plain",)).get_content()
        self.assertIn("* Ends ]]> too early -- <!-- comment --> & <b>bold</b>\n  O'Neil & Sons\n", text)
        self.assertTrue(all(len(line) <= 78 for line in text.splitlines()))
        html = message.get_body(("html",)).get_content()
        self.assertIn("Ends ]]&gt; too early -- &lt;!-- comment --&gt; &amp; &lt;b&gt;bold&lt;/b&gt;", html)
        self.assertNotRegex(html, r"<script|<link|<img|src=|href=\"/")

    def test_the_editors_note_is_in_both(self):
        message = self.message("--day", "2025-12-16")
        self.assertIn("\n\nA word & *two*.\n\n* ", message.get_body(("plain",)).get_content())
        self.assertIn("A word &amp; <em>two</em>.", message.get_body(("html",)).get_content())

    def test_headers_are_those_of_a_mailing_list(self):
        message = self.message("--day", "2025-12-16")
        self.assertEqual(message["From"].addresses[0].display_name, "Papers & <others> “quoted”")
        self.assertEqual(message["From"].addresses[0].addr_spec, "papers@example.org")
        self.assertEqual(message["To"], "daily@lists.example.org")
        self.assertEqual(message["Reply-To"], "editors@example.org")
        self.assertEqual(message["Subject"], "Papers & <others> “quoted”: December 16, 2025")
        self.assertEqual(message["Message-ID"], "<digest.2025-12-16@example.org>")
        self.assertEqual(message["Date"].datetime.isoformat(), "2025-12-16T09:30:00+00:00")
        self.assertTrue(message["List-Id"].endswith("<daily.example.org>"))
        self.assertEqual(message["List-Unsubscribe"], "<https://lists.example.org/leave?list=1>")
        self.assertEqual(message["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        self.assertTrue(all(len(line) <= 78 for line in self.digest("--day", "2025-12-16").stdout.decode().splitlines()))

    def test_the_same_day_is_the_same_message(self):
        self.assertEqual(self.digest("--day", "2025-12-14").stdout, self.digest("--day", "2025-12-14").stdout)
        self.assertEqual(self.digest().stdout, self.digest("--day", "2025-12-16").stdout)

    def test_a_week_and_a_tag_narrow(self):
        week = self.message("--week", "2025-12-10")
        text = week.get_body(("plain",)).get_content()
        self.assertEqual(week["Message-ID"], "<digest.2025-12-08.week@example.org>")
        titles = [name for name, *_ in hard_archive.PAPERS if f"papers/{name}/\n" in text]
        self.assertEqual(titles, ["math", "emoji", "rtl", "nobody", "crowd"])
        # The parts of a day that a crowd wrote are no longer for it.
        self.assertIn("Author Number0, Author Number1, Author Number2 et al.", text)
        tagged = self.message("--week", "2025-12-16", "--tag", "attention").get_body(("plain",)).get_content()
        self.assertIn("papers/plain/", tagged)
        self.assertIn("papers/cdata/", tagged)
        self.assertEqual(
            self.message("--day", "2025-12-16", "--tag", "R&D")["Message-ID"], "<digest.2025-12-16.r-d@example.org>")

    def test_nothing_to_send_is_said(self):
        result = self.digest("--day", "2025-12-01", status=3)
        self.assertEqual((result.stdout, result.stderr), (b"", b"there are no papers on 2025-12-01\n"))
        # Tomorrow's paper, and one that was retracted, are for nobody.
        self.digest("--day", "2025-12-17", status=3)
        self.digest("--day", "2025-11-10", status=3)
        self.assertIn(b"no paper has the tag `nothing`", self.digest("--tag", "nothing", status=64).stderr)
        self.assertIn(b"is no address", self.digest("--to", "a@b.example\nBcc: c@d.example", status=64).stderr)

    def test_a_mail_server_takes_it(self):
        received = []

        class Sink:
            async def handle_DATA(self, server, session, envelope):
                received.append(envelope)
                return "250 OK"

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        controller = Controller(Sink(), hostname="127.0.0.1", port=port)
        controller.start()
        self.addCleanup(controller.stop)
        message = self.message("--day", "2025-12-13")
        with smtplib.SMTP("127.0.0.1", port) as server:
            server.send_message(message)
        [envelope] = received
        self.assertEqual(envelope.rcpt_tos, ["daily@lists.example.org"])
        arrived = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.assertIn("👩‍🔬 Women 🇺🇳 in science", arrived.get_body(("plain",)).get_content())

    def test_a_crowded_day_is_cut_before_gmail_does(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-crowd-"))
        self.addCleanup(shutil.rmtree, folder)
        papers = folder / "content/papers"
        papers.mkdir(parents=True)
        (folder / "static").mkdir()
        (folder / "static/card.png").write_bytes(hard_archive.PICTURE)
        (folder / "site.toml").write_text(hard_archive.CONFIGURATION + SETTINGS)
        for number in range(300):
            (papers / f"p{number}.md").write_text(
                f"---\ntitle: Paper {number} with a title of an ordinary length for such a thing\ndate: 2025-12-16\n"
                f"authors: [Ada Lovelace, Grace Hopper]\nsummary: {'A sentence of some words. ' * 8}\n---\n\nText.\n")
        message = subprocess.run(
            [os.environ["OFFPRINT"], "digest", "--site", folder, "--as-of", "2025-12-16"], check=True, capture_output=True).stdout
        self.assertLess(len(message), 100_000)
        parsed = email.message_from_bytes(message, policy=email.policy.default)
        self.assertIn("and 260 more", parsed.get_body(("html",)).get_content())


class Services(unittest.TestCase):
    """The commands of the guide, against a server that answers as the service does."""

    def run_example(self, heading, environment):
        asked = []

        class Service(http.server.BaseHTTPRequestHandler):
            def log_message(self, *arguments):
                pass

            def answer(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked.append((self.command, self.path, self.headers["Authorization"], json.loads(body)))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b'{"data": {"id": 42}}')

            do_POST = do_PUT = answer

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        folder = pathlib.Path(tempfile.mkdtemp(prefix="offprint-service-"))
        self.addCleanup(shutil.rmtree, folder)
        hard_archive.write(folder)
        script = re.search(rf"\[{heading}\].*?```sh\n(.*?)```", GUIDE, re.DOTALL).group(1)
        # The program as of a day of this archive.
        function = f'offprint() {{ "{os.environ["OFFPRINT"]}" "$@" --as-of 2025-12-16; }}\n'
        subprocess.run(
            ["bash", "-ec", function + script], cwd=folder, check=True,
            env=os.environ | {name: value.replace("SERVER", f"http://127.0.0.1:{server.server_port}") for name, value in environment.items()})
        return asked

    def test_buttondown(self):
        [(method, path, key, body)] = self.run_example("Buttondown", {"BUTTONDOWN_API": "SERVER", "BUTTONDOWN_KEY": "secret"})
        self.assertEqual((method, path, key), ("POST", "/v1/emails", "Token secret"))
        self.assertIn("An ordinary paper", body["body"])

    def test_listmonk(self):
        made, started = self.run_example(
            "Listmonk", {"LISTMONK": "SERVER", "LISTMONK_USER": "editor", "LISTMONK_TOKEN": "secret"})
        self.assertEqual(made[:2], ("POST", "/api/campaigns"))
        self.assertEqual(made[3]["content_type"], "html")
        self.assertIn("An ordinary paper", made[3]["body"])
        self.assertEqual(started[:2], ("PUT", "/api/campaigns/42/status"))
        self.assertTrue(started[2].startswith("Basic "))


if __name__ == "__main__":
    unittest.main()
