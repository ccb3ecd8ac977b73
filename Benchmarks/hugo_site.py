"""The archive as Hugo sites. What templates would have to search for (neighbors, calendars, an author's papers) is in
front matter or a list made beforehand, which is Hugo's fastest way."""

import base64
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from calendars import Periods, neighbors, week_of
from corpus import Paper, slug

TEMPLATES = Path(__file__).resolve().parent / "hugo"
PAGE_SIZE = 50
# The taxonomies of each variant, and whether names link to pages of authors.
VARIANTS: dict[str, tuple[dict[str, str], bool]] = {
    "hugo-taxonomy": ({"tag": "tags", "author": "authors"}, True),
    "hugo-adapter": ({"tag": "tags"}, True),
    "hugo-noauthors": ({"tag": "tags"}, False),
}


class Overview:
    """What Hugo's sites need to know of all papers; the papers themselves are not kept."""

    def __init__(self) -> None:
        self.counts: Counter[Any] = Counter()
        self.authors: dict[str, list[str]] = {}

    def add(self, paper: Paper) -> None:
        """Takes a paper in, oldest first."""
        self.counts[paper.day] += 1
        path = f"/papers/{paper.day:%Y/%m/%d}/{paper.id}"
        for name in paper.authors:
            self.authors.setdefault(name, []).append(path)


def link_tree(source: Path, target: Path) -> None:
    """A copy by hard links."""
    shutil.copytree(source, target, copy_function=os.link)


def write_sites(folder: Path, offprint: Path, overview: Overview, variants: Iterable[str]) -> None:
    """Writes a site for each variant; entries are hard links to those of the Offprint site."""
    periods = Periods(overview.counts)
    for variant in variants:
        site = folder / variant
        taxonomies, author_pages = VARIANTS[variant]
        shutil.copytree(TEMPLATES / "layouts", site / "layouts")
        _write_assets(site, offprint / "themes/default/assets")
        settings = (TEMPLATES / "hugo.toml").read_text(encoding="utf-8")
        settings = settings.replace("[params]\n", f"[params]\nauthorPages = {json.dumps(author_pages)}\n")
        settings += "\n[taxonomies]\n" + "".join(f'{one} = "{many}"\n' for one, many in taxonomies.items())
        (site / "hugo.toml").write_text(settings, encoding="utf-8")
        link_tree(offprint / "content/papers", site / "content/papers")
        _write_sections(site / "content", periods)
        _write(site / "content/tags/_index.md", {"title": "Tags"})
        if author_pages:
            _write(site / "content/authors/_index.md", {"title": "Authors"})
        if variant == "hugo-adapter":
            shutil.copy(TEMPLATES / "authors.gotmpl", site / "content/authors/_content.gotmpl")
            (site / "assets").mkdir()
            (site / "assets/authors.json").write_text(_author_list(overview), encoding="utf-8")


def _write_assets(site: Path, assets: Path) -> None:
    """The theme's files, and the part of every page's head that has its first script."""
    (site / "static").mkdir()
    for file in assets.iterdir():
        shutil.copy(file, site / "static" / file.name.removesuffix(".mustache"))
    script = (site / "static/boot.js").read_text(encoding="utf-8").replace("{{site.path}}", "/")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'self' 'sha256-{digest}'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; worker-src 'self'; form-action https: http:; base-uri 'none'")
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}" />\n<script>{script}</script>'
    # As it is, since Hugo would take out the script's comments, and then the policy would not allow it.
    (site / "layouts/_partials/boot.html").write_text(f"{{{{ `{head}` | safeHTML -}}}}", encoding="utf-8")


def _author_list(overview: Overview) -> str:
    """Every page of every author: where it is, and the paths of its papers, newest first."""
    records: list[dict[str, Any]] = []
    for name, oldest_first in overview.authors.items():
        papers = oldest_first[::-1]
        pages = range(0, len(papers), PAGE_SIZE)
        for number, start in enumerate(pages, 1):
            path = slug(name) if number == 1 else f"{slug(name)}/page/{number}"
            records.append({
                "path": path, "title": name, "count": len(papers), "number": number, "pages": len(pages),
                "papers": papers[start:start + PAGE_SIZE]})
    return json.dumps(records, ensure_ascii=False)


def _write_sections(content: Path, periods: Periods) -> None:
    """The pages of periods, and the first page."""
    papers = content / "papers"
    days, newest_first = list(periods.days), list(periods.days)[::-1]
    _write(content / "_index.md", {
        "title": "Home", "newest": _path(newest_first[0]), "days": [_path(day) for day in newest_first[1:7]]})
    _write(content / "trending.md", {"title": "Trending", "layout": "trending", "date": str(days[-1])})
    _write(papers / "_index.md", {
        "title": "Archive", "layout": "archive", "url": "/archive/", "count": periods.counts.total(),
        "days": len(days)})
    for year, (period, near) in zip(periods.years, neighbors(list(periods.years.values()))):
        _write(papers / str(year) / "_index.md", {
            "title": period.title, "layout": "year", "url": period.address, "date": f"{year}-01-01",
            "count": period.count, **near})
    for (year, month), (period, near) in zip(periods.months, neighbors(list(periods.months.values()))):
        _write(papers / f"{year}/{month:02}" / "_index.md", {
            "title": period.title, "layout": "month", "url": period.address, "date": f"{year}-{month:02}-01",
            "count": period.count, "calendar": periods.calendar(year, month), **near})
    for day, (period, near) in zip(periods.days, neighbors(list(periods.days.values()))):
        _write(papers / f"{day:%Y/%m/%d}" / "_index.md", {
            "title": period.title, "layout": "day", "url": period.address, "date": str(day),
            "week": periods.weeks[week_of(day)].link, **near})
    _write(content / "weeks/_index.md", {"title": "Weeks", "build": {"render": "never", "list": "never"}})
    for (year, week), (period, near) in zip(periods.weeks, neighbors(list(periods.weeks.values()))):
        _write(content / f"weeks/{year}-w{week:02}.md", {
            "title": period.title, "layout": "week", "url": period.address, "date": str(period.newest),
            "year": period.newest.year, "month": f"/papers/{period.newest:%Y/%m}", "count": period.count,
            "days": [_path(day) for day in period.days], **near})


def _path(day: Any) -> str:
    """The section of a day, as templates ask for it."""
    return f"/papers/{day:%Y/%m/%d}"


def _write(path: Path, values: dict[str, Any]) -> None:
    """A content file with nothing but front matter, as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
