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
_COUPLE = re.compile(
    r"(?P<one>[A-Z][a-z]+) (?:and|&) (?P<other>[A-Z][a-z]+) "
    r"(?P<behind>(?P<last>[A-Z][\w’'-]+)\b(?=$|[ ,]*[,(–—-]).*)"
)
_WITH_INITIALS = re.compile(rf"[(\[]\s*{persons.SHORT.pattern}\s*[)\]]")
_WRITER = ("me", "myself")
BESIDES = re.compile(
    r"(?:and )?(?:[0-9]+|one|two|three|four|five|six|several|some) (?:(?:members?|residents?|visitors?)\b.*|"
    r"(?:public|press|others?))|(?:a )?quorum.*|the (?:clerk|chair)",
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
    """The people of a list; what is said of someone behind a comma stays with them where each has a line or a `;`.

    >>> split("Dr A Brown (Chair, Kent), C Dale and E Field (Data Agency).")
    ['Dr A Brown (Chair, Kent)', 'C Dale', 'E Field (Data Agency)']
    """
    text = _PLURAL.sub(lambda found: found["title"], text)
    parted = re.split(rf"[;\n]{_OUTSIDE}", text)
    if len(parted) > 1:
        return [one for piece in parted for one in apart(piece)]
    return [one for side in _sides(text) for one in _parted(side)]


def apart(text: str) -> list[str]:
    """The people of a line that may name one only, with what is said of them.

    >>> apart("Deborah Eze (DE), Public Health"), apart("Carol Onslow, Ray Fitch, Nadia Petit")
    (['Deborah Eze (DE), Public Health'], ['Carol Onslow', 'Ray Fitch', 'Nadia Petit'])
    >>> apart("Paul and Yvonne Carrick – carers")
    ['Paul Carrick – carers', 'Yvonne Carrick – carers']
    """
    sides = _sides(text)
    if len(sides) > 1:
        return [one for side in sides for one in apart(side)]
    couple = _COUPLE.fullmatch(text.strip())
    if couple and not persons.is_organisation(text) and not persons.is_job(couple["last"].rstrip("s")):
        return [f"{couple[name]} {couple['behind']}" for name in ("one", "other")]
    pieces = _parted(text)
    several = len(pieces) > 1 and all(map(_is_name, pieces)) and _each_a_person(text, pieces)
    return pieces if several else list(filter(None, [text.strip(" .,;")]))


def _each_a_person(text: str, pieces: list[str]) -> bool:
    """Whether names in a line are those of people, not of one and what they belong to: `Ann Field, Early Help`."""
    if all("(" in one or persons.begins_with_name(one) for one in pieces):
        return True
    return not _WITH_INITIALS.search(pieces[0]) and (len(pieces) > 2 or "," not in text)


def _sides(text: str) -> list[str]:
    """The names that stand side by side in a line, each with what is said of them."""
    sides = text.split("\t")
    are_names = all(map(persons.begins_with_name, sides))
    return sides if are_names else _BESIDE.split(text)


def _parted(text: str) -> list[str]:
    pieces = re.split(rf",{_OUTSIDE}|\s+(?:and|&)\s+(?:from )?(?=(?:the )?[A-Z]|[0-9]+ ){_OUTSIDE}", text)
    return [re.sub(r"^(?:and|&) ", "", piece) for one in pieces if (piece := one.strip(" .,;"))]


def _is_name(piece: str) -> bool:
    return persons.is_name(re.sub(r"\(.*?\)", "", piece))


def people(text: str, to: str, block: Block, found: Attendance, ledger: Ledger, quiet: bool = False) -> bool:
    """Note the people of a list, and say what names nobody, unless *quiet*; whether it was a list of people."""
    if NONE.fullmatch(text.strip()):
        return True
    met: list[Met] = []
    strange: list[str] = []
    goes_on = False
    for piece in apart(text) if to in (CHAIR, SUPPORT) else split(text):
        is_another = piece.startswith("the ")
        is_of_the_last = bool(met) and not is_another and _is_of_the_one_before(piece)
        if person := None if is_of_the_last else persons.met(piece, block.line):
            met.append(person)
            goes_on = not piece.endswith(")") or _WITH_INITIALS.search(piece) is not None
        elif BESIDES.fullmatch(piece):
            continue
        elif met and not met[-1].organisation and (is_of_the_last or (goes_on and not is_another)):
            met[-1] = persons.more(met[-1], piece)
        else:
            strange.append(piece)
            goes_on = False
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
