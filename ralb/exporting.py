"""Which boards are exported, and whether the public may have what stands in their tables."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ralb import export, gate, store
from ralb.book import Book
from ralb.formats import Audience
from ralb.render.documents import Document
from ralb.tables import Row
from ralb.text import Source


class Shelf(NamedTuple):
    """A board's folder, and what stands in it."""

    root: Path
    book: Book
    roster: Source


def books(named: Sequence[str | None]) -> list[Shelf]:
    """The boards that are named, or the one around here; each folder once. Raises what `store.newest` raises."""
    found = []
    for root in dict.fromkeys(store.find(name) for name in named):
        board, roster = store.roster_of(root)
        store.newest(root, board)
        found.append(Shelf(root, store.load(root), roster))
    return found


def tables(shelf: Sequence[Shelf], audience: Audience) -> dict[str, list[Row]]:
    """The rows of each table; raises `gate.NotForThePublic` for what nobody has allowed to be published."""
    export.check_names(one.book.board for one in shelf)
    made = [export.rows(one.book, audience) for one in shelf]
    if audience is Audience.PUBLIC:
        for one, rows in zip(shelf, made, strict=True):
            _check(one, rows)
    return export.together(made)


def _check(one: Shelf, rows: dict[str, list[Row]]) -> None:
    said = export.by_meeting(rows)
    for minutes in one.book.minutes:
        printed = Document("export", {"rows": said.get(str(minutes.date), [])}, "")
        gate.check(one.book.board, one.roster, minutes, printed)
    elsewhere = Document("export", {"rows": said.get("", [])}, "")
    gate.check(one.book.board, one.roster, None, elsewhere)
