"""What commands say that keep up the board's people and dates: what to look at, what was written."""

from collections.abc import Sequence
from pathlib import Path

from ralb import account, dates, disk, membership, people, terminal
from ralb.dates import PartialDate
from ralb.diary import Sitting
from ralb.model import Board, Person
from ralb.scalars import written_in_brackets
from ralb.text import listed, quoted


def joined(board: Board, initials: str, organisation: str | None, since: PartialDate) -> None:
    """What to look at when someone is on the board, or has another role."""
    known = people.organisations(board)
    if organisation and known and organisation not in known:
        terminal.note(f"{quoted(organisation)} is none of the organisations of minutes/board.yaml")
        line = f"- {{name: {written_in_brackets(organisation)}}}"
        terminal.note(f"if it is right, add `{line}` there below `organisations:`; else mend the name of it")
    for other in membership.other_chairs(board, initials):
        way_out = f"`ralb people role {other.initials} member --from {since}`"
        terminal.note(f"{other.initials} ({other.name}) is chair too: {way_out}")


def left(initials: str, numbers: Sequence[int], back: Person | None) -> None:
    """What someone who leaves is still responsible for, and that they come *back*."""
    if back and back.from_:
        terminal.note(f"{initials} ({back.name}) is on the board again from {dates.words(back.from_)}")
    for number in numbers:
        terminal.note(f"{initials} is still responsible for {number}: `ralb action assign {number} INITIALS`")


def fed(path: Path, sittings: Sequence[Sitting], *, changed: bool) -> None:
    """A calendar feed that was written, or needed not be, and the meetings that it cannot hold."""
    if changed:
        account.wrote(path)
    else:
        terminal.note(f"{disk.shown(path)} says all of it already")
    without = [dates.words(one.date) for one in sittings if not one.date.day]
    if without:
        terminal.note(f"not in it, since the day is not known: {listed(without)}")
