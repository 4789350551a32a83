"""Rules about the notes: against the log, against the attendance, and on their own."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ralb import dates, people
from ralb.book import Book, Minutes
from ralb.diagnostics import Severity
from ralb.marks import begins
from ralb.rules.registry import Finding, rule
from ralb.rules.subjects import Log, Text, logs, texts


@rule("RALB305", Severity.WARNING, each=logs)
def action_not_in_log(log: Log) -> Iterable[Finding]:
    """The notes say `Action:`, and no row of the log was made of it."""
    for mark in log.minutes.marks:
        if mark.number is None:
            message = "an action without a number, so without a row in the log"
            how = "give it the next free number, here and as a row of the log"
            yield Finding(log.source, mark.at, message, how)


@rule("RALB306", Severity.WARNING)
def unknown_number_in_notes(book: Book) -> Iterable[Finding]:
    """The notes say `Action 84:`, and neither this log nor one before has an 84."""
    issued: set[int | None] = set()
    for minutes, meeting, _ in logs(book):
        issued |= {action.number for action in meeting.actions} | minutes.unread
        for mark in minutes.marks:
            if mark.number is not None and mark.number not in issued and None not in issued:
                message = f"no log up to this one has an action {mark.number}"
                yield Finding(minutes.source, mark.at, message, "correct the number, or add the row")


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


@rule("RALB309", Severity.INFO)
def responsible_not_in_text(book: Book) -> Iterable[Finding]:
    """The text of an action begins with someone who is not responsible for it."""
    seen: set[int] = set()
    for minutes, meeting, _ in logs(book):
        for action in meeting.actions:
            begins = re.match(r"([A-Z]{2,4}[0-9]?) to ", action.text)
            if begins and begins[1] not in action.responsible and action.number not in seen:
                seen.add(action.number)
                message = f"the text says {begins[1]}, responsible is {', '.join(action.responsible)}"
                yield Finding(minutes.source, action.place.values["text"], message, "which of the two is right?")


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


def speakers(book: Book) -> Iterator[Speakers]:
    """Who speaks in the minutes that could be read."""
    for log in logs(book):
        yield Speakers(log, _speakers(log.minutes))


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


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = "|".join(f"{day}|{day[:3]}" for day in _DAYS)
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
        weekday = _DAYS[dt.date(*date).weekday()] if date else ""
        if date is None:
            message = f"{found['month']} {found['year']} has no day {found['day']}"
            yield Finding(text.source, found.start(), message, "correct the date")
        elif weekday[:3] != found["weekday"][:3]:
            message = f"{dates.words(date)} was a {weekday}, not a {found['weekday']}"
            yield Finding(text.source, found.start(), message, "correct the day or the date")
