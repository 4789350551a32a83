"""A time zone as calendars want it told: its clock changes as yearly rules.

Outlook reads the rules and ignores single dates, which is what the icalendar library would write.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FIRST, _LAST, _LONGEST = 1970, 9998, 40
_A_DAY = 24 * 60
_AS_LOCAL = "%Y%m%dT%H%M%S"


class Change(NamedTuple):
    """A change of the clock: when by the clock before it, and from which offset to which."""

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str

    @property
    def kind(self) -> str:
        return "DAYLIGHT" if self.after > self.before else "STANDARD"

    @property
    def rule(self) -> str:
        """Its day as that of a yearly rule: the second Sunday of March, the last one of October."""
        is_last = self.at.day + 7 > calendar.monthrange(self.at.year, self.at.month)[1]
        which = -1 if is_last else (self.at.day - 1) // 7 + 1
        return f"FREQ=YEARLY;BYMONTH={self.at.month};BYDAY={which}{_DAYS[self.at.weekday()]}"


def definition(name: str, zone: dt.tzinfo, first: int, last: int) -> list[str]:
    """The lines of a VTIMEZONE that is right in these years; by rules that go on, if each year keeps them."""
    first = max(first - 1, _FIRST)
    years = range(first, min(last + 1, first + _LONGEST, _LAST) + 1)
    changes = [list(_changes(zone, year)) for year in years]
    shapes = [{_shape(change) for change in year} for year in changes]
    begin = dt.datetime(first, 1, 1, tzinfo=zone)
    offset = begin.utcoffset() or dt.timedelta()
    parts = [_part(Change(begin, offset, offset, begin.tzname() or name), "")]
    if changes[0] and all(shape == shapes[0] for shape in shapes):
        parts = [_part(change, f"RRULE:{change.rule}") for change in changes[0]]
    else:
        parts += [_part(change, "") for year in changes for change in year]
    return ["BEGIN:VTIMEZONE", f"TZID:{name}", *(line for part in parts for line in part), "END:VTIMEZONE"]


def _shape(change: Change) -> tuple[str, dt.time, dt.timedelta, dt.timedelta]:
    return change.rule, change.at.time(), change.before, change.after


def _part(change: Change, rule: str) -> Sequence[str]:
    return (
        f"BEGIN:{change.kind}",
        f"DTSTART:{change.at.strftime(_AS_LOCAL)}",
        *([rule] if rule else []),
        f"TZNAME:{change.name}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"END:{change.kind}",
    )


def _offset(offset: dt.timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _changes(zone: dt.tzinfo, year: int) -> Iterator[Change]:
    """The changes of the clock within a year; one a day at most."""
    begin = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
    for day in (begin + dt.timedelta(count) for count in range(366 if calendar.isleap(year) else 365)):
        before, after = _offset_at(zone, day, 0), _offset_at(zone, day, _A_DAY)
        if before != after:
            low, high = 0, _A_DAY
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _offset_at(zone, day, middle) == before else (low, middle)
            moment = day + dt.timedelta(minutes=high)
            local = (moment + before).replace(tzinfo=None)
            yield Change(local, before, after, moment.astimezone(zone).tzname() or "")


def _offset_at(zone: dt.tzinfo, day: dt.datetime, minutes: int) -> dt.timedelta:
    return (day + dt.timedelta(minutes=minutes)).astimezone(zone).utcoffset() or dt.timedelta()
