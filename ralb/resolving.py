"""A minutes file in conflict, rebuilt by number and key from what both sides made of it."""

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ralb import conflicts, differences, edits, marks, merging, places, revising
from ralb.book import Minutes
from ralb.conflicts import Hunk
from ralb.mending import Read
from ralb.merging import Clash
from ralb.model import Meeting, Number, Place, key_of
from ralb.revising import NotSplicable, Revision
from ralb.text import Edit, Span, apply, newline

_IN_LIST = re.compile(r"\s*(?:[-*+|>]|[0-9]+[.)])\s|\s*$", re.MULTILINE)
OURS, THEIRS, BOTH = "ours", "theirs", "both"
Ask = Callable[[Clash | Hunk], str]
"""Asks whoever resolves which side is right: `ours`, `theirs`, of the notes also `both`; "" leaves it marked."""
Lines = Callable[[str, str, str], str | None]
"""Merges ours, base and theirs line by line, with the marks of `conflicts.STYLE`."""


class Side(NamedTuple):
    """What one side made of the minutes, and what people call it."""

    name: str
    minutes: Minutes
    meeting: Meeting


class Begun(NamedTuple):
    """What both sides began with: the meeting, its notes, the comments in its front matter."""

    meeting: Meeting
    notes: str
    comments: Sequence[str] = ()


class Renumbered(NamedTuple):
    """A new row that had to get another number."""

    kind: str
    side: str
    number: int
    new: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """The file put together, and what is to be told of it."""

    text: str
    minutes: Minutes
    """What it says as far as it is decided; where it is marked, what ours says."""
    marked: int
    """How many places still have both versions, with git's marks around them."""
    kept: Sequence[Clash]
    """Rows that one side took out and the other changed: they stay."""
    comments: Sequence[str]
    """Comments of theirs in the front matter that nobody put into the new one."""


def doubled(base: Meeting, ours: Side, theirs: Side) -> Sequence[merging.Doubled]:
    """The numbers that both sides gave, each to something else."""
    return merging.merged(base, ours.meeting, theirs.meeting).doubled


def renumbered(side: Side, kind: str, number: int, new: int, read: Read) -> Side:
    """One side with another number for a new row, in its notes, too; raises `NotSplicable`."""
    rows = tuple(
        dataclasses.replace(row, number=Number(new)) if row.number == number else row
        for row in getattr(side.meeting, kind)
    )
    changes: dict[str, Any] = {kind: rows}
    meeting = dataclasses.replace(side.meeting, **changes)
    named = marks.mentions(side.minutes.source, side.minutes.notes, number) if kind == "actions" else ()
    change = revising.revised(side.minutes, Revision(meeting, [Edit(span, str(new)) for span in named]), read)
    after = read(change.after)
    return side._replace(minutes=after, meeting=after.meeting or meeting)


def resolved(base: Begun, ours: Side, theirs: Side, ask: Ask, lines: Lines, read: Read) -> Resolved:
    """The minutes that both sides meant, typed as ours; what both changed is asked.

    *base* is what both began with. The result is read again and says what was meant, or
    `NotSplicable` or `revising.WouldBeWrong` is raised.
    """
    together = merging.merged(base.meeting, ours.meeting, theirs.meeting)
    kept = [clash for clash in together.clashes if not clash.key]
    one = other = together.meeting
    for clash in together.clashes:
        if clash.key:
            answer = ask(clash)
            one = _settled(one, clash, clash.theirs if answer == THEIRS else clash.ours)
            other = _settled(other, clash, clash.ours if answer == OURS else clash.theirs)
    notes = _notes(base.notes, ours, theirs, ask, lines)
    begun = _without_rows(ours, together.meeting, read)
    texts = [_typed(begun, meeting, text, read) for meeting, text in zip((one, other), notes, strict=True)]
    text = conflicts.marked(texts[0], texts[1], (ours.name, theirs.name))
    known = {*base.comments, *comments(ours.minutes, ours.meeting)}
    lost = [one for one in comments(theirs.minutes, theirs.meeting) if one not in known and one not in text]
    marked = text.count("\n=======\n") if texts[0] != texts[1] else 0
    return Resolved(text, read(texts[0]), marked, kept, lost)


def _settled(meeting: Meeting, clash: Clash, value: Any) -> Meeting:
    """The meeting with the answer to a question."""
    if clash.key == "attendance":
        return merging.attending(meeting, clash.name, value)
    if clash.of == "meeting":
        return dataclasses.replace(meeting, **_values(meeting, clash, value))
    kind = next(kind for kind, (of, _) in differences.LISTS.items() if of == clash.of)
    known_by = differences.LISTS[kind][1]
    rows = tuple(
        dataclasses.replace(row, **_values(row, clash, value))
        if str(getattr(row, known_by)) == clash.name
        else row
        for row in getattr(meeting, kind)
    )
    changes: dict[str, Any] = {kind: rows}
    return dataclasses.replace(meeting, **changes)


def _values(record: Any, clash: Clash, value: Any) -> dict[str, Any]:
    if clash.key == "status":
        return dict(zip(merging.STATE, value, strict=True))
    return {field.name: value for field in dataclasses.fields(record) if key_of(field) == clash.key}


def _notes(base: str, ours: Side, theirs: Side, ask: Ask, lines: Lines) -> tuple[str, str]:
    """The notes put together, twice: with our answers to what is left open, and with theirs."""
    end = newline(ours.minutes.source.text)
    mine, other = (side.minutes.source.text[slice(*side.minutes.notes)] for side in (ours, theirs))
    was, other = (text.replace("\r\n", "\n").replace("\n", end) for text in (base, other))
    if was == mine or other in (mine, was):
        return (other, other) if was == mine else (mine, mine)
    texts = ["", ""]
    for part in conflicts.parts(lines(mine, was, other) or ""):
        one, two = (part, part) if isinstance(part, str) else _answered(part, ask(part))
        texts = [texts[0] + one, texts[1] + two]
    return texts[0], texts[1]


def _answered(hunk: Hunk, answer: str) -> tuple[str, str]:
    if answer == BOTH:
        parted = _IN_LIST.match(hunk.theirs) or not hunk.ours.strip() or hunk.ours.endswith(("\n\n", "\n\r\n"))
        both = hunk.ours + ("" if parted else newline(hunk.ours)) + hunk.theirs
        return both, both
    return hunk.theirs if answer == THEIRS else hunk.ours, hunk.ours if answer == OURS else hunk.theirs


def _without_rows(side: Side, meeting: Meeting, read: Read) -> Minutes:
    """The minutes of a side without the rows that *meeting* does not have; raises `NotSplicable`."""
    stay = {row.number for row in meeting.actions}
    rows = side.meeting.actions
    gone = [row for row in rows if row.number not in stay]
    if not gone:
        return side.minutes
    text = side.minutes.source.text
    starts = [text.rfind("\n", 0, row.place.span.start) + 1 for row in rows]
    ends = [*starts[1:], places.line_end(side.minutes.source, rows[-1].place.span.end) + 1]
    if rows[-1] in gone and len(gone) < len(rows):
        # The blank line above the last row goes with it.
        first = max(at for at, row in enumerate(rows) if row not in gone) + 1
        starts[first] -= len(text[: starts[first]]) - len(text[: starts[first]].rstrip()) - len(newline(text))
    cuts = [Edit(Span(start, end), "") for row, start, end in zip(rows, starts, ends, strict=True) if row in gone]
    again = read(apply(text, cuts))
    if again.meeting != dataclasses.replace(side.meeting, actions=tuple(row for row in rows if row not in gone)):
        why = "a row that the other side took out cannot be taken out here"
        raise NotSplicable(side.minutes.path, why, [f"  without {row.number}" for row in gone])
    return again


def _typed(begun: Minutes, meeting: Meeting, notes: str, read: Read) -> str:
    """The minutes as *begun*, made to say what was meant, with these notes."""
    after = revising.revised(begun, Revision(_placed(meeting, begun.meeting or meeting)), read).after
    return after[: read(after).notes.start] + notes


def _placed(meeting: Meeting, begun: Meeting) -> Meeting:
    """The meeting, each row at the place that it has in what is begun with; a row of theirs has none there."""
    changes: dict[str, Any] = {}
    for kind in differences.LISTS:
        known = differences.by_name(getattr(begun, kind, ()), differences.LISTS[kind][1])
        rows = differences.by_name(getattr(meeting, kind, ()), differences.LISTS[kind][1])
        if rows:
            places_of = {name: known[name].place if name in known else Place() for name in rows}
            changes[kind] = tuple(dataclasses.replace(row, place=places_of[name]) for name, row in rows.items())
    return dataclasses.replace(meeting, **changes, place=begun.place)


def comments(minutes: Minutes, meeting: Meeting) -> Iterator[str]:
    """The comments of a front matter."""
    return (minutes.source.text[slice(*span)].strip() for span in edits.comments(minutes.source, meeting))
