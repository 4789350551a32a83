"""Who is to be reminded of which open actions, and since when each has stood still."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ralb import attendance, dates, items, people, query, series
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.model import Action, Board, Initials, Person
from ralb.series import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """An open action as the log in force has it, with where it comes from and how long nothing came of it."""

    row: Row
    """Its age counts meetings that took place since it was issued; if the issuing one is restricted, so is it."""
    issued_by: PartialDate
    item: str
    """The heading of the item from which it comes, or what the log says of it; "" where nobody wrote it down."""
    unmoved: int
    """How many meetings took place since a log last changed anything about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one person answers for; *person* is None for a guest, of whom only the initials are known."""

    initials: str
    person: Person | None
    reminders: tuple[Reminder, ...]


def reminders(book: Book, today: PartialDate) -> list[Reminder]:
    """What the log in force has open, in its order."""
    if not book.minutes:
        return []
    took_place = [minutes.date for minutes in attendance.held(book, today)]
    steps: dict[int, list[tuple[Minutes, Action]]] = {}
    for minutes in book.minutes:
        for action in minutes.meeting.actions if minutes.meeting else ():
            steps.setdefault(action.number, []).append((minutes, action))
    rows = series.log(book.minutes[-1], book.dates)
    return [_reminder(row, steps[row.action.number], took_place) for row in rows if not row.action.status.finished]


def _reminder(row: Row, steps: Sequence[tuple[Minutes, Action]], took_place: Sequence[PartialDate]) -> Reminder:
    first, issued = steps[0]
    moved = first.date
    for (_, before), (minutes, now) in pairwise(steps):
        if _carried(before) != _carried(now):
            moved = minutes.date
    begun = row.action.issued
    if first.meeting and first.meeting.restricted and not row.action.restricted:
        row = replace(row, action=replace(row.action, restricted=True))
    return Reminder(
        row=replace(row, age=sum(dates.after(date, begun) for date in took_place)),
        issued_by=first.date if dates.same(first.date, begun) else begun,
        item=_item(first, issued),
        unmoved=sum(date > moved for date in took_place),
    )


def _carried(action: Action) -> Action:
    """An action without what only its own log has."""
    return replace(action, item=None)


def _item(minutes: Minutes, action: Action) -> str:
    """The heading above the place where the notes name the action; else the item that the log gives."""
    heads = [item.heading for item in items.parted(minutes.passages) if item.heading]
    at = next((mark.at for mark in minutes.marks if mark.number == action.number), None)
    if at is not None and (above := items.above(minutes, at)):
        return above
    named = (head for head in heads if action.item and head.startswith((f"{action.item}.", f"{action.item} ")))
    return next(named, action.item or "")


def letters(board: Board, every: Sequence[Reminder], on: PartialDate) -> list[Letter]:
    """A letter to each who answers for any of these, and is on the board or has never been: a guest.

    Everyone of a group, of an organisation, of `All` gets what they answer for together. People come as in
    `board.yaml`, guests after them.
    """
    serving = {str(person.initials): person for person in people.serving(board, on)}
    guests = dict.fromkeys(name for one in every for name in one.row.action.responsible if is_guest(board, name))
    whose: dict[str, Person | None] = {**serving, **dict.fromkeys(guests)}
    found = [
        Letter(initials=initials, person=person, reminders=tuple(_of(board, every, initials, person)))
        for initials, person in whose.items()
    ]
    return [letter for letter in found if letter.reminders]


def is_guest(board: Board, name: str) -> bool:
    """Whether this is someone who has never been on the board."""
    return name not in board.collective_names and name not in {person.initials for person in board.people}


def only(every: Sequence[Letter], initials: str, board: Board) -> list[Letter]:
    """The letter to this person, if there is anything to say; raises `people.Nobody` for someone unknown."""
    chosen = [letter for letter in every if letter.initials == initials]
    known = {person.initials for person in board.people} | {letter.initials for letter in every}
    if not chosen and initials not in known:
        raise people.Nobody(initials, known, "neither on the board nor in the log")
    return chosen


def _of(board: Board, every: Iterable[Reminder], initials: str, person: Person | None) -> Iterator[Reminder]:
    """What this person answers for; not what was put to someone else who had the same initials then."""
    for one in every:
        then = people.known(board, initials, one.row.action.issued)
        if then and person and then.name != person.name:
            continue
        for row in query.select([one.row], query.Where(responsible=initials), board):
            yield replace(one, row=row)


def left(every: Iterable[Reminder], sent: Iterable[Letter]) -> Mapping[Initials, list[int]]:
    """Those named who get no letter, with what nobody is reminded of in their place: they have left the board."""
    reached: dict[int, set[str]] = {}
    for letter in sent:
        for one in letter.reminders:
            reached.setdefault(one.row.action.number, set()).update({letter.initials, one.row.through})
    gone: dict[Initials, list[int]] = {}
    for one in every:
        number = one.row.action.number
        for name in one.row.action.responsible:
            if name not in reached.get(number, set()):
                gone.setdefault(Initials(name), []).append(number)
    return gone
