"""Rules about who the initials are; silent without a `board.yaml`."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ralb import people
from ralb.book import Book, Minutes
from ralb.dates import PartialDate, after
from ralb.diagnostics import Severity
from ralb.model import Action, Board, Meeting
from ralb.rules.registry import Finding, rule, word_in
from ralb.rules.subjects import logs


@rule("RALB216", Severity.WARNING)
def unknown_person(book: Book) -> Iterable[Finding]:
    """Initials that nobody on the board had at that date."""
    if book.roster is None:
        return
    seen: set[tuple[int, str]] = set()
    collective = book.board.collective_names
    for minutes, meeting, _ in logs(book):
        for at, initials, on in _named(minutes, meeting, seen, collective):
            # Whoever takes an action over later need not have been there when it was issued.
            if not people.known(book.board, initials, on) and not people.known(book.board, initials, meeting.date):
                held = any(person.initials == initials for person in book.board.people)
                message = (
                    f"{initials} was not on the board in {on}" if held else f"nobody on the board is {initials}"
                )
                yield Finding(minutes.source, at, message, _cure(book.board, initials, on))


def _named(
    minutes: Minutes, meeting: Meeting, seen: set[tuple[int, str]], collective: frozenset[str]
) -> Iterator[tuple[int, str, PartialDate]]:
    """Everyone named in the front matter: where, who, and at which date; an action's people once, where first."""
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


def _cure(board: Board, initials: str, on: PartialDate) -> str:
    from difflib import get_close_matches

    near = get_close_matches(initials, [person.initials for person in people.serving(board, on)], n=1, cutoff=0.5)
    meant = f"did you mean {near[0]}? else " if near else ""
    return f"{meant}add the person to minutes/board.yaml"


@rule("RALB217", Severity.ERROR)
def ambiguous_initials(book: Book) -> Iterable[Finding]:
    """The initials of an unfinished action have passed to someone else since it was issued."""
    held = {(person.initials, person.name) for person in book.board.people}
    passed_on = {initials for initials, count in Counter(initials for initials, _ in held).items() if count > 1}
    for minutes, meeting, _ in logs(book) if passed_on else ():
        for action in _unfinished(meeting):
            for name in filter(passed_on.__contains__, action.responsible):
                then = people.known(book.board, name, action.issued)
                now = people.known(book.board, name, meeting.date)
                if then and now and then.name != now.name:
                    at = word_in(minutes.source, action.place.values["responsible"], name)
                    message = f"{name} was {then.name} when {action.number} was issued, and is {now.name} now"
                    how = "say who is meant: give one of them a digit, as JS2, in minutes/board.yaml"
                    yield Finding(minutes.source, at, message, how)


def _unfinished(meeting: Meeting) -> list[Action]:
    return [action for action in meeting.actions if not action.status.finished]


@rule("RALB219", Severity.WARNING)
def responsible_has_left(book: Book) -> Iterable[Finding]:
    """Someone responsible for an unfinished action of the newest log no longer sits on the board."""
    newest = book.minutes[-1] if book.minutes else None
    if newest is None or newest.meeting is None:
        return
    on = max(newest.date, book.opened or newest.date)
    for action in _unfinished(newest.meeting):
        for name in action.responsible:
            gone = _left(book.board, name, on)
            if gone:
                at = word_in(newest.source, action.place.values["responsible"], name)
                message = f"{name} left the board in {gone}, and {action.number} is unfinished"
                yield Finding(newest.source, at, message, "who takes it over?")


def _left(board: Board, initials: str, on: PartialDate) -> PartialDate | None:
    """When the last of those initials left, if nobody has them at that date."""
    ends = [person.to for person in board.people if person.initials == initials and person.to]
    gone = people.known(board, initials, on) is None and ends and after(on, max(ends))
    return max(ends) if gone else None
