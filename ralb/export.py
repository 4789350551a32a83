"""A board's minutes as rows of tables; those for the public hold no restricted word and no note."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ralb import model, outcomes, people, published, series
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.formats import Audience
from ralb.model import Action, Appointment, Board, Meeting
from ralb.tables import TABLES, Row
from ralb.text import quoted
from ralb.trouble import Trouble

_LISTS = ("present", "in_attendance", "invited", "apologies", "absent")


def rows(book: Book, audience: Audience) -> dict[str, list[Row]]:
    """The rows of each table, in a fixed order; of what is restricted the public gets the public words."""
    read = _readable(book, audience)
    latest = series.last_known(reversed(read.minutes), read.dates)
    named = {"board": book.board.name}
    every: dict[str, Iterable[Row]] = {
        "meetings": (_meeting(one) for one in series.meetings(read)),
        "attendance": (row for minutes in read.minutes for row in _attendance(read.board, minutes)),
        "actions": (_last(row, audience) for row in latest),
        "action_history": _history(read, audience),
        "action_people": (row for one in latest for row in _people(read.board, one, audience)),
        "decisions": (
            {"number": one.row.number, "meeting": one.since, **_words(one.row, "decision", audience)}
            for one in outcomes.every(read, "decisions")
        ),
        "escalations": (_request(one, "escalation", audience) for one in outcomes.every(read, "escalations")),
        "recommendations": (
            _request(one, "recommendation", audience) for one in outcomes.every(read, "recommendations")
        ),
        "people": (_member(person) for person in read.board.people),
    }
    return {name: [{**named, **_typed(row)} for row in made] for name, made in every.items()}


class SameName(Trouble):
    """Two boards of one name could not be told apart in one file."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"two of these boards are called {quoted(name)}: in one file nobody could tell them apart"
        )


def together(each: Sequence[Mapping[str, list[Row]]]) -> dict[str, list[Row]]:
    """The rows of several boards, one after the other."""
    return {table.name: [row for rows in each for row in rows[table.name]] for table in TABLES}


def check_names(boards: Iterable[Board]) -> None:
    """Raise `SameName` for two boards of one name."""
    names = [board.name for board in boards]
    for name in names:
        if names.count(name) > 1:
            raise SameName(name)


def by_meeting(rows: Mapping[str, Iterable[Row]]) -> dict[str, list[Row]]:
    """What is said of each meeting, by its date, for those who look at what goes out; "" of no meeting."""
    found: dict[str, list[Row]] = {}
    for name, each in rows.items():
        # Of actions all is in their history, too.
        for row in each if name != "actions" else ():
            found.setdefault(row.get("meeting", ""), []).append(row)
    return found


def _typed(row: Mapping[str, Any]) -> Row:
    """A row with dates as they were typed, and nothing for what is empty."""
    return {
        name: str(value) if isinstance(value, PartialDate) else None if value == "" else value
        for name, value in row.items()
    }


def _readable(book: Book, audience: Audience) -> Book:
    """The book as this audience may read it.

    Of a restricted meeting the public gets date and state. What a later log restricts, it may not read in an
    earlier one either.
    """
    if audience is Audience.BOARD:
        return book
    closed: dict[tuple[type, int], model.Restriction] = {}
    shown = []
    for minutes in reversed(book.minutes):
        if minutes.meeting:
            for row in minutes.meeting.rows:
                if row.restricted:
                    closed.setdefault((type(row), row.number), row.restricted)
            minutes = dataclasses.replace(minutes, meeting=_public(minutes.meeting, closed))
        shown.append(minutes)
    return dataclasses.replace(book, minutes=tuple(reversed(shown)))


def _public(meeting: Meeting, closed: Mapping[tuple[type, int], model.Restriction]) -> Meeting:
    if meeting.restricted:
        return Meeting(
            date=meeting.date,
            circulated=meeting.circulated,
            agreed=meeting.agreed,
            cancelled=meeting.cancelled,
            restricted=True,
        )
    lists: dict[str, Any] = {
        name: tuple(
            dataclasses.replace(row, restricted=row.restricted or closed.get((type(row), row.number), False))
            for row in getattr(meeting, name)
        )
        for name in ("decisions", "escalations", "recommendations", "actions")
    }
    return dataclasses.replace(meeting, **lists)


def _meeting(one: Minutes | Appointment) -> Row:
    read = one if isinstance(one, Appointment) else one.meeting
    if isinstance(one, Appointment):
        state = "cancelled" if one.cancelled else "planned"
    else:
        state = one.meeting.state if one.meeting else "not readable"
    said = {name: getattr(read, name, None) for name in ("title", "time", "venue", "chair")}
    days = {name: getattr(read, name, None) for name in ("circulated", "agreed", "log_updated", "next_meeting")}
    return {
        "meeting": one.date,
        "state": state,
        **said,
        "attendance_recorded": bool(getattr(read, "present", ())),
        **days,
        "restricted": bool(getattr(read, "restricted", False)),
    }


def _attendance(board: Board, minutes: Minutes) -> Iterator[Row]:
    for name in _LISTS:
        for one in getattr(minutes.meeting, name, ()):
            person = people.known(board, one.who, minutes.date)
            yield {
                "meeting": minutes.date,
                "initials": one.who,
                "name": person.name if person else None,
                "organisation": person.organisation if person else None,
                "role": person.role.value if person else None,
                "listed": name.replace("_", "-"),
                "deputy_for": one.deputy_for,
            }


def _is_hidden(row: Any, audience: Audience) -> bool:
    return bool(row.restricted) and audience is Audience.PUBLIC


def _words(row: Any, name: str, audience: Audience) -> Row:
    hidden = _is_hidden(row, audience)
    return {
        name: published.public_words(row.restricted) if hidden else row.text,
        "restricted": bool(row.restricted),
    }


def _action(one: Action, audience: Audience) -> Row:
    hidden = _is_hidden(one, audience)
    words = _words(one, "action", audience)
    return {
        "status": one.status.value,
        "issued": one.issued,
        "due": one.due,
        "closed": one.closed,
        "responsible": None if hidden else ", ".join(one.responsible),
        "item": None if hidden else one.item,
        "action": words["action"],
        "note": one.note if audience is Audience.BOARD else None,
        "restricted": words["restricted"],
    }


def _last(row: series.Row, audience: Audience) -> Row:
    one = row.action
    about = {"finished": one.status.finished, "age": row.age}
    return {"number": one.number, "meeting": row.date, **_action(one, audience), **about}


def _history(book: Book, audience: Audience) -> Iterator[Row]:
    before: dict[int, Row] = {}
    for minutes in book.minutes:
        for one in minutes.meeting.actions if minutes.meeting else ():
            now = _action(one, audience)
            last = before.get(one.number)
            changed = (
                "new"
                if last is None
                else ", ".join(name for name in now if name != "item" and now[name] != last[name])
            )
            before[one.number] = now
            yield {"meeting": minutes.date, "number": one.number, **now, "changed": changed}


def _people(board: Board, row: series.Row, audience: Audience) -> Iterator[Row]:
    one = row.action
    canonical = people.organisations(board)
    for place, name in enumerate(() if _is_hidden(one, audience) else one.responsible, 1):
        person = people.known(board, name, one.issued)
        yield {
            "number": one.number,
            "place": place,
            "responsible": name,
            "name": person.name if person else None,
            "organisation": person.organisation if person else canonical.get(name),
        }


def _request(one: outcomes.Outcome, name: str, audience: Audience) -> Row:
    row = one.row
    shown = Row() if _is_hidden(row, audience) else {"sent_to": row.to, "sent": row.sent, "response": row.response}
    return {
        "number": row.number,
        "meeting": one.since,
        "sent_to": shown.get("sent_to"),
        "sent": shown.get("sent"),
        "response": shown.get("response"),
        "responded": row.responded if shown else None,
        "waits": one.waits,
        **_words(row, name, audience),
    }


def _member(person: model.Person) -> Row:
    return {
        "initials": person.initials,
        "name": person.name,
        "organisation": person.organisation,
        "role": person.role.value,
        "since": person.from_,
        "until": person.to,
    }
