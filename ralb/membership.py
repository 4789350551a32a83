"""What happens to the board's membership: someone joins, leaves, takes another role."""

import dataclasses
import datetime as dt
from collections.abc import Iterable

from ralb import dates, naming, people, responsible
from ralb.dates import PartialDate
from ralb.model import Action, Board, Person, Place, Role
from ralb.proceedings import NoInitials
from ralb.scalars import written_in_brackets
from ralb.text import listed, numbered, quoted
from ralb.trouble import Trouble
from ralb.values import INITIALS


class InUse(Trouble):
    """Initials mean one person at a time."""

    def __init__(self, board: Board, one: Person, new: Person) -> None:
        who = one.initials
        same, later = one.name == new.name, _begins_later(one, new)
        ways = [f"`ralb people role {who} chair` gives another role" if same else _digit(board, new)]
        if later and one.from_:
            ways.append(f"say when the new period ends: `--to {_day_before(one.from_)}`")
        elif new.from_ and not (one.from_ and dates.after(one.from_, _day_before(new.from_))):
            ways.append(f"end that period first: `ralb people end {who} --on {_day_before(new.from_)}`")
        super().__init__(f"{who} is {one.name}{_period(one)}; nothing was written\n{'; or '.join(ways)}")


class NotAPerson(Trouble):
    """What the board uses for something else names nobody."""

    def __init__(self, board: Board, new: Person, what: str) -> None:
        super().__init__(
            f"{new.initials} is {what} in minutes/board.yaml; nothing was written\n{_digit(board, new)}"
        )


class StillMeant(Trouble):
    """Initials of an unfinished action are those of whom it was issued to."""

    def __init__(self, board: Board, new: Person, before: Person, actions: list[int]) -> None:
        theirs = numbered("action", actions)
        super().__init__(
            f"{before.initials} is {before.name} in the unfinished {theirs}; nothing was written\n"
            f"{_digit(board, new)}; or pass the action on first: `ralb action assign {actions[0]} INITIALS`"
        )


class Backwards(Trouble):
    """A period ends after it begins."""

    def __init__(self, begin: PartialDate, end: PartialDate) -> None:
        super().__init__(f"{dates.words(end)} is before {dates.words(begin)}; nothing was written")


class HasLeft(Trouble):
    """Nothing happens to a membership that is over, or has not begun."""

    def __init__(self, one: Person, on: PartialDate) -> None:
        who = f"{one.initials} ({one.name}{_period(one)})"
        super().__init__(
            f"{who} is not on the board on {dates.words(on)}; nothing was written\n"
            f'`ralb people add {one.initials} "{one.name}" --from {on}` begins another period'
        )


class HasRole(Trouble):
    """A new role is another one."""

    def __init__(self, one: Person) -> None:
        super().__init__(f"{one.initials} is {one.role} already; nothing was written")


class AlmostKnown(Trouble):
    """An organisation that is called almost like one of the board's."""

    def __init__(self, name: str, near: list[str]) -> None:
        super().__init__(
            f"{quoted(name)} is none of the organisations of minutes/board.yaml; nothing was written\n"
            f"did you mean {listed([quoted(one) for one in near], 'or')}? "
            f"if it is another, add `- {{name: {written_in_brackets(name)}}}` there first, below `organisations:`"
        )


def add(board: Board, new: Person, unfinished: Iterable[Action]) -> Board:
    """Someone joins, with initials that are free at the time and mean nobody else in an *unfinished* action."""
    if not INITIALS.fullmatch(new.initials):
        raise NoInitials(new.initials)
    if new.from_ and new.to and dates.after(new.from_, new.to):
        raise Backwards(new.from_, new.to)
    if new.initials in board.collective_names:
        raise NotAPerson(board, new, "a group or an organisation")
    if new.initials in board.not_initials:
        raise NotAPerson(board, new, "one of the `not-initials`")
    for one in board.people:
        if one.initials == new.initials and people.at_once(one, new):
            raise InUse(board, one, new)
    _check_means_nobody_else(board, new, unfinished)
    _check_organisation(board, new.organisation)
    rows = list(board.people)
    earlier = [count for count, one in enumerate(rows, 1) if one.initials == new.initials and one.name == new.name]
    rows.insert(max(earlier, default=len(rows)), new)
    return dataclasses.replace(board, people=tuple(rows))


def _check_organisation(board: Board, name: str | None) -> None:
    """Raise `AlmostKnown` for what looks like a slip of one of the organisations."""
    from difflib import get_close_matches

    known = people.organisations(board)
    if name and name not in known and (near := get_close_matches(name, sorted(known), n=2)):
        raise AlmostKnown(name, near)


def _check_means_nobody_else(board: Board, new: Person, unfinished: Iterable[Action]) -> None:
    theirs = [action for action in unfinished if str(new.initials) in action.responsible]
    holders = [(action, people.known(board, new.initials, action.issued)) for action in theirs]
    others = [(action, one) for action, one in holders if one and one.name != new.name]
    if others:
        raise StillMeant(board, new, others[0][1], [action.number for action, _ in others])


def meant(board: Board, name: str, on: PartialDate) -> str:
    """The initials of whom a name means on a day; initials, and what means nobody, stay as they are."""
    if any(one.initials == name for one in board.people):
        return name
    whose = naming.whose(board, name, on)
    if len({initials for initials, _ in whose}) > 1:
        raise responsible.Ambiguous(name, {full for _, full in whose})
    return next((initials for initials, _ in whose), name)


def end(board: Board, who: str, on: PartialDate) -> Board:
    """Someone leaves; *on* is their last day, or month."""
    one = _serving(board, who, on)
    return _instead(board, one, dataclasses.replace(one, to=on))


def give_role(board: Board, who: str, role: Role, since: PartialDate) -> Board:
    """Someone has another role *since* a day: a new period below the old one, or in place of one begun then."""
    one = _serving(board, who, since)
    if one.role is role:
        raise HasRole(one)
    last = _day_before(since)
    if one.from_ and dates.after(one.from_, last):
        return _instead(board, one, dataclasses.replace(one, role=role))
    now = dataclasses.replace(one, role=role, from_=since, place=Place())
    return _instead(board, one, dataclasses.replace(one, to=last), now)


def is_back(board: Board, initials: str, on: PartialDate) -> Person | None:
    """The next period of those initials that begins after a day."""
    later = (one for one in board.people if one.initials == initials and one.from_ and dates.after(one.from_, on))
    return min(later, key=lambda one: one.from_ or on, default=None)


def answers_for(initials: str, actions: Iterable[Action]) -> list[int]:
    """The numbers of the actions for which someone is responsible by name."""
    return [action.number for action in actions if any(name == initials for name in action.responsible)]


def other_chairs(board: Board, initials: str) -> list[Person]:
    """Who is chair at the same time as someone."""
    theirs = [one for one in board.people if one.initials == initials and one.role is Role.CHAIR]
    return [
        other
        for other in board.people
        if other.role is Role.CHAIR
        and any(other.name != one.name and people.at_once(one, other) for one in theirs)
    ]


def _serving(board: Board, who: str, on: PartialDate) -> Person:
    serving = people.serving(board, on)
    initials = meant(board, who, on)
    rows = [one for one in serving if one.initials == initials]
    if len({one.name for one in rows}) > 1:
        raise responsible.Ambiguous(initials, [one.name for one in rows])
    others = [one for one in board.people if one.initials == initials]
    if others and not rows:
        raise HasLeft(others[-1], on)
    if not rows:
        raise people.Nobody(initials, {one.initials for one in serving}, "not on the board", serving)
    return rows[-1]


def _instead(board: Board, one: Person, *now: Person) -> Board:
    rows = (row for old in board.people for row in (now if old is one else (old,)))
    return dataclasses.replace(board, people=tuple(rows))


def _day_before(date: PartialDate) -> PartialDate:
    """The day before a day, the month before a month; there is none before the first."""
    if date[:2] == (1, 1):
        return date
    if date.day:
        before = dt.date(*date) - dt.timedelta(1)
        return PartialDate(before.year, before.month, before.day)
    return PartialDate(date.year, date.month - 1) if date.month > 1 else PartialDate(date.year - 1, 12)


def _begins_later(one: Person, new: Person) -> bool:
    return bool(one.from_ and new.from_ and dates.after(one.from_, new.from_))


def _digit(board: Board, new: Person) -> str:
    """The same initials with the first digit that nobody has had."""
    taken = {one.initials for one in board.people} | board.collective_names
    bare = new.initials.rstrip("0123456789")
    free = next((f"{bare}{digit}" for digit in range(2, 10) if f"{bare}{digit}" not in taken), f"{bare}X")
    return f"give the new one a digit, as {free}"


def _period(one: Person) -> str:
    begin = f" since {dates.words(one.from_)}" if one.from_ else ""
    return begin + (f" until {dates.words(one.to)}" if one.to else "")
