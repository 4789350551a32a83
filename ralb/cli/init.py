"""`ralb init`."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where; here if not given.")] = Path(),
) -> None:
    """Begin a new board.

    Writes minutes/board.yaml, with comments that say what to fill in, and what git should know.
    Nothing is asked, and no file is overwritten.

    Example: ralb init my-board
    """
    from ralb import account, scaffold

    account.begun(*scaffold.create(folder))
