"""A board on disk: finding its folder, and reading what is asked for."""

import dataclasses
import gc
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from ralb import dates, disk, minutes, shelf
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic, ordered
from ralb.model import Board
from ralb.repeats import Seen
from ralb.shelf import Watch
from ralb.text import Source
from ralb.trouble import Trouble
from ralb.values import Names, names

MINUTES, BOARD = shelf.MINUTES, shelf.BOARD


class NoBoard(Trouble):
    """The folder that was named, or every folder from here up to the root, is no board."""

    def __init__(self, where: Path, *, named: bool) -> None:
        searched = f"{where} holds no" if named else f"neither {where} nor a folder above it holds"
        below = sorted(path.parent.parent.name for path in where.glob(f"*/{MINUTES}/{BOARD}"))
        how = "make one with `ralb init`, or name one with `--board FOLDER`"
        if len(below) == 1 and not named:
            how = f"there is one in {below[0]}: `cd {below[0]}`, or `--board {below[0]}`"
        super().__init__(f"no board here: {searched} {MINUTES}/{BOARD}\n{how}")


class CannotRead(Trouble):
    """A file that everything depends on has errors; older files are never taken in its place."""

    def __init__(self, path: str, faults: Iterable[Diagnostic]) -> None:
        lines = [fault.with_help for fault in faults]
        super().__init__("\n".join([*lines, f"mend {path} first; `ralb validate` shows all that is wrong"]))


class UnknownMeeting(Trouble):
    """No minutes file has the date that was asked for."""

    def __init__(self, asked: PartialDate | None, there: list[PartialDate]) -> None:
        within = [date for date in there if asked and dates.same(asked, date)]
        latest = ", ".join(str(date) for date in reversed(there[-5:]))
        known = (
            f"the latest are {latest} (`ralb meetings` lists all)" if there else "begin with `ralb new-meeting`"
        )
        if within:
            super().__init__(f"{asked} has several minutes: {', '.join(map(str, within))}; name one of them")
        else:
            super().__init__(f"no minutes of {asked}; {known}" if asked else f"no minutes yet; {known}")


def find(given: str | None = None) -> Path:
    """The board's folder: as *given*, or found as git finds a repository, upwards from the current folder."""
    if given:
        named = Path(given).absolute()
        for root in (named, named.parent, named.parent.parent):
            if (root / MINUTES / BOARD).is_file() and named in (root, root / MINUTES, root / MINUTES / BOARD):
                return root
        raise NoBoard(Path(given), named=True)
    try:
        here = Path.cwd()
    except OSError as error:
        raise disk.NotDone("find", "the current folder", error) from error
    for folder in (here, *here.parents):
        if (folder / MINUTES / BOARD).exists():
            return folder
    raise NoBoard(here, named=False)


def board(root: Path) -> Board:
    """The board; raises `CannotRead` when `board.yaml` has errors."""
    return roster_of(root)[0]


def roster_of(root: Path) -> tuple[Board, Source]:
    """The board with the text that says so; raises `CannotRead` as `board` does."""
    read, source, faults = shelf.roster_of(root / MINUTES, MINUTES)
    if read is None or any(fault.is_error for fault in faults):
        raise CannotRead(source.path, [fault for fault in faults if fault.is_error])
    return read, source


def held(root: Path) -> list[PartialDate]:
    """The dates of all minutes, the oldest first, from the files' names alone."""
    return [date for date, _ in shelf.files(root / MINUTES)]


def contents(root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the board as they lie there, by name: `board.yaml` and all minutes that can be opened."""
    folder = root / MINUTES
    for name in shelf.names(folder):
        if name == BOARD or minutes.date_of(name):
            data = disk.read(folder / name, shelf.path_of(MINUTES, name))
            if isinstance(data, bytes):
                yield name, data


def newest(root: Path, board: Board) -> Minutes | None:
    """The minutes whose log is in force; raises `CannotRead` rather than fall back to an older log."""
    return latest(root, board)[0]


def latest(root: Path, board: Board) -> tuple[Minutes | None, list[PartialDate]]:
    """The minutes whose log is in force, with the dates of all; raises as `newest` does."""
    files = shelf.files(root / MINUTES)
    last = _sound(shelf.read(root / MINUTES, files[-1], names(board)), board) if files else None
    return last, [date for date, _ in files]


def meeting(root: Path, board: Board, asked: PartialDate | None) -> Minutes:
    """The minutes of the meeting *asked* for, or the newest.

    Raises `UnknownMeeting`, or `CannotRead`, also when it is the newest that cannot be read.
    """
    files = shelf.files(root / MINUTES)
    there = [file for file in files if file[0] == asked] or [
        file for file in files if asked is None or (not asked.day and dates.same(file[0], asked))
    ]
    last = newest(root, board)
    if last is None or not there or (asked and len(there) > 1):
        raise UnknownMeeting(asked, [date for date, _ in files])
    if there[-1] == files[-1]:
        return last
    return _sound(shelf.read(root / MINUTES, there[-1], names(board)), board)


class NoneYet(Trouble):
    """There was no log yet on the day that was asked for."""

    def __init__(self, day: PartialDate) -> None:
        super().__init__(f"no meeting on or before {dates.words(day)} has minutes (`ralb meetings` lists all)")


def until(root: Path, board: Board, day: PartialDate) -> tuple[Minutes, Minutes | None]:
    """The minutes of the last meeting on or before a day, and those before; raises `NoneYet` before the first."""
    files = [file for file in shelf.files(root / MINUTES) if not dates.after(file[0], day)][-2:]
    if not files:
        raise NoneYet(day)
    *before, last = (shelf.read(root / MINUTES, file, names(board)) for file in files)
    return last, before[0] if before else None


def _sound(read: Minutes, board: Board) -> Minutes:
    """The minutes, if nothing in that file alone is an error."""
    from ralb.rules import soundness

    found = ordered([*read.faults, *soundness.errors(Book(board, (read,)))])
    errors = [fault for fault in found if fault.is_error]
    if errors:
        raise CannotRead(read.path, errors)
    return read


def sound(root: Path) -> Book:
    """The whole book, to make something of all of it; raises `CannotRead` for the first file with errors."""
    known, book = board(root), load(root)
    return dataclasses.replace(book, minutes=tuple(_sound(one, known) for one in book.minutes))


def in_force(root: Path) -> Book:
    """The book as `paged` has it, if the log in force can be read; raises as `newest` does."""
    newest(root, board(root))
    return paged(root)


def load(root: Path) -> Book:
    """The whole book, whatever is wrong with it: unreadable files are in it, with their faults."""
    return kept(paged(root))


def paged(root: Path) -> Book:
    """The book as `load` has it, but its minutes are read as one goes through them, and not kept."""
    return shelf.book(root / MINUTES, MINUTES)


def kept(book: Book) -> Book:
    """The book with all its minutes. What is read stays: to search it for garbage takes a tenth of the time."""
    gc.disable()
    try:
        return dataclasses.replace(book, minutes=tuple(book.minutes))
    finally:
        gc.enable()
        gc.freeze()


def holding(root: Path, may: Callable[[bytes], bool]) -> list[Minutes]:
    """The minutes of which *may* says so by their bytes, the newest first; the others are not read any further.

    Raises `CannotRead` when `board.yaml` has errors, which tells the names that may be responsible.
    """
    folder, found = root / MINUTES, []
    for date, path in reversed(shelf.files(folder)):
        content = disk.glance(f"{root}{os.sep}{path}")
        if content is None or may(content):
            found.append((date, path))
    known, seen = names(board(root)) if found else Names(), Seen()
    return [shelf.read(folder, file, known, seen) for file in found]


def all_files(root: Path, watch: Watch = iter) -> tuple[Book, set[str]]:
    """The whole book page by page, and the paths of all its files."""
    book = shelf.book(root / MINUTES, MINUTES, watch=watch)
    return book, {f"{MINUTES}/{BOARD}"}.union((path for _, path in book.files), (f.path for f in book.faults))


class NoFile(Trouble):
    """What was named as a file is a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is a folder; name the files in it, or the board with `--board {path}`")


def named_files(files: Iterable[Path], watch: Watch = iter) -> list[tuple[Book, set[str]]]:
    """The books that hold the named files, and the paths of these as they were named; they need not be a board's.

    They hold the other files of the folder, too: what a log lacks is seen only beside the one before.
    """
    folders: dict[Path, tuple[str, set[str]]] = {}
    for file in files:
        if file.is_dir():
            raise NoFile(file)
        if not file.exists() and not file.is_symlink():
            raise disk.NotDone("read", str(file), FileNotFoundError("no such file"))
        shown = PurePath(os.path.normpath(file.parent)).as_posix()
        folders.setdefault(Path(os.path.realpath(file.parent)), (shown, set()))[1].add(file.name)
    return [
        (shelf.book(folder, shown, names, watch), {shelf.path_of(shown, name) for name in names})
        for folder, (shown, names) in folders.items()
    ]


def reread(book: Book, read: Minutes, text: str) -> Minutes:
    """The same minutes file, had it been typed as *text*."""
    return _retyped(read, text, shelf.names_known(book.folder or Path(), book.board if book.roster else None))


def retyped(board: Board, read: Minutes, text: str) -> Minutes:
    """The same minutes file of a board, had it been typed as *text*; with the errors that rules find in it."""
    from ralb.rules import soundness

    again = _retyped(read, text, names(board))
    return dataclasses.replace(again, faults=(*again.faults, *soundness.errors(Book(board, (again,)))))


def _retyped(read: Minutes, text: str, known: Names) -> Minutes:
    return minutes.parse(read.path, text.encode("utf-8", "replace"), read.date, known)
