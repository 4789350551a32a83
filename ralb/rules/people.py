"""Rules about who the initials are; silent without a `board.yaml`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ralb import people, series
from ralb.book import Book, Minutes
from ralb.dates import PartialDate, after
from ralb.diagnostics import Severity
from ralb.model import Action, Board, Initials
from ralb.rules.registry import Finding, rule, word_in
from ralb.rules.subjects import Log, logs, newest


class Named(NamedTuple):
    """Someone named in the front matter: where, and as at which date."""

    log: Log
    at: int
    initials: str
    on: PartialDate


def named(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Named]]:
    """Everyone named in the front matter; an action's people once, where first."""
    seen: set[tuple[int, str]] = set()
    collective = book.board.collective_names
    for met in logs(book, minutes):
        yield (Named(log, *one) for log in met for one in _named(log, seen, collective))


def _named(
    log: Log, seen: set[tuple[int, str]], collective: frozenset[str]
) -> Iterator[tuple[int, str, PartialDate]]:
    minutes, meeting, _ = log
    lists = (meeting.present, meeting.apologies, meeting.absent, meeting.in_attendance, meeting.invited)
    if meeting.chair:
        yield meeting.place.values["chair"].start, meeting.chair, meeting.date
    for attendee in (one for ones in lists for one in ones):
        # Guests may be in attendance; a deputy need not be a member.
        if attendee not in meeting.in_attendance and not attendee.deputy_for:
            yield attendee.place.span.start, attendee.who, meeting.date
        if attendee.deputy_for:
            yield attendee.place.values["deputy_for"].start, attendee.deputy_for, meeting.date
    guests = {one.who for one in meeting.in_attendance} | {
        one.who for ones in lists for one in ones if one.deputy_for
    }
    not_asked = collective | guests
    for action in meeting.actions:
        for name in action.responsible:
            if name not in not_asked and (action.number, name) not in seen:
                seen.add((action.number, name))
                at = word_in(minutes.source, action.place.values["responsible"], name)
                yield at, name, action.issued


@rule("RALB216", Severity.WARNING, each=named)
def unknown_person(named: Named) -> Iterable[Finding]:
    """Initials that nobody on the board had at that date."""
    log, at, initials, on = named
    board = log.book.board
    if log.book.roster is None:
        return
    # Whoever takes an action over later need not have been there when it was issued.
    if not people.known(board, initials, on) and not people.known(board, initials, log.meeting.date):
        held = any(person.initials == initials for person in board.people)
        message = f"{initials} was not on the board in {on}" if held else f"nobody on the board is {initials}"
        yield Finding(log.source, at, message, _cure(board, initials, on))


def _cure(board: Board, initials: str, on: PartialDate) -> str:
    from difflib import get_close_matches

    near = get_close_matches(initials, [person.initials for person in people.serving(board, on)], n=1, cutoff=0.5)
    meant = f"did you mean {near[0]}? else " if near else ""
    return f"{meant}add the person to minutes/board.yaml"


class Namesake(NamedTuple):
    """An unfinished action, and initials responsible for it that more than one person has had."""

    log: Log
    action: Action
    initials: str


def namesakes(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Namesake]]:
    """The unfinished actions whose initials may have passed to someone else."""
    held = {(person.initials, person.name) for person in book.board.people}
    times = Counter(initials for initials, _ in held)
    for met in logs(book, minutes):
        yield [
            Namesake(log, action, name)
            for log in met
            for action in series.unfinished(log.meeting.actions)
            for name in action.responsible
            if times[Initials(name)] > 1
        ]


@rule("RALB217", Severity.ERROR, each=namesakes)
def ambiguous_initials(namesake: Namesake) -> Iterable[Finding]:
    """The initials of an unfinished action have passed to someone else since it was issued."""
    log, action, name = namesake
    then = people.known(log.book.board, name, action.issued)
    now = people.known(log.book.board, name, log.meeting.date)
    if then and now and then.name != now.name:
        at = word_in(log.source, action.place.values["responsible"], name)
        message = f"{name} was {then.name} when {action.number} was issued, and is {now.name} now"
        how = "say who is meant: give one of them a digit, as JS2, in minutes/board.yaml"
        yield Finding(log.source, at, message, how)


@rule("RALB219", Severity.WARNING, each=newest)
def responsible_has_left(log: Log) -> Iterable[Finding]:
    """Someone responsible for an unfinished action of the newest log no longer sits on the board."""
    board, date = log.book.board, log.minutes.date
    on = max(date, log.book.opened or date)
    for action in series.unfinished(log.meeting.actions):
        for name in action.responsible:
            gone = _left(board, name, on)
            if gone:
                at = word_in(log.source, action.place.values["responsible"], name)
                message = f"{name} left the board in {gone}, and {action.number} is unfinished"
                yield Finding(log.source, at, message, "who takes it over?")


def _left(board: Board, initials: str, on: PartialDate) -> PartialDate | None:
    """When the last of those initials left, if nobody has them at that date."""
    ends = [person.to for person in board.people if person.initials == initials and person.to]
    gone = people.known(board, initials, on) is None and ends and after(on, max(ends))
    return max(ends) if gone else None
