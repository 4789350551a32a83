"""Old minutes together, and with those of the board: who is who in all of them, and which numbers are free."""

import dataclasses
from collections.abc import Sequence
from functools import partial

from ralb import dates, draft, minutes, spoken, values
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.imports import composing, joining, told, unaccounted
from ralb.imports.blocks import bare
from ralb.imports.composing import Composed
from ralb.imports.told import Brought
from ralb.imports.understanding import Understood
from ralb.model import Action, Board, Meeting
from ralb.rules import soundness

_FOLDER = "minutes"


def gathered(at: Book, understood: Sequence[Understood], on: PartialDate) -> tuple[Board, list[Brought]]:
    """The board with everyone new, and the minutes of each source, the oldest first.

    People join from the newest source on, since the roles of now are those of the newest minutes.
    """
    board = at.board
    everyone: dict[str, joining.Joined] = {}
    held = {one.name: _held(at, one.date) for one in understood}
    for one in sorted(understood, key=lambda one: one.date, reverse=True):
        texts = (bare(block.text) for n, block in enumerate(one.blocks) if n not in one.used)
        joined = joining.join(board, one.attendance.every, joining.capitals(texts), one.date, one.ledger)
        joined = composing.with_owners(one, joined)
        everyone[one.name] = joined
        board = board if held[one.name] else joined.board
    numbers = _Numbers(at, understood)
    judged = []
    for one in sorted(understood, key=lambda one: one.date):
        there = held[one.name]
        joined = dataclasses.replace(everyone[one.name], board=everyone[one.name].board if there else board)
        last = _last(at, understood, one)
        actions = _carried(last, there.meeting if there else None) if last else ()
        composed = composing.compose(
            one, joined, partial(numbers.free, one.date), there.meeting if there else None, actions
        )
        if not there:
            numbers.used[one.date] = _given(composed.meeting)
        judged.append(_judged(composed, there, joined.board))
    return board, _accounted(at, board, judged, on)


def _last(at: Book, understood: Sequence[Understood], one: Understood) -> Meeting | None:
    """The meeting whose log minutes without one go on with: it was in force before them, and they are the newest.

    Between minutes of years ago nothing is carried: nobody knows what became of their actions.
    """
    held = [*(other.date for other in at.minutes), *(other.date for other in understood)]
    others = [date for date in held if not dates.same(date, one.date)]
    before = [other for other in at.minutes if other.date < one.date and not dates.same(other.date, one.date)]
    if one.log.rows or not before or any(date > before[-1].date for date in others):
        return None
    return before[-1].meeting


def _carried(last: Meeting, there: Meeting | None) -> tuple[Action, ...]:
    """The unfinished actions of a log, without those that an earlier import has not carried."""
    known = {action.number for action in there.actions} if there else None
    unfinished = (draft.carried(action, last) for action in last.actions if not action.status.finished)
    return tuple(action for action in unfinished if known is None or action.number in known)


def _held(book: Book, date: PartialDate) -> Minutes | None:
    return next((one for one in book.minutes if dates.same(one.date, date)), None)


class _Numbers:
    """The numbers of all lists of all meetings; none is used twice."""

    def __init__(self, book: Book, understood: Sequence[Understood]) -> None:
        self.used = {one.date: _given(one.meeting) for one in book.minutes if one.meeting}
        for one in understood:
            self.used.setdefault(one.date, {"actions": one.log.numbers})

    def free(self, date: PartialDate, kind: str, count: int) -> int:
        """The first of so many numbers for a meeting: above those before it, below those after it if they fit.

        Else above all.
        """
        others = [
            (other, number)
            for other, lists in self.used.items()
            if not dates.same(other, date)
            for number in lists.get(kind, ())
        ]
        before = max((number for other, number in others if other < date), default=0)
        above = min((number for _, number in others if number > before), default=None)
        highest = max((number for _, number in others), default=0)
        return before + 1 if above is None or before + count < above else highest + 1


def _given(meeting: Meeting) -> dict[str, list[int]]:
    """The numbers of each list of a meeting."""
    return {kind: [row.number for row in getattr(meeting, kind)] for kind in spoken.LISTS.values()}


def _judged(composed: Composed, there: Minutes | None, board: Board) -> tuple[Brought, Minutes | None]:
    """What is to be written, or why not; with the new minutes as they will be read."""
    path = f"{_FOLDER}/{composed.meeting.date}.md"
    if there:
        same = there.source.text == composed.text
        return Brought(composed.name, there.path, told.SAME if same else told.OTHERWISE, composed), None
    read = minutes.parse(path, composed.text.encode(), composed.meeting.date, values.names(board))
    errors = [fault for fault in (*read.faults, *soundness.errors(Book(board, (read,)))) if fault.is_error]
    if errors:
        return Brought(composed.name, "", f"was not imported; its minutes would say\n{errors[0]}"), None
    return Brought(composed.name, path, "is new", composed, is_new=True), read


def _accounted(
    at: Book, board: Board, judged: Sequence[tuple[Brought, Minutes | None]], on: PartialDate
) -> list[Brought]:
    """The minutes, those that are new with an `allow:` for what nobody knows of their actions."""
    every = sorted((*at.minutes, *(read for _, read in judged if read)), key=lambda one: one.date)
    taken = {one.path: one.composed for one, _ in judged if one.path and one.composed}
    new = [one.path for one, read in judged if read]
    settled = {one.name: one for one in unaccounted.settled(Book(board, tuple(every)), new, taken, on)}
    return [dataclasses.replace(one, composed=settled.get(one.name, one.composed)) for one, _ in judged]
