"""The lists of who came: what begins one, and the people that a line of it names."""

import re
from dataclasses import dataclass, field, replace

from ralb.imports import persons
from ralb.imports.blocks import Block
from ralb.imports.ledger import Ledger, Told
from ralb.imports.persons import Met
from ralb.imports.rolls import ABSENT, APOLOGIES, CHAIR, IN_ATTENDANCE, INVITED, PRESENT, SUPPORT
from ralb.model import Role

LISTS = (PRESENT, APOLOGIES, ABSENT, IN_ATTENDANCE, INVITED)
NONE = re.compile(r"(?:none|nil|n/?a|no apologies|none received|there were none|-)?\.?", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?P<title>Cllr|Councillor|Dr)s\b\.?", re.IGNORECASE)
_OUTSIDE = r"(?![^(]*\))"
_BESIDE = re.compile(rf"\t\s*(?={persons.TITLE}\s)")
"""Where the next person begins, of two that stand side by side."""
_WRITER = ("me", "myself")
_BESIDES = re.compile(
    r"(?:and )?(?:[0-9]+|one|two|three|four|five|six|several|some) (?:members? of the "
    r")?(?:public|press|others?)|(?:a )?quorum.*|the (?:clerk|chair)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Attendance:
    """The lists of a meeting, filled line by line."""

    lists: dict[str, list[Met]] = field(default_factory=lambda: {name: [] for name in LISTS})
    chair: Met | None = None
    used: set[int] = field(default_factory=set)
    """The blocks, by their place, that say nothing but who came."""

    @property
    def every(self) -> list[Met]:
        """Everyone named, each list after the other."""
        return [one for name in LISTS for one in self.lists[name]]


def add(person: Met, to: str, found: Attendance) -> None:
    if to == CHAIR:
        person, to = replace(person, role=Role.CHAIR), PRESENT
    if to == SUPPORT:
        person, to = replace(person, role=Role.SUPPORT), IN_ATTENDANCE
    key = (person.name or person.initials).lower()
    there = [one for one in found.lists[to] if (one.name or one.initials).lower() == key]
    if person.role is Role.CHAIR:
        found.chair = found.chair or person
    if not there and not (
        person.role is Role.SUPPORT and any((one.name or one.initials).lower() == key for one in found.every)
    ):
        found.lists[to].append(person)
    elif there and person.role is not Role.MEMBER:
        found.lists[to][found.lists[to].index(there[0])] = replace(there[0], role=person.role)


def split(text: str) -> list[str]:
    """The people of a list in a line; commas and words in brackets part nobody.

    >>> split("Dr A Brown (Chair, Kent), C Dale and E Field (Data Agency).")
    ['Dr A Brown (Chair, Kent)', 'C Dale', 'E Field (Data Agency)']
    """
    text = _PLURAL.sub(lambda found: found["title"], text)
    text = _BESIDE.sub(", ", text)
    parted = re.split(rf";{_OUTSIDE}", text)
    if len(parted) == 1:
        return _parted(text)
    # `Councillors Brown and Dale; Ann Field (carer), Kent`: commas part people only where all of them are names.
    every = ((piece, _parted(piece)) for piece in parted)
    return [
        one
        for piece, names in every
        for one in (names if all(map(_is_name, names)) else [piece.strip(" .,")])
        if one
    ]


def _parted(text: str) -> list[str]:
    pieces = re.split(rf"[,\n]{_OUTSIDE}|\s+(?:and|&)\s+(?=(?:the )?[A-Z]){_OUTSIDE}", text)
    return [re.sub(r"^(?:and|&) ", "", piece) for one in pieces if (piece := one.strip(" .,;"))]


def _is_name(piece: str) -> bool:
    return persons.is_name(re.sub(r"\(.*?\)", "", piece))


def people(text: str, to: str, block: Block, found: Attendance, ledger: Ledger, quiet: bool = False) -> bool:
    """Note the people of a list, and say what names nobody, unless *quiet*; whether it was a list of people."""
    if NONE.fullmatch(text.strip()):
        return True
    met: list[Met] = []
    strange: list[str] = []
    for piece in split(text):
        person = None if met and _is_of_the_one_before(piece) else persons.met(piece, block.line)
        if person:
            met.append(person)
        elif met and not met[-1].organisation and not _BESIDES.fullmatch(piece):
            met[-1] = replace(met[-1], organisation=piece)
        elif not _BESIDES.fullmatch(piece):
            strange.append(piece)
    if not met:
        return False
    for person in met:
        add(person, to, found)
    if not quiet:
        why = "stands in a list of people, but is no name"
        ledger.left.extend(Told(block.line, one, why) for one in strange if one.lower() not in _WRITER)
        ledger.asks.extend(Told(block.line, one, "who wrote this?") for one in strange if one.lower() in _WRITER)
        ledger.asks.extend(_broken_off(text, to, block.line))
    return True


def _is_of_the_one_before(piece: str) -> bool:
    """Whether a piece between two commas is the organisation of whoever is named before it."""
    words = re.sub(r"\(.*?\)", "", piece).partition(",")[0]
    return not persons.begins_with_name(piece) and persons.is_organisation(words)


def _broken_off(text: str, to: str, line: int) -> list[Told]:
    """The question that a list leaves whose end is no end."""
    if not text.rstrip().endswith((",", ";", " and")):
        return []
    why = f"the list `{to.replace('_', '-')}` breaks off here: is someone missing?"
    return [Told(line, f"… {text.split()[-1]}", why)]
