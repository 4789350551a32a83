"""Three versions of a meeting to one, by number and key: what one side changed is taken, what both did, asked."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ralb.differences import LISTS, by_name
from ralb.model import Attendee, Meeting, key_of
from ralb.typed import WHO_CAME

STATE = ("status", "closed")
"""One thing in two keys: a day says nothing without its status."""
ATTENDANCE = tuple(key.replace("-", "_") for key in WHO_CAME)
"""One thing for each person: on which of these lists they stand."""


class Stands(NamedTuple):
    """A list on which somebody stands, and as what: a deputy, for instance."""

    list: str
    attendee: Attendee


class Clash(NamedTuple):
    """A key that both sides changed, each otherwise; or a row that one changed and the other took out."""

    of: str
    name: str
    key: str
    base: Any
    ours: Any
    theirs: Any


class Doubled(NamedTuple):
    """A number that both sides gave, each to something else."""

    kind: str
    ours: Any
    theirs: Any


class Merged(NamedTuple):
    """What both sides meant together; where they clash, and of a number given twice, ours."""

    meeting: Meeting
    clashes: Sequence[Clash]
    doubled: Sequence[Doubled]


class _Notes(NamedTuple):
    """What is noted on the way."""

    clashes: list[Clash]
    doubled: list[Doubled]


def merged(base: Meeting, ours: Meeting, theirs: Meeting) -> Merged:
    """The meeting that both sides meant, who each changed *base*."""
    notes = _Notes([], [])
    meeting = _attended(_record("meeting", "", (base, ours, theirs), notes), (base, ours, theirs), notes)
    return Merged(meeting, notes.clashes, notes.doubled)


def row(of: str, name: str, base: Any, ours: Any, theirs: Any) -> tuple[Any, Sequence[Clash]]:
    """A row as both sides meant it; None of a side that does not have it."""
    notes = _Notes([], [])
    return _row(of, name, (base, ours, theirs), notes), notes.clashes


_Three = tuple[Any, Any, Any]


def _record(of: str, name: str, three: _Three, notes: _Notes) -> Any:
    ours = three[1]
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(ours):
        was, mine, other = (getattr(one, field.name) for one in three)
        apart = field.name in ATTENDANCE or (field.name in STATE and hasattr(ours, "status"))
        if key_of(field) is None or other in (was, mine) or apart:
            continue
        if field.name in LISTS:
            changes[field.name] = _rows(field.name, (was, mine, other), notes)
        elif mine == was:
            changes[field.name] = other
        elif field.name == "log_updated":
            changes[field.name] = max(mine or other, other or mine)
        else:
            notes.clashes.append(Clash(of, name, key_of(field) or "", was, mine, other))
    if hasattr(ours, "status"):
        changes |= _state(of, name, three, notes)
    return dataclasses.replace(ours, **changes)


def _state(of: str, name: str, three: _Three, notes: _Notes) -> dict[str, Any]:
    """The status with the day on which it was reached: one thing, as a day without its status says nothing."""
    was, mine, other = (tuple(getattr(one, key) for key in STATE) for one in three)
    if other in (was, mine):
        return {}
    if mine != was:
        notes.clashes.append(Clash(of, name, "status", was, mine, other))
        return {}
    return dict(zip(STATE, other, strict=True))


def _attended(meeting: Meeting, three: tuple[Meeting, Meeting, Meeting], notes: _Notes) -> Meeting:
    """The meeting, attended as both sides say: each person moves from list to list for themselves."""
    base, ours, theirs = map(_standing, three)
    for who in dict.fromkeys((*base, *theirs)):
        was, mine, other = (side.get(who, ()) for side in (base, ours, theirs))
        if other in (was, mine):
            continue
        if mine == was:
            meeting = attending(meeting, who, other)
        else:
            notes.clashes.append(Clash("", who, "attendance", was, mine, other))
    return meeting


def _standing(meeting: Meeting) -> dict[str, tuple[Stands, ...]]:
    """On which lists everyone stands."""
    every: dict[str, tuple[Stands, ...]] = {}
    for name in ATTENDANCE:
        for one in getattr(meeting, name):
            every[one.who] = (*every.get(one.who, ()), Stands(name, one))
    return every


def attending(meeting: Meeting, who: str, stands: Sequence[Stands]) -> Meeting:
    """The meeting with somebody on just these lists."""
    lists: dict[str, Any] = {}
    for name in ATTENDANCE:
        wanted = [one.attendee for one in stands if one.list == name]
        stay = [one for one in getattr(meeting, name) if one.who != who or one in wanted]
        lists[name] = (*stay, *(one for one in wanted if one not in stay))
    return dataclasses.replace(meeting, **lists)


def _rows(kind: str, three: _Three, notes: _Notes) -> tuple[Any, ...]:
    """The rows of a list by what they are known by; new ones of theirs at the place that their number has."""
    of, known_by = LISTS[kind]
    was, mine, other = (by_name(rows, known_by) for rows in three)
    rows: list[Any] = []
    for name in [*mine, *(name for name in other if name not in mine)]:
        before, our, their = was.get(name), mine.get(name), other.get(name)
        if before is None and our and their and known_by != "number":
            rows += [our] if our == their else [our, their]
            continue
        if before is None and our and their and is_other(our, their):
            notes.doubled.append(Doubled(kind, our, their))
            their = our
        together = _row(of, name[0], (before, our, their), notes)
        if together is not None:
            rows.append(together)
    if known_by == "number":
        rows = list(_in_order(rows, [*mine.values()]))
    return tuple(rows)


def _in_order(rows: Sequence[Any], mine: Sequence[Any]) -> Iterator[Any]:
    """Ours as they stand, those of theirs by their numbers, each above the first of ours with a higher one."""
    own = {row.number for row in mine}
    added = sorted((row for row in rows if row.number not in own), key=lambda row: row.number)
    for one in (row for row in rows if row.number in own):
        while added and added[0].number < one.number:
            yield added.pop(0)
        yield one
    yield from added


def is_other(one: Any, other: Any) -> bool:
    """Whether two rows with one number are about different things."""
    return bool(getattr(one, "text", "") != getattr(other, "text", ""))


def _row(of: str, name: str, three: _Three, notes: _Notes) -> Any:
    base, ours, theirs = three
    if ours is None or theirs is None:
        left = ours or theirs
        if base is not None and left is not None and left != base:
            notes.clashes.append(Clash(of, name, "", base, ours, theirs))
        return left if base is None or left != base else None
    if base is None:
        base = dataclasses.replace(
            ours, **{field.name: None for field in dataclasses.fields(ours) if field.name != "place"}
        )
    return _record(of, name, (base, ours, theirs), notes)
