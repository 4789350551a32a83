"""The log across meetings: what is carried, how old an action is, the last known state of every number."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ralb import dates
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.model import Action, Appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An action as one log has it; *age* counts the meetings since the one that issued it."""

    action: Action
    minutes: Minutes
    age: int
    through: str = ""
    """The group, organisation or `All` by which whoever was asked for is responsible."""


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
