"""What lies in minutes/: the files by their dates, each read, and the book of them all."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ralb import disk, kinds, minutes, roster, values
from ralb.book import Book, File, Minutes, Pages
from ralb.diagnostics import Diagnostic
from ralb.model import Board
from ralb.repeats import Seen
from ralb.text import Source
from ralb.values import UNKNOWN, Names

MINUTES, BOARD = "minutes", "board.yaml"
_EXEMPT = {"README.md"}
Watch = Callable[[Sequence[Any]], Iterable[Any]]
"""Passes files on one by one, and may show how far it has come."""


def files(folder: Path, shown: str = MINUTES) -> list[File]:
    """The minutes, the oldest first, as their names say."""
    return [(date, path_of(shown, name)) for date, name in minutes.dated(names(folder))]


def names(folder: Path) -> list[str]:
    """All that lies in the folder; raises `disk.NotDone`."""
    try:
        return sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        raise disk.NotDone("read", str(folder), error) from error


def book(folder: Path, shown: str, named: Iterable[str] = (), watch: Watch = iter) -> Book:
    """The book of a folder, with or without a `board.yaml`; files that were *named* must be minutes or that."""
    faults: list[Diagnostic] = []
    board, roster = None, None
    if (folder / BOARD).exists():
        board, roster, faults = roster_of(folder, shown)
    strange = {name for name in names(folder) if _is_strange(name)}
    strange |= {name for name in named if name != BOARD and not minutes.date_of(name)}
    faults += [_bad_name(path_of(shown, name)) for name in sorted(strange)]
    pages = _pages(folder, shown, names_known(folder, board), watch)
    return Book(board or Board(name="", people=()), pages, roster if board else None, tuple(faults), folder)


def _pages(folder: Path, shown: str, known: Names, watch: Watch) -> Pages:
    def opened(files: Sequence[File]) -> Iterator[Minutes]:
        seen = Seen()
        return (read(folder, file, known, seen) for file in watch(files))

    return Pages(files(folder, shown), opened)


def names_known(folder: Path, board: Board | None) -> Names:
    """The names of the board; where `board.yaml` is broken, nobody knows which there are."""
    if board:
        return values.names(board)
    return UNKNOWN if (folder / BOARD).exists() else Names()


def _is_strange(name: str) -> bool:
    """Whether a file looks like minutes, but is not named like them."""
    looks = name.lower().endswith(".md") or re.match(r"[0-9]{4}-[0-9]{2}", name)
    return bool(looks) and name not in _EXEMPT and not minutes.date_of(name)


def _bad_name(path: str) -> Diagnostic:
    message = "minutes are named by their date, as 2026-01-22.md or 2026-01.md"
    return Diagnostic(kinds.BAD_FILE_NAME, path, 1, 1, message, "rename or move it")


def read(folder: Path, file: File, known: Names, seen: Seen | None = None) -> Minutes:
    """Minutes, whatever is wrong with them: what cannot be opened has its fault."""
    date, path = file
    data = disk.read(folder / path.rpartition("/")[2], path)
    if isinstance(data, Diagnostic):
        return Minutes(source=Source(path, ""), date=date, meeting=None, faults=(data,))
    return minutes.parse(path, data, date, known, seen)


def roster_of(folder: Path, shown: str) -> tuple[Board | None, Source, list[Diagnostic]]:
    """`board.yaml`: the board, unless it cannot be understood, its text, and what is wrong with it."""
    path = path_of(shown, BOARD)
    data = disk.read(folder / BOARD, path)
    if isinstance(data, Diagnostic):
        return None, Source(path, ""), [data]
    read, faults = roster.parse(path, data)
    return read, faults.source, faults.met


def path_of(shown: str, name: str) -> str:
    """The path of a file as people see it; *shown* is its folder."""
    return name if shown == "." else f"{shown}/{name}"
