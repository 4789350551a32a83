"""The log across meetings: what is carried, how old an action is, the last known state of every number."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge

from ralb import dates
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.model import Action, Appointment, Place, Status
from ralb.text import position
from ralb.trouble import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An action as one log has it; *age* counts the meetings since the one that issued it."""

    action: Action
    date: PartialDate
    path: str
    line: int
    """Where it stands: in the minutes of that date, in that file, on that line."""
    age: int
    through: str = ""
    """The group, organisation or `All` by which whoever was asked for is responsible."""
    as_at: PartialDate | None = None
    """Of a finished action whose day is not recorded: the day to which its log says so."""


def log(minutes: Minutes, meetings: Sequence[PartialDate]) -> list[Row]:
    """The log of these minutes; *meetings* are the dates of all of the board's in order, which tell the ages."""
    held = meetings[: bisect_right(meetings, minutes.date)]
    actions = minutes.meeting.actions if minutes.meeting else ()
    return [_row(action, minutes, held) for action in actions]


def _row(action: Action, minutes: Minutes, held: Sequence[PartialDate]) -> Row:
    line, _ = position(minutes.source.text, action.place.span.start)
    return Row(action=action, date=minutes.date, path=minutes.path, line=line, age=_age(action, held))


def _age(action: Action, held: Sequence[PartialDate]) -> int:
    """How many of the meetings *held* are later than the one that issued the action."""
    issued = action.issued
    return len(held) - bisect_right(held, issued._replace(day=issued.day or 31))


_UNTOLD = Place()


def last_known(newest_first: Iterable[Minutes], meetings: Sequence[PartialDate]) -> list[Row]:
    """Every number ever issued, in the latest log that has it, by number; they do not tell their places."""
    latest: dict[int, Row] = {}
    for minutes in newest_first:
        actions = {action.number: action for action in (minutes.meeting.actions if minutes.meeting else ())}
        held = meetings[: bisect_right(meetings, minutes.date)]
        latest |= {
            number: replace(_row(action, minutes, held), action=replace(action, place=_UNTOLD))
            for number, action in actions.items()
            if number not in latest
        }
    return [latest[number] for number in sorted(latest)]


@dataclass(frozen=True, slots=True)
class Step:
    """What one log says of an action, and what the one before said; None where it first appears."""

    row: Row
    before: Action | None


class NeverIssued(Trouble):
    """No log has ever had an action of that number."""

    def __init__(self, number: int, every: Iterable[Minutes]) -> None:
        logs = (one.meeting.actions for one in every if one.meeting)
        highest = max((action.number for log in logs for action in log), default=0)
        known = f"the highest is {highest}" if highest else "none has any action yet"
        super().__init__(f"no log has an action {number}; {known} (`ralb actions --all` lists them)")


def trail(every: Iterable[Minutes], meetings: Sequence[PartialDate], number: int) -> list[Step]:
    """What every log that has the number says of it, the oldest first."""
    steps: list[Step] = []
    for minutes in every:
        for row in log(minutes, meetings):
            if row.action.number == number:
                steps.append(Step(row, steps[-1].row.action if steps else None))
    return steps


def may_have(number: int) -> Callable[[bytes], bool]:
    """What tells by the bytes of a file alone whether it may have a row of that number.

    What is no plain text may have any, and so may what has a backslash, with which digits can be typed, too.
    """
    typed = re.compile(rb"(?<![0-9-])%d(?![0-9:-])|[\\\0]" % number)

    def may(content: bytes) -> bool:
        fence = content.find(b"\n---", 3)
        return typed.search(content, 0, fence if fence >= 0 else len(content)) is not None

    return may


def as_of(last: Minutes, before: Minutes | None, meetings: Sequence[PartialDate], day: PartialDate) -> list[Row]:
    """The log of the *last* meeting on or before a day, as it stood then.

    What was finished only later counts as unfinished, with the status that it was carried with.
    """
    carried = before.meeting.actions if before and before.meeting else ()
    was = {int(action.number): action for action in carried}
    updated = (last.meeting and last.meeting.log_updated) or last.date
    return [_as_of(row, was.get(row.action.number), day, updated) for row in log(last, meetings)]


def _as_of(row: Row, before: Action | None, day: PartialDate, updated: PartialDate) -> Row:
    action = row.action
    if not action.status.finished:
        return row
    if action.closed is None:
        return replace(row, as_at=updated)
    if not dates.after(action.closed, day):
        return row
    return replace(row, action=replace(action, status=before.status if before else Status.OPEN, closed=None))


def unfinished(actions: Iterable[Action]) -> list[Action]:
    """What the next log must carry."""
    return [action for action in actions if not action.status.finished]


def finished(actions: Iterable[Action]) -> list[Action]:
    """What stays in the log that finished it."""
    return [action for action in actions if action.status.finished]


def meetings(book: Book, since: PartialDate | None = None) -> Iterator[Minutes | Appointment]:
    """The meetings with minutes and those of the calendar that have none, in order; from *since* on, if given."""
    held = book.dates
    planned = [one for one in book.board.calendar if not any(dates.same(one.date, date) for date in held)]
    every: Iterator[Minutes | Appointment] = merge(book.minutes, sorted(planned, key=_date), key=_date)
    return (one for one in every if since is None or not dates.after(since, one.date))


def _date(one: Minutes | Appointment) -> PartialDate:
    return one.date
