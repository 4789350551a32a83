"""`ralb attendance`."""

from enum import StrEnum
from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Format


class By(StrEnum):
    """Whose attendance is counted."""

    PERSON = "person"
    ORGANISATION = "organisation"


def attendance(
    by: Annotated[By, typer.Option(help="Count people, or whom they spoke for.")] = By.PERSON,
    since: options.Since = None,
    until: options.Until = None,
    form: options.Form = Format.TABLE,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Who came to the meetings that took place.

    For the board's own eyes. Whoever is on no list of a meeting whose minutes say who was present was
    absent. Where nobody wrote that down it is unknown. An authority is represented by its own people,
    their deputies, or an agency that covers it.

    Example: ralb attendance --by organisation --from 2026-01
    """
    from ralb import attendance, clock, roll, store

    options.check_period(since, until)
    book = store.kept(store.in_force(store.find(board)))
    held = attendance.held(book, today or clock.today(book.board), since, until)
    if by is By.PERSON:
        roll.attended_by(attendance.by_person(book.board, held), held, form)
    else:
        roll.represented(attendance.by_organisation(book.board, held), held, form)
    options.end_if_unread(book.unsound)
