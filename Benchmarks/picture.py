"""The growth as a picture: wall time and peak memory against papers, both on scales of logarithms, as SVG."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tables import count, memory, seconds

_WIDTH, _HEIGHT = 940, 440
_PANEL_WIDTH, _TOP, _BOTTOM = 380, 92, 384
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 15px }
.paper { fill: #ffffff } .grid { stroke: #d8dee4 } .line { fill: none; stroke-width: 2.5 }
.c0 { stroke: #0969da; fill: #0969da } .c1 { stroke: #bc4c00; fill: #bc4c00 }
.c2 { stroke: #8250df; fill: #8250df } .c3 { stroke: #6e7781; fill: #6e7781 }
path.line { fill: none }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .paper { fill: #0d1117 } .grid { stroke: #30363d }
.c0 { stroke: #58a6ff; fill: #58a6ff } .c1 { stroke: #f0883e; fill: #f0883e }
.c2 { stroke: #bc8cff; fill: #bc8cff } .c3 { stroke: #8b949e; fill: #8b949e }
path.line { fill: none }
}
"""


@dataclass(frozen=True)
class Point:
    """What an archive of a size took."""

    papers: int
    wall: float
    memory: float


@dataclass(frozen=True)
class Scale:
    """Logarithms of a range of values onto a range of pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = math.log10(value / self.low) / math.log10(self.high / self.low)
        return self.start + share * (self.end - self.start)

    @staticmethod
    def over(values: list[float], start: float, end: float) -> "Scale":
        """From the power of ten below the values to the one above."""
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        return Scale(10.0**low, 10.0 ** max(high, low + 1), start, end)

    @property
    def ticks(self) -> list[float]:
        powers = range(round(math.log10(self.low)), round(math.log10(self.high)) + 1)
        return [10.0**power for power in powers]


def picture(series: dict[str, list[Point]]) -> str:
    """The picture, for programs by title."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
        "<title>Wall time and peak memory against the number of papers</title>", f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>', *_legend(list(series)),
        *_panel(70, "Wall time", series, lambda point: point.wall, _plain_seconds),
        *_panel(70 + _PANEL_WIDTH + 80, "Peak memory", series, lambda point: point.memory, _plain_memory),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _legend(titles: list[str]) -> list[str]:
    parts: list[str] = []
    left = 70.0
    for place, title in enumerate(titles):
        parts.append(f'<circle class="c{place}" cx="{left:.0f}" cy="26" r="5"/>')
        parts.append(f'<text x="{left + 11:.0f}" y="31">{escape(title)}</text>')
        left += 34 + 6.6 * len(title)
    return parts


def _panel(
    left: float, title: str, series: dict[str, list[Point]], value: Callable[[Point], float],
    label: Callable[[float], str]
) -> list[str]:
    points = [point for line in series.values() for point in line]
    across = Scale.over([point.papers for point in points], left, left + _PANEL_WIDTH)
    up = Scale.over([value(point) for point in points], _BOTTOM, _TOP)
    parts = [f'<text class="title" x="{left}" y="70">{title}</text>']
    for tick in across.ticks:
        x = across(tick)
        parts.append(f'<path class="grid" d="M{x:.1f} {_TOP}V{_BOTTOM}"/>')
        parts.append(f'<text x="{x:.1f}" y="{_BOTTOM + 20}" text-anchor="middle">{count(round(tick))}</text>')
    for tick in up.ticks:
        y = up(tick)
        parts.append(f'<path class="grid" d="M{left} {y:.1f}H{left + _PANEL_WIDTH}"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{label(tick)}</text>')
    parts.append(f'<text x="{left + _PANEL_WIDTH / 2}" y="{_BOTTOM + 42}" text-anchor="middle">papers</text>')
    for place, line in enumerate(series.values()):
        places = [(across(point.papers), up(value(point))) for point in line]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        parts.append(f'<path class="line c{place}" d="M{path}"/>')
        for (x, y), point in zip(places, line):
            hint = f"{point.papers:,} papers: {seconds(point.wall)}, {memory(point.memory)}"
            parts.append(f'<circle class="c{place}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"><title>{hint}</title></circle>')
    return parts


def _plain_seconds(value: float) -> str:
    return f"{value:g} s"


def _plain_memory(value: float) -> str:
    return f"{value / 1e9:g} GB" if value >= 1e9 else f"{value / 1e6:g} MB"
