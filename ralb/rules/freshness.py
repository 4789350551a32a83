"""Rules about what goes stale for those who read the board's public page; silent without a day."""

from collections.abc import Iterable

from ralb import dates
from ralb.book import Book
from ralb.diagnostics import Severity
from ralb.rules import board
from ralb.rules.registry import Finding, rule
from ralb.rules.subjects import logs

MODULES = (board,)
CODES = ("RALB804", "RALB806", "RALB807", "RALB808")
"""All rules about what goes stale: of the calendar and the membership, too."""
_TWO = 2


@rule("RALB807", Severity.WARNING)
def next_meeting_past(book: Book) -> Iterable[Finding]:
    """The next meeting that the newest minutes announce is past, and has no minutes."""
    newest = book.minutes[-1] if book.minutes else None
    if not book.opened or newest is None or newest.meeting is None or newest.meeting.next_meeting is None:
        return
    announced = newest.meeting.next_meeting
    if dates.after(book.opened, announced) and dates.after(announced, newest.date):
        message = f"the next meeting, announced for {announced}, is past, and no file has its minutes"
        how = f"begin them with `ralb new-meeting {announced}`, or correct the date"
        yield Finding(newest.source, newest.meeting.place.values["next_meeting"], message, how)


@rule("RALB808", Severity.WARNING)
def minutes_not_agreed(book: Book) -> Iterable[Finding]:
    """The minutes of the last two meetings are not agreed, though earlier ones were."""
    if not book.opened:
        return
    today = book.opened
    held = [log for log in logs(book) if not log.meeting.cancelled and not dates.after(log.minutes.date, today)]
    earlier, last = held[:-_TWO], held[-_TWO:]
    if any(log.meeting.agreed for log in earlier) and not any(log.meeting.agreed for log in last):
        first, second = (log.minutes for log in last)
        message = f"neither these minutes nor those of {second.date} are agreed"
        how = f"if they were, say so: `ralb agree {first.date} --at {second.date}`"
        yield Finding(first.source, 0, message, how)
