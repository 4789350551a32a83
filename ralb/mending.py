"""Changes to files whose cure is certain, and the proof that nothing else changes."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from ralb import kinds, layout, roster
from ralb.book import Minutes
from ralb.diagnostics import Diagnostic, Faults
from ralb.model import Meeting
from ralb.text import Edit, Source, apply

Read = Callable[[str], Minutes]
"""Reads a changed text of the same minutes file."""


_MOST_CURES = 500
_BUILD = (kinds.DUPLICATE_KEY, kinds.WRONG_KIND, kinds.YAML_SYNTAX, kinds.BAD_INDENTATION)


class Change(NamedTuple):
    """A file before and after."""

    path: str
    before: str
    after: str


def mended(minutes: Minutes, wanted: Callable[[Diagnostic], bool], read: Read) -> Change:
    """The minutes with every certain cure of what is *wanted*, one at a time; none that would do harm."""
    now = minutes
    refused: set[tuple[str, str]] = set()
    for _ in range(_MOST_CURES):
        cures = (fault for fault in now.faults if fault.fix and wanted(fault) and _name(fault) not in refused)
        cure = next(cures, None)
        if cure is None:
            break
        after = read(apply(now.source.text, cure.fix))
        if does_no_harm(now, after):
            now = after
        else:
            refused.add(_name(cure))
    return Change(minutes.path, minutes.source.text, now.source.text)


def board_mended(source: Source, wanted: Callable[[Diagnostic], bool]) -> Change:
    """`board.yaml` with every certain cure of what is *wanted*, as for minutes."""
    text, refused = source.text, set[tuple[str, str]]()
    board, faults = roster.parse(source.path, text.encode("utf-8", "replace"))
    for _ in range(_MOST_CURES):
        cures = (fault for fault in faults.met if fault.fix and wanted(fault) and _name(fault) not in refused)
        cure = next(cures, None)
        if cure is None:
            break
        after = apply(text, cure.fix)
        then, left = roster.parse(source.path, after.encode("utf-8", "replace"))
        if _errors(left) <= _errors(faults) and (then is not None or board is None):
            text, board, faults = after, then, left
        else:
            refused.add(_name(cure))
    return Change(source.path, source.text, text)


def _errors(faults: Faults) -> int:
    return sum(fault.is_error for fault in faults.met)


def _name(fault: Diagnostic) -> tuple[str, str]:
    return fault.kind.code, fault.message


def laid_out(minutes: Minutes, read: Read) -> Change:
    """The minutes in the layout of the format; unchanged where that would change what they say."""
    text = minutes.source.text
    for put in (_rows_in_order, layout.in_order, layout.blank_lines):
        now = read(text)
        if now.meeting is None or now.has_errors:
            break
        changed = apply(text, put(now.source, now.meeting))
        if says_the_same(now, read(changed)):
            text = changed
    return Change(minutes.path, minutes.source.text, text)


def _rows_in_order(source: Source, meeting: Meeting) -> list[Edit]:
    return [edit for row in meeting.rows for edit in layout.in_order(source, row)]


def says_the_same(one: Minutes, other: Minutes) -> bool:
    """Whether two readings of a file differ in nothing but the layout of the front matter."""
    notes = [minutes.source.text[slice(*minutes.notes)] for minutes in (one, other)]
    return one.meeting == other.meeting and notes[0] == notes[1] and does_no_harm(one, other)


def does_no_harm(before: Minutes, after: Minutes) -> bool:
    """Whether a change leaves no more errors than there were, none of how the file is built, and all readable."""
    was, now = (Counter(fault.kind for fault in minutes.faults if fault.is_error) for minutes in (before, after))
    built = any(now[kind] > was[kind] for kind in _BUILD)
    readable = before.meeting is None or after.meeting is not None
    return now.total() <= was.total() and not built and readable
