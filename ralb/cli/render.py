"""`ralb render`."""

from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options
from ralb.dates import PartialDate
from ralb.formats import Audience


def render(
    meeting: Annotated[
        PartialDate | None,
        typer.Argument(metavar="[MEETING]", parser=options.a_date, help="Its date; the newest if not given."),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMATS", help="html, docx, or both.")] = "html,docx",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FOLDER", help="Where to; `out` in the board's folder if not given."),
    ] = None,
    audience: Annotated[Audience, typer.Option(help="For whom.")] = Audience.PUBLIC,
    board: options.Board = None,
) -> None:
    """Make the web page and the Word copy of minutes.

    The public edition has the public words in place of every restricted passage and action;
    the board's edition has the restricted ones, so marked, and `-board` in its files' names.

    Example: ralb render 2026-01 --to docx --audience board
    """
    from ralb import account, disk, store
    from ralb.edition import edition
    from ralb.render import documents

    wanted = documents.formats(to)
    root = store.find(board)
    roster = store.board(root)
    minutes = store.meeting(root, roster, meeting)
    shown = edition(roster, minutes, audience)
    for name, content in list(documents.made(root, shown, wanted)):
        path = (out or root / "out") / name
        disk.publish(path, content)
        account.wrote(path)
