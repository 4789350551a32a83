"""The options that several commands share, and how a date is typed on the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ralb import dates
from ralb.dates import PartialDate
from ralb.formats import Audience, Format
from ralb.model import Status
from ralb.text import listed, quoted

Board = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        envvar="RALB_BOARD",
        show_envvar=True,
        help="The board's folder, if not the one around here.",
    ),
]
Form = Annotated[Format, typer.Option("--format", help="How to print it.")]
ForWhom = Annotated[Audience, typer.Option("--audience", help="For whom.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FOLDER", help="Where to; `out` in the board's folder if not given."),
]
Restricted = Annotated[bool, typer.Option("--restricted", help="Kept out of every public edition.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]


def a_date(text: str) -> PartialDate:
    """A day or a month; usage trouble for anything else, with what was probably meant."""
    date = dates.parse(text)
    if date is None:
        meant = dates.guess(text) or _of_file(text)
        instead = f": write {meant}" if meant else " (YYYY-MM-DD or YYYY-MM)"
        raise typer.BadParameter(f"{quoted(text)} is not a date{instead}")
    return date


def _of_file(text: str) -> str:
    """The date of minutes that were named by their file; "" for anything else."""
    from ralb import minutes

    date = minutes.date_of(text.replace("\\", "/").rpartition("/")[2])
    return str(date) if date else ""


def a_day(text: str) -> PartialDate:
    """A day; usage trouble for a month, too."""
    date = a_date(text)
    if not date.day:
        raise typer.BadParameter(f"{quoted(text)} is a month; a day is needed here (YYYY-MM-DD)")
    return date


def deputies(typed: Sequence[str]) -> dict[str, str]:
    """`RM=JS`: who came for each member; usage trouble for a member with two, or for oneself."""
    came: dict[str, str] = {}
    for text in typed:
        member, equals, deputy = (part.strip() for part in text.partition("="))
        if not (member and equals and deputy) or member == deputy or "=" in deputy:
            raise typer.BadParameter(f"{quoted(text)} is not a member and a deputy, as `RM=JS`")
        if member in came:
            raise typer.BadParameter(f"two came for {quoted(member)}: name the one who spoke for the member")
        came[member] = deputy
    return came


def a_text(text: str) -> str:
    """Words for the log, on one line; usage trouble for none, and for characters that nobody sees."""
    line = " ".join(text.split())
    if not line:
        raise typer.BadParameter("some words are needed here")
    if not line.isprintable():
        raise typer.BadParameter(f"{quoted(line)} holds a character that nobody sees; type it again")
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


On = Annotated[
    PartialDate | None,
    typer.Option(metavar="DATE", parser=a_day, help="The day; today if not given."),
]
Note = Annotated[
    str | None,
    typer.Option(
        metavar="WORDS",
        parser=a_text,
        help="A note for the board, behind any that is there; no public edition shows it.",
    ),
]
Today = Annotated[
    PartialDate | None,
    typer.Option(
        metavar="DATE", parser=a_day, envvar="RALB_TODAY", show_envvar=True, help="Take this day for today."
    ),
]
Since = Annotated[
    PartialDate | None,
    typer.Option("--from", metavar="2026-01", parser=a_date, help="Only meetings since then."),
]
Until = Annotated[
    PartialDate | None,
    typer.Option("--to", metavar="2026-12", parser=a_date, help="Only meetings up to then."),
]


def check_period(since: PartialDate | None, until: PartialDate | None) -> None:
    """Usage trouble for a period that ends before it begins."""
    if since and until and dates.after(since, until):
        raise typer.BadParameter(f"--from {since} is after --to {until}")


def an_address(text: str) -> str:
    """The address of a folder on the web, with its last slash; usage trouble for anything else."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or not text.isprintable() or " " in text:
        raise typer.BadParameter(f"{quoted(text)} is not an address, as https://board.example.org/adoption/")
    if parts.username is not None:
        raise typer.BadParameter(f"{quoted(text)} names a person; everyone will read the address: leave that out")
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise typer.BadParameter(f"{quoted(text)} has a `?` or `#`; pages lie in a folder: leave it out")
    return text.rstrip("/") + "/"


def end_if_unread(paths: Sequence[str]) -> None:
    """End with 1 where not all of some files could be read, and say which."""
    if paths:
        from ralb import report

        report.unread(paths)
        raise typer.Exit(1)
