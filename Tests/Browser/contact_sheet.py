"""The two halves of `script/contact-sheet`: a page of formulas, and the picture of the page that was built of it."""

import functools
import http.server
import pathlib
import re
import shutil
import sys
import threading

from playwright.sync_api import sync_playwright

from site_in_browser import QuietHandler

# One column of text would be mostly paper.
STYLE = """
.site-header, .site-footer, h1, .skip { display: none; }
.prose { position: absolute; inset: 0 auto auto 0; box-sizing: border-box; width: 1500px; max-width: none; padding: 1rem;
  columns: 7; column-gap: 1.2rem; font-size: 0.9rem; }
.prose p { margin: 0; padding: 0.3rem 0; border-bottom: 1px solid #ddd; break-inside: avoid; }
"""


def write_page(formulas: pathlib.Path, page: pathlib.Path, count: int) -> None:
    lines = [line for line in formulas.read_text().split("\n") if re.search(r"[\\^_]", line) and "$" not in line]
    chosen = [lines[place * len(lines) // count] for place in range(count)]
    body = "\n\n".join(f"\\({line.strip()}\\)" for line in chosen)
    page.write_text(f"---\ntitle: Formulas\n---\n\n{body}\n")


def take_picture(site: pathlib.Path, picture: pathlib.Path) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1500, "height": 900}, color_scheme="light", bypass_csp=True)
        page.goto(f"http://127.0.0.1:{server.server_port}/formulas/")
        page.add_style_tag(content=STYLE)
        page.locator(".prose").screenshot(path=picture)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    if sys.argv[1] == "page":
        write_page(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), int(sys.argv[4]))
    else:
        take_picture(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
