"""The minutes that one side began meanwhile: what they carry follows the log that was put together."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ralb import draft, resolving
from ralb.book import Minutes
from ralb.mending import Read
from ralb.model import Appointment, Board, Meeting
from ralb.resolving import Ask, Begun, Renumbered, Resolved, Side

_LISTS = ("escalations", "recommendations", "actions")


@dataclass(frozen=True, slots=True)
class Followed:
    """The next minutes as they go on from a log that was put together."""

    begun: Minutes
    done: Resolved
    renumbered: Sequence[Renumbered]
    """New rows of theirs whose number the log before has given meanwhile, or gone beyond."""


def followed(
    board: Board, begun: Side, logs: tuple[Meeting, Side], ask: Ask, free: Callable[[str], int], read: Read
) -> Followed | None:
    """The minutes *begun* from the first of two logs, as they go on from the second; None if nothing changes.

    What they changed of what they carry is kept; where the log now says otherwise, it is asked. *free* gives the
    next number of a list.
    """
    was, log = logs
    before, now = (_carrying(board, begun.meeting, one) for one in (was, log.meeting))
    if before == now:
        return None
    after = log._replace(minutes=begun.minutes, meeting=now)
    renumbered: list[Renumbered] = []
    side = begun
    for kind in _LISTS:
        for count, number in enumerate(_overtaken(kind, begun.meeting, (was, log.meeting))):
            new = free(kind) + count
            side = resolving.renumbered(side, kind, number, new, read)
            renumbered.append(Renumbered(kind, begun.name, number, new))
    notes = side.minutes.source.text[slice(*side.minutes.notes)]
    base = Begun(before, notes, [*resolving.comments(side.minutes, side.meeting)])
    after = after._replace(minutes=side.minutes)
    done = resolving.resolved(base, side, after, ask, lambda ours, _base, _theirs: ours, read)
    return Followed(begun.minutes, done, renumbered)


def _overtaken(kind: str, begun: Meeting, logs: tuple[Meeting, Meeting]) -> list[int]:
    """The numbers that the next minutes gave, and that the log before has given, too, or gone beyond."""
    was, now = (max((row.number for row in getattr(one, kind)), default=0) for one in logs)
    return [row.number for row in getattr(begun, kind) if was < row.number <= now]


def _carrying(board: Board, meeting: Meeting, log: Meeting) -> Meeting:
    """The meeting with nothing but what a log hands on to it."""
    carried = draft.carry_forward(board, log, Appointment(date=meeting.date)).meeting
    lists = {name: getattr(carried, name) for name in _LISTS}
    return dataclasses.replace(meeting, **lists)
