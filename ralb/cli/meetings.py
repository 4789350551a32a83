"""`ralb meetings`."""

from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Format


def meetings(
    upcoming: Annotated[bool, typer.Option("--upcoming", help="Only what is today or later.")] = False,
    form: options.Form = Format.TABLE,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """All meetings, held and to come.

    A meeting is a draft until its minutes are circulated, then circulated until a later meeting
    agrees them. A meeting of the calendar that has no minutes yet is planned.

    Example: ralb meetings --upcoming
    """
    from ralb import clock, report, series, store

    book = store.in_force(store.find(board))
    since = (today or clock.today(book.board)) if upcoming else None
    report.meetings(series.meetings(book, since), form)
    options.end_if_unread(book.unsound)
