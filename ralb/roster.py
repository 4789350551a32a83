"""From the bytes of `board.yaml` to a board."""

from ralb import characters, nodes, schema
from ralb.diagnostics import Faults
from ralb.model import Board
from ralb.text import Span
from ralb.values import Names, Reading


def parse(path: str, data: bytes) -> tuple[Board | None, Faults]:
    """The board, None where it cannot be read, and everything that is wrong; never raises."""
    source, faults = characters.decode(path, data)
    start = 1 if source.text.startswith("\ufeff") else 0
    whole = Span(start, len(source.text))
    root = None
    if not faults.has_errors:
        characters.check_hidden(source, whole, faults)
    if not faults.has_errors:
        root = nodes.read(source, whole, faults)
    return (schema.record(Board, root, Reading(faults, Names())) if root else None), faults
