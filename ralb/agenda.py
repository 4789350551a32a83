"""The agenda of a meeting to come: its items, and the actions to report on."""

from collections.abc import Sequence
from typing import Any

from ralb import dates, items, people, published, register, series
from ralb.book import Minutes
from ralb.formats import Audience
from ralb.model import Action, Appointment, Board, Meeting


def of_minutes(board: Board, minutes: Minutes, meeting: Meeting, audience: Audience) -> dict[str, Any]:
    """The agenda of a meeting whose file is there: its headings are the items, its log what is reported on."""
    if meeting.restricted and audience is Audience.PUBLIC:
        said = _agenda(board, Appointment(date=meeting.date), None, [], [], audience)
        return {**said, "restricted": published.public_words(meeting.restricted)}
    appointment = Appointment(
        date=meeting.date, time=meeting.time, venue=meeting.venue, cancelled=meeting.cancelled
    )
    return _agenda(board, appointment, meeting.chair, _items(minutes, audience), meeting.actions, audience)


def of_appointment(
    board: Board, appointment: Appointment, log: Sequence[Action], audience: Audience
) -> dict[str, Any]:
    """The agenda of a meeting of the calendar: the standing items, and what the *log* in force leaves to do."""
    chair = people.chair(board, appointment.date)
    initials = chair.initials if chair else None
    return _agenda(board, appointment, initials, list(board.standing_items), log, audience)


def _agenda(
    board: Board,
    appointment: Appointment,
    chair: str | None,
    headings: Sequence[str],
    log: Sequence[Action],
    audience: Audience,
) -> dict[str, Any]:
    person = people.known(board, chair, appointment.date) if chair else None
    unfinished = series.unfinished(log)
    return {
        **published.head(board, audience),
        "title": f"Agenda: {dates.words(appointment.date)}",
        "date": published.date(appointment.date),
        "time": appointment.time or "",
        "venue": appointment.venue or "",
        "chair": f"{person.name} ({chair})" if person else chair or "",
        "cancelled": appointment.cancelled,
        "restricted": "",
        "items": headings,
        "log": register.table(unfinished, appointment.date, audience, "Unfinished before this meeting"),
    }


def _items(minutes: Minutes, audience: Audience) -> list[str]:
    """The headings of the highest level, without their numbers."""
    shown = [one for one in minutes.passages if not (one.restricted and audience is Audience.PUBLIC)]
    return [item.name for item in items.parted(shown) if item.typed]
