"""What the board decided and what it put to others, as it is shown."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from ralb import dates, report, terminal
from ralb.dates import PartialDate
from ralb.formats import Format
from ralb.model import key_of
from ralb.outcomes import Outcome


def show(rows: Sequence[Outcome], name: str, form: Format) -> None:
    """Decisions, or what was put to others and what came back."""
    if form is Format.JSON:
        terminal.as_json([_view(one) for one in rows])
        return
    word = name.removesuffix("s").capitalize()
    if name == "decisions":
        head, lines = ["No.", word, "Meeting"], [_decision(one) for one in rows]
        plain = [[str(one.row.number), str(one.since), one.row.text] for one in rows]
    else:
        head, lines = ["No.", word, "To", "Meeting", "Sent", "Answer"], [_request(one) for one in rows]
        plain = [_plain_request(one) for one in rows]
    terminal.listing(form, head, lines, 1, plain)
    report.say_restricted([one.row for one in rows], form)
    if not rows:
        terminal.note(f"no {name}")


def _decision(one: Outcome) -> list[str]:
    return [str(one.row.number), report.worded(one.row), dates.words(one.since)]


def _plain_request(one: Outcome) -> list[str]:
    row = one.row
    typed = (row.number, one.since, row.sent, row.responded, row.to, row.text, row.response)
    return [str(value or "-") for value in typed]


def _request(one: Outcome) -> list[str]:
    row = one.row
    sent = dates.short(row.sent) if row.sent else "not recorded"
    came = f"none, {report.age(one.age)}"
    if row.responded:
        came = f"{row.response or 'yes'} ({dates.short(row.responded)})"
    return [str(row.number), report.worded(row), row.to or "-", dates.words(one.since), sent, came]


def _view(one: Outcome) -> dict[str, Any]:
    """A decision, an escalation, a recommendation as scripts get it."""
    said = {key_of(field): getattr(one.row, field.name) for field in dataclasses.fields(one.row)}
    values = {key: str(value) if isinstance(value, PartialDate) else value for key, value in said.items() if key}
    return {**values, "meeting": str(one.since), "age": one.age, "path": one.path}
