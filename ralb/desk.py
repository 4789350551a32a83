"""Where minutes are changed: one change at a time, from the lock to the disk, proven before it is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from ralb import (
    clock,
    dates,
    filing,
    lock,
    log,
    numbering,
    proceedings,
    revising,
    roster,
    saving,
    series,
    store,
    terminal,
    verdict,
)
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.mending import Change
from ralb.model import Action, Board, Meeting
from ralb.revising import Revision
from ralb.series import Row
from ralb.text import Source
from ralb.trouble import Trouble


class Older(Trouble):
    """Only the newest log changes; older ones are history."""

    def __init__(self, minutes: Minutes, newest: PartialDate) -> None:
        super().__init__(
            f"the log of {minutes.path} is history since {dates.words(newest)} has minutes; nothing was written\n"
            f"what is new belongs into the newest: `ralb action add`"
        )


class NoneAfter(Trouble):
    """No later meeting has minutes, so it cannot be told which agreed these."""

    def __init__(self, minutes: Minutes) -> None:
        super().__init__(f"no meeting after {minutes.path} has minutes; say which agreed them: `--at 2026-04-16`")


@dataclass(frozen=True)
class Desk:
    """The board and one meeting's minutes, read while nobody else may write."""

    root: Path
    board: Board
    minutes: Minutes
    meeting: Meeting
    today: PartialDate

    @cached_property
    def book(self) -> Book:
        """All minutes of the board, whatever is wrong with the older ones."""
        return store.load(self.root)

    def check_newest(self) -> None:
        """Raise `Older` for minutes whose log is history."""
        newest = store.held(self.root)[-1]
        if self.minutes.date != newest:
            raise Older(self.minutes, newest)

    def check_not_agreed(self) -> None:
        """Raise `proceedings.AgreedAlready` for minutes whose notes and decisions are a record."""
        if self.meeting.agreed:
            raise proceedings.AgreedAlready(self.meeting)

    def meeting_after(self) -> PartialDate:
        """The next meeting that has minutes and took place; raises `NoneAfter`."""
        for date in store.held(self.root):
            if dates.after(date, self.minutes.date) and not self._is_cancelled(date):
                return date
        raise NoneAfter(self.minutes)

    def check_takes_place(self, date: PartialDate) -> None:
        """Raise `proceedings.WasCancelled` for a meeting that its minutes or the calendar call cancelled."""
        planned = any(one.cancelled and one.date == date for one in self.board.calendar)
        if planned or (date in store.held(self.root) and self._is_cancelled(date)):
            raise proceedings.WasCancelled(date)

    def _is_cancelled(self, date: PartialDate) -> bool:
        read = store.meeting(self.root, self.board, date).meeting
        return read is not None and read.cancelled

    def before(self, number: int) -> Row | None:
        """An action as the last log had it that knew its number."""
        rows = series.last_known(reversed(self.book.minutes), self.book.dates)
        return next((row for row in rows if row.action.number == number), None)

    def next_number(self, rows: str) -> int:
        """The next free number of a list; none that the notes use for something that has no row yet."""
        noted = {mark.number for mark in self.minutes.marks} if rows == "actions" else set()
        number = self.first_free(rows)
        while number in noted:
            number += 1
        return number

    def first_free(self, rows: str) -> int:
        """The number above all that were issued in a list, here and on the upstream branch."""
        here, upstream = numbering.highest(self.root, self.book, rows)
        if upstream > here:
            terminal.note(f"the upstream branch has issued {upstream} already: `git pull` brings it here")
        return max(here, upstream) + 1


@dataclass(frozen=True, slots=True)
class Roster:
    """The board and its newest minutes, read while nobody else may write."""

    board: Board
    newest: Minutes | None
    today: PartialDate

    @property
    def unfinished(self) -> list[Action]:
        """The actions of the log in force that someone still has to do."""
        meeting = self.newest.meeting if self.newest else None
        return series.unfinished(meeting.actions if meeting else ())


Act = Callable[[Desk], Revision | Meeting]
"""What is to be done: from the desk to what the minutes shall say."""


@contextmanager
def writing(root: Path, *, dry: bool) -> Iterator[None]:
    """The board's folder for one writer alone; a dry run writes nothing and waits for nobody."""
    if dry:
        yield
        return
    folder = root / store.MINUTES
    with lock.held(folder, lambda: terminal.note("waiting for another ralb to finish its writing")):
        for cleared in filing.left_over(folder):
            terminal.note(cleared)
        yield


def revise(
    board: str | None,
    act: Act,
    *,
    today: PartialDate | None,
    dry: bool,
    asked: PartialDate | None = None,
) -> Change:
    """Do something to the minutes, as `revised` does, and show it as git shows it."""
    change = revised(store.find(board), act, today=today, dry=dry, asked=asked)
    verdict.changes([change], dry=dry)
    return change


def revised(
    root: Path,
    act: Act,
    *,
    today: PartialDate | None,
    dry: bool,
    asked: PartialDate | None = None,
) -> Change:
    """Do something to the minutes of the meeting *asked* for, or to the newest; written unless *dry*.

    Raises `store.CannotRead` while a file has errors on which everything depends, `revising.NotSplicable`,
    `replacing.ChangedMeanwhile`, `lock.Locked`, and what *act* raises; then nothing was written.
    """
    with writing(root, dry=dry):
        at = begin(root, today, asked)
        change = revising.revised(at.minutes, _done(at, act), partial(store.retyped, at.board, at.minutes))
        if not dry and change.after != change.before:
            saving.put(root / store.MINUTES, change)
    return change


def revise_board(
    board: str | None, act: Callable[[Roster], Board], *, today: PartialDate | None, dry: bool
) -> Roster:
    """Do something to `board.yaml`, proven as for minutes, and show it; the board as it is then."""
    root = store.find(board)
    with writing(root, dry=dry):
        was, source = store.roster_of(root)
        newest = store.newest(root, was)
        at = Roster(was, newest, today or clock.today(was))
        now = act(at)
        change = retold(source, was, now)
        if not dry and change.after != change.before:
            saving.put(root / store.MINUTES, change)
    verdict.changes([change], dry=dry)
    return Roster(now, newest, at.today)


def retold(source: Source, was: Board, now: Board) -> Change:
    """`board.yaml` as it says what the board is *now*."""
    return revising.revised_board(source, was, now, lambda text: roster.parse(source.path, text.encode())[0])


def begin(root: Path, today: PartialDate | None, asked: PartialDate | None = None) -> Desk:
    """The desk with the minutes of the meeting *asked* for on it, or the newest."""
    board = store.board(root)
    read = store.meeting(root, board, asked)
    if read.meeting is None:
        raise store.CannotRead(read.path, read.faults)
    return Desk(root, board, read, read.meeting, today or clock.today(board))


def _done(at: Desk, act: Act) -> Revision:
    try:
        done = act(at)
    except log.NotInLog as missing:
        raise log.NotInLog(missing.number, missing.meeting, at.before(missing.number)) from missing
    return Revision(done) if isinstance(done, Meeting) else done
