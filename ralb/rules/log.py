"""Rules about one log."""

import dataclasses
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from ralb import dates
from ralb.dates import PartialDate
from ralb.diagnostics import Severity
from ralb.model import key_of
from ralb.rules.registry import Finding, rule
from ralb.rules.subjects import Log, logs
from ralb.text import position

_MOST_ROWS = 256


@rule("RALB301", Severity.ERROR, each=logs)
def number_twice(log: Log) -> Iterable[Finding]:
    """Two rows of one list have the same number."""
    meeting = log.meeting
    for rows in (meeting.decisions, meeting.escalations, meeting.recommendations, meeting.actions):
        first: dict[int, int] = {}
        for row in rows:
            at = row.place.values["number"].start
            if row.number in first:
                line = position(log.source.text, first[row.number])[0]
                message = f"the number {row.number} is given twice (first on line {line})"
                yield Finding(log.source, at, message, "give the later one the next free number")
            first.setdefault(row.number, at)


@rule("RALB302", Severity.WARNING, each=logs)
def numbers_not_ascending(log: Log) -> Iterable[Finding]:
    """A row of the log stands below one with a higher number."""
    for above, action in pairwise(log.meeting.actions):
        if action.number < above.number:
            message = f"{action.number} stands below {above.number}"
            how = "move its row up, so that the newest stand last"
            yield Finding(log.source, action.place.values["number"], message, how)


@rule("RALB303", Severity.ERROR, each=logs)
def issued_after_meeting(log: Log) -> Iterable[Finding]:
    """An action is issued later than the meeting in whose log it stands."""
    for action in log.meeting.actions:
        if dates.after(action.issued, log.meeting.date):
            message = f"{action.number} is issued in {action.issued}, after this meeting of {log.meeting.date}"
            how = "an action added between meetings has the month of the meeting before"
            yield Finding(log.source, action.place.values["issued"], message, how)


@rule("RALB304", Severity.WARNING, each=logs)
def updated_before_meeting(log: Log) -> Iterable[Finding]:
    """The log was last updated before the meeting took place."""
    updated = log.meeting.log_updated
    if updated and dates.after(log.meeting.date, updated):
        message = f"`log-updated` says {updated}, before this meeting of {log.meeting.date}"
        how = "correct the date; for a meeting still to come, leave the line out"
        yield Finding(log.source, log.meeting.place.values["log_updated"], message, how)


@rule("RALB307", Severity.WARNING, each=logs)
def same_text_twice(log: Log) -> Iterable[Finding]:
    """Two unfinished actions of one log say the same."""
    first: dict[str, int] = {}
    for action in log.meeting.actions:
        text = _words(action.text)
        if text in first and not action.status.finished and first[text] != action.number:
            message = f"{action.number} says the same as {first[text]}"
            how = f"withdraw one, with a note that names {first[text]}"
            yield Finding(log.source, action.place.values["text"], message, how)
        if not action.status.finished:
            first.setdefault(text, action.number)


@lru_cache(maxsize=_MOST_ROWS)
def _words(text: str) -> str:
    """The words of a text in small letters; kept, as most rows stand in several logs running."""
    return " ".join(re.findall(r"\w+", text.lower()))


@rule("RALB308", Severity.INFO, each=logs)
def key_order(log: Log) -> Iterable[Finding]:
    """Keys stand in another order than the tool writes, in which git merges rightly."""
    from ralb import layout

    for record in (log.meeting, *log.meeting.rows):
        late = layout.misplaced(record)
        if late:
            key = {field.name: key_of(field) for field in dataclasses.fields(record)}[late]
            message = f"`{key}` stands below a key that comes after it"
            how, fix = "`ralb fmt` puts the keys in order", layout.in_order(log.source, record)
            yield Finding(log.source, record.place.keys[late], message, how, fix)


_AFTERWARDS = ("circulated", "agreed", "next_meeting")
_DATED = ("circulated", "agreed", "log_updated", "next_meeting", "due", "closed", "sent", "responded")


@rule("RALB218", Severity.WARNING, each=logs)
def implausible_date(log: Log) -> Iterable[Finding]:
    """A date is more than a year after the meeting, or before it where it cannot be."""
    limit = PartialDate(log.meeting.date.year + 1, log.meeting.date.month, log.meeting.date.day)
    for record in (log.meeting, *log.meeting.rows):
        for name in _DATED:
            date = getattr(record, name, None)
            if date and dates.after(date, limit):
                message = f"{date} is more than a year after this meeting of {log.meeting.date}"
                yield Finding(log.source, record.place.values[name], message, "is the year right?")
            elif date and name in _AFTERWARDS and dates.after(log.meeting.date, date):
                message = f"{date} is before this meeting of {log.meeting.date}"
                yield Finding(log.source, record.place.values[name], message, "is the year right?")
