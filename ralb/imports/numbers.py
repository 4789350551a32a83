"""Which numbers are free for the rows of old minutes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ralb import dates, spoken
from ralb.book import Book
from ralb.dates import PartialDate
from ralb.imports import matching
from ralb.imports.understanding import Understood
from ralb.model import Action, Meeting


@dataclass(frozen=True, slots=True)
class Free:
    """The numbers that other meetings leave for one: of each list those given before it and after it."""

    before: Mapping[str, set[int]]
    after: Mapping[str, set[int]]
    own: int = 0
    """The highest number that rows of its log have already, or would have if they could be read."""
    later: Mapping[int, str] = field(default_factory=dict)
    """The words of the actions in the logs after it."""

    def first(self, kind: str, given: Iterable[int], count: int) -> int:
        """The first of so many numbers of a list: above those before it, below those after it if they fit.

        Else above all; and above those that its own rows were *given* in any case.
        """
        before, after = self.before[kind], self.after[kind]
        first = max(before, default=0) + 1
        above = min((number for number in after if number >= first), default=None)
        if above is not None and first + count > above:
            first = max(after | before) + 1
        taken = [*given, self.own if kind == "actions" else 0]
        number = max(first, max(taken) + 1)
        return max({*after, *before, *given}) + 1 if number in after else number

    def has(self, kind: str, number: int, text: str) -> bool:
        """Whether a number above those before it is free, or a later log has it for an action of like words."""
        if number <= max(self.before[kind], default=0):
            return False
        return number not in self.after[kind] or matching.is_like(text, self.later.get(number, ""))


class Row(NamedTuple):
    """An action, with the date of the meeting in whose log it stands."""

    action: Action
    date: PartialDate


@dataclass(frozen=True, slots=True)
class Beside:
    """What the board holds beside minutes that come in."""

    free: Free
    there: Meeting | None = None
    """The same meeting, as an earlier import made it."""
    carried: tuple[Action, ...] = ()
    """The unfinished actions of the log in force, with which minutes go on that hold no log."""
    earlier: Mapping[int, Row] = field(default_factory=dict)
    """What the last of the logs before them says of each number."""


class Numbers:
    """The numbers of all lists of all meetings; none is used twice."""

    def __init__(self, book: Book, understood: Sequence[Understood]) -> None:
        self._used = {one.date: _given(one.meeting) for one in book.minutes if one.meeting}
        self._words = {one.date: _worded(one.meeting) for one in book.minutes if one.meeting}
        for one in understood:
            self._used.setdefault(one.date, {"actions": one.log.numbers})
            words = {number: row.said("action") for row in one.log.rows if (number := row.number)}
            self._words.setdefault(one.date, words)

    def add(self, meeting: Meeting) -> None:
        """Note the numbers that a meeting has got."""
        self._used[meeting.date] = _given(meeting)

    def free(self, date: PartialDate) -> Free:
        """What the other meetings leave for one."""
        before, after = ({kind: set[int]() for kind in spoken.LISTS.values()} for _ in range(2))
        own = 0
        for other, lists in self._used.items():
            if dates.same(other, date):
                own = max(own, *lists["actions"], 0)
                continue
            for kind, numbers in lists.items():
                (before if other < date else after)[kind].update(numbers)
        later = (words for other, words in sorted(self._words.items(), reverse=True) if other > date)
        return Free(before, after, own, {number: text for words in later for number, text in words.items()})


def _worded(meeting: Meeting) -> dict[int, str]:
    """The words of the actions of a meeting."""
    return {int(row.number): row.text for row in meeting.actions}


def _given(meeting: Meeting) -> dict[str, list[int]]:
    """The numbers of each list of a meeting."""
    return {kind: [row.number for row in getattr(meeting, kind)] for kind in spoken.LISTS.values()}
