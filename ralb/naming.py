"""Who is meant by what people type: initials, `all`, groups, full names and first names."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ralb import people
from ralb.model import ALL, Board, Meeting, Responsible

_TITLE = re.compile(r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Cllr|Councillor|Sir|Dame|Lord|Lady|Rev)\.?\s+")
_SHORTEST_FIRST_NAME = 3
_BETWEEN = r"\s*(?:,\s*and\s|,|/|&|\+|\band\b)\s*"
_TO = r"(?:to|is to|are to|(?:has |have )?agreed to|undertook to)\b"
_DOES = rf"(?:{_TO}|(?:will|shall|should|must|would)\b)"
# What may stand before someone who is to do something else. Not just any word: `ask AB and CD to come`.
_AND_THEN = re.compile(r".*(?:[.;,/]|\s[-–—]|(?:[.;,]|\s)\s*\b(?:and|then|also|and also|and for))\s+", re.DOTALL)


class Named(NamedTuple):
    """Who is named at the beginning of a text, and where what they do begins."""

    who: tuple[Responsible, ...]
    end: int


class Names:
    """What the people of one meeting may be called in its notes."""

    def __init__(self, board: Board, meeting: Meeting, also: Mapping[str, Responsible] | None = None) -> None:
        """*also* holds what else people are called there: `Headteacher`."""
        called = _called(board, meeting)
        self.meant = {**(also or {}), **_meant(board, meeting, called)}
        self.shared = frozenset(name for name, whose in called.items() if len(whose) > 1)
        every = "|".join(re.escape(name) for name in sorted(self.meant, key=len, reverse=True))
        name = rf"(?<!\w)(?:{every})(?!\w)"
        several = rf"{name}(?:{_BETWEEN}{name})*"
        self._name = re.compile(name)
        self._several = re.compile(several)
        self._does = re.compile(rf"\s+{_DOES}")
        self._to = re.compile(rf"\s+{_TO}")
        self._is_to = re.compile(rf"{several}\s+{_TO}")

    def first(self, text: str, at: int = 0) -> Named | None:
        """Who is named right at that place."""
        found = self._several.match(text, at)
        return Named(self._all(found[0]), found.end()) if found else None

    def doers(self, text: str) -> tuple[Responsible, ...]:
        """Everyone who is to do something: at the beginning and where a sentence begins; () if unclear."""
        first = self.first(text)
        if first is None or not self._does.match(text, first.end):
            return ()
        more = (name for sure, names in self._later(text, first.end) if sure for name in names)
        return tuple(dict.fromkeys((*first.who, *more)))

    def doubtful(self, text: str) -> tuple[Responsible, ...]:
        """Who may be meant to do something, too; in `KY to ask RE to come` it is not RE, elsewhere it may be."""
        first = self.first(text)
        every = (name for _, names in self._later(text, first.end if first else 0) for name in names)
        return tuple(dict.fromkeys(name for name in every if name not in self.doers(text)))

    def _later(self, text: str, at: int) -> Iterator[tuple[bool, tuple[Responsible, ...]]]:
        """Everyone of whom it says later that they are to do something; sure where it is a clause of its own."""
        for found in self._several.finditer(text, at):
            if self._to.match(text, found.end()):
                yield _AND_THEN.fullmatch(text, at, found.start()) is not None, self._all(found[0])

    def says_who(self, text: str) -> bool:
        """Whether a sentence begins with who is to do something, so that it goes on with the one before."""
        return self._is_to.match(text) is not None

    def is_said(self, text: str) -> bool:
        """Whether anything is said of what they are to do."""
        first = self.first(text)
        does = self._does.match(text, first.end) if first else None
        return re.search(r"\w", text[does.end() if does else first.end if first else 0 :]) is not None

    def by_initials(self, text: str) -> str:
        """The text with everyone named in it as the log names them."""
        return self._name.sub(lambda found: self.meant[found[0]], text)

    def _all(self, text: str) -> tuple[Responsible, ...]:
        return tuple(dict.fromkeys(self.meant[found[0]] for found in self._name.finditer(text)))


def _called(board: Board, meeting: Meeting) -> dict[str, set[tuple[str, str]]]:
    """What the people who serve at a meeting go by, each with whose name it is: initials and full name."""
    called: dict[str, set[tuple[str, str]]] = {}
    for person in people.serving(board, meeting.date):
        bare = _TITLE.sub("", person.name)
        first = bare.partition(" ")[0]
        names = {person.name, bare, person.initials} | ({first} if len(first) >= _SHORTEST_FIRST_NAME else set())
        for name in filter(None, names):
            called.setdefault(name, set()).add((person.initials, bare))
    return called


def _meant(board: Board, meeting: Meeting, called: dict[str, set[tuple[str, str]]]) -> dict[str, Responsible]:
    """Whom each name means; what two people go by means nobody."""
    known = {name: Responsible(min(whose)[0]) for name, whose in called.items() if len(whose) == 1}
    guests = {one.who for one in (*meeting.present, *meeting.in_attendance, *meeting.invited)}.difference(called)
    collective = {name: Responsible(name) for name in board.collective_names}
    everyone = dict.fromkeys(("all", "ALL", "everyone", "Everyone"), Responsible(ALL))
    return known | {name: Responsible(name) for name in guests} | collective | everyone
