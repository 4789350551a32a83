"""`ralb stats`."""

from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Format


def stats(
    since: options.Since = None,
    until: options.Until = None,
    form: options.Form = Format.TABLE,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Make a page with charts there, too: stats-board.html."),
    ] = None,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """What was raised, closed, carried, and who came.

    For the board's own eyes. Counted are the logs of meetings that took place: an action is raised in
    the log of the meeting that issued it, closed in the log that finished it, carried where it is
    unfinished. Days and Meetings are the median age at closing. Days are counted where the day of
    closing is recorded, from the day of the meeting that issued it; a month counts as its 15th. An
    action of several people is counted for each; `All` and groups by themselves.

    Example: ralb stats --from 2025-01 --to 2025-12 --format csv
    """
    from ralb import attendance, clock, figures, store
    from ralb import stats as reckoning

    options.check_period(since, until)
    root = store.find(board)
    if out:
        from ralb import publishing

        publishing.check_outside(root, out)
    book = store.kept(store.in_force(root))
    found = reckoning.reckon(book, attendance.held(book, today or clock.today(book.board), since, until))
    figures.show(found, form)
    if out:
        from ralb import account, filing
        from ralb.render import page

        filing.publish({out / "stats-board.html": page.render(root, "stats", figures.edition(book.board, found))})
        account.wrote(out / "stats-board.html")
    options.end_if_unread(book.unsound)
