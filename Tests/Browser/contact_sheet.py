"""Shows formulas on one picture: `contact_sheet.py FORMULAS PICTURE COUNT`, which `script/contact-sheet` explains."""

import functools
import pathlib
import re
import sys

from site_in_browser import Site, stop_playwright

# One column of text would be mostly paper.
STYLE = """
.site-header, .site-footer, h1, .skip { display: none; }
.prose { position: absolute; inset: 0 auto auto 0; box-sizing: border-box; width: 1500px; max-width: none; padding: 1rem;
  columns: 7; column-gap: 1.2rem; font-size: 0.9rem; }
.prose p { margin: 0; padding: 0.3rem 0; border-bottom: 1px solid #ddd; break-inside: avoid; }
"""

# What can't be read is shown as its TeX, and is no reason to stop.
CONFIGURATION = """
[site]
title = "Formulas"
url = "https://example.org/"

[checks]
unreadable-formula = "off"
"""


def write(folder: pathlib.Path, formulas: list[str]) -> None:
    """Writes the sources of a site with all formulas on the page `/formulas/`, each a paragraph."""
    pages = folder / "content" / "pages"
    pages.mkdir(parents=True)
    (folder / "site.toml").write_text(CONFIGURATION)
    body = "\n\n".join(f"\\({tex}\\)" for tex in formulas)
    (pages / "formulas.md").write_text(f"---\ntitle: Formulas\n---\n\n{body}\n")


def read(path: pathlib.Path) -> list[str]:
    """The formulas of a file with one a line."""
    return [line.strip() for line in path.read_text().split("\n") if line.strip() and "$" not in line]


def main(formulas: pathlib.Path, picture: pathlib.Path, count: int) -> None:
    telling = [tex for tex in read(formulas) if re.search(r"[\\^_]", tex)]
    chosen = [telling[place * len(telling) // count] for place in range(count)]
    site = Site(functools.partial(write, formulas=chosen))
    page = site.browser.new_page(viewport={"width": 1500, "height": 900}, color_scheme="light", bypass_csp=True)
    page.goto(site.root + "/formulas/")
    page.add_style_tag(content=STYLE)
    page.locator(".prose").screenshot(path=picture)
    site.close()
    stop_playwright()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]))
