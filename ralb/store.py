"""The board's folder: finding it and reading it. The only module that opens minutes/."""

import dataclasses
import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ralb import dates, disk, kinds, minutes, roster
from ralb.book import Book, File, Minutes, Pages
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic, ordered
from ralb.model import Board
from ralb.repeats import Seen
from ralb.text import Source
from ralb.trouble import Trouble
from ralb.values import UNKNOWN, Names, names

MINUTES, BOARD = "minutes", "board.yaml"
_EXEMPT = {"README.md"}


class NoBoard(Trouble):
    """The folder that was named, or every folder from here up to the root, is no board."""

    def __init__(self, where: Path, *, named: bool) -> None:
        searched = f"{where} holds no" if named else f"neither {where} nor a folder above it holds"
        super().__init__(
            f"no board here: {searched} {MINUTES}/{BOARD}\n"
            "make one with `ralb init`, or name one with `--board FOLDER`"
        )


class CannotRead(Trouble):
    """A file that everything depends on has errors; older files are never taken in its place."""

    def __init__(self, path: str, faults: Iterable[Diagnostic]) -> None:
        lines = [f"{fault}" + (f"\n  help: {fault.help}" if fault.help else "") for fault in faults]
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
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MINUTES / BOARD).exists():
            return folder
    raise NoBoard(here, named=False)


def board(root: Path) -> Board:
    """The board; raises `CannotRead` when `board.yaml` has errors."""
    return roster_of(root)[0]


def roster_of(root: Path) -> tuple[Board, Source]:
    """The board with the text that says so; raises `CannotRead` as `board` does."""
    read, source, faults = _roster(root / MINUTES, MINUTES)
    if read is None or any(fault.is_error for fault in faults):
        raise CannotRead(source.path, [fault for fault in faults if fault.is_error])
    return read, source


def _roster(folder: Path, shown: str) -> tuple[Board | None, Source, list[Diagnostic]]:
    path = _path(shown, BOARD)
    data = disk.read(folder / BOARD, path)
    if isinstance(data, Diagnostic):
        return None, Source(path, ""), [data]
    read, faults = roster.parse(path, data)
    return read, faults.source, faults.met


def held(root: Path) -> list[PartialDate]:
    """The dates of all minutes, the oldest first, from the files' names alone."""
    return [date for date, _ in _files(root / MINUTES)]


def _files(folder: Path, shown: str = MINUTES) -> list[File]:
    return [(date, _path(shown, name)) for date, name in minutes.dated(_names(folder))]


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        raise disk.NotDone("read", str(folder), error) from error


def contents(root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the board as they lie there, by name: `board.yaml` and all minutes that can be opened."""
    folder = root / MINUTES
    for name in _names(folder):
        if name == BOARD or minutes.date_of(name):
            data = disk.read(folder / name, _path(MINUTES, name))
            if isinstance(data, bytes):
                yield name, data


def newest(root: Path, board: Board) -> Minutes | None:
    """The minutes whose log is in force; raises `CannotRead` rather than fall back to an older log."""
    files = _files(root / MINUTES)
    return _sound(_minutes(root / MINUTES, files[-1], names(board)), board) if files else None


def meeting(root: Path, board: Board, asked: PartialDate | None) -> Minutes:
    """The minutes of the meeting *asked* for, or the newest.

    Raises `UnknownMeeting`, or `CannotRead`, also when it is the newest that cannot be read.
    """
    files = _files(root / MINUTES)
    there = [file for file in files if file[0] == asked] or [
        file for file in files if asked is None or (not asked.day and dates.same(file[0], asked))
    ]
    last = newest(root, board)
    if last is None or not there or (asked and len(there) > 1):
        raise UnknownMeeting(asked, [date for date, _ in files])
    if there[-1] == files[-1]:
        return last
    return _sound(_minutes(root / MINUTES, there[-1], names(board)), board)


def _sound(read: Minutes, board: Board) -> Minutes:
    """The minutes, if nothing in that file alone is an error."""
    from ralb.rules import soundness

    found = ordered([*read.faults, *soundness.errors(Book(board, (read,)))])
    errors = [fault for fault in found if fault.is_error]
    if errors:
        raise CannotRead(read.path, errors)
    return read


def sound(root: Path, board: Board) -> Book:
    """The whole book, to make something of all of it; raises `CannotRead` for the first file with errors."""
    book = load(root)
    return dataclasses.replace(book, minutes=tuple(_sound(one, board) for one in book.minutes))


def load(root: Path) -> Book:
    """The whole book, whatever is wrong with it: unreadable files are in it, with their faults."""
    return kept(paged(root))


def paged(root: Path) -> Book:
    """The book as `load` has it, but its minutes are read as one goes through them, and not kept."""
    return _book(root / MINUTES, MINUTES)


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
    for date, path in reversed(_files(folder)):
        content = disk.glance(f"{root}{os.sep}{path}")
        if content is None or may(content):
            found.append((date, path))
    known = names(board(root)) if found else Names()
    return [_minutes(folder, file, known) for file in found]


Watch = Callable[[Sequence[Any]], Iterable[Any]]
"""Passes files on one by one, and may show how far it has come."""


def all_files(root: Path, watch: Watch = iter) -> tuple[Book, set[str]]:
    """The whole book page by page, and the paths of all its files."""
    book = _book(root / MINUTES, MINUTES, watch=watch)
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
        shown = os.path.normpath(file.parent)
        folders.setdefault(Path(os.path.realpath(file.parent)), (shown, set()))[1].add(file.name)
    return [
        (_book(folder, shown, names, watch), {_path(shown, name) for name in names})
        for folder, (shown, names) in folders.items()
    ]


def _path(shown: str, name: str) -> str:
    """The path of a file as people see it; *shown* is its folder."""
    return name if shown == "." else f"{shown}/{name}"


def _book(folder: Path, shown: str, named: Iterable[str] = (), watch: Watch = iter) -> Book:
    """The book of a folder, with or without a `board.yaml`; files that were *named* must be minutes or that."""
    faults: list[Diagnostic] = []
    board, roster = None, None
    if (folder / BOARD).exists():
        board, roster, faults = _roster(folder, shown)
    strange = {name for name in _names(folder) if _is_strange(name)}
    strange |= {name for name in named if name != BOARD and not minutes.date_of(name)}
    faults += [_bad_name(_path(shown, name)) for name in sorted(strange)]
    pages = _pages(folder, shown, _names_known(folder, board), watch)
    return Book(board or Board(name="", people=()), pages, roster if board else None, tuple(faults), folder)


def _pages(folder: Path, shown: str, known: Names, watch: Watch) -> Pages:
    def read(files: Sequence[File]) -> Iterator[Minutes]:
        seen = Seen()
        return (_minutes(folder, file, known, seen) for file in watch(files))

    return Pages(_files(folder, shown), read)


def _names_known(folder: Path, board: Board | None) -> Names:
    """The names of the board; where `board.yaml` is broken, nobody knows which there are."""
    if board:
        return names(board)
    return UNKNOWN if (folder / BOARD).exists() else Names()


def _is_strange(name: str) -> bool:
    """Whether a file looks like minutes, but is not named like them."""
    looks = name.lower().endswith(".md") or re.match(r"[0-9]{4}-[0-9]{2}", name)
    return bool(looks) and name not in _EXEMPT and not minutes.date_of(name)


def _bad_name(path: str) -> Diagnostic:
    message = "minutes are named by their date, as 2026-01-22.md or 2026-01.md"
    return Diagnostic(kinds.BAD_FILE_NAME, path, 1, 1, message, "rename or move it")


def _minutes(folder: Path, file: File, known: Names, seen: Seen | None = None) -> Minutes:
    date, path = file
    data = disk.read(folder / path.rpartition("/")[2], path)
    if isinstance(data, Diagnostic):
        return Minutes(source=Source(path, ""), date=date, meeting=None, faults=(data,))
    return minutes.parse(path, data, date, known, seen)


def reread(book: Book, read: Minutes, text: str) -> Minutes:
    """The same minutes file, had it been typed as *text*."""
    return _retyped(read, text, _names_known(book.folder or Path(), book.board if book.roster else None))


def retyped(board: Board, read: Minutes, text: str) -> Minutes:
    """The same minutes file of a board, had it been typed as *text*; with the errors that rules find in it."""
    from ralb.rules import soundness

    again = _retyped(read, text, names(board))
    return dataclasses.replace(again, faults=(*again.faults, *soundness.errors(Book(board, (again,)))))


def _retyped(read: Minutes, text: str, known: Names) -> Minutes:
    return minutes.parse(read.path, text.encode("utf-8", "replace"), read.date, known)
