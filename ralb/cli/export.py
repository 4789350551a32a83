"""`ralb export`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Audience


class To(StrEnum):
    """The files that tables are written as."""

    CSV = "csv"
    JSON = "json"
    SQLITE = "sqlite"
    PARQUET = "parquet"


def export(
    to: Annotated[To, typer.Option("--to", help="What other programs are to read.")] = To.CSV,
    audience: options.ForWhom = Audience.PUBLIC,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FOLDER", help="Where to; `out` in the (first) board's folder if not given."
        ),
    ] = None,
    boards: Annotated[
        list[Path] | None,
        typer.Option(
            "--board",
            metavar="FOLDER",
            envvar="RALB_BOARD",
            show_envvar=True,
            help="The board's folder, if not the one around here; again for another board.",
        ),
    ] = None,
) -> None:
    """Write the minutes as tables, for Excel and others.

    Meetings, attendance, actions with their history, decisions and more. For Excel, Power BI, DuckDB or
    a warehouse: CSV and Parquet are a file a table, JSON and SQLite one file. Several boards stand in
    the same tables, told apart by the column `board`. docs/export.md describes every column. The
    public's tables have the public words in place of what is restricted, and no notes; they are not
    written while a telephone number or the like stands in them that nobody has allowed. The board's
    have `-board` in their files' names.

    Example: ralb export --to sqlite --board north --board south
    """
    from ralb import account, exporting, filing, publishing, sheets

    books = exporting.books([str(board) for board in boards] if boards else [None])
    folder = out or next(iter(books)) / "out"
    for root in books:
        publishing.check_outside(root, folder)
    made = exporting.tables(books.values(), audience)
    stem = "-board" if audience is Audience.BOARD else ""
    files = {folder / name: content for name, content in sheets.FORMATS[to](made, stem)}
    filing.publish(files)
    for path in files:
        account.wrote(path)
    options.end_if_unread([path for book in books.values() for path in book.unsound])
