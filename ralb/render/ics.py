"""The board's diary as a feed to which Outlook, Google and others subscribe (RFC 5545).

A meeting is known by its day: that is its UID. A meeting that is moved is cancelled on its old day, which stays in
the calendar of `board.yaml`, and is another one on its new day. What the feed told before, in the file that it
replaces, tells how often a meeting has changed since (SEQUENCE), and which days are no longer known: they stay,
cancelled. So the same diary in the same file changes no byte.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ralb import clock, dates
from ralb.dates import PartialDate
from ralb.diary import Sitting, State, hours
from ralb.model import Board
from ralb.render import zones
from ralb.text import visible

PRODUCT = "PRODID:-//ralb//The meetings of a board//EN"
_LONGEST = 75
_UID = re.compile(r"UID:([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)")
_STAMPS = ("DTSTAMP:", "SEQUENCE:")


class Told(NamedTuple):
    """An event as an earlier feed had it."""

    day: PartialDate
    lines: Sequence[str]

    @property
    def stamps(self) -> list[str]:
        return [line for line in self.lines if line.startswith(_STAMPS)]

    @property
    def sequence(self) -> int:
        found = (line.partition(":")[2] for line in self.lines if line.startswith("SEQUENCE:"))
        return next((int(number) for number in found if number.isdecimal()), 0)


def is_feed_of(board: Board, text: str) -> bool:
    """Whether a file is a feed that ralb wrote for this board."""
    lines = _unfolded(text)
    uids = [line for line in lines if line.startswith("UID:")]
    return PRODUCT in lines and all((found := _UID.fullmatch(uid)) and found[2] == _name(board) for uid in uids)


def feed(board: Board, sittings: Iterable[Sitting], today: PartialDate, earlier: str = "") -> str:
    """The feed of all meetings whose day is known; *earlier* is what it was before."""
    told = {one.day: one for one in _told(earlier)}
    known = {one.date: one for one in sittings if one.date.day}
    gone = {day: Sitting(date=day, state=State.CANCELLED) for day in told if day not in known}
    every = sorted((known | gone).values(), key=lambda one: one.date)
    years = [one.date.year for one in every if hours(one)]
    zone = zones.definition(board.timezone, clock.zone(board), min(years), max(years)) if years else []
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        PRODUCT,
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(board.name)}",
        f"X-WR-CALNAME:{_text(board.name)}",
        f"X-WR-TIMEZONE:{board.timezone}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        *zone,
        *(line for one in every for line in _stamped(_event(board, one), one, told.get(one.date), today)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _stamped(event: Sequence[str], one: Sitting, told: Told | None, today: PartialDate) -> Iterator[str]:
    """The event with its number of changes and the day of the last."""
    number = int(one.state is State.CANCELLED)
    stamps = [f"DTSTAMP:{_day(today)}T000000Z", f"SEQUENCE:{number}"]
    if told and [line for line in told.lines if line not in told.stamps] == list(event):
        stamps = told.stamps
    elif told:
        stamps[1] = f"SEQUENCE:{max(told.sequence + 1, number)}"
    uid, *others = event
    yield from ("BEGIN:VEVENT", uid, *stamps, *others, "END:VEVENT")


def _event(board: Board, one: Sitting) -> list[str]:
    cancelled = one.state is State.CANCELLED
    summary = f"{board.name}: {one.title}" if one.title else board.name
    return [
        f"UID:{one.date}-{_name(board)}",
        *_when(board, one),
        f"SUMMARY:{_text(f'Cancelled: {summary}' if cancelled else summary)}",
        *([f"LOCATION:{_text(one.venue)}"] if one.venue else []),
        *([f"DESCRIPTION:{_text(one.public)}"] if one.public else []),
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        f"TRANSP:{'TRANSPARENT' if cancelled or not hours(one) else 'OPAQUE'}",
    ]


def _when(board: Board, one: Sitting) -> Iterator[str]:
    """The hours by the clock of the board's time zone; of a meeting whose time is not known, the whole day."""
    known = hours(one)
    if known is None:
        yield f"DTSTART;VALUE=DATE:{_day(one.date)}"
        return
    for name, time in zip(("DTSTART", "DTEND"), known, strict=True):
        if time:
            yield f"{name};TZID={board.timezone}:{_day(one.date)}T{time:%H%M%S}"


def _day(date: PartialDate) -> str:
    return str(date).replace("-", "")


def _name(board: Board) -> str:
    """The board's name as the part of its UIDs that no other board has."""
    return re.sub(r"[\W_]+", "-", board.name.casefold()).strip("-") + ".ralb"


def _text(words: str) -> str:
    shown = visible(" ".join(words.split()))
    return re.sub(r"([\\;,])", r"\\\1", shown)


def _folded(line: str) -> str:
    """The line in pieces of 75 bytes, no character cut."""
    pieces, piece, size = [], "", 0
    for character in line:
        size += len(character.encode("utf-8"))
        if size > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1 + len(character.encode("utf-8"))
        piece += character
    return "\r\n".join([*pieces, piece])


def _unfolded(text: str) -> list[str]:
    return re.sub(r"\r?\n[ \t]", "", text).splitlines()


def _told(text: str) -> Iterator[Told]:
    """The events of an earlier feed."""
    lines = iter(_unfolded(text))
    for line in lines:
        if line == "BEGIN:VEVENT":
            event = list(iter(lambda: next(lines, "END:VEVENT"), "END:VEVENT"))
            uid = next((found for inner in event if (found := _UID.fullmatch(inner))), None)
            day = dates.parse(uid[1]) if uid else None
            if day:
                yield Told(day, event)
