"""`ralb new-meeting`."""

from typing import Annotated

import typer

from ralb.cli import options
from ralb.dates import PartialDate


def new_meeting(
    date: Annotated[
        PartialDate | None,
        typer.Argument(metavar="[DATE]", parser=options.a_date, help="Its date, if not the calendar's next."),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
) -> None:
    """Begin the next minutes file.

    Time and venue come from the calendar, the headings from the standing items, and every
    unfinished action is carried, with its number and its text unchanged. No file is overwritten.

    Example: ralb new-meeting 2026-04-16 --dry-run
    """
    from ralb import account, desk, draft, filing, outcomes, store, terminal

    root = store.find(board)
    with desk.writing(root, dry=dry_run):
        roster = store.board(root)
        newest = store.newest(root, roster)
        meeting = draft.planned(roster, newest, date)
        new = draft.carry_forward(roster, newest.meeting if newest else None, meeting)
        path = root / store.MINUTES / f"{meeting.date}.md"
        asked = new.meeting.escalations or new.meeting.recommendations
        waiting = outcomes.waiting(store.load(root)) if asked else []
        if dry_run:
            terminal.verbatim(draft.write(new))
        else:
            filing.create(path, draft.write(new))
    account.carried(path, newest, new.meeting, waiting, dry=dry_run)
