"""`ralb schema`."""

from enum import StrEnum
from typing import Annotated

import typer


class Of(StrEnum):
    MINUTES = "minutes"
    BOARD = "board"


def schema(of: Annotated[Of, typer.Argument(help="Of which file.")] = Of.MINUTES) -> None:
    """Print a JSON Schema, for editors that complete and check.

    Example: ralb schema board > board.schema.json
    """
    from ralb import json_schema, terminal

    terminal.as_json(json_schema.board() if of is Of.BOARD else json_schema.minutes())
