"""`ralb review`."""

from typing import Annotated

import typer

from ralb.cli import completing, options


def review(
    responsible: Annotated[
        str | None,
        typer.Option(
            metavar="KY",
            autocompletion=completing.people,
            help="Only what this person answers for, to prepare a talk.",
        ),
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
    today: options.Today = None,
) -> None:
    """Go through the unfinished actions one by one.

    One key for each answer: c complete, o ongoing, n a note, r others are responsible, s skip, q stop.
    The words will do, too, with Enter. Each answer is written at once, so nothing is lost when you stop.

    Example: ralb review --responsible KY
    """
    from ralb import reviewing, store

    root = store.find(board)
    reviewing.review(root, responsible, today, dry=dry_run)
