"""Rules about the notes: against the log, against the attendance, and on their own."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ralb import dates, people
from ralb.book import Book, Minutes
from ralb.diagnostics import Severity
from ralb.marks import begins
from ralb.model import Action
from ralb.rules.registry import Finding, rule
from ralb.rules.subjects import Log, Text, logs, texts


@rule("RALB305", Severity.WARNING, each=logs)
def action_not_in_log(log: Log) -> Iterable[Finding]:
    """The notes say `Action:`, and no row of the log was made of it."""
    for mark in log.minutes.marks:
        if mark.number is None:
            message = "an action without a number, so without a row in the log"
            how = "`ralb harvest` gives it the next free number, here and as a row of the log"
            yield Finding(log.source, mark.at, message, how)


class Numbered(NamedTuple):
    """A log, and every number that it or one before has; None is in it after a row whose number is not known."""

    log: Log
    issued: AbstractSet[int | None]


def numbered(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Numbered]]:
    """The logs, each with the numbers issued so far."""
    issued: set[int | None] = set()
    for met in logs(book, minutes):
        for log in met:
            issued.update((action.number for action in log.meeting.actions), log.minutes.unread)
        yield (Numbered(log, issued) for log in met)


@rule("RALB306", Severity.WARNING, each=numbered)
def unknown_number_in_notes(numbered: Numbered) -> Iterable[Finding]:
    """The notes say `Action 84:`, and neither this log nor one before has an 84."""
    log, issued = numbered
    for mark in log.minutes.marks:
        if mark.number is not None and mark.number not in issued and None not in issued:
            message = f"no log up to this one has an action {mark.number}"
            yield Finding(log.source, mark.at, message, "correct the number, or add the row")


@rule("RALB310", Severity.INFO, each=logs)
def action_not_in_notes(log: Log) -> Iterable[Finding]:
    """An action issued at this meeting is not in its notes, though others are."""
    noted = {mark.number for mark in log.minutes.marks}
    new = [action for action in log.meeting.actions if dates.same(action.issued, log.meeting.date)]
    if noted.intersection(action.number for action in new):
        for action in new:
            if action.number not in noted:
                message = f"the notes do not say where {action.number} comes from"
                how = f"write `Action {action.number}:` where it was agreed"
                yield Finding(log.source, action.place.values["number"], message, how)


class Asked(NamedTuple):
    """A row of a log whose text begins with someone who is asked for it."""

    log: Log
    action: Action
    who: str


_ASKS = re.compile(r"([A-Z]{2,4}[0-9]?) to ")


def asked(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Asked]]:
    """The rows whose text asks someone who is not responsible; each number once, where that is so first."""
    told: set[int] = set()
    for met in logs(book, minutes):
        rows = [
            Asked(log, action, who[1])
            for log in met
            for action in log.meeting.actions
            if (who := _ASKS.match(action.text)) and who[1] not in action.responsible
        ]
        new = {one.action.number: one for one in reversed(rows) if one.action.number not in told}
        told.update(new)
        yield new.values()


@rule("RALB309", Severity.INFO, each=asked)
def responsible_not_in_text(asked: Asked) -> Iterable[Finding]:
    """The text of an action begins with someone who is not responsible for it."""
    log, action, who = asked
    message = f"the text says {who}, responsible is {', '.join(action.responsible)}"
    yield Finding(log.source, action.place.values["text"], message, "which of the two is right?")


_VERBS = (
    "added|advised|agreed|agrees|asked|asks|commented|confirmed|confirms|described|emphasised|explained|explains|felt"
    "|gave|gives|highlighted|informed|introduced|joined|mentioned|noted|notes|observed|offered|outlined|presented"
    "|presents|proposed|queried|questioned|raised|raises|reflected|reminded|replied|reported|reports|requested"
    "|responded|said|says|shared|stated|suggested|summarised|thanked|told|undertook|updated|welcomed"
)
_NAME = re.compile(r"\b[A-Z]{2,3}[0-9]?\b")
_SPEAKS = re.compile(
    rf"(?P<who>[A-Z][A-Z][A-Z]?[0-9]?(?:(?:, | and )[A-Z]{{2,3}}[0-9]?){{0,6}}) (?:also )?(?:{_VERBS})\b"
)


class Speakers(NamedTuple):
    """Minutes, and the capitals that say or do something in their notes, each with the place where first."""

    log: Log
    first: dict[str, int]


def speakers(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Speakers]]:
    """Who speaks in the minutes that could be read."""
    for met in logs(book, minutes):
        yield [Speakers(log, _speakers(log.minutes)) for log in met]


def _speakers(minutes: Minutes) -> dict[str, int]:
    """The subjects of sentences, and where each first is one; not in headings."""
    text = minutes.source.text
    first: dict[str, int] = {}
    for found in _SPEAKS.finditer(text, *minutes.notes):
        if found["who"] not in first and begins(text, found.start()):
            for name in _NAME.finditer(text, *found.span()):
                first.setdefault(name[0], name.start())
    return first


@rule("RALB311", Severity.WARNING, each=speakers)
def maybe_present(speakers: Speakers) -> Iterable[Finding]:
    """Someone speaks in the notes, but is on no list of those who came."""
    log, meeting = speakers.log, speakers.log.meeting
    if meeting.present:
        came = {one.who for one in (*meeting.present, *meeting.in_attendance)} | {meeting.chair}
        for who, at in speakers.first.items():
            if who not in came and _is_person(who, log):
                message = f"{who} speaks here, but is neither present nor in attendance"
                yield Finding(log.source, at, message, f"was {who} there?")


@rule("RALB313", Severity.WARNING, each=speakers)
def unknown_initials_in_notes(speakers: Speakers) -> Iterable[Finding]:
    """Capitals that say or do something in the notes are nobody's initials."""
    log, meeting, board = speakers.log, speakers.log.meeting, speakers.log.book.board
    if log.book.roster is None:
        return
    guests = {one.who for one in (*meeting.present, *meeting.in_attendance, *meeting.invited)}
    for who, at in speakers.first.items():
        if who not in guests and who not in board.not_initials and not _is_person(who, log):
            message = f"nobody on the board is {who}"
            how = f"correct it; or, if {who} is no person, add it to `not-initials` of minutes/board.yaml"
            yield Finding(log.source, at, message, how)


def _is_person(initials: str, log: Log) -> bool:
    return people.known(log.book.board, initials, log.meeting.date) is not None


_WEEKDAY = "|".join(f"{day}|{day[:3]}" for day in dates.WEEKDAYS)
_MONTH = "|".join(f"{month}|{month[:3]}" for month in dates.MONTHS)
_DATE = re.compile(
    rf"\b(?P<weekday>{_WEEKDAY}),? (?:the )?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? "
    rf"(?P<month>{_MONTH}),? (?P<year>[0-9]{{4}})\b"
)
_DATE_RARE = re.compile(rb"[MTWFS],?[0-9]{1,2}[JFMASOND],?[0-9]{4}")


@rule("RALB312", Severity.WARNING, each=texts)
def weekday_does_not_match(text: Text) -> Iterable[Finding]:
    """A date in words names another weekday than that day had."""
    if text.source is text.book.roster or not _DATE_RARE.search(text.rare):
        return
    for found in _DATE.finditer(text.source.text):
        date = dates.parse(dates.guess(f"{found['day']} {found['month']} {found['year']}"))
        weekday = dates.WEEKDAYS[dt.date(*date).weekday()] if date else ""
        if date is None:
            message = f"{found['month']} {found['year']} has no day {found['day']}"
            yield Finding(text.source, found.start(), message, "correct the date")
        elif weekday[:3] != found["weekday"][:3]:
            message = f"{dates.words(date)} was a {weekday}, not a {found['weekday']}"
            yield Finding(text.source, found.start(), message, "correct the day or the date")
