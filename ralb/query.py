"""Which rows of a log are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ralb import dates, model, people
from ralb.dates import PartialDate
from ralb.model import Board, Status
from ralb.series import Row
from ralb.text import listed, quoted
from ralb.trouble import Trouble


class Nobody(Trouble):
    """Nobody of the board, and nobody in the log, goes by the name that was asked for."""

    def __init__(self, asked: str, there: Iterable[str]) -> None:
        from difflib import get_close_matches

        names = sorted(there)
        near = get_close_matches(asked, names, n=3, cutoff=0.5) or [one for one in names if one == asked.upper()]
        known = f"known are {listed(names)}" if names else "minutes/board.yaml names none"
        meant = f"did you mean {listed(near, 'or')}?" if near else known
        super().__init__(f"{quoted(asked)} is neither on the board nor in the log; {meant}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What a row must be; what is None does not matter."""

    unfinished: bool = False
    responsible: str | None = None
    organisation: str | None = None
    status: Status | None = None
    issued: PartialDate | None = None


def check_names(where: Where, board: Board, rows: Iterable[Row]) -> None:
    """Raise `Nobody` for a person or organisation that is known neither to the board nor to the log."""
    responsible = {name for row in rows for name in row.action.responsible}
    organisations = {person.organisation for person in board.people if person.organisation}
    organisations |= board.collective_names - {model.ALL, *board.groups}
    answerable = {person.initials for person in board.people} | {model.ALL, *board.groups} | responsible
    if where.responsible and where.responsible not in answerable | organisations:
        raise Nobody(where.responsible, answerable)
    if where.organisation and where.organisation not in organisations:
        raise Nobody(where.organisation, organisations)


def select(rows: Iterable[Row], where: Where, board: Board) -> list[Row]:
    """The rows that are asked for, in their order, each saying through whom it was found."""
    found = []
    for row in rows:
        ways = []
        if where.responsible:
            ways.append(people.person_through(board, row.action, where.responsible))
        if where.organisation:
            ways.append(people.organisation_through(board, row.action, where.organisation))
        if None not in ways and _fits(row, where):
            found.append(replace(row, through=next(filter(None, ways), "")))
    return found


def _fits(row: Row, where: Where) -> bool:
    action = row.action
    return (
        not (where.unfinished and action.status.finished)
        and where.status in (None, action.status)
        and (where.issued is None or dates.same(where.issued, action.issued))
    )
