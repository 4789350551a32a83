"""The minute book: a board and the minutes of all its meetings, as they were read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic
from ralb.marks import Mark
from ralb.model import Board, Meeting
from ralb.notes import Passage
from ralb.text import Source, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """One minutes file. *meeting* is None where the front matter could not be read."""

    source: Source
    date: PartialDate
    """The date in the file's name, by which minutes are ordered without being opened."""
    meeting: Meeting | None
    notes: Span = Span(0, 0)
    """Where the notes stand in the file, below the front matter."""
    comments: tuple[Span, ...] = ()
    """Where comments stand in the notes; no document shows them."""
    passages: tuple[Passage, ...] = ()
    marks: tuple[Mark, ...] = ()
    """`Action 84:` and `Action:` in the notes, in order."""
    unread: frozenset[int | None] = frozenset()
    """Numbers of rows of the log that could not be read; None for one whose number could not be."""
    faults: tuple[Diagnostic, ...] = ()

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def has_errors(self) -> bool:
        return any(fault.is_error for fault in self.faults)

    def restricts(self, at: int) -> bool:
        """Whether a place of the notes is in a restricted passage."""
        before = [passage for passage in self.passages if passage.start <= at]
        return bool(before) and before[-1].restricted


File = tuple[PartialDate, str]
"""A minutes file before it is opened: its date and its path."""


class Pages(Sequence[Minutes]):
    """Minutes that are read each time someone comes to them, and not kept: ten thousand take no more than one."""

    def __init__(self, files: Sequence[File], read: Callable[[Sequence[File]], Iterator[Minutes]]) -> None:
        self.files = tuple(files)
        self.unsound: set[str] = set()
        """The paths of those with errors that have gone by."""
        self._read = read

    def __iter__(self) -> Iterator[Minutes]:
        return self._passing(self.files)

    def __reversed__(self) -> Iterator[Minutes]:
        return self._passing(self.files[::-1])

    def _passing(self, files: Sequence[File]) -> Iterator[Minutes]:
        for one in self._read(files):
            if one.has_errors:
                self.unsound.add(one.path)
            yield one

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, at: Any) -> Any:
        return tuple(self._read(self.files[at])) if isinstance(at, slice) else next(self._read([self.files[at]]))


@dataclass(frozen=True, slots=True)
class Book:
    """A board and its minutes, the oldest first."""

    board: Board
    minutes: Sequence[Minutes]
    roster: Source | None = None
    """`board.yaml` as read; None where there is none, and then no rule asks who sits on the board."""
    faults: tuple[Diagnostic, ...] = ()
    """What is wrong with `board.yaml`, with file names and with files that could not be opened."""
    folder: Path | None = None
    """Where the files are."""
    opened: PartialDate | None = None
    """The day on which the book is read, for rules that depend on the clock; None keeps them silent."""
    against: "Against | None" = None
    """The branch for which this version is meant, for rules that compare the two; None keeps them silent."""
    merged: "Merged | None" = None
    """What this version was merged from, for rules that compare these; None keeps them silent."""

    @property
    def findings(self) -> list[Diagnostic]:
        """What was found wrong in reading, of all files."""
        return [*self.faults, *(fault for minutes in self.minutes for fault in minutes.faults)]

    def on(self, day: PartialDate) -> "Book":
        """The same book, opened on that day."""
        return replace(self, opened=day)

    @property
    def unsound(self) -> list[str]:
        """The paths of minutes with errors, which may hold more than could be read; of `Pages`, those gone by."""
        if isinstance(self.minutes, Pages):
            return [path for _, path in self.minutes.files if path in self.minutes.unsound]
        return [minutes.path for minutes in self.minutes if minutes.has_errors]

    @property
    def files(self) -> tuple[File, ...]:
        """The date and path of all minutes, none of which is opened for it."""
        if isinstance(self.minutes, Pages):
            return self.minutes.files
        return tuple((minutes.date, minutes.path) for minutes in self.minutes)

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        return tuple(date for date, _ in self.files)


@dataclass(frozen=True, slots=True)
class Against:
    """A branch, as it is now, and as it was when this version of the book left it."""

    name: str
    base: Book
    tip: Book


@dataclass(frozen=True, slots=True)
class Merged:
    """The two sides that were merged, by name, and the book from which both went out."""

    base: Book
    sides: tuple[tuple[str, Book], tuple[str, Book]]
