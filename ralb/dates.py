"""Dates as a board knows them: to the day, or to the month where the day is not recorded."""

import datetime as dt
import re
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


class PartialDate(NamedTuple):
    """A day, or a whole month when *day* is 0; a month sorts before its days.

    >>> str(PartialDate(2026, 1)), str(PartialDate(2026, 1, 22))
    ('2026-01', '2026-01-22')
    """

    year: int
    month: int
    day: int = 0

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def parse(text: str) -> PartialDate | None:
    """The date that *text* is as a whole, YYYY-MM-DD or YYYY-MM; None for anything else, 2026-02-30 too."""
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        dt.date(year, month, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def same(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates agree as far as both are recorded: a month and a day within it are the same.

    >>> same(PartialDate(2026, 1), PartialDate(2026, 1, 22))
    True
    """
    return one[:2] == other[:2] and (one.day == other.day or not (one.day and other.day))


def after(one: PartialDate, other: PartialDate) -> bool:
    """Whether *one* is surely later than *other*: a day is not later than its own month."""
    return one > other and not same(one, other)


def words(date: PartialDate) -> str:
    """The date for readers.

    >>> words(PartialDate(2026, 1)), words(PartialDate(2026, 1, 22))
    ('January 2026', '22 January 2026')
    """
    return f"{date.day or ''} {MONTHS[date.month - 1]} {date.year}".lstrip()


def short(date: PartialDate) -> str:
    """The date for a narrow column.

    >>> short(PartialDate(2026, 1)), short(PartialDate(2026, 1, 22))
    ('Jan 2026', '22 Jan 2026')
    """
    return f"{date.day or ''} {MONTHS[date.month - 1][:3]} {date.year}".lstrip()


def guess(text: str) -> str:
    """What someone who typed *text* for a date probably meant, as it should be written; "" when unsure.

    Only for advice: the reader never takes a guess for what was typed.

    >>> guess("March 26 2026"), guess("Jan 2026"), guess("2026-1-22"), guess("20260122")
    ('2026-03-26', '2026-01', '2026-01-22', '2026-01-22')
    """
    year = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", text)
    month = next((i for i, name in enumerate(MONTHS, 1) if re.search(rf"(?i)\b{name[:3]}", text)), 0)
    if year and month:
        day = re.search(r"(?<![0-9])([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9])", text)
        return _checked(year[0], str(month), day[1] if day else "")
    for shape in (
        r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})(?:[-/.](?P<d>[0-9]{1,2}))?",
        r"(?:(?P<d>[0-9]{1,2})[-/.])?(?P<m>[0-9]{1,2})[-/.](?P<y>[0-9]{4})",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    ):
        if found := re.fullmatch(shape, text.strip()):
            return _checked(found["y"], found["m"], found["d"] or "")
    return ""


def is_certain(text: str) -> bool:
    """Whether a date that was typed otherwise can only be what `guess` says: not 03/04/2026, which is two days."""
    return bool(re.search(r"[A-Za-z]{3}", text) or re.match(r"[0-9]{4}\D", text))


def _checked(year: str, month: str, day: str) -> str:
    text = f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    return text if parse(text) else ""
