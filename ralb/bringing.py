"""Where old minutes come in: from sources to new files of the board's folder, none of which is overwritten."""

import dataclasses
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ralb import clock, dates, desk, disk, minutes, roster, saving, scaffold, spoken, store, terminal, values
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.imports import composing, joining, readers, told, understanding
from ralb.imports import page as pages
from ralb.imports.blocks import Unreadable, bare
from ralb.imports.composing import Composed
from ralb.imports.told import Brought
from ralb.imports.understanding import Understood
from ralb.mending import Change
from ralb.model import Board, Meeting
from ralb.rules import soundness
from ralb.text import Source
from ralb.trouble import Trouble

_MANY = 10
_MOST_BYTES = 64 * 1024 * 1024


class NotThere(Trouble):
    """A file that was named cannot be read."""

    code = 74

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"cannot read {path}: {why}")


def source(path: Path) -> tuple[str, bytes]:
    """A source with its name; `-` is what is piped."""
    if str(path) == "-":
        return "-", sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    data = disk.read(path, str(path), _MOST_BYTES)
    if not isinstance(data, bytes):
        raise NotThere(path, data.message)
    return str(path), data


def parted(named: Sequence[Path]) -> tuple[str | None, Path | None]:
    """The folder and the page among what `--board` names."""
    pages = [path for path in named if path.is_file() and path.name != store.BOARD]
    folders = [str(path) for path in named if path not in pages]
    return (folders[-1] if folders else os.environ.get("RALB_BOARD")), (pages[-1] if pages else None)


def bring_page(
    named: str | None, page: tuple[str, bytes], today: PartialDate | None, *, dry: bool
) -> tuple[Brought, Change]:
    """Bring into `board.yaml` what the board's page says; written unless *dry*."""
    at = folder(named)
    try:
        read = pages.read(readers.read(*page))
    except Unreadable as why:
        return Brought(page[0], "", f"was not imported: {why}"), Change(
            at.source.path, at.source.text, at.source.text
        )
    board = dataclasses.replace(at.board, name=read.board or at.board.name) if at.is_new else at.board
    now = pages.added(board, read, today or clock.today(board))
    change = desk.retold(at.source, at.board, now)
    if not dry:
        _write(at, change, [])
    said = "says what is new" if change.after != change.before else "says all of it already"
    return Brought(page[0], change.path, said, ledger=read.ledger), change


class SeveralDates(Trouble):
    """One date is that of one meeting."""

    def __init__(self, count: int) -> None:
        super().__init__(f"`--date` is that of one meeting, and {count} files are named; nothing was written")


@dataclasses.dataclass(frozen=True, slots=True)
class Folder:
    """The board's folder as an import finds it; a new one holds nothing yet."""

    root: Path
    board: Board
    source: Source
    book: Book
    is_new: bool


def folder(named: str | None) -> Folder:
    """The board's folder; where there is none, the one that would be begun here, or where it was named."""
    try:
        root = store.find(named)
    except store.NoBoard:
        text = scaffold.new_board()
        path = f"{store.MINUTES}/{store.BOARD}"
        board = roster.parse(path, text.encode())[0] or Board(name="", people=())
        return Folder(Path(named or "."), board, Source(path, text), Book(board, ()), is_new=True)
    board, source = store.roster_of(root)
    return Folder(root, board, source, store.load(root), is_new=False)


def bring(
    named: str | None, sources: Sequence[tuple[str, bytes]], date: PartialDate | None, *, dry: bool
) -> tuple[list[Brought], Change]:
    """Bring the sources in, and say what became of each, the oldest meeting first; written unless *dry*.

    What cannot be read is refused alone, and nothing is written of it. Who is met becomes part of `board.yaml`;
    a meeting that has minutes keeps them as they are.
    """
    if date and len(sources) > 1:
        raise SeveralDates(len(sources))
    at = folder(named)
    understood: list[Understood] = []
    refused: list[Brought] = []
    for name, data in terminal.watched(sources, "reading old minutes", _MANY):
        try:
            one = understanding.understand(name, readers.read(name, data), date)
            _check_alone(one, understood)
        except Unreadable as why:
            refused.append(Brought(name, "", f"was not imported: {why}"))
        else:
            understood.append(one)
    board, brought = _composed(at, understood)
    change = desk.retold(at.source, at.board, board if any(one.is_new for one in brought) else at.board)
    if not dry:
        _write(at, change, brought)
    return [*brought, *refused], change


class MetTwice(Unreadable):
    """Two sources are of the same meeting."""

    def __init__(self, other: Understood) -> None:
        super().__init__(f"{other.name} is of {dates.words(other.date)}, too; import the better one of them")


def _check_alone(one: Understood, others: Sequence[Understood]) -> None:
    for other in others:
        if dates.same(one.date, other.date):
            raise MetTwice(other)


def _composed(at: Folder, understood: Sequence[Understood]) -> tuple[Board, list[Brought]]:
    """The board with everyone new, and the minutes of each source, the oldest first.

    People join from the newest source on, since the roles of now are those of the newest minutes.
    """
    board = _named(at, understood)
    everyone: dict[str, joining.Joined] = {}
    held = {one.name: _held(at.book, one.date) for one in understood}
    for one in sorted(understood, key=lambda one: one.date, reverse=True):
        texts = (bare(block.text) for n, block in enumerate(one.blocks) if n not in one.used)
        joined = joining.join(board, one.attendance.every, joining.capitals(texts), one.date, one.ledger)
        everyone[one.name] = joined
        board = board if held[one.name] else joined.board
    numbers = _Numbers(at.book, understood)
    brought = []
    for one in sorted(understood, key=lambda one: one.date):
        there = held[one.name]
        joined = dataclasses.replace(everyone[one.name], board=everyone[one.name].board if there else board)
        composed = composing.compose(
            one, joined, partial(numbers.free, one.date), there.meeting if there else None
        )
        if not there:
            numbers.used[one.date] = _given(composed.meeting)
        brought.append(_judged(composed, there, joined.board))
    return board, brought


def _named(at: Folder, understood: Sequence[Understood]) -> Board:
    """A new board's name is the one that its newest minutes give."""
    names = [one.board for one in sorted(understood, key=lambda one: one.date) if one.board]
    return dataclasses.replace(at.board, name=names[-1]) if at.is_new and names else at.board


def _held(book: Book, date: PartialDate) -> Minutes | None:
    return next((one for one in book.minutes if dates.same(one.date, date)), None)


class _Numbers:
    """The numbers of all lists of all meetings; none is used twice."""

    def __init__(self, book: Book, understood: Sequence[Understood]) -> None:
        self.used = {one.date: _given(one.meeting) for one in book.minutes if one.meeting}
        for one in understood:
            self.used.setdefault(one.date, {"actions": one.log.numbers})

    def free(self, date: PartialDate, kind: str, count: int) -> int:
        """The first of so many numbers for a meeting: above those before it, below those after it if they fit.

        Else above all.
        """
        others = [
            (other, number)
            for other, lists in self.used.items()
            if not dates.same(other, date)
            for number in lists.get(kind, ())
        ]
        before = max((number for other, number in others if other < date), default=0)
        above = min((number for _, number in others if number > before), default=None)
        highest = max((number for _, number in others), default=0)
        return before + 1 if above is None or before + count < above else highest + 1


def _given(meeting: Meeting) -> dict[str, list[int]]:
    """The numbers of each list of a meeting."""
    return {kind: [row.number for row in getattr(meeting, kind)] for kind in spoken.LISTS.values()}


def _judged(composed: Composed, there: Minutes | None, board: Board) -> Brought:
    """What is to be written, or why not."""
    path = f"{store.MINUTES}/{composed.meeting.date}.md"
    if there:
        same = there.source.text == composed.text
        return Brought(composed.name, there.path, told.SAME if same else told.OTHERWISE, composed)
    read = minutes.parse(path, composed.text.encode(), composed.meeting.date, values.names(board))
    errors = [fault for fault in (*read.faults, *soundness.errors(Book(board, (read,)))) if fault.is_error]
    if errors:
        return Brought(composed.name, "", f"was not imported; its minutes would say\n{errors[0]}")
    return Brought(composed.name, path, "is new", composed, is_new=True)


def _write(at: Folder, change: Change, brought: Sequence[Brought]) -> None:
    new = [one for one in brought if one.is_new]
    if at.is_new and not new and change.after == change.before:
        return
    if at.is_new:
        scaffold.begin(at.root, change.after)
    with desk.writing(at.root, dry=False):
        if not at.is_new and change.after != change.before:
            saving.put(at.root / store.MINUTES, change)
        for one in new:
            if one.composed:
                disk.create(at.root / one.path, one.composed.text)
