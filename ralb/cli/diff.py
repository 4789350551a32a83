"""`ralb diff`."""

from typing import Annotated

import typer

from ralb.cli import options
from ralb.formats import Comparison


def diff(
    versions: Annotated[
        str, typer.Argument(metavar="[BASE[..HEAD]]", help="A branch, tag or commit; or two.")
    ] = "HEAD",
    form: Annotated[Comparison, typer.Option("--format", help="How to print it.")] = Comparison.TEXT,
    board: options.Board = None,
) -> None:
    """What changed in the minutes, in the board's words.

    From BASE (the last commit, if not given) to what lies on disk; or from BASE to HEAD. `BASE...HEAD` is what
    HEAD did since the two went apart. Restricted words are told of, never shown; `md` is for a pull request.

    Example: ralb diff main
    """
    from ralb import comparison, git, store
    from ralb import versions as known

    root = store.find(board)
    with git.objects(root) as ask:
        old, new = known.pair(root, ask, versions)
        every = known.compared(ask, old, new)
    comparison.show(every, form, f"{old.name} and {new.name}")
    if any(one.unread for one in every):
        raise typer.Exit(1)
