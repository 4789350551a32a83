"""The options that several commands share, and how a date is typed on the command line."""

import re
from typing import Annotated

import typer

from ralb import dates
from ralb.dates import PartialDate
from ralb.model import Status
from ralb.text import listed, quoted

_INITIALS = re.compile(r"[A-Za-z]{2,4}[0-9]?(?:\s+(?:and\s+)?[A-Za-z]{2,4}[0-9]?)*")

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

On = Annotated[
    PartialDate | None,
    typer.Option(metavar="DATE", parser=lambda text: a_day(text), help="The day; today if not given."),
]
Note = Annotated[
    str | None, typer.Option(metavar="WORDS", help="A note for the board; no public edition shows it.")
]


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


def people(text: str) -> list[str]:
    """Names as people list them: `AC,RE`, `AC RE`, `AC/RE`; the name of a group may have blanks."""
    parts = [part.strip() for part in re.split(r"[,/;&]", text)]
    return [name for part in parts for name in (part.split() if _INITIALS.fullmatch(part) else [part]) if name]


def a_text(text: str) -> str:
    """Words for the log, on one line; usage trouble for none."""
    line = " ".join(text.split())
    if not line:
        raise typer.BadParameter("some words are needed here")
    return line


def a_status(text: str) -> Status:
    """A status; usage trouble for anything else, with what was probably meant."""
    from ralb import values

    words = [status.value for status in Status]
    if text in words:
        return Status(text)
    meant = values.meant(text, words)
    raise typer.BadParameter(
        f"{quoted(text)} is not a status ({listed(words, 'or')})" + (f"; did you mean `{meant}`?" if meant else "")
    )


Today = Annotated[
    PartialDate | None,
    typer.Option(
        metavar="DATE", parser=a_day, envvar="RALB_TODAY", show_envvar=True, help="Take this day for today."
    ),
]
