"""The log across meetings: what is carried, how old an action is, the last known state of every number."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ralb import dates
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.model import Action, Appointment, Status
from ralb.trouble import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An action as one log has it; *age* counts the meetings since the one that issued it."""

    action: Action
    minutes: Minutes
    age: int
    through: str = ""
    """The group, organisation or `All` by which whoever was asked for is responsible."""
    as_at: PartialDate | None = None
    """Of a finished action whose day is not recorded: the day to which its log says so."""


def log(minutes: Minutes, meetings: Sequence[PartialDate]) -> list[Row]:
    """The log of these minutes; *meetings* are the dates of all of the board's in order, which tell the ages."""
    held = meetings[: bisect_right(meetings, minutes.date)]
    actions = minutes.meeting.actions if minutes.meeting else ()
    return [Row(action=action, minutes=minutes, age=_age(action, held)) for action in actions]


def _age(action: Action, held: Sequence[PartialDate]) -> int:
    """How many of the meetings *held* are later than the one that issued the action."""
    issued = action.issued
    return len(held) - bisect_right(held, issued._replace(day=issued.day or 31))


def last_known(book: Book) -> list[Row]:
    """Every number ever issued, in the latest log that has it, by number."""
    latest: dict[int, Row] = {}
    meetings = book.dates
    for minutes in book.minutes:
        latest |= {row.action.number: row for row in log(minutes, meetings)}
    return [latest[number] for number in sorted(latest)]


@dataclass(frozen=True, slots=True)
class Step:
    """What one log says of an action, and what the one before said; None where it first appears."""

    row: Row
    before: Action | None


class NeverIssued(Trouble):
    """No log has ever had an action of that number."""

    def __init__(self, number: int, highest: int) -> None:
        known = f"the highest is {highest}" if highest else "none has any action yet"
        super().__init__(f"no log has an action {number}; {known} (`ralb actions --all` lists them)")


def trail(book: Book, number: int) -> list[Step]:
    """What every log that has the number says of it, the oldest first; raises `NeverIssued`."""
    steps: list[Step] = []
    for minutes in book.minutes:
        for row in log(minutes, book.dates):
            if row.action.number == number:
                steps.append(Step(row, steps[-1].row.action if steps else None))
    if not steps:
        raise NeverIssued(number, max((row.action.number for row in last_known(book)), default=0))
    return steps


class NoneYet(Trouble):
    """There was no log yet on the day that was asked for."""

    def __init__(self, day: PartialDate) -> None:
        super().__init__(f"no meeting on or before {dates.words(day)} has minutes (`ralb meetings` lists all)")


def as_of(book: Book, day: PartialDate) -> tuple[Minutes, list[Row]]:
    """The log of the last meeting on or before a day, as it stood then; raises `NoneYet` before the first.

    What was finished only later counts as unfinished, with the status that it was carried with.
    """
    held = [minutes for minutes in book.minutes if not dates.after(minutes.date, day)]
    if not held:
        raise NoneYet(day)
    carried = (
        {int(row.number): row for row in held[-2].meeting.actions} if len(held) > 1 and held[-2].meeting else {}
    )
    rows = log(held[-1], book.dates)
    return held[-1], [_as_of(row, carried.get(row.action.number), day) for row in rows]


def _as_of(row: Row, before: Action | None, day: PartialDate) -> Row:
    action, meeting = row.action, row.minutes.meeting
    if not action.status.finished:
        return row
    if action.closed is None:
        return replace(row, as_at=(meeting and meeting.log_updated) or row.minutes.date)
    if not dates.after(action.closed, day):
        return row
    return replace(row, action=replace(action, status=before.status if before else Status.OPEN, closed=None))


def unfinished(actions: Iterable[Action]) -> list[Action]:
    """What the next log must carry."""
    return [action for action in actions if not action.status.finished]


def finished(actions: Iterable[Action]) -> list[Action]:
    """What stays in the log that finished it."""
    return [action for action in actions if action.status.finished]


def meetings(book: Book, since: PartialDate | None = None) -> list[Minutes | Appointment]:
    """The meetings with minutes and those of the calendar that have none, in order; from *since* on, if given."""
    held = book.dates
    planned = [one for one in book.board.calendar if not any(dates.same(one.date, date) for date in held)]
    every: list[Minutes | Appointment] = [*book.minutes, *planned]
    return sorted(
        (one for one in every if since is None or not dates.after(since, one.date)), key=lambda one: one.date
    )
