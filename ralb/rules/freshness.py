"""Rules about what goes stale for those who read the board's public page; silent without a day."""

from collections.abc import Iterable, Iterator

from ralb import dates
from ralb.book import Book, Minutes
from ralb.diagnostics import Severity
from ralb.rules import board
from ralb.rules.registry import Finding, rule
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


def last_two(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[tuple[Log, Log]]]:
    """The last two meetings that took place, on a board that agreed minutes before."""
    held: list[Log] = []
    agreed = False
    for met in logs(book, minutes):
        for log in met:
            if book.opened and not log.meeting.cancelled and not dates.after(log.minutes.date, book.opened):
                agreed = agreed or any(one.meeting.agreed for one in held[:-1])
                held = [*held[-1:], log]
        yield ()
    yield ((held[0], held[1]),) if agreed else ()


@rule("RALB808", Severity.WARNING, each=last_two)
def minutes_not_agreed(last: tuple[Log, Log]) -> Iterable[Finding]:
    """The minutes of the last two meetings are not agreed, though earlier ones were."""
    one, other = last
    if not one.meeting.agreed and not other.meeting.agreed:
        message = f"neither these minutes nor those of {other.minutes.date} are agreed"
        how = f"if they were, say so: `ralb agree {one.minutes.date} --at {other.minutes.date}`"
        yield Finding(one.source, 0, message, how)
