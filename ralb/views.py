"""Plain dictionaries of what the tool knows, for `--format json`."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from ralb import dates
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.model import Action, Appointment, Meeting, key_of
from ralb.outcomes import Outcome
from ralb.series import Row, Step


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
        "meeting": str(row.date),
        "path": row.path,
        "line": row.line,
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
    return {**values, "meeting": str(one.since), "age": one.age, "path": one.path}


def appointment(planned: Appointment) -> dict[str, Any]:
    """A meeting of the calendar, with the keys of one that has minutes."""
    state = "cancelled" if planned.cancelled else "planned"
    nothing = dict.fromkeys(("path", "present", "apologies", "invited", "issued", "open"))
    return {"date": str(planned.date), **nothing, "state": state, "time": planned.time, "venue": planned.venue}


def attendance(read: Meeting) -> str:
    """The counts in words; "not recorded" where nobody wrote down who came."""
    present = f"{len(read.present)} present" if read.present else "not recorded"
    sent = len(read.apologies)
    return f"{present}, {sent} apolog{'y' if sent == 1 else 'ies'}" if sent else present
