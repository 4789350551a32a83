"""Two versions of a minute book, file by file: what changed, is new, is gone, has another date."""

import dataclasses
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ralb import differences
from ralb.book import Book, Minutes
from ralb.differences import Difference
from ralb.model import Appointment, Meeting
from ralb.text import Source

BOARD = "minutes/board.yaml"


class Compared(NamedTuple):
    """A file in two versions of the book; None where a version does not have it."""

    path: str
    old: Minutes | None
    new: Minutes | None
    differences: tuple[Difference, ...]
    before: Minutes | None = None
    """Of new minutes: those before them, whose log they carry on, and with which theirs was compared."""
    unread: tuple[str, ...] = ()
    """Which versions of the file cannot be read: `was`, `is`; then nothing is known of its differences."""

    @property
    def is_moved(self) -> bool:
        """Whether the meeting has another date."""
        return bool(self.old and self.new) and self.old.date != self.new.date  # type: ignore[union-attr]


def books(was: Book, now: Book, paths: Collection[str]) -> list[Compared]:
    """The files of these *paths* in two versions: `board.yaml`, then the minutes by date."""
    board = [_boards(was, now)] if BOARD in paths else []
    old, new = ({one.path: one for one in book.minutes if one.path in paths} for book in (was, now))
    moved = dict(_moved(old, new))
    minutes = [_minutes(old.get(path) or moved.get(path), one, now) for path, one in new.items()]
    gone = set(old) - set(new) - {one.path for one in moved.values()}
    minutes += [Compared(path, old[path], None, ()) for path in gone]
    return board + sorted(minutes, key=lambda one: (one.new or one.old).date)  # type: ignore[union-attr]


def _boards(was: Book, now: Book) -> Compared:
    unread = _unread(*((None if book.roster and not book.board.name else book.board) for book in (was, now)))
    of = differences.of_records("board", "", was.board, now.board) if not unread else ()
    return Compared(BOARD, None, None, tuple(of), unread=unread)


def _unread(was: object, now: object) -> tuple[str, ...]:
    return tuple(name for name, one in (("was", was), ("is", now)) if one is None)


def _moved(old: dict[str, Minutes], new: dict[str, Minutes]) -> Iterator[tuple[str, Minutes]]:
    """The paths of minutes that got another date, with what they were before."""
    gone = [one for path, one in old.items() if path not in new]
    for path in new:
        before = next((one for one in gone if path not in old and differences.is_moved(one, new[path])), None)
        if before:
            gone.remove(before)
            yield path, before


def _minutes(old: Minutes | None, new: Minutes, now: Book) -> Compared:
    unread = _unread(old is None or old.meeting, new.meeting)
    if unread:
        return Compared(new.path, old, new, (), unread=unread)
    if old:
        return Compared(new.path, old, new, tuple(differences.of_minutes(old, new)))
    from ralb import draft

    before = next((one for one in reversed(now.minutes) if one.date < new.date and one.meeting), None)
    last = before.meeting if before else None
    begun = dataclasses.replace(
        draft.carry_forward(now.board, last, Appointment(date=new.date)).meeting, chair=None
    )
    return Compared(new.path, None, new, tuple(differences.of_minutes(_begun(new, begun), new)), before)


def _begun(new: Minutes, meeting: Meeting) -> Minutes:
    """New minutes as they would be with nothing but what the log before hands on."""
    return dataclasses.replace(new, source=Source(new.path, ""), meeting=meeting, passages=())
