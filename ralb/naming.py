"""Who is meant by what people type: initials, `all`, groups, full names and first names."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ralb import people
from ralb.model import ALL, Board, Meeting, Responsible

_TITLE = re.compile(r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Cllr|Councillor|Sir|Dame|Lord|Lady|Rev)\.?\s+")
_SHORTEST_FIRST_NAME = 3
_BETWEEN = r"\s*(?:,\s*and\s|,|/|&|\+|\band\b)\s*"
_DOES = r"(?:to|will|shall|should|must|would|is to|are to|(?:has |have )?agreed to|undertook to)\b"


class Named(NamedTuple):
    """Who is named at the beginning of a text, and where what they do begins."""

    who: tuple[Responsible, ...]
    end: int


class Names:
    """What the people of one meeting may be called in its notes."""

    def __init__(self, board: Board, meeting: Meeting) -> None:
        self.meant = dict(_called(board, meeting))
        every = "|".join(re.escape(name) for name in sorted(self.meant, key=len, reverse=True))
        name = rf"(?<!\w)(?:{every})(?!\w)"
        self._name = re.compile(name)
        self._several = re.compile(rf"{name}(?:{_BETWEEN}{name})*")
        self._does = re.compile(rf"\s+{_DOES}")
        self._more = re.compile(rf"(?:[.;]|, and)\s+(?P<who>{name}(?:{_BETWEEN}{name})*)\s+{_DOES}")

    def first(self, text: str, at: int = 0) -> Named | None:
        """Who is named right at that place."""
        found = self._several.match(text, at)
        return Named(self._all(found[0]), found.end()) if found else None

    def doers(self, text: str) -> tuple[Responsible, ...]:
        """Everyone who is to do something: at the beginning and where a sentence begins; () if unclear."""
        first = self.first(text)
        if first is None or not self._does.match(text, first.end):
            return ()
        more = (name for found in self._more.finditer(text) for name in self._all(found["who"]))
        return tuple(dict.fromkeys((*first.who, *more)))

    def _all(self, text: str) -> tuple[Responsible, ...]:
        return tuple(dict.fromkeys(self.meant[found[0]] for found in self._name.finditer(text)))


def _called(board: Board, meeting: Meeting) -> Iterator[tuple[str, Responsible]]:
    there = people.serving(board, meeting.date)
    bare = [(_TITLE.sub("", person.name), person) for person in there]
    firsts = Counter(name.split()[0] for name, _ in bare if name.split())
    for name, person in bare:
        first = name.partition(" ")[0]
        if firsts[first] == 1 and len(first) >= _SHORTEST_FIRST_NAME:
            yield first, Responsible(person.initials)
        for called in (name, person.name):
            yield called, Responsible(person.initials)
    for initials in _initials(board, meeting):
        yield initials, Responsible(initials)
    for name in board.collective_names:
        yield name, Responsible(name)
    for name in ("all", "ALL", "everyone", "Everyone"):
        yield name, Responsible(ALL)


def _initials(board: Board, meeting: Meeting) -> Iterable[str]:
    guests = (one.who for one in (*meeting.present, *meeting.in_attendance, *meeting.invited))
    return {person.initials for person in people.serving(board, meeting.date)}.union(guests)
