"""Where old minutes come in: from sources to new files of the board's folder, none of which is overwritten."""

import dataclasses
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ralb import clock, dates, desk, disk, filing, roster, saving, scaffold, store, terminal
from ralb.book import Book
from ralb.dates import PartialDate
from ralb.imports import gathering, readers, understanding
from ralb.imports import page as pages
from ralb.imports.blocks import Unreadable
from ralb.imports.told import Brought
from ralb.imports.understanding import Understood
from ralb.mending import Change
from ralb.model import Board
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
        return "-", sys.stdin.buffer.read()
    data = disk.read(path, str(path), _MOST_BYTES)
    if not isinstance(data, bytes):
        raise NotThere(path, data.message)
    return str(path), data


def parted(named: Sequence[Path]) -> tuple[str | None, Path | None]:
    """The folder and the page among what `--board` names."""
    files = [path for path in named if path.is_file() and path.name != store.BOARD]
    folders = [str(path) for path in named if path not in files]
    return (folders[-1] if folders else os.environ.get("RALB_BOARD")), (files[-1] if files else None)


def bring_page(
    named: str | None, page: tuple[str, bytes], today: PartialDate | None, *, dry: bool
) -> tuple[Brought, Change]:
    """Bring into `board.yaml` what the board's page says; written unless *dry*."""
    at = folder(named)
    try:
        read = pages.read(readers.read(*page))
    except Unreadable as why:
        return _refused(page[0], why), Change(at.source.path, at.source.text, at.source.text)
    board = dataclasses.replace(at.board, name=read.board or at.board.name) if at.is_new else at.board
    now = pages.added(board, read, today or clock.today(board))
    change = desk.retold(at.source, at.board, now)
    if not dry:
        _write(at, change, [])
    said = "says what is new" if change.after != change.before else "says all of it already"
    return Brought(page[0], change.path, said, ledger=read.ledger), change


def _refused(name: str, why: Unreadable) -> Brought:
    return Brought(name, "", f"was not imported: {why}")


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
    named: str | None,
    sources: Sequence[tuple[str, bytes]],
    date: PartialDate | None,
    today: PartialDate | None,
    *,
    dry: bool,
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
            refused.append(_refused(name, why))
        else:
            understood.append(one)
    book = dataclasses.replace(at.book, board=_named(at, understood))
    board, brought = gathering.gathered(book, understood, today or clock.today(at.board))
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


def _named(at: Folder, understood: Sequence[Understood]) -> Board:
    """The board; a new one has the name that its newest minutes give."""
    names = [one.board for one in sorted(understood, key=lambda one: one.date) if one.board]
    return dataclasses.replace(at.board, name=names[-1]) if at.is_new and names else at.board


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
                filing.create(at.root / one.path, one.composed.text)
