"""Who is meant by what people type: initials, `all`, groups, full names and first names."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ralb import people
from ralb.dates import PartialDate
from ralb.model import ALL, Board, Meeting, Responsible

_TITLE = re.compile(r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Cllr|Councillor|Sir|Dame|Lord|Lady|Rev)\.?\s+")
_SAME = {"Prof": "Professor", "Professor": "Prof", "Cllr": "Councillor", "Councillor": "Cllr"}
_ANY = "*"
_EVERYONE = ("all", "ALL", "all members", "All members", "everyone", "Everyone")
_SPACE = r"\.?\s+"
_SHORTEST_FIRST_NAME = 3
_MOST_NAMES = 400
_NEAR = 0.75
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
        called = _called(board, meeting.date)
        others = {plain(name): who for name, who in (also or {}).items()}
        self._meant = {**others, **_meant(board, meeting, called)}
        self._shared = [name for name, whose in called.items() if len(whose) > 1]
        name = rf"(?<!\w)(?:{_every(self._meant)})(?!\w)"
        several = rf"{name}(?:{_BETWEEN}{name})*"
        self._name = re.compile(name)
        self._several = re.compile(several)
        self._does = re.compile(rf"\s+{_DOES}")
        self._to = re.compile(rf"\s+{_TO}")

    def first(self, text: str, at: int = 0) -> Named | None:
        """Who is named right at that place."""
        found = self._several.match(_folded(text[at : at + _MOST_NAMES]))
        return Named(self._all(found[0]), at + found.end()) if found else None

    def means(self, name: str) -> bool:
        """Whether that is the name of one, or may be of several."""
        return _key(name, self._meant) in self._meant or _key(name, self._shared) in self._shared

    def shared(self, text: str) -> str | None:
        """The name right at the beginning that two people go by."""
        found = re.match(_every(self._shared), _folded(text)) if self._shared else None
        return found[0] if found else None

    def near(self, text: str) -> str | None:
        """The name of someone that looks much like this."""
        from difflib import get_close_matches

        names = [name for name in self._meant if not name.startswith(_ANY)]
        return next(iter(get_close_matches(plain(text), names, n=1, cutoff=_NEAR)), None)

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
        for found in self._several.finditer(_folded(text), at):
            if self._to.match(text, found.end()):
                yield _AND_THEN.fullmatch(text, at, found.start()) is not None, self._all(found[0])

    def says_who(self, text: str) -> bool:
        """Whether a sentence begins with who is to do something, so that it goes on with the one before."""
        first = self.first(text)
        return first is not None and self._to.match(text, first.end) is not None

    def is_said(self, text: str) -> bool:
        """Whether anything is said of what they are to do."""
        first = self.first(text)
        does = self._does.match(text, first.end) if first else None
        return re.search(r"\w", text[does.end() if does else first.end if first else 0 :]) is not None

    def by_initials(self, text: str) -> str:
        """The text, without accents, with everyone named in it as the log names them."""
        return self._name.sub(self._whose, _folded(text))

    def _all(self, text: str) -> tuple[Responsible, ...]:
        return tuple(dict.fromkeys(self._whose(found) for found in self._name.finditer(text)))

    def _whose(self, found: re.Match[str]) -> Responsible:
        return self._meant[_key(found[0], self._meant)]


Whose = set[tuple[str, str]]
"""Initials and full names of those who go by a name."""


def whose(board: Board, typed: str, *on: PartialDate) -> Whose:
    """Everyone on the board at one of these dates who goes by what was *typed*: `Ann Lee`, `Cllr Lee`, `Ann`."""
    every = [_called(board, date) for date in on]
    return {one for called in every for one in called.get(_key(typed, called), ())}


def means_all(typed: str) -> bool:
    """Whether that means everyone on the board."""
    return plain(typed) in (ALL, *_EVERYONE)


def plain(name: str) -> str:
    """A name as names are compared: no accents, straight apostrophes, single spaces, no dots behind titles.

    >>> plain("Cllr. Siobhán  O’Connell")
    "Cllr Siobhan O'Connell"
    """
    return re.sub(_SPACE, " ", _folded(name)).strip()


def _folded(text: str) -> str:
    """A text without accents and with straight apostrophes, sign for sign in its place."""
    return text if text.isascii() else "".join(map(_bare, text))


@cache
def _bare(letter: str) -> str:
    return "'" if letter in "’‘ʼ`´" else unicodedata.normalize("NFD", letter)[0]


def _key(name: str, known: Collection[str]) -> str:
    """A name as it is *known*: plain, or any title with the surname of someone to whom the board gives none."""
    untitled = _TITLE.sub(f"{_ANY} ", plain(name))
    return untitled if untitled in known else plain(name)


def _every(names: Iterable[str]) -> str:
    """A pattern for all these names, the longest first."""
    by_length = sorted(names, key=len, reverse=True)
    patterns = [_SPACE.join(map(re.escape, name.split(" "))) for name in by_length if not name.startswith(_ANY)]
    surnames = [re.escape(name.removeprefix(f"{_ANY} ")) for name in by_length if name.startswith(_ANY)]
    return "|".join([*patterns, rf"{_TITLE.pattern}(?:{'|'.join(surnames)})"] if surnames else patterns)


def _called(board: Board, on: PartialDate) -> dict[str, Whose]:
    """What the people who serve on a day go by, each with whose name it is."""
    called: dict[str, Whose] = {}
    for person in people.serving(board, on):
        title, bare = _TITLE.match(plain(person.name)), _TITLE.sub("", person.name)
        first, surname = bare.partition(" ")[0], bare.rpartition(" ")[2]
        names = {person.name, bare, person.initials} | ({first} if len(first) >= _SHORTEST_FIRST_NAME else set())
        if bare != surname:
            titles = {title[0].strip(), _SAME.get(title[0].strip(), "")} if title else {_ANY}
            names |= {f"{one} {surname}" for one in titles if one}
        for name in filter(None, names):
            called.setdefault(plain(name), set()).add((person.initials, bare))
    for name, those in list(called.items()):
        untitled = _TITLE.sub(f"{_ANY} ", name)
        if untitled != name and untitled in called:
            # Whoever has no title on the board may be the Dr Brown that is meant.
            called[name] = called[untitled] = those | called[untitled]
    return called


def _meant(board: Board, meeting: Meeting, called: dict[str, Whose]) -> dict[str, Responsible]:
    """Whom each name means; what two people go by means nobody."""
    known = {name: Responsible(min(whose)[0]) for name, whose in called.items() if len(whose) == 1}
    guests = {one.who for one in (*meeting.present, *meeting.in_attendance, *meeting.invited)}.difference(called)
    collective = {plain(name): Responsible(name) for name in board.collective_names}
    everyone = dict.fromkeys(_EVERYONE, Responsible(ALL))
    return known | {name: Responsible(name) for name in guests} | collective | everyone
