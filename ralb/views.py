"""Plain dictionaries of what the tool knows, for `--format json`."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from ralb import dates
from ralb.attendance import Body, How, Member, Turnout
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic, Kind
from ralb.diary import Sitting
from ralb.model import Action, Appointment, Meeting, Person, key_of
from ralb.outcomes import Outcome
from ralb.search import Found
from ralb.series import Row, Step
from ralb.text import position


def action(row: Row) -> dict[str, Any]:
    """A row of the log as scripts get it: everything that was typed, and where."""
    one = row.action
    return {
        "number": one.number,
        "action": one.text,
        "responsible": list(one.responsible),
        "issued": str(one.issued),
        "status": one.status.value,
        "due": _typed(one.due),
        "closed": _typed(one.closed),
        "item": one.item,
        "note": one.note,
        "restricted": one.restricted,
        "meeting": str(row.minutes.date),
        "path": row.minutes.path,
        "line": position(row.minutes.source.text, one.place.span.start)[0],
        "age": row.age,
        "through": row.through or None,
        "as-at": _typed(row.as_at),
    }


def step(one: Step) -> dict[str, Any]:
    """What one log says of an action, with the keys that changed since the log before."""
    now, before = action(one.row), one.before
    said = {field.name: key_of(field) for field in dataclasses.fields(Action) if key_of(field)}
    changed = [
        key for name, key in said.items() if before and getattr(before, name) != getattr(one.row.action, name)
    ]
    return {**now, "changed": changed}


def _typed(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def meeting(minutes: Minutes) -> dict[str, Any]:
    """A meeting with minutes; the counts are None where nobody wrote them down."""
    read = minutes.meeting
    return {
        "date": str(minutes.date),
        "path": minutes.path,
        "state": read.state if read else "not readable",
        "time": read.time if read else None,
        "venue": read.venue if read else None,
        "present": len(read.present) if read and read.present else None,
        "apologies": len(read.apologies) if read else None,
        "invited": len(read.invited) if read else None,
        "issued": sum(dates.same(one.issued, read.date) for one in read.actions) if read else None,
        "open": _open(read.actions) if read else None,
    }


def _open(actions: Iterable[Action]) -> int:
    return sum(not one.status.finished for one in actions)


def outcome(one: Outcome) -> dict[str, Any]:
    """A decision, an escalation, a recommendation as scripts get it."""
    said = {key_of(field): getattr(one.row, field.name) for field in dataclasses.fields(one.row)}
    values = {key: str(value) if isinstance(value, PartialDate) else value for key, value in said.items() if key}
    return {**values, "meeting": str(one.since), "age": one.age, "path": one.minutes.path}


def appointment(planned: Appointment) -> dict[str, Any]:
    """A meeting of the calendar, with the keys of one that has minutes."""
    state = "cancelled" if planned.cancelled else "planned"
    nothing = dict.fromkeys(("path", "present", "apologies", "invited", "issued", "open"))
    return {"date": str(planned.date), **nothing, "state": state, "time": planned.time, "venue": planned.venue}


def person(one: Person) -> dict[str, Any]:
    """A period of a person on the board."""
    about = {"initials": one.initials, "name": one.name, "organisation": one.organisation, "role": one.role.value}
    return {**about, "from": _typed(one.from_), "to": _typed(one.to)}


def member(one: Member) -> dict[str, Any]:
    """A person with how they were at each meeting, counted and one by one."""
    return {**person(one.person), **_turnouts(one.turnouts, [how for how in How if how is not How.AGENCY])}


def body(one: Body) -> dict[str, Any]:
    """An organisation with how it was represented at each meeting; its name is None for those who have none."""
    organisation = one.organisation
    about = {"organisation": organisation.name or None, "kind": organisation.kind, "authority": one.is_authority}
    return {**about, **_turnouts(one.turnouts, list(How))}


def _turnouts(every: Sequence[Turnout], ways: Sequence[How]) -> dict[str, Any]:
    met = [one.how for one in every]
    counts = {how.value: met.count(how) for how in ways}
    meetings = [{"date": str(one.meeting), "how": one.how.value, "through": one.through or None} for one in every]
    return {**counts, "meetings": meetings}


def sitting(one: Sitting) -> dict[str, Any]:
    """A date of the board; of a restricted meeting the public gets the public words alone."""
    return {
        "date": str(one.date),
        "weekday": one.weekday or None,
        "time": one.time,
        "venue": one.venue,
        "title": one.title or None,
        "public": one.public or None,
        "state": one.state.value,
    }


def found(one: Found) -> dict[str, Any]:
    """A place where the words stand that were looked for."""
    return {
        "meeting": str(one.minutes.date),
        "in": one.part.value,
        "heading": one.heading,
        "number": one.number,
        "restricted": one.restricted,
        "path": one.minutes.path,
        "line": one.line,
        "sentences": one.sentences,
    }


def diagnostic(one: Diagnostic) -> dict[str, Any]:
    """A finding as `validate --format json` prints it."""
    return {
        "code": one.kind.code,
        "name": one.kind.name,
        "severity": one.kind.severity.value,
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "message": one.message,
        "help": one.help,
    }


def kind(one: Kind) -> dict[str, Any]:
    """A rule as `rules --format json` prints it."""
    return {"code": one.code, "name": one.name, "severity": one.severity.value, "about": one.about}


def attendance(read: Meeting) -> str:
    """The counts in words; "not recorded" where nobody wrote down who came."""
    present = f"{len(read.present)} present" if read.present else "not recorded"
    sent = len(read.apologies)
    return f"{present}, {sent} apolog{'y' if sent == 1 else 'ies'}" if sent else present
