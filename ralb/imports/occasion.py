"""Which meeting old minutes are of: title, date, time and venue, as their first lines tell."""

import re
from dataclasses import dataclass, replace

from ralb import dates
from ralb.dates import PartialDate

_MONTH = "(?:" + "|".join(f"{name}|{name[:3]}" for name in dates.MONTHS) + "|Sept)"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?,?\s+)?(?:the\s+)?"
_DATE = re.compile(
    rf"\b{_WEEKDAY}(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:day\s+)?(?:of\s+)?(?P<month>{_MONTH})\b\.?,?(?:[\s-]+(?P<year>[0-9]{{4}}|[’'][0-9]{{2}}|[123][0-9](?=\s*(?:$|[,;)\]–—-]))))?"
    rf"|(?P<month2>{_MONTH})\b\.?\s+(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>[0-9]{{4}})"
    rf"|(?P<month3>{_MONTH})\b\.?,?\s+(?P<year3>[0-9]{{4}})"
    r"|(?P<figures>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})))\b",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(rf"(?P<month>{_MONTH})\b\.?[ '’-]*(?P<year>[23][0-9])", re.IGNORECASE)
_BEFORE_DUE = re.compile(r"^(?:by|on|before|due)\s+", re.IGNORECASE)
_ABOUT = re.compile(
    rf"(?:(?:early|mid|late|end(?: of)?)[ -])?(?:{_MONTH}|Q[1-4]|Easter|Christmas)\b(?: \w+)?", re.IGNORECASE
)
_MOST_BESIDE = 4
_CLOCK = r"(?P<{0}h>[01]?[0-9]|2[0-3])(?:[.:h](?P<{0}m>[0-5][0-9]))?\s*(?P<{0}half>[ap]\.?m\b\.?|noon)?"
_TIME = re.compile(
    rf"\b{_CLOCK.format('a')}(?:\s*(?:-|–|—|to|until|till)\s*{_CLOCK.format('b')})?(?![0-9/]|\s*(?:{_MONTH})\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|(?<=[\s|;,]))(?P<label>(?:meeting )?(?:date(?: of (?:the )?meeting)?(?: and time| "
    r"?[&/] ?time)?|time|venue|location|place|where|when|held (?:on|at)))"
    r"\s*[:–-]\s*",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:held|meeting|met|took place)\b", re.IGNORECASE)
_AT = re.compile(r"(?:,?\s*\b(?i:at|in|via|on|by)\s+|,\s*)+(?P<venue>(?:the )?[A-Z][^.;]*?)\s*(?=$|[.;])")
_ONLINE = re.compile(r"\b(?:(?:via|on|by) )?(?P<venue>(?:Microsoft |MS )?Teams|Zoom|Webex|Skype|Google Meet)\b")


_TITLE = re.compile(r"\b(?:minutes|notes|action log|record of (?:the )?meeting)\b", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"\b(?:previous|last) (?:meeting|minutes)\b|^(?:agenda )?item\b|^minutes\s*:", re.IGNORECASE
)
_GENERIC = re.compile(r"(?P<what>minutes|notes|record) of (?:(?:the|a) )?meeting(?: held.*)?", re.IGNORECASE)
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where; what the lines do not tell is None."""

    date: PartialDate | None = None
    time: str | None = None
    venue: str | None = None
    doubt: str = ""
    """What is uncertain about the date."""


def date_in(text: str) -> tuple[PartialDate, str, str] | None:
    """The first date of a text, the words that say so, and what is uncertain; None without a year.

    >>> date_in("Meeting of Thursday 22nd January 2026")[:2]
    (PartialDate(year=2026, month=1, day=22), 'Thursday 22nd January 2026')
    >>> date_in("Date: 11-Feb-2026")[:2]
    (PartialDate(year=2026, month=2, day=11), '11-Feb-2026')
    """
    for found in _DATE.finditer(text):
        if found["figures"]:
            typed = (
                re.sub(r"([./-])([0-9]{2})$", r"\g<1>20\2", found["figures"])
                if not found["figures"][:4].isdigit()
                else found["figures"]
            )
        else:
            month, year = (
                (found["month"] or found["month2"] or found["month3"]),
                (found["year"] or found["year2"] or found["year3"]),
            )
            year = f"20{year[-2:]}" if year and len(year) < 4 else year
            typed = " ".join(filter(None, [found["day"] or found["day2"], month, year])) if year else ""
        date = dates.parse(dates.guess(typed)) if typed else None
        if date:
            certain = dates.is_certain(typed) or date.day > 12 or date.day == date.month
            doubt = "" if certain else f"`{found['figures']}` is read as day, month, year"
            return date, found[0], doubt
    return None


def is_when(text: str) -> bool:
    """Whether a text is a day or a month and nothing else, with or without its year.

    >>> is_when("Fri 20th Feb"), is_when("by 5 December 2025"), is_when("March 2026"), is_when("5 people")
    (True, True, True, False)
    """
    said = _BEFORE_DUE.sub("", text.strip(" ."))
    return _DATE.fullmatch(said) is not None or _ABOUT.fullmatch(said) is not None


def due(typed: str, meeting: PartialDate) -> tuple[PartialDate | None, str]:
    """The date that words behind `Due` say, without a year the next after the meeting; and words that are none.

    >>> due("24th March", PartialDate(2026, 1, 28)), due("Sept 26", PartialDate(2026, 1, 28))
    ((PartialDate(year=2026, month=3, day=24), ''), (PartialDate(year=2026, month=9, day=0), ''))
    >>> due("next meeting", PartialDate(2026, 1, 28))
    (None, 'next meeting')
    """
    short = _SHORT_YEAR.fullmatch(typed)
    said = f"{short['month']} 20{short['year']}" if short else typed
    found = date_in(said)
    if found is None and _DATE.search(said):
        near = (date_in(with_year(said, str(year))) for year in (meeting.year, meeting.year + 1))
        found = next((one for one in near if one and not dates.after(meeting, one[0])), None)
    is_all = found is not None and len(_BEFORE_DUE.sub("", said)) <= len(found[1]) + _MOST_BESIDE
    return (found[0] if found else None), ("" if is_all else typed)


def time_in(text: str) -> tuple[str, str] | None:
    """The first time of day, or stretch of it, as the format writes it, and the words that say so.

    >>> time_in("from 10.30am - 12.30pm at"), time_in("2 to 4pm"), time_in("at 27 June")
    (('10:30-12:30', '10.30am - 12.30pm'), ('14:00-16:00', '2 to 4pm'), None)
    """
    for found in _TIME.finditer(text):
        sure = found["am"] or found["ahalf"] or found["bhalf"] or found["bm"]
        if not sure or re.search(r"[£$0-9.,/-]$", text[: found.start()]):
            continue
        if (
            found["am"]
            and not (found["ahalf"] or found["bh"])
            and re.search(r"\b(?:item|section|page|paragraph)\s*$", text[: found.start()], re.IGNORECASE)
        ):
            continue
        half = found["ahalf"] or (
            found["bhalf"] if found["bh"] and int(found["ah"]) <= int(found["bh"]) != 12 else ""
        )
        begin = _clock(found["ah"], found["am"], half)
        end = _clock(found["bh"], found["bm"], found["bhalf"]) if found["bh"] else ""
        return (f"{begin}-{end}" if end else begin), found[0].strip()
    return None


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    number = int(hour) % 12 + 12 if half and half[0] in "pPnN" else int(hour) % 12 if half else int(hour)
    return f"{number:02}:{minute or '00'}"


def occasion(lines: list[str]) -> tuple[Occasion, list[bool]]:
    """What the first lines tell of the meeting, and which of them tell nothing else."""
    known = Occasion()
    used: list[bool] = []
    for text in lines:
        labelled = _labelled(text)
        before = known
        for label, value in labelled:
            known = _with(known, label, value)
        if not labelled:
            known = _from_sentence(known, text)
        used.append(known != before)
    return known, used


def _labelled(text: str) -> list[tuple[str, str]]:
    found = list(_LABEL.finditer(text))
    if not found or text[: found[0].start()].strip():
        return []
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [
        (one["label"].lower(), text[one.end() : end].strip(" |;,")) for one, end in zip(found, ends, strict=True)
    ]


def _with(known: Occasion, label: str, value: str) -> Occasion:
    if re.search(r"venue|location|place|where|held at", label):
        return replace(known, venue=value or known.venue)
    date, time = date_in(value), time_in(without_date(value))
    if date and not (known.date and known.date.day):
        known = replace(known, date=date[0], doubt=date[2])
    if time and not known.time:
        known = replace(known, time=time[0])
    return known


def without_date(text: str) -> str:
    """A text without its first date, whether or not its year is said."""
    found = _DATE.search(text)
    return text[: found.start()] + " " + text[found.end() :] if found else text


def with_year(text: str, year: str) -> str:
    """A text whose first date gets a year, where none is said.

    >>> with_year("Friday 23rd February, 11.00am", "2018")
    'Friday 23rd February 2018, 11.00am'
    """
    found = _DATE.search(text)
    return (
        f"{text[: found.end('month')]} {year}{text[found.end('month') :]}"
        if found and found["month"] and not found["year"]
        else text
    )


def _from_sentence(known: Occasion, text: str) -> Occasion:
    """What a line without labels tells: a date, and behind or before it time and venue."""
    date = date_in(text)
    if not date or re.search(r"\b(?:next|previous|last) meeting\b", text, re.IGNORECASE):
        online = _ONLINE.search(text)
        time = time_in(text)
        short = len(text) <= 80
        if short and known.date and (time or (online and text.strip() == online[0])):
            known = replace(known, time=known.time or (time[0] if time else None))
            venue = (online and online["venue"]) or ((found := _AT.search(text)) and found["venue"].strip(" ,"))
            return replace(known, venue=known.venue or venue or None)
        return known
    if known.date and not dates.same(known.date, date[0]):
        return known
    rest = text.replace(date[1], " ", 1)
    time = time_in(rest)
    rest = rest.replace(time[1], " ", 1) if time else rest
    place = _ONLINE.search(rest) or (_AT.search(rest) if _HELD.search(rest) or time else None)
    venue = (
        re.sub(r"(?:\s+(?:on|at|from))+$", "", " ".join(place["venue"].split()).strip(" ,.")) if place else None
    )
    if known.date and known.date.day:
        return replace(known, time=known.time or (time[0] if time else None), venue=known.venue or venue)
    return Occasion(date[0], known.time or (time[0] if time else None), known.venue or venue, date[2])


def title_in(text: str) -> str | None:
    """What minutes call themselves, without their date; None for a line that is no title.

    >>> title_in("Meeting notes and action log: January 2026"), title_in("The previous minutes were agreed.")
    ('Meeting notes and action log', None)
    """
    if not _TITLE.search(text) or _NO_TITLE.search(text):
        return None
    date = date_in(text)
    before = text[: text.find(date[1])] if date else text
    title = before if _TITLE.search(before) else text.replace(date[1], "", 1) if date else text
    title = re.sub(r"^(?:(?:subject|re|fwd?|title):\s*)+", "", title.strip(), flags=re.IGNORECASE)
    title = re.sub(r"[\s:,–—-]*(?:\b(?:held|on|of|for|from)\b[\s:,–—-]*)*$", "", title, flags=re.IGNORECASE)
    if generic := _GENERIC.fullmatch(title):
        title = generic["what"].capitalize()
    return title if title and len(title) <= _LONGEST_TITLE and not title.endswith(".") else None
