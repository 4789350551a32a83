"""The dates of meetings on a board's old page, with their times and venues."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ralb import dates
from ralb.imports import occasion
from ralb.imports.blocks import Block
from ralb.imports.ledger import Ledger, Told
from ralb.model import Appointment, Time

YEAR = re.compile(r"\b(?:meetings?|dates)\b.*\b(?P<year>20[0-9]{2})\b", re.IGNORECASE)
_ALL = re.compile(r"\ball meetings\b", re.IGNORECASE)
_NEXT = re.compile(r"\bnext meeting (?:is|will be|takes place)?[^.]{0,30}?\b(?=(?:on|[0-9]))", re.IGNORECASE)
_MET = re.compile(r"\b(?:met|meeting was held) on (?P<day>[0-9]{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+)(?! 20)")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONGEST = 90


@dataclass(slots=True)
class Dates:
    """The dates that a page lists, filled line by line."""

    calendar: list[Appointment] = field(default_factory=list)
    board: str | None = None
    """The board's name, where a heading of dates gives it."""
    used: set[int] = field(default_factory=set)
    """The places of the blocks that say nothing but dates."""


def listed(blocks: Sequence[Block], ledger: Ledger) -> Dates:
    """The dates that stand on lines of their own, below a heading with the year or with their own."""
    found = Dates()
    year, section = "", list[int]()
    for at, block in enumerate(blocks):
        words = block.text
        heading = YEAR.search(words) if len(words) <= _LONGEST and not occasion.date_in(words) else None
        if heading:
            year, section = heading["year"], []
            name = re.match(r"(?P<name>.+?\b(?:Board|ALB|Committee|Partnership))\b", words)
            found.board = found.board or (name["name"] if name else None)
            ledger.front.append(Told(block.line, words, f"the dates below are of {year}"))
            found.used.add(at)
        elif _ALL.search(words):
            section = _at_all(words, block.line, section, found, ledger)
            found.used.add(at)
            ledger.front.append(Told(block.line, words, "time and venue of the dates above"))
        elif (one := _on_a_line(words, year)) and len(words) <= _LONGEST:
            section.append(len(found.calendar))
            _appoint(one, words, block.line, found, ledger)
            found.used.add(at)
        elif announced := _NEXT.search(words):
            then = occasion.date_in(words[announced.start() :])
            if then:
                _appoint(Appointment(date=then[0]), then[1], block.line, found, ledger)
                ledger.guesses.append(
                    Told(block.line, f"next meeting on {then[1]}", "a date of the calendar: it was announced")
                )
        if undated := _MET.search(words):
            ledger.asks.append(Told(block.line, undated[0], "a meeting in which year? it was left out"))
    return found


def _appoint(one: Appointment, words: str, line: int, found: Dates, ledger: Ledger) -> None:
    if all(other.date != one.date for other in found.calendar):
        found.calendar.append(one)
    said = ", ".join(filter(None, [str(one.date), one.time, one.venue]))
    ledger.front.append(Told(line, words, f"calendar: {said}"))
    weekday = next((day for day in _DAYS if day in words), None)
    if weekday and one.date.day and _DAYS[dt.date(*one.date).weekday()] != weekday:
        ledger.asks.append(
            Told(
                line,
                words,
                f"{dates.words(one.date)} was a {_DAYS[dt.date(*one.date).weekday()]}: which is right?",
            )
        )


def _on_a_line(words: str, year: str) -> Appointment | None:
    """The date with which a line begins, and the time and the venue behind it."""
    found = occasion.date_in(words) or (occasion.date_in(occasion.with_year(words, year)) if year else None)
    if found is None or not found[0].day:
        return None
    rest = occasion.without_date(words)
    if not re.match(r"[0-9]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", words):
        return None
    time = occasion.time_in(rest)
    venue = (rest.replace(time[1], " ", 1) if time else rest).strip(" ,.;:–-")
    if len(venue.split()) > 8 or re.search(r"\b(?:is|was|will|were)\b", venue):
        return None
    return Appointment(date=found[0], time=Time(time[0]) if time else None, venue=venue or None)


def _at_all(words: str, line: int, section: list[int], found: Dates, ledger: Ledger) -> list[int]:
    """Time and venue of all dates of a section, where they have none of their own."""
    time = occasion.time_in(words)
    rest = words[words.find(time[1]) + len(time[1]) :] if time else words
    venue = re.search(r"\b(?:at|in) (?P<venue>[A-Z][^.]+)", rest)
    for n in section:
        one = found.calendar[n]
        found.calendar[n] = replace(
            one,
            time=one.time or (Time(time[0]) if time else None),
            venue=one.venue or (venue["venue"] if venue else None),
        )
    if section:
        ledger.guesses.append(
            Told(line, words.split(".")[0], f"said of {len(section)} dates: those listed right above")
        )
    return section
