"""`ralb actions`."""

from typing import Annotated

import typer

from ralb.cli import completing, options
from ralb.dates import PartialDate
from ralb.formats import Format
from ralb.model import Status


def actions(
    unfinished: Annotated[bool, typer.Option("--open", help="Only what is not complete or withdrawn.")] = False,
    responsible: Annotated[
        str | None,
        typer.Option(
            metavar="KY",
            autocompletion=completing.people,
            help="Only what this person answers for, through a group too.",
        ),
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what its people answer for.")
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Only this status.")] = None,
    issued: Annotated[
        PartialDate | None,
        typer.Option(metavar="2025-10", parser=options.a_date, help="Only what was issued then."),
    ] = None,
    meeting: Annotated[
        PartialDate | None,
        typer.Option(
            metavar="2026-01",
            autocompletion=completing.meetings,
            parser=options.a_date,
            help="The log of this meeting, not the newest.",
        ),
    ] = None,
    as_of: Annotated[
        PartialDate | None,
        typer.Option(metavar="2026-02-01", parser=options.a_date, help="The log as it stood on that day."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every number ever issued, as last known.")] = False,
    form: options.Form = Format.TABLE,
    board: options.Board = None,
) -> None:
    """The action log: who has to do what.

    Shows the newest log, which is the one in force; no older file is read for it.
    The age of an action is the number of meetings since the one that issued it.

    Example: ralb actions --open --responsible KY
    """
    from ralb import query, report, series, store

    if sum(map(bool, (every, meeting, as_of))) > 1:
        raise typer.BadParameter("--all, --meeting and --as-of choose logs: give only one of them")
    root = store.find(board)
    roster = store.board(root)
    newest, held = store.latest(root, roster)
    if meeting:
        newest = store.meeting(root, roster, meeting)
    unread: list[str] = []
    if every:
        book = store.paged(root)
        rows = series.last_known(reversed(book.minutes), held)
        unread = book.unsound
    elif as_of:
        newest, before = store.until(root, roster, as_of)
        rows = series.as_of(newest, before, held, as_of)
        unread = [one.path for one in (before, newest) if one and one.has_errors]
    else:
        rows = series.log(newest, held) if newest else []
    where = query.Where(
        unfinished=unfinished, responsible=responsible, organisation=organisation, status=status, issued=issued
    )
    query.check_names(where, roster, rows)
    found = query.select(rows, where, roster)
    of = len(rows)
    title = report.title_of_all(len(found), of) if every else report.title(newest, len(found), of, as_of)
    report.actions(found, form, title)
    options.end_if_unread(unread)
