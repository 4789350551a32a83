"""The bank holidays of England and Wales, as far as they are the same every year."""

import datetime as dt

from ralb.dates import PartialDate

_SATURDAY = 5


def of(year: int) -> dict[PartialDate, str]:
    """The regular bank holidays of England and Wales; those that a year has besides are not known here.

    >>> [str(day) for day in of(2027)][:3] + [str(day) for day in of(2027)][-2:]
    ['2027-01-01', '2027-03-26', '2027-03-29', '2027-12-27', '2027-12-28']
    """
    easter = _easter(year)
    found: dict[dt.date, str] = {}
    for day, name in (
        (dt.date(year, 1, 1), "New Year's Day"),
        (easter - dt.timedelta(2), "Good Friday"),
        (easter + dt.timedelta(1), "Easter Monday"),
        (_monday_from(dt.date(year, 5, 1)), "early May"),
        (_monday_from(dt.date(year, 5, 25)), "spring"),
        (_monday_from(dt.date(year, 8, 25)), "summer"),
        (dt.date(year, 12, 25), "Christmas"),
        (dt.date(year, 12, 26), "Boxing Day"),
    ):
        instead = day
        while instead.weekday() >= _SATURDAY or instead in found:
            instead += dt.timedelta(1)
        found[instead] = name
    return {PartialDate(day.year, day.month, day.day): name for day, name in found.items()}


def _monday_from(day: dt.date) -> dt.date:
    return day + dt.timedelta(-day.weekday() % 7)


def _easter(year: int) -> dt.date:
    """Easter Sunday, by the anonymous Gregorian reckoning."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
