"""Rules about one log."""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ralb import dates, layout
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Severity
from ralb.model import Meeting, key_of
from ralb.rules.registry import Finding, rule
from ralb.text import position


def read(book: Book) -> Iterator[tuple[Minutes, Meeting]]:
    """The minutes that could be read, with what they say."""
    for minutes in book.minutes:
        if minutes.meeting:
            yield minutes, minutes.meeting


@rule("RALB301", Severity.ERROR)
def number_twice(book: Book) -> Iterable[Finding]:
    """Two rows of one list have the same number."""
    for minutes, meeting in read(book):
        for rows in (meeting.decisions, meeting.escalations, meeting.recommendations, meeting.actions):
            first: dict[int, int] = {}
            for row in rows:
                at = row.place.values["number"].start
                if row.number in first:
                    line = position(minutes.source.text, first[row.number])[0]
                    message = f"the number {row.number} is given twice (first on line {line})"
                    yield Finding(minutes.source, at, message, "give the later one the next free number")
                first.setdefault(row.number, at)


@rule("RALB302", Severity.WARNING)
def numbers_not_ascending(book: Book) -> Iterable[Finding]:
    """A row of the log stands below one with a higher number."""
    for minutes, meeting in read(book):
        for above, action in pairwise(meeting.actions):
            if action.number < above.number:
                message = f"{action.number} stands below {above.number}"
                how = "move its row up, so that the newest stand last"
                yield Finding(minutes.source, action.place.values["number"], message, how)


@rule("RALB303", Severity.ERROR)
def issued_after_meeting(book: Book) -> Iterable[Finding]:
    """An action is issued later than the meeting in whose log it stands."""
    for minutes, meeting in read(book):
        for action in meeting.actions:
            if dates.after(action.issued, meeting.date):
                message = f"{action.number} is issued in {action.issued}, after this meeting of {meeting.date}"
                how = "an action added between meetings has the month of the meeting before"
                yield Finding(minutes.source, action.place.values["issued"], message, how)


@rule("RALB304", Severity.WARNING)
def updated_before_meeting(book: Book) -> Iterable[Finding]:
    """The log was last updated before the meeting took place."""
    for minutes, meeting in read(book):
        updated = meeting.log_updated
        if updated and dates.after(meeting.date, updated):
            message = f"`log-updated` says {updated}, before this meeting of {meeting.date}"
            how = "correct the date; for a meeting still to come, leave the line out"
            yield Finding(minutes.source, meeting.place.values["log_updated"], message, how)


@rule("RALB307", Severity.WARNING)
def same_text_twice(book: Book) -> Iterable[Finding]:
    """Two unfinished actions of one log say the same."""
    for minutes, meeting in read(book):
        first: dict[str, int] = {}
        for action in meeting.actions:
            text = " ".join(re.findall(r"\w+", action.text.lower()))
            if text in first and not action.status.finished and first[text] != action.number:
                message = f"{action.number} says the same as {first[text]}"
                how = f"withdraw one, with a note that names {first[text]}"
                yield Finding(minutes.source, action.place.values["text"], message, how)
            if not action.status.finished:
                first.setdefault(text, action.number)


@rule("RALB308", Severity.INFO)
def key_order(book: Book) -> Iterable[Finding]:
    """Keys stand in another order than the tool writes, in which git merges rightly."""
    for minutes, meeting in read(book):
        for record in (meeting, *meeting.rows):
            late = layout.misplaced(record)
            if late:
                key = {field.name: key_of(field) for field in dataclasses.fields(record)}[late]
                message = f"`{key}` stands below a key that comes after it"
                how, fix = "`ralb fmt` puts the keys in order", layout.in_order(minutes.source, record)
                yield Finding(minutes.source, record.place.keys[late], message, how, fix)


_AFTERWARDS = ("circulated", "agreed", "next_meeting")
_DATED = ("circulated", "agreed", "log_updated", "next_meeting", "due", "closed", "sent", "responded")


@rule("RALB218", Severity.WARNING)
def implausible_date(book: Book) -> Iterable[Finding]:
    """A date is more than a year after the meeting, or before it where it cannot be."""
    for minutes, meeting in read(book):
        limit = PartialDate(meeting.date.year + 1, meeting.date.month, meeting.date.day)
        for record in (meeting, *meeting.rows):
            for name in _DATED:
                date = getattr(record, name, None)
                if date and dates.after(date, limit):
                    message = f"{date} is more than a year after this meeting of {meeting.date}"
                    yield Finding(minutes.source, record.place.values[name], message, "is the year right?")
                elif date and name in _AFTERWARDS and dates.after(meeting.date, date):
                    message = f"{date} is before this meeting of {meeting.date}"
                    yield Finding(minutes.source, record.place.values[name], message, "is the year right?")
