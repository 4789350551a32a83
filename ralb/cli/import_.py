"""`ralb import`."""

from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options
from ralb.dates import PartialDate


def import_(
    returned: Annotated[
        Path | None, typer.Option(metavar="FILE.docx", help="A Word copy that came back with corrections.")
    ] = None,
    date: Annotated[
        PartialDate | None,
        typer.Option(
            metavar="DATE", parser=options.a_date, help="The meeting's date, if the file does not say it."
        ),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Bring old minutes in.

    Example: ralb import --returned minutes-KY.docx
    """
    from ralb import returning, store

    if returned is None:
        raise typer.BadParameter("name the copy that came back: `--returned FILE.docx`")
    if not returning.go_through(store.find(board), returned, date, today, typer.getchar, dry=dry_run):
        raise typer.Exit(1)
