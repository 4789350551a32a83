"""Changed files of the board's folder, each written whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

from ralb import lock, replacing
from ralb.book import Book
from ralb.mending import Change


def save(book: Book, changes: Iterable[Change]) -> None:
    """Write changed files, each whole or not at all; raises `replacing.ChangedMeanwhile` for one edited since."""
    changed = [change for change in changes if change.after != change.before]
    if changed and book.folder:
        with lock.held(book.folder):
            for change in changed:
                put(book.folder, change)


def put(folder: Path, change: Change) -> None:
    """Write one changed file of a folder whose lock is held."""
    name = change.path.rpartition("/")[2]
    replacing.replace(folder / name, change.before.encode("utf-8"), change.after.encode("utf-8"))
