"""What the board decided and what it put to others: lists with continuous numbers beside the action log."""

import dataclasses
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ralb import clock, dates
from ralb.book import Book
from ralb.dates import PartialDate
from ralb.model import Decision, Escalation, Meeting, Number, Recommendation, Request
from ralb.text import listed
from ralb.trouble import Trouble

LISTS: dict[str, type[Any]] = {"decisions": Decision, "escalations": Escalation, "recommendations": Recommendation}


class Outcome(NamedTuple):
    """A row as the last minutes with it have it, by *date* and *path*; *since* which meeting there is one."""

    row: Any
    date: PartialDate
    path: str
    since: PartialDate
    age: int
    """How many meetings ago that was."""

    @property
    def waits(self) -> bool:
        """Whether it was put to someone who has not answered yet."""
        return isinstance(self.row, Request) and not self.row.responded


class NotThere(Trouble):
    """The newest minutes have no row of that number."""

    def __init__(self, one: str, number: int, there: Sequence[int]) -> None:
        known = f"they have {listed([str(number) for number in there])}" if there else "they have none"
        super().__init__(f"the newest minutes have no {one} {number}; {known} (`ralb {one}s` lists all)")


class Answered(Trouble):
    """What was answered stays as it was."""

    def __init__(self, one: str, row: Any) -> None:
        super().__init__(f"{one} {row.number} was answered on {dates.words(row.responded)}; nothing was written")


class AnswerBefore(Trouble):
    """No answer comes before the question."""

    def __init__(self, on: PartialDate, sent: PartialDate) -> None:
        super().__init__(f"{dates.words(on)} is before it was sent ({dates.words(sent)}); nothing was written")


def every(book: Book, name: str) -> list[Outcome]:
    """All rows of a list ever written, by number, each as last known."""
    known: dict[int, Outcome] = {}
    held = book.dates
    for minutes in book.minutes:
        for row in getattr(minutes.meeting, name, ()):
            since = known[row.number].since if row.number in known else minutes.date
            age = len(held) - bisect_right(held, since)
            known[row.number] = Outcome(row, minutes.date, minutes.path, since, age)
    return [known[number] for number in sorted(known)]


def waiting(book: Book) -> list[Outcome]:
    """What was put to others in earlier minutes, and the newest still carry without an answer."""
    newest = book.dates[-1] if book.dates else None
    requests = [*every(book, "escalations"), *every(book, "recommendations")]
    return [one for one in requests if one.waits and one.date == newest]


def select(
    rows: Iterable[Outcome], meeting: PartialDate | None, to: str | None, *, waiting: bool
) -> list[Outcome]:
    """The rows that first appeared in one meeting, that went to someone, that wait for an answer."""
    return [
        one
        for one in rows
        if (meeting is None or dates.same(meeting, one.since))
        and (to is None or to.lower() == (one.row.to or "").lower())
        and (one.waits or not waiting)
    ]


def add(meeting: Meeting, name: str, number: int, text: str, **more: Any) -> Meeting:
    """A new decision, escalation or recommendation; *name* is that of its list."""
    more["restricted"] = more.get("restricted") or bool(meeting.restricted)
    row = LISTS[name](number=Number(number), text=text, **more)
    rows: dict[str, Any] = {name: (*getattr(meeting, name), row)}
    return dataclasses.replace(meeting, **rows)


def sent(meeting: Meeting, name: str, number: int, on: PartialDate, to: str | None, today: PartialDate) -> Meeting:
    """It was sent to whom it is meant for."""
    row = _unanswered(meeting, name, number)
    clock.check_past(on, today)
    return _changed(meeting, name, row, sent=on, to=to or row.to)


def answered(
    meeting: Meeting, name: str, number: int, response: str, on: PartialDate, today: PartialDate
) -> Meeting:
    """It was answered, in these words; from then on it is not carried any more."""
    row = _unanswered(meeting, name, number)
    clock.check_past(on, today)
    if row.sent and dates.after(row.sent, on):
        raise AnswerBefore(on, row.sent)
    return _changed(meeting, name, row, response=response, responded=on)


def _unanswered(meeting: Meeting, name: str, number: int) -> Any:
    row = _find(meeting, name, number)
    if row.responded:
        raise Answered(name.removesuffix("s"), row)
    return row


def _find(meeting: Meeting, name: str, number: int) -> Any:
    rows = getattr(meeting, name)
    for row in rows:
        if row.number == number:
            return row
    raise NotThere(name.removesuffix("s"), number, [row.number for row in rows])


def _changed(meeting: Meeting, name: str, row: Any, **changes: Any) -> Meeting:
    rows = tuple(dataclasses.replace(one, **changes) if one is row else one for one in getattr(meeting, name))
    new: dict[str, Any] = {name: rows}
    return dataclasses.replace(meeting, **new)
