"""What the logs amount to: raised, closed, carried, how old at closing, and who came.

Counted are the logs of meetings that took place, and with each those of cancelled ones before it. An action is
raised in the log of the meeting that issued it, closed in the log that finished it, carried by a log that
has it unfinished.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ralb import attendance, dates, people, series
from ralb.attendance import How, Member, Turnout
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.model import Action, Board
from ralb.series import Row

_MIDDLE = 15


class Closing(NamedTuple):
    """An action in the log that finished it; *days* are None where the day of closing is not recorded."""

    row: Row
    days: int | None


@dataclass(slots=True, kw_only=True)
class Line:
    """The figures of a meeting, a person, an organisation, or of all."""

    name: str = ""
    """The person's; the organisation's; "" for those who have none."""
    id: str = ""
    """The date of the meeting; the initials, or what else is responsible in the log."""
    state: str = ""
    raised: list[Row] = field(default_factory=list)
    closed: list[Closing] = field(default_factory=list)
    carried: list[Row] = field(default_factory=list)
    turnouts: list[Turnout] = field(default_factory=list)

    @property
    def withdrawn(self) -> int:
        return sum(one.row.action.status == "withdrawn" for one in self.closed)

    @property
    def days(self) -> float | None:
        """The median age at closing, of those whose day of closing is recorded."""
        return median([one.days for one in self.closed if one.days is not None])

    @property
    def days_known(self) -> int:
        return sum(one.days is not None for one in self.closed)

    @property
    def meetings(self) -> float | None:
        """The median age at closing, counted as the log counts it."""
        return median([one.row.age for one in self.closed])

    @property
    def came(self) -> Counter[How]:
        """How often they came, sent apologies or a deputy, were absent, and how often nobody knows."""
        return Counter(one.how for one in self.turnouts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The figures of some meetings, the oldest first; of people and organisations as they are in `board.yaml`."""

    total: Line
    meetings: tuple[Line, ...]
    people: tuple[Line, ...]
    organisations: tuple[Line, ...]

    @property
    def drafts(self) -> list[str]:
        """The dates of the meetings whose minutes the board has not agreed."""
        return [line.id for line in self.meetings if line.state != "agreed"]


def median(numbers: Sequence[int]) -> float | None:
    """The middle one; of an even number of them half-way between the middle two.

    >>> median([3, 1, 2]), median([1, 2]), median([])
    (2, 1.5, None)
    """
    if not numbers:
        return None
    ordered, half = sorted(numbers), len(numbers) // 2
    between = (ordered[half - 1] + ordered[half]) / 2
    return ordered[half] if len(numbers) % 2 or between == ordered[half] else between


def reckon(book: Book, held: Sequence[Minutes]) -> Statistics:
    """The figures of the meetings *held*, which are some of the book's, in order."""
    members = attendance.by_person(book.board, held)
    meetings = _by_meeting(book, held, members)
    total = Line(
        raised=[row for line in meetings for row in line.raised],
        closed=[one for line in meetings for one in line.closed],
        carried=meetings[-1].carried if meetings else [],
        turnouts=[one for line in meetings for one in line.turnouts],
    )
    return Statistics(
        total=total,
        meetings=tuple(meetings),
        people=tuple(_by_person(book.board, total, members)),
        organisations=tuple(_by_organisation(book.board, total, held)),
    )


def _by_meeting(book: Book, held: Sequence[Minutes], members: Iterable[Member]) -> list[Line]:
    """A line for each of the meetings; what a cancelled one's log raised and closed counts with the next."""
    every = [minutes.date for minutes in attendance.going_ahead(book)]
    wanted = {minutes.date for minutes in held}
    issuing = {date[:2]: date for date in reversed(book.dates)}
    lines: dict[PartialDate, Line] = {}
    finished: set[int] = set()
    raised: list[Row] = []
    closed: list[Closing] = []
    for minutes in book.minutes:
        rows = series.log(minutes, every)
        done = [row for row in rows if row.action.status.finished]
        raised += [row for row in rows if dates.same(row.action.issued, minutes.date)]
        closed += [Closing(row, _days(row.action, issuing)) for row in done if row.action.number not in finished]
        if minutes.date in wanted and minutes.meeting:
            lines[minutes.date] = Line(
                name=dates.words(minutes.date),
                id=str(minutes.date),
                state=minutes.meeting.state,
                raised=raised,
                closed=closed,
                carried=[row for row in rows if not row.action.status.finished],
            )
        if minutes.date in every:
            raised, closed = [], []
        finished = {row.action.number for row in done}
    for member in members:
        for turnout in member.turnouts:
            lines[turnout.meeting].turnouts.append(turnout)
    return list(lines.values())


def _days(action: Action, issuing: Mapping[tuple[int, int], PartialDate]) -> int | None:
    """From the meeting that issued an action to its closing; a month counts from its middle, on both sides."""
    if action.closed is None:
        return None
    issued = action.issued if action.issued.day else issuing.get(action.issued[:2], action.issued)
    return max((_day(action.closed) - _day(issued)).days, 0)


def _day(date: PartialDate) -> dt.date:
    return dt.date(date.year, date.month, date.day or _MIDDLE)


def _by_person(board: Board, total: Line, members: Iterable[Member]) -> Iterable[Line]:
    """Everyone who served or is responsible; groups and `All` stand for themselves."""
    lines: dict[tuple[str, str], Line] = {}
    for member in members:
        one = member.person
        lines[one.initials, one.name] = Line(name=one.name, id=one.initials, turnouts=list(member.turnouts))

    def named(action: Action) -> Iterator[Line]:
        for one in action.responsible:
            person = people.known(board, one, action.issued)
            name = person.name if person else ""
            yield lines.setdefault((one, name), Line(name=name, id=one))

    _share(total, named)
    return lines.values()


def _by_organisation(board: Board, total: Line, held: Sequence[Minutes]) -> Iterable[Line]:
    """Every organisation that was asked for, or that answers for an action by name or by one of its people.

    `All` and groups stand for themselves, so that no organisation is counted for what everybody was asked.
    """
    canonical = people.organisations(board)
    bodies = attendance.by_organisation(board, held)
    lines = {one.organisation.name: _organisation(one.organisation.name, one.turnouts) for one in bodies}

    def named(action: Action) -> Iterator[Line]:
        whose = dict.fromkeys(_whose(board, one, action.issued) for one in action.responsible)
        for name in dict.fromkeys(canonical.get(one, one) for one in whose):
            yield lines.setdefault(name, _organisation(name))

    _share(total, named)
    return lines.values()


def _organisation(name: str, turnouts: Iterable[Turnout] = ()) -> Line:
    return Line(name=name, id=name, turnouts=list(turnouts))


def _whose(board: Board, name: str, on: PartialDate) -> str:
    """The organisation of someone on a day; of a name that is no person's the name, of a stranger's none."""
    person = people.known(board, name, on)
    if person:
        return person.organisation or ""
    return name if name in board.collective_names else ""


def _share(total: Line, named: Callable[[Action], Iterable[Line]]) -> None:
    """Give each of those who are *named* as responsible for an action a share in the figures."""
    for row in total.raised:
        for line in named(row.action):
            line.raised.append(row)
    for closing in total.closed:
        for line in named(closing.row.action):
            line.closed.append(closing)
    for row in total.carried:
        for line in named(row.action):
            line.carried.append(row)
