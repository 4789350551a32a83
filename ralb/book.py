"""The minute book: a board and the minutes of all its meetings, as they were read."""

from dataclasses import dataclass

from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic
from ralb.model import Board, Meeting
from ralb.notes import Passage
from ralb.text import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """One minutes file. *meeting* is None where the front matter could not be read."""

    source: Source
    date: PartialDate
    """The date in the file's name, by which minutes are ordered without being opened."""
    meeting: Meeting | None
    passages: tuple[Passage, ...] = ()
    unread: frozenset[int | None] = frozenset()
    """Numbers of rows of the log that could not be read; None for one whose number could not be."""
    faults: tuple[Diagnostic, ...] = ()

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def has_errors(self) -> bool:
        return any(fault.is_error for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Book:
    """A board and its minutes, the oldest first."""

    board: Board
    minutes: tuple[Minutes, ...]
    faults: tuple[Diagnostic, ...] = ()
    """What is wrong with `board.yaml`, with file names and with files that could not be opened."""

    @property
    def findings(self) -> list[Diagnostic]:
        """What was found wrong in reading, of all files."""
        return [*self.faults, *(fault for minutes in self.minutes for fault in minutes.faults)]

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        return tuple(minutes.date for minutes in self.minutes)
