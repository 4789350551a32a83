"""Three versions of a meeting to one, by number and key: what one side changed is taken, what both did, asked."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ralb.differences import LISTS, by_name
from ralb.model import Attendee, Meeting, key_of

STATE = ("status", "closed")
"""One thing in two keys: a day says nothing without its status."""


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
    meeting = _record("meeting", "", (base, ours, theirs), notes)
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
        if key_of(field) is None or other in (was, mine) or (field.name in STATE and hasattr(ours, "status")):
            continue
        if field.name in LISTS:
            changes[field.name] = _rows(field.name, (was, mine, other), notes)
        elif mine == was:
            changes[field.name] = other
        elif field.name == "log_updated":
            changes[field.name] = max(mine or other, other or mine)
        elif _is_attendance(was or mine or other):
            changes[field.name] = _attendance(of, key_of(field) or "", (was, mine, other), notes)
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


def _is_attendance(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Attendee)


def _attendance(of: str, key: str, three: _Three, notes: _Notes) -> tuple[Attendee, ...]:
    """Whom ours names, without those whom theirs took out, and with those whom theirs added."""
    was, mine, other = three
    together = [one for one in mine if one in other or one not in was]
    together += [one for one in other if one not in was and one not in mine]
    if len({one.who for one in together}) < len(together):
        notes.clashes.append(Clash(of, "", key, was, mine, other))
        return tuple(mine)
    return tuple(together)


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
    """Ours as they stand, each of theirs above the first with a higher number."""
    own = {row.number for row in mine}
    added = [row for row in rows if row.number not in own]
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
