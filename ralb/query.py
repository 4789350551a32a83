"""Which rows of a log are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ralb import dates, model, people
from ralb.dates import PartialDate
from ralb.model import Board, Status
from ralb.series import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What a row must be; what is None does not matter."""

    unfinished: bool = False
    responsible: str | None = None
    organisation: str | None = None
    status: Status | None = None
    issued: PartialDate | None = None


def check_names(where: Where, board: Board, rows: Iterable[Row]) -> None:
    """Raise `people.Nobody` for a person or organisation that is known neither to the board nor to the log."""
    responsible = {name for row in rows for name in row.action.responsible}
    organisations = {person.organisation for person in board.people if person.organisation}
    organisations |= board.collective_names - {model.ALL, *board.groups}
    answerable = {person.initials for person in board.people} | {model.ALL, *board.groups} | responsible
    if where.responsible and where.responsible not in answerable | organisations:
        raise people.Nobody(where.responsible, answerable, "neither on the board nor in the log")
    if where.organisation and where.organisation not in organisations:
        raise people.Nobody(where.organisation, organisations, "neither on the board nor in the log")


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
