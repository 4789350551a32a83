"""Which boards are exported, and whether the public may have what stands in their tables."""

from collections.abc import Collection, Sequence
from pathlib import Path

from ralb import export, gate, store
from ralb.book import Book
from ralb.formats import Audience
from ralb.render.documents import Document
from ralb.tables import Row
from ralb.text import Source


def books(named: Sequence[str | None]) -> dict[Path, Book]:
    """The boards that are named, or the one around here, by their folders. Raises what `store.in_force` raises."""
    return {root: store.kept(store.in_force(root)) for root in dict.fromkeys(map(store.find, named))}


def tables(books: Collection[Book], audience: Audience) -> dict[str, list[Row]]:
    """The rows of each table; raises `gate.NotForThePublic` for what nobody has allowed to be published."""
    export.check_names(book.board for book in books)
    made = [export.rows(book, audience) for book in books]
    if audience is Audience.PUBLIC:
        for book, rows in zip(books, made, strict=True):
            _check(book, rows)
    return export.together(made)


def _check(book: Book, rows: dict[str, list[Row]]) -> None:
    said, roster = export.by_meeting(rows), book.roster or Source("", "")
    for minutes in book.minutes:
        printed = Document("export", {"rows": said.get(str(minutes.date), [])}, "")
        gate.check(book.board, roster, minutes, printed)
    elsewhere = Document("export", {"rows": said.get("", [])}, "")
    gate.check(book.board, roster, None, elsewhere)
