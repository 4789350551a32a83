"""The board's diary: its dates with weekday, time and venue, what of them is odd, what a move leaves behind."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ralb import dates, holidays, published
from ralb.book import Book
from ralb.dates import PartialDate
from ralb.formats import Audience
from ralb.model import Appointment, Board, Meeting, Place, Restriction, Time

_WEEKEND = dates.WEEKDAYS[5:]
# What only says that minutes are minutes is no name of their meeting.
_OF_MINUTES = re.compile(
    r"(?:draft )?(?:minutes|notes)(?: (?:and|with) action log)?(?: of (?:the |a )?(?:board )?meeting)?",
    re.IGNORECASE,
)


class State(StrEnum):
    HELD = "held"
    TO_COME = "to come"
    CANCELLED = "cancelled"
    UNRECORDED = "no minutes"
    """A day of the calendar that is past, and nobody wrote down whether the board met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting as the diary has it; of one that this audience may not read, only date and *public* words."""

    date: PartialDate
    state: State
    title: str = ""
    time: Time | None = None
    venue: str | None = None
    public: str = ""

    @property
    def weekday(self) -> str:
        """The name of the day; "" where only the month is known."""
        return dates.WEEKDAYS[dt.date(*self.date).weekday()] if self.date.day else ""


def sittings(book: Book, today: PartialDate, audience: Audience) -> list[Sitting]:
    """Every meeting with minutes or in the calendar, in order, one a date; and a next one that is only announced.

    What only one of the two says is taken from it; a day that was cancelled is not that of a meeting in its month.
    """
    planned: dict[PartialDate, Appointment] = {}
    for one in book.board.calendar:
        if one.date not in planned or planned[one.date].cancelled:
            planned[one.date] = one
    announced = _announced(book, audience)
    known = (*planned, *book.dates)
    if announced and not dates.after(today, announced) and not any(dates.same(announced, one) for one in known):
        planned[announced] = Appointment(date=announced)
    found = []
    for minutes in book.minutes:
        if minutes.meeting is None:
            continue
        lines = [one for one in planned.values() if _is_of(one, minutes.date)]
        for one in lines:
            del planned[one.date]
        line = lines[0] if lines else Appointment(date=minutes.date)
        found.append(_of_minutes(minutes.meeting, line, minutes.date, today, audience))
    found += [_planned(one, today) for one in planned.values()]
    return sorted(found, key=lambda one: one.date)


def _announced(book: Book, audience: Audience) -> PartialDate | None:
    """The next meeting as the newest minutes have it."""
    newest = book.minutes[-1].meeting if book.minutes else None
    if newest is None or (newest.restricted and audience is Audience.PUBLIC):
        return None
    return newest.next_meeting


def _is_of(planned: Appointment, meeting: PartialDate) -> bool:
    return planned.date == meeting or (dates.same(planned.date, meeting) and not planned.cancelled)


def _of_minutes(
    read: Meeting, line: Appointment, date: PartialDate, today: PartialDate, audience: Audience
) -> Sitting:
    state = State.TO_COME if _is_to_come(date, today) else State.HELD
    if read.cancelled or (line.cancelled and line.date == date):
        state = State.CANCELLED
    if read.restricted and audience is Audience.PUBLIC:
        return Sitting(date=date, state=state, public=published.public_words(read.restricted))
    title = "" if _OF_MINUTES.fullmatch(read.title or "") else read.title or ""
    marked = _marked(title, read.restricted)
    return Sitting(
        date=date, state=state, title=marked, time=read.time or line.time, venue=read.venue or line.venue
    )


def _marked(title: str, restricted: Restriction) -> str:
    return " ".join(filter(None, [title, "(restricted)" if restricted else ""]))


def _planned(one: Appointment, today: PartialDate) -> Sitting:
    state = State.TO_COME if _is_to_come(one.date, today) else State.UNRECORDED
    return Sitting(
        date=one.date, state=State.CANCELLED if one.cancelled else state, time=one.time, venue=one.venue
    )


def _is_to_come(date: PartialDate, today: PartialDate) -> bool:
    return not dates.after(today, date)


def hours(sitting: Sitting) -> tuple[dt.time, dt.time | None] | None:
    """When a meeting begins and ends, as far as that is known; an end that is not after the beginning is none."""
    if not sitting.time:
        return None
    begin, _, end = (part.strip() for part in sitting.time.partition("-"))
    last = dt.time.fromisoformat(end) if end and end > begin else None
    return dt.time.fromisoformat(begin), last


def oddities(board: Board, every: Iterable[Sitting]) -> Iterator[str]:
    """What someone should look at again, of the meetings that are still to come."""
    coming = [one for one in every if one.state is State.TO_COME]
    planned = {line.date for line in board.calendar if not line.cancelled}
    if planned and planned.isdisjoint(one.date for one in coming):
        yield f"the last meeting of the calendar, {dates.words(max(planned))}, is past: add the dates to come"
    for one in coming:
        said = f"{one.weekday} {dates.words(one.date)}".lstrip()
        yield from (f"{said} {what}" for what in _odd(board, one))
    for before, after in pairwise(coming):
        if dates.same(before.date, after.date):
            yield f"{dates.words(before.date)} and {dates.words(after.date)} may be the same meeting"


def _odd(board: Board, one: Sitting) -> Iterator[str]:
    lines = [line for line in board.calendar if line.date == one.date and not line.cancelled]
    if len(lines) > 1:
        yield f"stands in the calendar {len(lines)} times"
    if one.weekday in _WEEKEND:
        yield "is at the weekend"
    if board.timezone == "Europe/London" and (holiday := holidays.of(one.date.year).get(one.date)):
        yield f"is a bank holiday ({holiday})"
    if one.time and "-" in one.time and (known := hours(one)) and not known[1]:
        yield f"has a time that does not end after it begins ({one.time})"
    for line in lines:
        for here, there in ((line.time, one.time), (line.venue, one.venue)):
            if here and there and here != there:
                yield f"is {there} in one place, and {here} in the calendar"


def moved(board: Board, old: PartialDate, new: PartialDate, read: Meeting | None) -> Board:
    """The board with a meeting of its calendar moved; *read* is what its minutes say, if it has any.

    The old day stays, cancelled: people have it in their diaries, and the feed tells them. A month whose day was
    not known leaves nothing behind.
    """
    known = next((one for one in board.calendar if one.date == old and not one.cancelled), None)
    if old == new or not (known or read):
        return board
    if not old.day:
        lines = [dataclasses.replace(one, date=new) if one is known else one for one in board.calendar]
        return dataclasses.replace(board, calendar=tuple(lines))
    left = dataclasses.replace(known or _told(old, read), cancelled=True)
    lines = [left if one is known else one for one in board.calendar]
    if not known and all(one.date != old for one in lines):
        _place(lines, left)
    back = next((one for one in lines if one.date == new), None)
    come = dataclasses.replace(left, date=new, cancelled=False, place=Place())
    if back and back.cancelled:
        lines[lines.index(back)] = dataclasses.replace(come, place=back.place)
    elif known and not back:
        _place(lines, come)
    return dataclasses.replace(board, calendar=tuple(lines))


def was_moved(board: Board, old: PartialDate, line: Appointment) -> bool:
    """Whether a line of the calendar is what a cancelled one of the *old* day became."""
    as_of_old = dataclasses.replace(line, date=old, cancelled=True)
    return as_of_old != line and as_of_old in board.calendar


def _told(date: PartialDate, read: Meeting | None) -> Appointment:
    """What a calendar that everyone reads may say of a meeting with minutes."""
    if read is None or read.restricted:
        return Appointment(date=date)
    return Appointment(date=date, time=read.time, venue=read.venue)


def _place(lines: list[Appointment], one: Appointment) -> None:
    """Put a line where its date belongs; never first, where a comment may stand that is meant for all."""
    before = [count for count, line in enumerate(lines, 1) if line.date < one.date]
    lines.insert(max(before, default=1), one)
