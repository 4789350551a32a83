"""`ralb harvest`."""

from typing import Annotated

import typer

from ralb.cli import options
from ralb.dates import PartialDate


def harvest(
    meeting: Annotated[
        PartialDate | None,
        typer.Argument(metavar="[MEETING]", parser=options.a_date, help="Its date, if only it is meant."),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Make rows of the log of what was typed in the meeting.

    In the notes, `Action: KY to find out ...` becomes `Action 86: KY to find out ...` and a row of the
    log, with who is to do it; so do `Decision: ...`, `Escalation to ADCS: ...` and
    `Recommendation to Directors: ...`. In a restricted passage the row is restricted. What is not
    understood is listed and left as it is. Nothing happens twice.

    Example: ralb harvest --dry-run
    """
    from ralb import account, desk
    from ralb import harvest as harvesting
    from ralb.revising import Revision

    done: list[harvesting.Harvest] = []

    def act(at: desk.Desk) -> Revision:
        at.check_newest()
        at.check_not_agreed()
        done.append(harvesting.harvest(at.board, at.minutes, at.meeting, at.today, at.first_free))
        return done[0].revision

    change = desk.revise(board, act, today=today, dry=dry_run, asked=meeting)
    account.harvested(done[0].rows, done[0].doubts)
    account.left_alone(done[0].left, change)
    if done[0].left:
        raise typer.Exit(1)
