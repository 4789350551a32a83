"""Rules about what a branch changes of the minutes that another one has: what is history stays as it was."""

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from ralb import dates, differences
from ralb.book import Against, Book, Minutes
from ralb.diagnostics import Severity
from ralb.differences import Difference
from ralb.model import Meeting, key_of
from ralb.rules.registry import Finding, rule
from ralb.text import Source, Span, listed, quoted
from ralb.typed import WHO_CAME

_RECORD = (*WHO_CAME, "chair")


class _Both(NamedTuple):
    """Minutes as the other branch had them, and as they are now."""

    was: Minutes
    old: Meeting
    minutes: Minutes
    new: Meeting


def _changed(book: Book) -> Iterator[tuple[Against, _Both]]:
    """The minutes that say something else than where the branch began, and than the other branch says by now."""
    against = book.against
    if against is None:
        return
    base, tip = ({one.path: one for one in other.minutes} for other in (against.base, against.tip))
    for minutes in book.minutes:
        was, there = base.get(minutes.path), tip.get(minutes.path)
        known = [one.source for one in (was, there) if one]
        if was and was.meeting and minutes.meeting and minutes.source not in known:
            yield against, _Both(was, was.meeting, minutes, minutes.meeting)


@rule("RALB502", Severity.ERROR)
def old_log_edited(book: Book) -> Iterable[Finding]:
    """A log has been changed that is history, since a later meeting has minutes."""
    for against, (_, old, minutes, new) in _changed(book):
        later = max((*against.base.dates, *against.tip.dates))
        history = dates.after(later, minutes.date)
        every = differences.of_lists("actions", old.actions, new.actions) if history else ()
        for number, parts in groupby(every, key=lambda one: one.name):
            first, *more = list(parts)
            keys = listed([f"`{one.key}`" for one in (first, *more)])
            what = f"{keys} changed" if first.key else "it is gone" if first.was else "it is new"
            message = f"{number}: {what}, but the log of {dates.words(later)} carries on from this one"
            how = f"put it back as it is on {against.name}; what is new belongs into the newest log"
            yield Finding(minutes.source, _place(new, first), message, how)


def _place(meeting: Meeting, one: Difference) -> Span | int:
    """Where the row stands of which a difference tells; the list, where it is gone."""
    row: Any = next((row for row in meeting.actions if str(row.number) == one.name), None)
    if row is None:
        return meeting.place.keys.get("actions", 0)
    typed = {key_of(field): row.place.values.get(field.name) for field in dataclasses.fields(row)}
    value: Span = typed.get(one.key) or row.place.span
    return value


@rule("RALB503", Severity.WARNING)
def agreed_minutes_edited(book: Book) -> Iterable[Finding]:
    """The notes, the attendance or the decisions of agreed minutes have changed."""
    for against, (was, old, minutes, new) in _changed(book):
        there = next((one.meeting for one in against.tip.minutes if one.path == minutes.path), None)
        agreed = old.agreed or (there.agreed if there else None)
        every = list(differences.of_minutes(was, minutes)) if agreed else []
        parts = [one for one in every if one.of in ("notes", "decision") or one.key in _RECORD]
        if parts and agreed:
            what = listed(list(dict.fromkeys(map(_part, parts))))
            message = f"agreed on {dates.words(agreed)}, but changed since: {what}"
            how = "what the board agreed is a record; correct it in the minutes of the meeting that notices it"
            yield Finding(minutes.source, new.place.keys.get("agreed", 0), message, how)


def _part(one: Difference) -> str:
    if one.of == "notes":
        return f"the notes under {quoted(one.name)}" if one.name else "the notes"
    return f"decision {one.name}" if one.of == "decision" else one.key


@rule("RALB504", Severity.WARNING)
def number_taken_on_main(book: Book) -> Iterable[Finding]:
    """A new number has been given to something else on the other branch meanwhile."""
    if book.against is None:
        return
    against = book.against
    for kind in differences.NUMBERED:
        base, tip = (_issued(other, kind) for other in (against.base, against.tip))
        for number, (minutes, row) in _issued(book, kind).items():
            if number not in base and number in tip and tip[number][1].text != row.text:
                where, free = tip[number][0].path, max({*tip, *_issued(book, kind)}) + 1
                message = f"{number} is {quoted(tip[number][1].text)} in {where} on {against.name}"
                how = f"`ralb action renumber {number} {free}` gives this one the next free number"
                yield Finding(
                    minutes.source, row.place.span, message, how if kind == "actions" else f"take {free}"
                )


def _issued(book: Book, kind: str) -> dict[int, tuple[Minutes, Any]]:
    """Every number of a list, with the row as it was first written."""
    every: dict[int, tuple[Minutes, Any]] = {}
    for minutes in book.minutes:
        for row in getattr(minutes.meeting, kind, ()):
            every.setdefault(int(row.number), (minutes, row))
    return every


@rule("RALB505", Severity.ERROR)
def file_deleted(book: Book) -> Iterable[Finding]:
    """Minutes that were there are gone."""
    for against, old in _gone(book):
        if not any(differences.is_moved(old, minutes) for minutes in _added(book, against)):
            message = f"these minutes are gone; {against.name} has them"
            how = f"`git checkout {against.name} -- {old.path}` brings them back"
            yield Finding(Source(old.path, ""), 0, message, how)


@rule("RALB506", Severity.INFO)
def meeting_moved(book: Book) -> Iterable[Finding]:
    """Minutes have got another date."""
    for against, old in _gone(book):
        for minutes in _added(book, against):
            if differences.is_moved(old, minutes):
                yield Finding(minutes.source, 0, f"these minutes are {old.path} on {against.name}", "")


def _gone(book: Book) -> Iterator[tuple[Against, Minutes]]:
    """The minutes that were there when the branch began, are on the other branch still, and not here."""
    if book.against:
        here = {one.path for one in book.minutes}
        there = {one.path for one in book.against.tip.minutes}
        for one in book.against.base.minutes:
            if one.path in there and one.path not in here:
                yield book.against, one


def _added(book: Book, against: Against) -> list[Minutes]:
    known = {one.path for one in against.base.minutes}
    return [one for one in book.minutes if one.path not in known]
