"""What `ralb chase` says of the letters that it made."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from ralb import disk, terminal
from ralb.chasing import Letter
from ralb.model import Board, Initials
from ralb.text import counted, listed, numbered


def chased(
    letters: Sequence[Letter],
    left: Mapping[Initials, list[int]],
    addresses: Path | None,
    known: Mapping[str, str],
    *,
    board: Board,
) -> None:
    """Who gets no letter, whose draft has no address, and that nothing was sent."""
    for who, numbers in left.items():
        several = who in board.collective_names
        why = ": nobody who belonged to it then is on the board" if several else ", who is not on the board"
        terminal.note(
            f"no letter to {who}{why}: {numbered('action', numbers)} (`ralb action assign {numbers[0]} KY`)"
        )
    missing = [letter.initials for letter in letters if letter.initials not in known]
    if addresses and missing:
        terminal.note(f"no address of {listed(missing)} in {disk.shown(addresses)}")
    counts = counted(len(letters), "letter") if letters else "no letter"
    terminal.note(f"{counts}, for the board's own eyes; nothing was sent")


def older(paths: Collection[Path]) -> None:
    """Letters that an earlier run left, and that may say what is not so any more."""
    for path in sorted(paths):
        terminal.note(f"left from an earlier time: {disk.shown(path)}")
