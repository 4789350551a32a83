"""Rules about what goes stale for those who read the board's public page; silent without a day."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ralb import dates
from ralb.book import Book, Minutes
from ralb.diagnostics import Severity
from ralb.rules import board, registry
from ralb.rules.registry import Finding, Rule, rule
from ralb.rules.subjects import Log, logs, newest

MODULES = (board,)
CODES = ("RALB804", "RALB806", "RALB807", "RALB808")
"""All rules about what goes stale: of the calendar and the membership, too."""


@rule("RALB807", Severity.WARNING, each=newest)
def next_meeting_past(log: Log) -> Iterable[Finding]:
    """The next meeting that the newest minutes announce is past, and has no minutes."""
    opened, announced = log.book.opened, log.meeting.next_meeting
    if opened and announced and dates.after(opened, announced) and dates.after(announced, log.minutes.date):
        message = f"the next meeting, announced for {announced}, is past, and no file has its minutes"
        how = f"begin them with `ralb new-meeting {announced}`, or correct the date"
        yield Finding(log.source, log.meeting.place.values["next_meeting"], message, how)


class LastTwo(NamedTuple):
    """The last two meetings that took place, and whether minutes before them were agreed."""

    one: Log
    other: Log
    agreed_before: bool


def last_two(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[LastTwo]]:
    """The last two meetings that took place, once all minutes have gone by."""
    held: list[Log] = []
    agreed = False
    for met in logs(book, minutes):
        for log in met:
            if book.opened and not log.meeting.cancelled and not dates.after(log.minutes.date, book.opened):
                agreed = agreed or any(one.meeting.agreed for one in held[:-1])
                held = [*held[-1:], log]
        yield ()
    yield (LastTwo(held[0], held[1], agreed),) if len(held) > 1 else ()


@rule("RALB808", Severity.WARNING, each=last_two)
def minutes_not_agreed(last: LastTwo) -> Iterable[Finding]:
    """The minutes of the last two meetings are not agreed, though earlier ones were."""
    return _neither(last) if last.agreed_before else ()


def for_pages() -> list[Rule]:
    """All rules about what goes stale. Pages hold agreed minutes: it counts there, too, if none ever were."""
    asked = [one for one in registry.RULES if one.kind.code in CODES]
    return [one._replace(check=_neither) if one.check is minutes_not_agreed else one for one in asked]


def _neither(last: LastTwo) -> Iterable[Finding]:
    if not last.one.meeting.agreed and not last.other.meeting.agreed:
        one, other = last.one, last.other.minutes.date
        message = f"neither these minutes nor those of {other} are agreed"
        how = f"if they were, say so: `ralb agree {one.minutes.date} --at {other}`"
        yield Finding(one.source, 0, message, how)
