"""`ralb fmt`."""

from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options


def fmt(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILES]...", help="These files; all minutes if not given.")
    ] = None,
    dry_run: options.DryRun = False,
    board: options.Board = None,
) -> None:
    """Put keys in order, with a blank line between actions.

    In this layout git merges the changes of two people rightly. Nothing else of a file changes, and
    what cannot be moved without taking a comment from its place is left alone.

    Example: ralb fmt --dry-run
    """
    from functools import partial

    from ralb import mending, saving, store, verdict

    for book, paths in store.named_files(files) if files else [store.all_files(store.find(board))]:
        minutes = [one for one in book.minutes if one.path in paths]
        changes = [mending.laid_out(one, partial(store.reread, book, one)) for one in minutes]
        if not dry_run:
            saving.save(book, changes)
        verdict.changes(changes, dry=dry_run)
