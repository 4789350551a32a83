"""Changes to files whose cure is certain, and the proof that nothing else changes."""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from ralb import layout
from ralb.book import Book, Minutes
from ralb.diagnostics import Diagnostic
from ralb.model import Meeting
from ralb.text import Edit, Source, apply

Read = Callable[[str], Minutes]
"""Reads a changed text of the same minutes file."""


class Change(NamedTuple):
    """A file before and after."""

    path: str
    before: str
    after: str


def mended(
    book: Book, paths: Collection[str], findings: Iterable[Diagnostic], read: Callable[[Minutes, str], Minutes]
) -> list[Change]:
    """The files of *paths* with every certain cure of the findings; none for a file that would be worse for it."""
    found = list(findings)
    changes = []
    for minutes in book.minutes:
        edits = [edit for finding in found if finding.path == minutes.path in paths for edit in finding.fix]
        after = apply(minutes.source.text, edits)
        if after != minutes.source.text and does_no_harm(minutes, read(minutes, after)):
            changes.append(Change(minutes.path, minutes.source.text, after))
    return changes


def laid_out(minutes: Minutes, read: Read) -> Change:
    """The minutes in the layout of the format; unchanged where that would change what they say."""
    text = minutes.source.text
    for edits in (_rows_in_order, _meeting_in_order, _blank_lines):
        now = read(text)
        if now.meeting is None or now.has_errors:
            break
        changed = apply(text, edits(now.source, now.meeting))
        if says_the_same(now, read(changed)):
            text = changed
    return Change(minutes.path, minutes.source.text, text)


def _rows_in_order(source: Source, meeting: Meeting) -> list[Edit]:
    return [edit for row in meeting.rows for edit in layout.in_order(source, row)]


def _meeting_in_order(source: Source, meeting: Meeting) -> list[Edit]:
    return layout.in_order(source, meeting)


def _blank_lines(source: Source, meeting: Meeting) -> list[Edit]:
    return layout.blank_lines(source, meeting)


def says_the_same(one: Minutes, other: Minutes) -> bool:
    """Whether two readings of a file differ in nothing but the layout of the front matter."""
    notes = [minutes.source.text[slice(*minutes.notes)] for minutes in (one, other)]
    return one.meeting == other.meeting and notes[0] == notes[1] and does_no_harm(one, other)


def does_no_harm(before: Minutes, after: Minutes) -> bool:
    """Whether a change leaves no more errors than there were, and what could be read readable.

    One error may take the place of another that hid it.
    """
    errors = [sum(fault.is_error for fault in minutes.faults) for minutes in (before, after)]
    return errors[1] <= errors[0] and (before.meeting is None or after.meeting is not None)
