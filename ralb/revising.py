"""A meant change to a minutes file, and the proof that it is made and nothing else."""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ralb import edits, kinds, places, typed
from ralb.book import Minutes
from ralb.diagnostics import Diagnostic
from ralb.mending import Change, Read, does_no_harm
from ralb.model import Board, Meeting, key_of
from ralb.text import Edit, Source, Span, apply, position
from ralb.trouble import Trouble

_NOT_MEANT = "read again, it would not say just what was meant"


class NotSplicable(Trouble):
    """The file is typed in a way in which the change cannot be made without touching something else."""

    def __init__(self, path: str, why: str, by_hand: Sequence[str]) -> None:
        said = kinds.EDIT_NOT_MINIMAL.said(f"{path} was not changed: {why}")
        lines = [said, "to change it by hand, write:", *by_hand]
        super().__init__("\n".join(lines))


class WouldBeWrong(Trouble):
    """With the change the file would have an error that it has not."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(f"nothing was written; with this change it would say\n{fault.with_help}")


class Revision(NamedTuple):
    """What a meeting's file shall say: its front matter, and what changes in its notes."""

    meeting: Meeting
    notes: Sequence[Edit] = ()


def revised(minutes: Minutes, revision: Revision, read: Read) -> Change:
    """The file changed in just these places, proven by reading it again.

    What it says then is the old plus the revision, its notes are the old with the revision's edits, and
    nothing is wrong with it that was not; else `WouldBeWrong` is raised, or `NotSplicable`, which tells what to
    type.
    """
    text, old = minutes.source.text, minutes.meeting or revision.meeting
    try:
        spliced = edits.between(minutes.source, old, revision.meeting)
    except places.Unusual as error:
        raise NotSplicable(minutes.path, str(error), list(_by_hand(minutes, old, revision))) from error
    after = apply(text, [*spliced, *revision.notes])
    again = read(after)
    moved = minutes.notes.start
    inside = [Edit(Span(span.start - moved, span.end - moved), new) for span, new in revision.notes]
    expected = apply(text[moved : minutes.notes.end], inside)
    as_meant = again.meeting == revision.meeting and after[slice(*again.notes)] == expected
    if not as_meant or not does_no_harm(minutes, again):
        faults = [fault for fault in again.faults if fault.is_error and fault not in minutes.faults]
        if faults:
            raise WouldBeWrong(faults[0])
        raise NotSplicable(minutes.path, _NOT_MEANT, list(_by_hand(minutes, old, revision)))
    return Change(minutes.path, text, after)


def revised_board(source: Source, old: Board, new: Board, read: Callable[[str], Board | None]) -> Change:
    """`board.yaml` changed in just these places, proven by reading it again; raises `NotSplicable`."""
    try:
        after = apply(source.text, edits.between(source, old, new))
    except places.Unusual as error:
        raise NotSplicable(source.path, str(error), list(_rows_by_hand(old, new))) from error
    if read(after) != new:
        raise NotSplicable(source.path, _NOT_MEANT, list(_rows_by_hand(old, new)))
    return Change(source.path, source.text, after)


def _rows_by_hand(old: Board, new: Board) -> Iterator[str]:
    """The rows that are new or changed, as one would type them."""
    for field in dataclasses.fields(new):
        rows = getattr(new, field.name)
        if rows != getattr(old, field.name) and typed.are_rows(rows):
            yield f"  in `{key_of(field)}`:"
            yield from (f"  - {typed.row_in_brackets(row)}" for row in rows if row not in getattr(old, field.name))


def _by_hand(minutes: Minutes, old: Meeting, revision: Revision) -> Iterator[str]:
    """What changes, as one would type it, with the lines concerned."""
    known = {row.place.span: row for row in old.rows}
    for record in (revision.meeting, *revision.meeting.rows):
        was = old if record is revision.meeting else known.get(record.place.span)
        if was is None:
            yield "  a new row:"
            yield from (f"    {line}" for line in typed.lines(record))
        elif was != record:
            line = position(minutes.source.text, record.place.span.start)[0]
            what = f"row {record.number}, " if hasattr(record, "number") else ""
            yield from (f"  {what}from line {line}: {typing}" for typing in _differences(was, record))
    for span, new in revision.notes:
        yield f"  line {position(minutes.source.text, span.start)[0]}: {new.strip()}"


def _differences(was: Any, now: Any) -> Iterator[str]:
    for field in dataclasses.fields(was):
        name, value = key_of(field), getattr(now, field.name)
        if name and value != getattr(was, field.name) and not typed.are_rows(value):
            default = value in (field.default, ())
            yield f"no `{name}`" if default else next(iter(typed.key(name, value)))
