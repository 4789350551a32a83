"""The options that several commands share, and how a date is typed on the command line."""

from typing import Annotated

import typer

from ralb import dates
from ralb.dates import PartialDate
from ralb.text import quoted

Board = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        envvar="RALB_BOARD",
        show_envvar=True,
        help="The board's folder, if not the one around here.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]


def a_date(text: str) -> PartialDate:
    """A day or a month; usage trouble for anything else, with what was probably meant."""
    date = dates.parse(text)
    if date is None:
        meant = dates.guess(text)
        instead = f": write {meant}" if meant else " (YYYY-MM-DD or YYYY-MM)"
        raise typer.BadParameter(f"{quoted(text)} is not a date{instead}")
    return date


def a_day(text: str) -> PartialDate:
    """A day; usage trouble for a month, too."""
    date = a_date(text)
    if not date.day:
        raise typer.BadParameter(f"{quoted(text)} is a month; a day is needed here (YYYY-MM-DD)")
    return date


Today = Annotated[
    PartialDate | None,
    typer.Option(
        metavar="DATE", parser=a_day, envvar="RALB_TODAY", show_envvar=True, help="Take this day for today."
    ),
]
