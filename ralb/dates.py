"""Dates as a board knows them: to the day, or to the month where the day is not recorded."""

import datetime as dt
import re
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
    year, month, day = found.groups()
    date = PartialDate(int(year), int(month), int(day or 0))
    try:
        dt.date(date.year, date.month, date.day or 1)
    except ValueError:
        return None
    return date


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


_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|Sept"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
_DAY = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_WORDS = (
    rf"{_WEEKDAY}(?:{_DAY} )?(?P<m>{_MONTH})\.?,? (?P<y>[0-9]{{4}})|"
    rf"{_WEEKDAY}(?P<m2>{_MONTH})\.? {_DAY.replace('d>', 'd2>')},? (?P<y2>[0-9]{{4}})"
)
_FIGURES = (
    r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})(?:[-/.](?P<d>[0-9]{1,2}))?",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    r"(?:(?P<d>[0-9]{1,2})[-/.])?(?P<m>[0-9]{1,2})[-/.](?P<y>[0-9]{4})",
)


def guess(text: str) -> str:
    """What someone who typed *text*, and nothing but a date, probably meant, as it should be written; else "".

    >>> guess("March 26 2026"), guess("Jan 2026"), guess("2026-1-22"), guess("20260122"), guess("22/01/2026")
    ('2026-03-26', '2026-01', '2026-01-22', '2026-01-22', '2026-01-22')
    >>> guess("Decision in 2027"), guess("22-23 January 2026"), guess("March or April 2026")
    ('', '', '')
    """
    if found := re.fullmatch(_WORDS, text.strip(), re.IGNORECASE):
        month = (found["m"] or found["m2"])[:3].capitalize()
        number = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(month))
        return _checked(found["y"] or found["y2"], str(number), found["d"] or found["d2"] or "")
    shaped = (re.fullmatch(shape, text.strip()) for shape in _FIGURES)
    return next((_checked(found["y"], found["m"], found["d"] or "") for found in shaped if found), "")


def is_certain(text: str) -> bool:
    """Whether a date that was typed otherwise can only be what `guess` says: not 03/04/2026, which is two days."""
    return bool(re.fullmatch(_WORDS, text.strip(), re.IGNORECASE) or re.fullmatch(_FIGURES[0], text.strip()))


def _checked(year: str, month: str, day: str) -> str:
    text = f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
    return text if parse(text) else ""
