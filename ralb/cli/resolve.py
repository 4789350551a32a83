"""`ralb resolve`."""

from pathlib import Path
from typing import Annotated

import typer

from ralb.cli import options


def resolve(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILES]...", help="These files; all in conflict if not given.")
    ] = None,
    batch: Annotated[bool, typer.Option("--batch", help="Ask nothing: what both changed stays marked.")] = False,
    dry_run: options.DryRun = False,
    board: options.Board = None,
) -> None:
    """Put together minutes that git left in conflict.

    The file is rebuilt by number and key: what one side changed is taken, of two new actions with one number
    the later gets the next free number, in its notes, too; what both changed otherwise is asked. If one side
    has begun the next minutes, these carry what the log put together hands on. A file of
    the last merge that git called clean may be named, if `ralb check-merge` finds it wrong.

    Example: ralb resolve
    """
    from ralb import deciding, reconciling, sides, stopped, store

    root = store.find(board)
    asking = deciding.nothing if batch else deciding.asked
    left = 0
    for name in [file.name for file in files] if files else sides.waiting(root):
        one = reconciling.resolve(root, name, asking, dry=dry_run)
        deciding.told(one, dry=dry_run)
        left += one.done.marked + len(one.done.comments) + (one.next.done.marked if one.next else 0)
    if left:
        raise typer.Exit(1)
    check = "check-merge" if stopped.merging(root) else "validate"
    deciding.what_next(check, stopped.goes_on(root))
