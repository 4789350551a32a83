"""The agenda of a meeting to come: its items, and the actions to report on."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ralb import dates, people, published, register
from ralb.book import Minutes
from ralb.formats import Audience
from ralb.model import Action, Appointment, Board, Meeting

_HEADING = re.compile(r"^(?P<level>#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_NUMBER = re.compile(r"^[0-9]{1,3}[.):]?[ \t]+")


def of_minutes(board: Board, minutes: Minutes, meeting: Meeting, audience: Audience) -> dict[str, Any]:
    """The agenda of a meeting whose file is there: its headings are the items, its log what is reported on."""
    if meeting.restricted and audience is Audience.PUBLIC:
        said = _agenda(board, Appointment(date=meeting.date), None, [], [], audience)
        return {**said, "restricted": published.public_words(meeting.restricted)}
    appointment = Appointment(
        date=meeting.date, time=meeting.time, venue=meeting.venue, cancelled=meeting.cancelled
    )
    actions = [one for one in meeting.actions if not one.status.finished]
    return _agenda(board, appointment, meeting.chair, list(_items(minutes, audience)), actions, audience)


def of_appointment(
    board: Board, appointment: Appointment, log: Sequence[Action], audience: Audience
) -> dict[str, Any]:
    """The agenda of a meeting of the calendar: the standing items, and what the *log* in force leaves to do."""
    chair = people.chair(board, appointment.date)
    initials = chair.initials if chair else None
    actions = [one for one in log if not one.status.finished]
    return _agenda(board, appointment, initials, list(board.standing_items), actions, audience)


def _agenda(
    board: Board,
    appointment: Appointment,
    chair: str | None,
    items: Sequence[str],
    actions: Sequence[Action],
    audience: Audience,
) -> dict[str, Any]:
    person = people.known(board, chair, appointment.date) if chair else None
    return {
        **published.head(board, audience),
        "title": f"Agenda: {dates.words(appointment.date)}",
        "date": published.date(appointment.date),
        "time": appointment.time or "",
        "venue": appointment.venue or "",
        "chair": f"{person.name} ({chair})" if person else chair or "",
        "cancelled": appointment.cancelled,
        "restricted": "",
        "items": items,
        "log": register.table(actions, appointment.date, audience, "Unfinished before this meeting"),
    }


def _items(minutes: Minutes, audience: Audience) -> Iterator[str]:
    """The headings of the highest level, without their numbers."""
    shown = [one for one in minutes.passages if not (one.restricted and audience is Audience.PUBLIC)]
    heads = [head for passage in shown for head in _HEADING.finditer(_CODE.sub("", passage.text))]
    highest = min((len(head["level"]) for head in heads), default=0)
    for head in heads:
        if len(head["level"]) == highest:
            yield re.sub(r"[*`]+", "", _LINK.sub(r"\1", _NUMBER.sub("", head["words"])))
