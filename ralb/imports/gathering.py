"""Old minutes together, and with those of the board: who is who in all of them, and which numbers are free."""

import dataclasses
from collections.abc import Sequence

from ralb import dates, draft, minutes, values
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.imports import composing, joining, told, unaccounted
from ralb.imports.blocks import bare
from ralb.imports.composing import Composed
from ralb.imports.numbers import Beside, Numbers, Row
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
    _tell_organisations(understood, board)
    for one in sorted(understood, key=lambda one: one.date, reverse=True):
        texts = (bare(block.text) for n, block in enumerate(one.blocks) if n not in one.used)
        joined = joining.join(board, one.attendance.every, joining.capitals(texts), one.date, one.ledger)
        joined = composing.with_owners(one, joined)
        everyone[one.name] = joined
        board = board if held[one.name] else joined.board
    numbers = Numbers(at, understood)
    judged: list[tuple[Brought, Minutes | None]] = []
    for one in sorted(understood, key=lambda one: one.date):
        there = held[one.name]
        joined = dataclasses.replace(everyone[one.name], board=everyone[one.name].board if there else board)
        last = _last(at, understood, one)
        meeting = there.meeting if there else None
        carried = _carried(last, meeting) if last else ()
        beside = Beside(numbers.free(one.date), meeting, carried, _earlier(at, judged, one.date))
        composed = composing.compose(one, joined, beside)
        if not there:
            numbers.add(composed.meeting)
        judged.append(_judged(composed, there, joined.board))
    return board, _accounted(at, board, judged, on)


def _tell_organisations(understood: Sequence[Understood], board: Board) -> None:
    """Give those who are new the organisation that another source says, the newest of them first."""
    known = {person.name for person in board.people}
    said: dict[str, str] = {}
    for one in sorted(understood, key=lambda one: one.date, reverse=True):
        for met in one.attendance.every:
            if met.organisation and met.name:
                said.setdefault(joining.key(met), met.organisation)
    for one in understood:
        for every in one.attendance.lists.values():
            every[:] = [
                dataclasses.replace(met, organisation=said[joining.key(met)])
                if not met.organisation and met.name not in known and joining.key(met) in said
                else met
                for met in every
            ]


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


def _earlier(at: Book, judged: Sequence[tuple[Brought, Minutes | None]], date: PartialDate) -> dict[int, Row]:
    """What the logs before a day say of each number: those of the book, and those that came in already."""
    new = [read.meeting for _, read in judged if read and read.meeting]
    meetings = [*(one.meeting for one in at.minutes if one.meeting), *new]
    before = sorted((one for one in meetings if one.date < date), key=lambda one: one.date)
    return {int(row.number): Row(row, one.date) for one in before for row in one.actions}


def _carried(last: Meeting, there: Meeting | None) -> tuple[Action, ...]:
    """The unfinished actions of a log, without those that an earlier import has not carried."""
    known = {action.number for action in there.actions} if there else None
    unfinished = (draft.carried(action, last) for action in last.actions if not action.status.finished)
    return tuple(action for action in unfinished if known is None or action.number in known)


def _held(book: Book, date: PartialDate) -> Minutes | None:
    return next((one for one in book.minutes if dates.same(one.date, date)), None)


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
