"""What each of the board's public pages says, of meetings, log, membership, what was put to others.

Everything comes from the minutes and from `board.yaml`, by way of the editions that documents are made from, so
what is restricted is nowhere.
"""

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ralb import agenda, attendance, dates, diary, draft, outcomes, people, published, register, series
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.diary import Sitting, State
from ralb.formats import Audience
from ralb.model import Action, Appointment, Board, Meeting, Person
from ralb.series import Row


@dataclass(frozen=True)
class Site:
    """What the pages are made from: the book, for whom, on which day, under which address; "" if unknown."""

    book: Book
    audience: Audience
    today: PartialDate
    address: str = ""

    @property
    def board(self) -> Board:
        return self.book.board

    @cached_property
    def held(self) -> list[tuple[Minutes, Meeting]]:
        """The meetings that have taken place, or were cancelled, the oldest first."""
        read = [(minutes, minutes.meeting) for minutes in self.book.minutes if minutes.meeting]
        return [(minutes, meeting) for minutes, meeting in read if not dates.after(minutes.date, self.today)]

    @cached_property
    def agreed(self) -> list[tuple[Minutes, Meeting]]:
        """The meetings whose minutes are agreed; no others are published."""
        return [(minutes, meeting) for minutes, meeting in self.held if meeting.agreed and not meeting.cancelled]

    @cached_property
    def sittings(self) -> list[Sitting]:
        """The board's diary."""
        return diary.sittings(self.book, self.today, self.audience)

    @cached_property
    def to_come(self) -> list[Sitting]:
        """The meetings of today and later that have not been held, cancelled ones too, the next first."""
        held = {minutes.date for minutes, _ in self.held}
        return [one for one in self.sittings if one.date not in held and not dates.after(self.today, one.date)]

    @property
    def upcoming(self) -> Sitting | None:
        """The next meeting that is not cancelled."""
        return next((one for one in self.to_come if one.state is not State.CANCELLED), None)


def minutes_path(date: PartialDate) -> str:
    return f"minutes/{date}.html"


def agenda_path(date: PartialDate) -> str:
    return f"agenda/{date}.html"


def home(site: Site) -> dict[str, Any]:
    """What the board is for, when it meets next, what it agreed last."""
    agreed, held, upcoming = site.agreed, site.held, site.upcoming
    board = site.board
    return {
        "title": board.name,
        "authorities": sum(attendance.is_authority(board, one) for one in board.organisations),
        "next": {**_sitting(upcoming), "agenda": agenda_path(upcoming.date)} if upcoming else None,
        "latest": {"href": minutes_path(agreed[-1][0].date), **published.date(agreed[-1][0].date)}
        if agreed
        else None,
        "log": published.date(held[-1][0].date) if held else None,
        "priorities": list(board.priorities),
        "enquiries": list(board.enquiries),
        "links": [{"title": one.title, "url": one.url} for one in board.links],
    }


def meetings(site: Site) -> dict[str, Any]:
    """The meetings to come with the agenda of the next, and those of the past with the minutes that are agreed."""
    coming, upcoming = site.to_come, site.upcoming
    past = [one for one in site.sittings if one not in coming]
    agreed = {minutes.date: dates.words(meeting.agreed) for minutes, meeting in site.agreed if meeting.agreed}
    return {
        "title": "Meetings",
        "coming": [
            {**_sitting(one), "agenda": agenda_path(one.date) if one == upcoming else ""} for one in coming
        ],
        "held": [
            {
                **_sitting(one),
                "recorded": one.state is not State.UNRECORDED,
                "minutes": f"minutes/{one.date}" if one.date in agreed else "",
                "agreed": agreed.get(one.date, ""),
            }
            for one in reversed(past)
        ],
    }


def _sitting(one: Sitting) -> dict[str, Any]:
    """A meeting as a line of a list; of a restricted one the public reads no more than its public words."""
    return {
        "date": published.date(one.date),
        "time": one.time or "",
        "venue": one.venue or "",
        "restricted": one.public,
        "cancelled": one.state is State.CANCELLED,
    }


def log(site: Site, minutes: Minutes, meeting: Meeting) -> dict[str, Any]:
    """A log, each row with what it can be found by."""
    rows = series.log(minutes, site.book.dates)
    said = register.edition(site.board, minutes, meeting, rows, site.audience)
    shown = [{**shown, **_found_by(site, row)} for row, shown in zip(rows, said["log"]["rows"], strict=False)]
    title = f"Action log: {dates.words(minutes.date)}"
    return {**said, "title": title, "log": {**said["log"], "rows": shown}}


def _found_by(site: Site, row: Row) -> dict[str, Any]:
    """Everyone who answers for an action, by name or with others, and their organisations; if it is public."""
    action = row.action
    if action.restricted and site.audience is Audience.PUBLIC:
        return {"people": [], "organisations": []}
    theirs = [one for one in people.serving(site.board, action.issued) if _answers(site.board, action, one)]
    known = {one.initials for one in theirs} | site.board.collective_names
    named = [one.name for one in site.board.organisations if {one.name, *one.aliases} & set(action.responsible)]
    own = [one.organisation for one in theirs if one.organisation]
    guests = [name for name in action.responsible if name not in known]
    return {
        "people": [*(f"{one.initials}, {one.name}" for one in theirs), *guests],
        "organisations": list(dict.fromkeys([*named, *own])),
    }


def _answers(board: Board, action: Action, one: Person) -> bool:
    return people.person_through(board, action, one.initials) is not None


def membership(site: Site) -> dict[str, Any]:
    """Who is on the board today, whom nobody speaks for, who was on it before."""
    board, serving = site.board, people.serving(site.board, site.today)
    past = [one for one in board.people if one.to and one not in serving]
    represented = {one.organisation for one in serving}
    authorities = [one for one in board.organisations if attendance.is_authority(board, one)]
    return {
        "title": "Membership",
        "as_at": published.date(site.today),
        "reviewed": published.date(board.reviewed) if board.reviewed else None,
        "members": [_member(one) for one in serving],
        "past": [_member(one) for one in sorted(past, key=lambda one: one.to or site.today, reverse=True)],
        "unrepresented": [
            one.name for one in authorities if represented.isdisjoint(people.names(board, one.name))
        ],
        "covered": {
            name: one.name
            for one in board.organisations
            for own in one.covers
            for name in people.names(board, own)
        },
    }


def _member(one: Person) -> dict[str, Any]:
    period = [dates.words(date) if date else "" for date in (one.from_, one.to)]
    return {
        "initials": one.initials,
        "name": one.name,
        "organisation": one.organisation or "",
        "role": one.role.capitalize(),
        "since": period[0],
        "until": period[1],
    }


def put_to_others(site: Site) -> dict[str, Any]:
    """What agreed minutes put to others, and what became of it as last known."""
    dated = {minutes.date: meeting for minutes, meeting in site.agreed}
    said = {}
    for name in ("escalations", "recommendations"):
        every = [one for one in outcomes.every(site.book, name) if one.since in dated]
        readable = {one.row.number: one.row for one in outcomes.every(_readable(site), name)}
        rows = [(one, readable.get(one.row.number, one.row)) for one in reversed(every)]
        said[name] = [_request(site, row, one.since, dated[one.since]) for one, row in rows]
    return {"title": "Escalations and recommendations", **said}


def _readable(site: Site) -> Book:
    """The book without the meetings of which this audience reads nothing."""
    if site.audience is Audience.BOARD:
        return site.book
    shown = tuple(one for one in site.book.minutes if one.meeting and not one.meeting.restricted)
    return dataclasses.replace(site.book, minutes=shown)


def _request(site: Site, row: Any, since: PartialDate, meeting: Meeting) -> dict[str, Any]:
    restricted = row.restricted or meeting.restricted
    hidden = bool(restricted) and site.audience is Audience.PUBLIC
    return {
        "number": row.number,
        "text": published.words(row.text, restricted, site.audience),
        "to": published.NOT_PUBLISHED if hidden else row.to or "Not recorded",
        "meeting": published.date(since),
        "href": minutes_path(since),
        "sent": "" if hidden or not row.sent else dates.words(row.sent),
        "response": "" if hidden else row.response or "",
        "responded": "" if hidden or not row.responded else dates.words(row.responded),
    }


def agenda_of(site: Site, one: Sitting) -> tuple[Minutes | None, dict[str, Any]]:
    """The agenda of a meeting to come, with its minutes if they are begun."""
    begun = next((minutes for minutes in site.book.minutes if minutes.date == one.date), None)
    if begun and begun.meeting:
        return begun, agenda.of_minutes(site.board, begun, begun.meeting, site.audience)
    planned = Appointment(date=one.date, time=one.time, venue=one.venue)
    last = site.book.minutes[-1].meeting if site.book.minutes else None
    left = draft.carry_forward(site.board, last, planned).meeting.actions
    return None, agenda.of_appointment(site.board, planned, left, site.audience)
