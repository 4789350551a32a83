"""Rules about what goes stale for those who read the board's public page; silent without a day."""

from collections.abc import Iterable, Sequence

from ralb import dates
from ralb.book import Book, Minutes
from ralb.diagnostics import Severity
from ralb.model import Meeting
from ralb.rules import board, registry
from ralb.rules.registry import Finding, Rule, rule

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
    held = _held(book)
    return _last_two(held) if any(meeting.agreed for _, meeting in held[:-_TWO]) else ()


def for_pages() -> list[Rule]:
    """All rules about what goes stale. Pages hold agreed minutes: it counts there, too, if none ever were."""
    asked = [one for one in registry.RULES if one.kind.code in CODES]
    return [one._replace(check=_none_agreed) if one.check is minutes_not_agreed else one for one in asked]


def _none_agreed(book: Book) -> Iterable[Finding]:
    return _last_two(_held(book))


def _held(book: Book) -> list[tuple[Minutes, Meeting]]:
    """The meetings that took place, as far as the day is known."""
    read = [(one, one.meeting) for one in book.minutes if one.meeting and not one.meeting.cancelled]
    return [(one, meeting) for one, meeting in read if book.opened and not dates.after(one.date, book.opened)]


def _last_two(held: Sequence[tuple[Minutes, Meeting]]) -> Iterable[Finding]:
    last = held[-_TWO:]
    if len(last) == _TWO and not any(meeting.agreed for _, meeting in last):
        (first, _), (second, _) = last
        message = f"neither these minutes nor those of {second.date} are agreed"
        how = f"if they were, say so: `ralb agree {first.date} --at {second.date}`"
        yield Finding(first.source, 0, message, how)
