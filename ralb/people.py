"""Who someone was on a day: initials to people, and the groups through which they are responsible."""

import re
from collections.abc import Iterable

from ralb import dates
from ralb.dates import PartialDate
from ralb.model import ALL, Action, Board, Person, Role
from ralb.text import listed, quoted
from ralb.trouble import Trouble


class Nobody(Trouble):
    """Nobody goes by the name that was given; *there* are those who may be meant, *people* by their full names."""

    def __init__(self, asked: str, there: Iterable[str], where: str, people: Iterable[Person] = ()) -> None:
        from difflib import get_close_matches

        names = sorted(there)
        near_ones = [f"{one.initials} ({one.name})" for one in near(asked, people)]
        alike = near_ones or get_close_matches(asked, names, n=3, cutoff=0.5)
        alike = alike or [one for one in names if one == asked.upper()]
        known = f"known are {listed(_short(names))}" if names else "minutes/board.yaml names none"
        meant = f"did you mean {listed(alike, 'or')}?" if alike else known
        super().__init__(f"{quoted(asked)} is {where}; {meant}")


_MOST = 12
_NEAR_A_NAME = 0.7


def _short(names: list[str]) -> list[str]:
    """As many of the names as a person reads; of many the initials."""
    return names if len(names) <= _MOST else [name for name in names if name.isupper()]


def near(name: str, people: Iterable[Person]) -> list[Person]:
    """Those whose full name looks much like this one."""
    from difflib import get_close_matches

    full = {one.name: one for one in people}
    return [full[one] for one in get_close_matches(name, full, n=3, cutoff=_NEAR_A_NAME)]


def serving(board: Board, on: PartialDate) -> list[Person]:
    """The people on the board at that date, in the order of `board.yaml`."""
    return [person for person in board.people if _serves(person, on)]


def _serves(person: Person, on: PartialDate) -> bool:
    begun = person.from_ is None or not dates.after(person.from_, on)
    return begun and (person.to is None or not dates.after(on, person.to))


def at_once(one: Person, other: Person) -> bool:
    """Whether two periods share a day; months that only touch do not."""
    return not _over_before(one, other) and not _over_before(other, one)


def _over_before(one: Person, other: Person) -> bool:
    """Whether the period of *one* is over when that of *other* begins."""
    if one.to is None or other.from_ is None:
        return False
    touching = dates.same(one.to, other.from_) and not (one.to.day and other.from_.day)
    return touching or dates.after(other.from_, one.to)


def known(board: Board, initials: str, on: PartialDate) -> Person | None:
    """Whose initials these were at that date; None for someone who was not on the board then."""
    return next((one for one in board.people if one.initials == initials and _serves(one, on)), None)


def chair(board: Board, on: PartialDate) -> Person | None:
    """The chair at that date."""
    return next((person for person in serving(board, on) if person.role is Role.CHAIR), None)


def organisations(board: Board) -> dict[str, str]:
    """The organisations of `board.yaml` by all their names."""
    return {name: one.name for one in board.organisations for name in (one.name, *one.aliases)}


def names(board: Board, organisation: str) -> set[str]:
    """All the names of an organisation, whichever of them is given."""
    same = [{one.name, *one.aliases} for one in board.organisations]
    return {organisation}.union(*(every for every in same if organisation in every))


def person_through(board: Board, action: Action, initials: str) -> str | None:
    """How a person is responsible: "" directly, else the name of the group; None when not at all.

    *initials* may be the name of a group or an organisation, too. Who belongs to a group is taken as at the
    date of issue: someone who came later is not meant.
    """
    if names(board, initials).intersection(action.responsible):
        return ""
    return next((name for name in action.responsible if initials in _members(board, name, action.issued)), None)


def organisation_through(board: Board, action: Action, organisation: str) -> str | None:
    """How an organisation is responsible: "" by name or by one of its people, else through a group; or None.

    Whose people they are is taken as at the date of issue: someone may have moved since.
    """
    own = names(board, organisation)
    people = {person.initials for person in serving(board, action.issued) if person.organisation in own}
    if own.union(people).intersection(action.responsible):
        return ""
    through = (name for name in action.responsible if people.intersection(_members(board, name, action.issued)))
    return next(through, None)


def _members(board: Board, name: str, on: PartialDate) -> Iterable[str]:
    """The initials behind `All`, a group or an organisation at that date."""
    own = names(board, name)
    in_group = board.groups.get(name, ())
    return {
        person.initials
        for person in serving(board, on)
        if name == ALL or person.initials in in_group or person.organisation in own
    }


_INITIALS = re.compile(r"(?:[A-Z]{2,4}|[a-z]{2,4})[0-9]?(?:\s+(?:[A-Z]{2,4}|[a-z]{2,4})[0-9]?)*")


def listed_in(text: str, board: Board | None = None) -> list[str]:
    """Names as people list them: `AC,RE`, `AC RE`, `AC/RE`, `AC and RE`; a name of the *board* may have commas.

    >>> listed_in("AC/RE, RAA leaders and Ann Lee")
    ['AC', 'RE', 'RAA leaders', 'Ann Lee']
    """
    whole = {*board.collective_names, *(one.name for one in board.people)} if board else set()
    if text.strip() in whole:
        return [text.strip()]
    names: list[str] = []
    for part in (part.strip() for part in re.split(r"[,/;&]", text)):
        for name in [part] if part in whole else re.split(r"(?:^|\s+)and\s+", part):
            names += name.split() if _INITIALS.fullmatch(name) else [name]
    return [name for name in names if name]
