"""What can be done to an action log between and in meetings: one step each, from a meeting to a meeting."""

import dataclasses
from collections.abc import Callable, Collection
from typing import Any

from ralb import clock, dates, responsible
from ralb.dates import PartialDate
from ralb.model import Action, Board, Issued, Meeting, Number, Place, Status
from ralb.series import Row
from ralb.text import listed
from ralb.trouble import Trouble

_FAR = 100


class NotInLog(Trouble):
    """The log in force has no action of that number; an older one may have finished it."""

    def __init__(self, number: int, meeting: Meeting, last: Row | None = None) -> None:
        self.number, self.meeting = number, meeting
        there = listed([str(action.number) for action in meeting.actions])
        known = f"it has {there}" if there else "it is empty"
        words = f"the log of {dates.words(meeting.date)} has no action {number}; {known}"
        if last and last.action.status.finished:
            where = f"{last.action.status} in {last.path}, and the log has moved on"
            words = f'{number} was {where}\n`ralb action reopen {number} --note "why"` brings it back'
        elif last:
            words = f"{number} was {last.action.status} in {last.path}, and is missing since"
            words += f"\ncopy its row from there; `ralb action show {number}` shows it"
        super().__init__(words)


class Finished(Trouble):
    """A finished action does not change any more."""

    def __init__(self, action: Action) -> None:
        closed = f", since {dates.words(action.closed)}" if action.closed else ""
        super().__init__(
            f"{action.number} is {action.status} already{closed}\n"
            f'`ralb action reopen {action.number} --note "why"` opens it again'
        )


class Unfinished(Trouble):
    """Only what is finished can be opened again."""

    def __init__(self, action: Action) -> None:
        super().__init__(f"{action.number} is {action.status}; there is nothing to reopen")


class NoReason(Trouble):
    """Whoever opens a finished action again says why."""

    def __init__(self, number: int) -> None:
        super().__init__(f'say why: `ralb action reopen {number} --note "the answer did not come"`')


class BeforeIssue(Trouble):
    """An action is not finished before it was issued."""

    def __init__(self, action: Action, on: PartialDate) -> None:
        issued = dates.words(action.issued)
        super().__init__(f"{dates.words(on)} is before {action.number} was issued ({issued}); nothing was written")


class NumberTaken(Trouble):
    """A number is used once, and above all that came before."""

    def __init__(self, number: int, free: int) -> None:
        super().__init__(f"{number} is taken, or below one that was; the next free number is {free}")


class NumberFar(Trouble):
    """A slip of the key that would leave all the numbers in between out for ever."""

    def __init__(self, number: int, free: int) -> None:
        super().__init__(f"{number} is far above the next free number, {free}; nothing was written")


class NotNew(Trouble):
    """The number of an action that older logs have is how they are tied together."""

    def __init__(self, action: Action) -> None:
        issued = dates.words(action.issued)
        super().__init__(f"{action.number} was issued in {issued} and stands in older logs; its number stays")


def find(meeting: Meeting, number: int) -> Action:
    """The action of that number; raises `NotInLog`."""
    for action in meeting.actions:
        if action.number == number:
            return action
    raise NotInLog(number, meeting)


def unfinished(meeting: Meeting, number: int) -> Action:
    """The action of that number, which may still change; raises `NotInLog` or `Finished`."""
    action = find(meeting, number)
    if action.status.finished:
        raise Finished(action)
    return action


def changed(meeting: Meeting, action: Action, today: PartialDate, **changes: Any) -> Meeting:
    """The meeting with one action changed, and the log dated if it was."""
    new = dataclasses.replace(action, **changes)
    rows = tuple(new if one is action else one for one in meeting.actions)
    return meeting if new == action else dated(dataclasses.replace(meeting, actions=rows), today)


def dated(meeting: Meeting, today: PartialDate) -> Meeting:
    """The meeting with its log updated today; never set back, and not before the meeting took place."""
    last = meeting.log_updated
    if dates.after(meeting.date, today) or (last and not dates.after(today, last)):
        return meeting
    return dataclasses.replace(meeting, log_updated=today)


def noted(action: Action, note: str | None) -> str | None:
    """The note of an action with a new one behind it: what was noted before stays."""
    return "; ".join(filter(None, [action.note, note])) or None


def note(meeting: Meeting, number: int, words: str, today: PartialDate) -> Meeting:
    """Something is noted of an unfinished action."""
    action = unfinished(meeting, number)
    return changed(meeting, action, today, note=noted(action, words))


def move(meeting: Meeting, number: int, status: Status, today: PartialDate, note: str | None = None) -> Meeting:
    """An unfinished action is now `open` or `ongoing`."""
    action = unfinished(meeting, number)
    return changed(meeting, action, today, status=status, note=noted(action, note))


def finish(
    meeting: Meeting,
    number: int,
    status: Status,
    on: PartialDate,
    today: PartialDate,
    note: str | None = None,
) -> Meeting:
    """An action is complete or withdrawn since a day, which is neither to come nor before it was issued."""
    action = unfinished(meeting, number)
    clock.check_past(on, today)
    if dates.after(action.issued, on) and not dates.after(action.issued, today):
        raise BeforeIssue(action, on)
    return changed(meeting, action, today, status=status, closed=on, note=noted(action, note))


def reopen(
    meeting: Meeting, number: int, note: str | None, today: PartialDate, before: Callable[[], Row | None]
) -> Meeting:
    """A finished action is open again, for the reason in *note*.

    *before* finds the row in an older log, when the log in force has none of that number: it is brought back.
    """
    if not note:
        raise NoReason(number)
    action = next((one for one in meeting.actions if one.number == number), None)
    if action:
        if not action.status.finished:
            raise Unfinished(action)
        return changed(meeting, action, today, status=Status.OPEN, closed=None, note=noted(action, note))
    last = before()
    if last is None or not last.action.status.finished:
        raise NotInLog(number, meeting)
    again = dataclasses.replace(
        last.action, status=Status.OPEN, closed=None, item=None, note=noted(last.action, note), place=Place()
    )
    rows = [one for one in meeting.actions if one.number < number]
    rows += [again, *(one for one in meeting.actions if one.number > number)]
    return dated(dataclasses.replace(meeting, actions=tuple(rows)), today)


def assign(board: Board, meeting: Meeting, number: int, named: Collection[str], today: PartialDate) -> Meeting:
    """Others are responsible for an action now; the first named leads."""
    action = unfinished(meeting, number)
    who = responsible.names(board, meeting, named, action.issued, today)
    return changed(meeting, action, today, responsible=who)


def reword(meeting: Meeting, number: int, text: str, today: PartialDate) -> Meeting:
    """An action says something else, under its number."""
    return changed(meeting, unfinished(meeting, number), today, text=text)


def add(
    board: Board,
    meeting: Meeting,
    number: int,
    text: str,
    named: Collection[str],
    today: PartialDate,
    **more: Any,
) -> Meeting:
    """A new action, issued in the month of this meeting whenever it is added; restricted, if the meeting is."""
    more["restricted"] = more.get("restricted") or bool(meeting.restricted)
    action = Action(
        number=Number(number),
        status=Status.OPEN,
        issued=issued(meeting),
        responsible=responsible.names(board, meeting, named, meeting.date, today),
        text=text,
        **more,
    )
    return dated(dataclasses.replace(meeting, actions=(*meeting.actions, action)), today)


def renumber(meeting: Meeting, number: int, new: int, issued: Collection[int], today: PartialDate) -> Meeting:
    """An action of this meeting gets another number; *issued* are those of all older logs."""
    action = find(meeting, number)
    others = {*issued, *(one.number for one in meeting.actions)}
    if number in issued:
        raise NotNew(action)
    free = max(others) + 1
    if new in others or new <= max(issued, default=0):
        raise NumberTaken(new, free)
    if new > free + _FAR:
        raise NumberFar(new, free)
    return changed(meeting, action, today, number=Number(new))


def issued(meeting: Meeting) -> Issued:
    """The month of a meeting."""
    return Issued(meeting.date._replace(day=0))
