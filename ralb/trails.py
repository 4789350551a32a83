"""The trail of one action, as it is shown: what each log says of it."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from ralb import dates, phrases, report, terminal
from ralb.formats import Format
from ralb.model import Action, key_of
from ralb.series import Row, Step


def show(steps: Sequence[Step], form: Format) -> None:
    """What each log says of one action, and how the last one has it."""
    if form is Format.JSON:
        terminal.as_json([_view(step) for step in steps])
        return
    if form is Format.TABLE:
        title(steps[-1].row)
    lines = [[dates.words(step.row.date), what] for step in steps for what in _what(step)]
    plain = [[str(step.row.date), what] for step in steps for what in _what(step)]
    terminal.listing(form, ["Log of", "What it says"], lines, 1, plain)


def _view(one: Step) -> dict[str, Any]:
    """What one log says of an action, with the keys that changed since the log before."""
    now, before = report.view(one.row), one.before
    said = {field.name: key_of(field) for field in fields(Action) if key_of(field)}
    changed = [
        key for name, key in said.items() if before and getattr(before, name) != getattr(one.row.action, name)
    ]
    return {**now, "changed": changed}


def title(row: Row) -> None:
    """What an action is, above its trail."""
    one = row.action
    terminal.paragraph(f"Action {one.number}: {one.text}", bold=True)
    terminal.paragraph(_now(row))
    terminal.say("")


def in_short(steps: Sequence[Step]) -> None:
    """An action and how it came to be what it is, in a few lines."""
    row = steps[-1].row
    one = row.action
    terminal.paragraph(f"{one.number}: {one.text}", bold=True)
    terminal.paragraph(_now(row))
    if one.due:
        terminal.say(f"due {dates.words(one.due)}")
    for step in steps[1:]:
        terminal.paragraph(f"{dates.words(step.row.date)}: {'; '.join(_what(step))}")
    if one.note and (len(steps) == 1 or steps[-1].before == one):
        terminal.paragraph(f"note: {one.note}")


def _now(row: Row) -> str:
    """Who is to do it, since when, and how it stands."""
    one = row.action
    age = f", {report.age(row.age)}" + ("" if row.age == 0 or one.status.finished else " old")
    since = f" since {dates.words(one.closed)}" if one.closed else age
    return f"{', '.join(one.responsible)}; issued {dates.words(one.issued)}; {one.status}{since}"


def _what(step: Step) -> list[str]:
    """What a log says that the one before did not."""
    now, was = step.row.action, step.before
    if was is None:
        return issued(now)
    # The agenda item is that of the meeting that issued it; no log carries it.
    was = was if now.item else replace(was, item=None)
    return phrases.in_full(was, now) or [f"still {now.status}"]


def issued(one: Action) -> list[str]:
    """What the first log says of an action."""
    first = f"issued to {', '.join(one.responsible)}, {one.status}"
    return [first, f"note: {one.note}"] if one.note else [first]
