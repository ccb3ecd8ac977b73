"""Tables in Markdown, which a terminal shows well enough, and numbers for people."""

from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; every column but the first is aligned to the right."""
    widths = [max(len(row[column]) for row in [header, *rows]) for column in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        padded = [cells[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:]))]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(header), line(rule), *map(line, rows)])


def seconds(value: float) -> str:
    """Three digits that count."""
    return f"{value:.0f} s" if value >= 100 else f"{value:.1f} s" if value >= 10 else f"{value:.2f} s"


def spread(values: Sequence[float]) -> str:
    """The least and the most seconds."""
    return f"{seconds(min(values))} – {seconds(max(values))}"


def memory(value: float) -> str:
    """Megabytes or gigabytes."""
    if value >= 1e9:
        return f"{value / 1e9:.2f} GB"
    return f"{value / 1e6:.0f} MB" if value >= 1e7 else f"{value / 1e6:.1f} MB"


def ratio(value: float, reference: float) -> str:
    """How many times a reference; nothing for the reference itself."""
    if reference <= 0:
        return "-"
    times = value / reference
    return f"{times:.0f}×" if times >= 100 else f"{times:.1f}×" if times >= 2 else f"{times:.2f}×"


def count(papers: int) -> str:
    """1k, 10k, 1m where a number is round."""
    for unit, size in [("m", 1_000_000), ("k", 1_000)]:
        if papers % size == 0 and papers:
            return f"{papers // size}{unit}"
    return str(papers)


def parsed(text: str) -> int:
    """The number that `10k` stands for; raises `ValueError`."""
    factor = {"k": 1_000, "m": 1_000_000}.get(text[-1:].lower())
    number = int(text[:-1]) * factor if factor else int(text)
    if number < 1:
        raise ValueError(text)
    return number
