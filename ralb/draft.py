"""A new minutes file: what the next meeting starts with, and how it is written."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from ralb import dates, people, series, typed
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.model import Action, Appointment, Board, Escalation, Meeting, Recommendation
from ralb.text import numbered
from ralb.trouble import Trouble

R = TypeVar("R", Action, Escalation, Recommendation)


class NothingPlanned(Trouble):
    """No date was given, and the calendar has none after the newest minutes."""

    def __init__(self, last: Minutes | None) -> None:
        after = f" after {dates.words(last.date)}" if last else ""
        super().__init__(
            f"the calendar of minutes/board.yaml has no meeting{after}\n"
            "give its date: `ralb new-meeting 2026-04-16`, or add it to the calendar"
        )


class NotTheNext(Trouble):
    """A new meeting is later than all that have minutes; numbers would run backwards otherwise."""

    def __init__(self, date: PartialDate, last: Minutes) -> None:
        if dates.same(date, last.date):
            rename = (
                "" if last.date.day else "\nto give that meeting its day, rename the file and change its `date`"
            )
            super().__init__(
                f"{last.path} is the meeting of {dates.words(last.date)}; nothing was written{rename}"
            )
        else:
            super().__init__(f"{dates.words(date)} is before the newest minutes, {last.path}; nothing was written")


class Cancelled(Trouble):
    """The calendar says that the meeting will not take place."""

    def __init__(self, date: PartialDate) -> None:
        super().__init__(
            f"the calendar says that the meeting of {dates.words(date)} is cancelled; nothing was written\n"
            "if it takes place, take `cancelled` out of its line in minutes/board.yaml"
        )


def planned(board: Board, last: Minutes | None, date: PartialDate | None) -> Appointment:
    """The meeting to draft: that of *date*, else the first of the calendar after the *last* minutes."""
    if date is None:
        later = [one for one in board.calendar if last is None or dates.after(one.date, last.date)]
        going_ahead = sorted((one for one in later if not one.cancelled), key=lambda one: one.date)
        if not going_ahead:
            raise NothingPlanned(last)
        return going_ahead[0]
    if last and not dates.after(date, last.date):
        raise NotTheNext(date, last)
    meeting = next((one for one in board.calendar if one.date == date), Appointment(date=date))
    if meeting.cancelled:
        raise Cancelled(date)
    return meeting


@dataclass(frozen=True, slots=True)
class Draft:
    """A minutes file that does not exist yet."""

    meeting: Meeting
    notes: str


def carry_forward(board: Board, last: Meeting | None, meeting: Appointment) -> Draft:
    """The draft for the next *meeting*: every unfinished action of the *last* log, and the standing items.

    Number, issue date, responsible people, text, status, due date, note and restriction are carried as they are;
    so are escalations and recommendations that have no answer yet.
    """
    chair = people.chair(board, meeting.date)
    front = Meeting(
        date=meeting.date,
        time=meeting.time,
        venue=meeting.venue,
        chair=chair.initials if chair else None,
        escalations=tuple(_kept_back(one, last) for one in last.escalations if not one.responded) if last else (),
        recommendations=tuple(_kept_back(one, last) for one in last.recommendations if not one.responded)
        if last
        else (),
        actions=tuple(carried(action, last) for action in series.unfinished(last.actions)) if last else (),
    )
    return Draft(front, _notes(board, last))


def carried(action: Action, last: Meeting) -> Action:
    """An unfinished action as the next log begins with it; what a restricted meeting issued stays restricted."""
    own = _kept_back(action, last) if dates.same(action.issued, last.date) else action
    return dataclasses.replace(own, item=None, closed=None)


def _kept_back(row: R, last: Meeting) -> R:
    """A row as restricted as the meeting from which it is carried."""
    return dataclasses.replace(row, restricted=True) if last.restricted and not row.restricted else row


def _notes(board: Board, last: Meeting | None) -> str:
    items = board.standing_items or ("Introductions and previous minutes", "AOB and issues for escalation")
    previous = next((item for item in items if "previous minutes" in item.lower()), items[0])
    parts = []
    for number, item in enumerate(items, 1):
        parts.append(f"## {number}. {item}")
        if item is previous and last:
            parts.extend(_since(last))
    return "\n\n".join(parts) + "\n"


def _since(last: Meeting) -> Iterable[str]:
    """What the last log finished, in a sentence for each way of finishing."""
    for status in ("complete", "withdrawn"):
        numbers = [action.number for action in last.actions if action.status == status]
        if numbers:
            since = f"{status.capitalize()} since the minutes of {dates.words(last.date)}"
            yield f"{since}: {numbered('action', numbers)}."


def write(draft: Draft) -> str:
    """The draft as a file: keys in the order of the format, a blank line between actions."""
    return "\n".join(["---", *typed.lines(draft.meeting), "---", draft.notes])
