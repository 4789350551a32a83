"""`ralb move-meeting`."""

from typing import Annotated

import typer

from ralb.cli import options
from ralb.dates import PartialDate


def move_meeting(
    old: Annotated[PartialDate, typer.Argument(metavar="OLD", parser=options.a_date, help="Its date until now.")],
    new: Annotated[PartialDate, typer.Argument(metavar="NEW", parser=options.a_date, help="Its date to be.")],
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Move a meeting that has not been held.

    Its file gets the new name and the new `date`. Its old day stays in the calendar, cancelled, for
    all who have it in their diaries; the new one stands beside it. A meeting of which only the month
    was known gets its day in the same way, and leaves nothing.

    Example: ralb move-meeting 2026-04-16 2026-04-23
    """
    from ralb import moving, store, terminal, verdict

    done = moving.move(store.find(board), old, new, today, dry=dry_run)
    if done.file:
        terminal.note(f"{'would rename' if dry_run else 'renamed'} {done.file.path} to {done.new_path}")
    verdict.changes([change for change in (done.board, done.file) if change], dry=dry_run)
