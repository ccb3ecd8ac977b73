"""Takes pictures of a built site: `screenshots.py SITE FOLDER`."""

import io
import pathlib
import sys

from PIL import Image
from site_in_browser import ServedFolder, stop_playwright

#: Name, page, width, height, colors.
PICTURES = [
    ("home-light", "/", 1180, 860, "light"),
    ("home-dark", "/", 1180, 860, "dark"),
    ("day-phone", "/2025/12/16/", 390, 780, "light"),
    ("paper", "/papers/quamba2/", 1180, 860, "light"),
    ("paper-phone", "/papers/quamba2/", 390, 780, "dark"),
    ("archive", "/archive/", 1180, 860, "light"),
    ("stats", "/stats/", 1180, 1000, "light"),
    ("search", "/search/?q=speed-ups", 1180, 860, "light"),
    ("reading-list", "/reading-list/", 1180, 500, "dark"),
    ("digest", "/digest.html", 600, 700, "light"),
    ("digest-dark", "/digest.html", 600, 700, "dark"),
]


def main(site: pathlib.Path, folder: pathlib.Path) -> None:
    served = ServedFolder(site)
    for name, path, width, height, scheme in PICTURES:
        page = served.browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        # A reader who has starred two papers.
        for starred in ("/papers/lserve/", "/papers/galactic/"):
            page.goto(served.root + starred)
            page.locator(".star").click()
        page.goto(served.root + path)
        if "?q=" in path:
            page.locator(".card mark").first.wait_for()
            page.wait_for_timeout(500)
        shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        shown.quantize(128).save(folder / f"{name}.png", optimize=True)
    served.close()
    stop_playwright()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
