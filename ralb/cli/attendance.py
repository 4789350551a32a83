"""`ralb attendance`."""

from enum import StrEnum
from typing import Annotated

import typer

from ralb.cli import options
from ralb.dates import PartialDate
from ralb.formats import Format


class By(StrEnum):
    """Whose attendance is counted."""

    PERSON = "person"
    ORGANISATION = "organisation"


def attendance(
    by: Annotated[By, typer.Option(help="Count people, or whom they spoke for.")] = By.PERSON,
    since: Annotated[
        PartialDate | None,
        typer.Option("--from", metavar="2026-01", parser=options.a_date, help="Only meetings since then."),
    ] = None,
    until: Annotated[
        PartialDate | None,
        typer.Option("--to", metavar="2026-12", parser=options.a_date, help="Only meetings up to then."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TABLE,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Who came to the meetings that took place, for the board's own eyes.

    Whoever is on no list of a meeting whose minutes say who was present was absent. Where nobody wrote
    that down it is unknown. An authority is represented by its own people, their deputies, or an agency
    that covers it.

    Example: ralb attendance --by organisation --from 2026-01
    """
    from ralb import attendance, clock, dates, roll, store

    if since and until and dates.after(since, until):
        raise typer.BadParameter(f"--from {since} is after --to {until}")
    root = store.find(board)
    roster = store.board(root)
    store.newest(root, roster)
    book = store.load(root)
    held = attendance.held(book, today or clock.today(roster), since, until)
    if by is By.PERSON:
        roll.attended_by(attendance.by_person(roster, held), held, form)
    else:
        roll.represented(attendance.by_organisation(roster, held), held, form)
    if book.unsound:
        from ralb import report

        report.unread(book.unsound)
        raise typer.Exit(1)
