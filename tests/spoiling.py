"""What a merge, or who merges by hand, does to minutes without meaning it: each way puts in one wrong thing."""

import dataclasses
import random
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from intentions import BOARD, NEXT, Branch, read, said

from ralb import draft, minutes, revising, store
from ralb.draft import Draft
from ralb.model import Action, Appointment, Meeting, Status
from ralb.revising import Revision

Files = dict[str, str]
Way = Callable[[Mapping[str, str], Sequence[Branch], Files, random.Random], Files | None]
"""From what both began with, the sides and what came out, to one with a fault; None without a place for it."""


def _newest(files: Mapping[str, str]) -> tuple[str, Meeting]:
    name = minutes.dated(files)[-1][1]
    meeting = read(name, files[name]).meeting
    assert meeting
    return name, meeting


def _with_rows(files: Files, rows: Sequence[Action]) -> Files:
    """The result with other rows in its newest log."""
    name, meeting = _newest(files)
    old = read(name, files[name])
    assert BOARD
    revision = Revision(dataclasses.replace(meeting, actions=tuple(rows)))
    return files | {name: revising.revised(old, revision, partial(store.retyped, BOARD, old)).after}


def _with(files: Files, number: int, **changes: object) -> Files:
    _, meeting = _newest(files)
    rows = [dataclasses.replace(row, **changes) if row.number == number else row for row in meeting.actions]  # type: ignore[arg-type]
    return _with_rows(files, rows)


def side_reverted(
    base: Mapping[str, str], sides: Sequence[Branch], made: Files, chance: random.Random
) -> Files | None:
    """A change that one side made of a row is not there."""
    _, before = _newest(base)
    was = {row.number: row for row in before.actions}
    here = {row.number for row in _newest(made)[1].actions}
    keys = [key for side in sides for key in side.meant if key[0] == "action" and {key[1]} <= here & {*was}]
    if not keys:
        return None
    _, number, key = chance.choice(keys)
    old = said(was[number], key)
    changes = dict(zip(("status", "closed"), old, strict=True)) if key == "state" else {key: old}
    return _with(made, number, **changes)


def statuses_swapped(
    _base: Mapping[str, str], _sides: Sequence[Branch], made: Files, chance: random.Random
) -> Files | None:
    """Two rows have each the status of the other."""
    _, meeting = _newest(made)
    if len(meeting.actions) < 2:
        return None
    one, other = chance.sample(meeting.actions, 2)
    if one.status == other.status:
        return None
    made = _with(made, one.number, status=other.status, closed=other.closed)
    return _with(made, other.number, status=one.status, closed=one.closed)


def new_row_dropped(
    _base: Mapping[str, str], sides: Sequence[Branch], made: Files, chance: random.Random
) -> Files | None:
    """An action that one side added is not there."""
    texts = [text for side in sides for (kind, *_, text) in side.meant if kind == "new"]
    name, meeting = _newest(made)
    if not texts:
        return None
    text = chance.choice(texts)
    rows = tuple(row for row in meeting.actions if row.text != text)
    notes = made[name][slice(*read(name, made[name]).notes)]
    return made | {name: draft.write(Draft(dataclasses.replace(meeting, actions=rows), notes))}


def untouched_row_changed(
    _base: Mapping[str, str], sides: Sequence[Branch], made: Files, chance: random.Random
) -> Files | None:
    """A row that no side touched says something else."""
    touched = {key[1] for side in sides for key in side.meant if key[0] in ("action", "new")}
    left = [row for row in _newest(made)[1].actions if row.number not in touched]
    if not left:
        return None
    row = chance.choice(left)
    finished = {"status": Status.OPEN, "closed": None}
    ways = (
        {"text": f"{row.text} otherwise"},
        {"responsible": row.responsible[::-1]},
        {"note": "nobody noted this"},
    )
    return _with(made, row.number, **chance.choice((*ways, *([finished] if row.status.finished else []))))


def closed_one_brought_back(
    _base: Mapping[str, str], sides: Sequence[Branch], made: Files, _chance: random.Random
) -> Files | None:
    """The next log, begun from what one side had, has an action that the other closed."""
    name, meeting = _newest(made)
    closed = {key[1] for side in sides for key, value in side.meant.items() if key[2:] == ("state",) and value[1]}
    if name > f"{NEXT}" or not closed:
        return None
    open_ = [
        dataclasses.replace(row, status=Status.OPEN, closed=None) if row.number in closed else row
        for row in meeting.actions
    ]
    assert BOARD
    before = dataclasses.replace(meeting, actions=tuple(open_))
    return made | {f"{NEXT}.md": draft.write(draft.carry_forward(BOARD, before, Appointment(date=NEXT)))}


WAYS: tuple[Way, ...] = (
    side_reverted, statuses_swapped, new_row_dropped, untouched_row_changed, closed_one_brought_back,
)  # fmt: skip
