"""Rules about `board.yaml`; silent where there is none."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from ralb import dates, people
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Severity
from ralb.model import Appointment, Meeting, Person, Role
from ralb.rules.registry import Finding, rule
from ralb.rules.subjects import Log, logs
from ralb.text import Source


@rule("RALB801", Severity.ERROR)
def initials_clash(book: Book) -> Iterable[Finding]:
    """Two people who sit on the board at the same time have the same initials."""
    for one, other in _at_once(book):
        if one.initials == other.initials and one.name != other.name and book.roster:
            message = f"{other.initials} is {one.name} and {other.name} at the same time"
            how = f"give one of them a digit, as {other.initials}2"
            yield Finding(book.roster, other.place.values["initials"], message, how)


@rule("RALB802", Severity.ERROR)
def membership_overlap(book: Book) -> Iterable[Finding]:
    """Two periods of the same person on the board overlap."""
    for one, other in _at_once(book):
        if one.initials == other.initials and one.name == other.name and book.roster:
            message = f"two periods of {other.name} overlap"
            yield Finding(
                book.roster, other.place.span, message, "end the first with `to:` before the second begins"
            )


@rule("RALB803", Severity.WARNING)
def two_chairs(book: Book) -> Iterable[Finding]:
    """Two people are chair at the same time."""
    for one, other in _at_once(book):
        if one.role is other.role is Role.CHAIR and one.name != other.name and book.roster:
            message = f"{other.name} is chair while {one.name} is"
            yield Finding(book.roster, other.place.values["role"], message, "end the first period with `to:`")


def _at_once(book: Book) -> Iterator[tuple[Person, Person]]:
    """The pairs of rows whose periods share a day."""
    for one, other in combinations(book.board.people, 2):
        if people.at_once(one, other):
            yield one, other


@rule("RALB804", Severity.WARNING)
def calendar_stale(book: Book) -> Iterable[Finding]:
    """Every date of the calendar is past."""
    first = book.dates[0] if book.dates else PartialDate(1, 1)
    looked_at = [one for one in book.board.calendar if dates.after(one.date, first) and not one.cancelled]
    if book.opened and book.roster and looked_at and all(dates.after(book.opened, one.date) for one in looked_at):
        last = max(looked_at, key=lambda one: one.date)
        message = f"the last meeting of the calendar, {last.date}, is past"
        yield Finding(book.roster, last.place.values["date"], message, "add the dates to come")


class Planned(NamedTuple):
    """A line of the calendar, and what it is to be held against: minutes of its day, or None for another line."""

    roster: Source
    line: Appointment
    log: Log | None


def planned(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Planned]]:
    """The lines of the calendar with minutes of their day, then those whose day another line has."""
    roster = book.roster or Source("", "")
    lines: dict[PartialDate, list[Appointment]] = {}
    for line in book.board.calendar if book.roster else ():
        lines.setdefault(line.date, []).append(line)
    for met in logs(book, minutes):
        yield [Planned(roster, line, log) for log in met for line in lines.get(log.minutes.date, ())]
    yield [Planned(roster, line, None) for same in lines.values() for line in same[1:]]


@rule("RALB805", Severity.WARNING, each=planned)
def calendar_clash(planned: Planned) -> Iterable[Finding]:
    """The calendar has two meetings on a day, or says other than the minutes of that day."""
    roster, line, log = planned
    if log is None:
        message = f"the calendar has {line.date} twice"
        yield Finding(roster, line.place.values["date"], message, "delete one of the two lines")
        return
    for key, here, there in _disagreeing(line, log.meeting):
        message = f"`{key}` is {here} here and {there} in {log.minutes.path}"
        yield Finding(roster, line.place.span, message, "correct one, or delete this line")


def _disagreeing(planned: Appointment, held: Meeting) -> Iterator[tuple[str, str, str]]:
    """The keys on which calendar and minutes differ; what only one of them says is no difference."""
    if planned.time and held.time and planned.time != held.time:
        yield "time", planned.time, held.time
    if planned.venue and held.venue and planned.venue != held.venue:
        yield "venue", planned.venue, held.venue
    if planned.cancelled != held.cancelled:
        yield "cancelled", str(planned.cancelled).lower(), str(held.cancelled).lower()


@rule("RALB806", Severity.WARNING)
def membership_not_reviewed(book: Book) -> Iterable[Finding]:
    """The membership was last gone through more than a year ago."""
    reviewed = book.board.reviewed
    if not (reviewed and book.roster and book.opened):
        return
    if dates.after(book.opened, PartialDate(reviewed.year + 1, reviewed.month, reviewed.day)):
        message = f"the membership was last gone through on {reviewed}, more than a year ago"
        how = "go through `people`, then set `reviewed` to the day"
        yield Finding(book.roster, book.board.place.values["reviewed"], message, how)
