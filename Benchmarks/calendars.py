"""The days, weeks, months and years of an archive, with what Hugo's templates show of them, made beforehand."""

import calendar
import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Link = dict[str, str]


@dataclass
class Period:
    """A day, week, month or year that has papers."""

    title: str
    address: str
    newest: datetime.date
    count: int = 0
    days: list[datetime.date] = field(default_factory=list)

    @property
    def link(self) -> Link:
        return {"link": self.address, "title": self.title}


@dataclass
class Periods:
    """All of them, oldest first."""

    counts: Counter[datetime.date]
    days: dict[datetime.date, Period] = field(default_factory=dict)
    weeks: dict[tuple[int, int], Period] = field(default_factory=dict)
    months: dict[tuple[int, int], Period] = field(default_factory=dict)
    years: dict[int, Period] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for day in sorted(self.counts):
            week = week_of(day)
            self.days[day] = Period(f"{day:%B} {day.day}, {day.year}", f"/{day:%Y/%m/%d}/", day)
            owners = [
                self.days[day],
                self.weeks.setdefault(week, Period(f"Week {week[1]}, {week[0]}", f"/{week[0]}/w{week[1]:02}/", day)),
                self.months.setdefault((day.year, day.month), Period(f"{day:%B} {day.year}", f"/{day:%Y/%m}/", day)),
                self.years.setdefault(day.year, Period(str(day.year), f"/{day.year}/", day)),
            ]
            for period in owners:
                period.newest = day
                period.count += self.counts[day]
                period.days.insert(0, day)

    def calendar(self, year: int, month: int) -> list[dict[str, Any]]:
        """A month's rows, Monday first: the week, and for each day its number, link, papers and how busy it was."""
        rows: list[dict[str, Any]] = []
        for dates in calendar.Calendar().monthdatescalendar(year, month):
            week = week_of(dates[0])
            link = self.weeks[week].address if week in self.weeks else ""
            rows.append({"week": week[1], "link": link, "cells": [self._cell(day, month) for day in dates]})
        return rows

    def _cell(self, day: datetime.date, month: int) -> dict[str, Any]:
        if day.month != month:
            return {"day": 0}
        count = self.counts[day] if day in self.counts else 0
        link = self.days[day].address if count else ""
        return {"day": day.day, "link": link, "count": count, "level": min(4, (count + 24) // 25)}


def week_of(day: datetime.date) -> tuple[int, int]:
    """Its ISO year and week."""
    return day.isocalendar()[:2]


def neighbors(periods: list[Period]) -> list[tuple[Period, dict[str, Link]]]:
    """Each with links to the one before and the one after, where there are."""
    result: list[tuple[Period, dict[str, Link]]] = []
    for place, period in enumerate(periods):
        near: dict[str, Link] = {}
        if place > 0:
            near["earlier"] = periods[place - 1].link
        if place + 1 < len(periods):
            near["later"] = periods[place + 1].link
        result.append((period, near))
    return result
