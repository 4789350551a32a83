"""The trail of one action: what each log says of it, and who changed it."""

from collections.abc import Callable, Sequence
from typing import Any

from ralb import dates, phrases, report, terminal, views
from ralb.authors import Change, Found, How
from ralb.commits import Commit
from ralb.dates import PartialDate
from ralb.formats import Format
from ralb.model import Action
from ralb.series import Row, Step


def show(steps: Sequence[Step], form: Format) -> None:
    """What each log says of one action, and how the last one has it."""
    if form is Format.JSON:
        terminal.as_json([views.step(step) for step in steps])
        return
    if form is Format.TABLE:
        _title(steps[-1].row)
    lines = [[dates.words(step.row.minutes.date), what] for step in steps for what in _what(step)]
    plain = [[str(step.row.minutes.date), what] for step in steps for what in _what(step)]
    terminal.listing(form, ["Log of", "What it says"], lines, 1, plain)


def _title(row: Row) -> None:
    one = row.action
    terminal.paragraph(f"Action {one.number}: {one.text}", bold=True)
    terminal.paragraph(f"{', '.join(one.responsible)}; issued {dates.words(one.issued)}; {_now(row)}")
    terminal.say("")


def who(found: Found, steps: Sequence[Step], form: Format) -> None:
    """Who changed an action when; without *steps* no log has it any more."""
    if found.is_cut:
        terminal.note(
            "this clone lacks the older history, and who changed what in it: `git fetch --unshallow` brings it"
        )
    if form is Format.JSON:
        terminal.as_json([_view(one) for one in found.changes])
        return
    if not steps:
        terminal.note("no log has this action now")
    elif form is Format.TABLE:
        _title(steps[-1].row)
    said = [(one.commit, one.now.minutes.date, _done(one)) for one in found.changes]
    lines = [[_on(commit, dates.words), _by(commit), dates.words(log), what] for commit, log, what in said]
    plain = [[_on(commit, str), _by(commit), str(log), what] for commit, log, what in said]
    terminal.listing(form, ["Changed on", "By", "Log of", "What changed"], lines, 3, plain)


def _on(commit: Commit | None, shown: Callable[[PartialDate], str]) -> str:
    if commit is None:
        return "not committed yet"
    return shown(commit.date) if commit.date else "not recorded"


def _by(commit: Commit | None) -> str:
    return (commit.author if commit else "") or "-"


def _done(change: Change) -> str:
    """What was done to an action in a log."""
    was, now = (one.action if one else None for one in (change.was, change.now))
    if change.how is How.UNREAD:
        return "this log cannot be read as it is here" if change.commit is None else "this log could not be read"
    if change.how is How.GONE:
        return "taken out of this log"
    if change.was is None or was is None or now is None:
        return "; ".join(_issued(now)) if now else ""
    moved = f"meeting moved from {dates.words(change.was.minutes.date)}"
    came = {How.CARRIED: "carried", How.MOVED: moved}.get(change.how)
    return "; ".join([*([came] if came else []), *phrases.in_full(was, now)])


def _view(one: Change) -> dict[str, Any]:
    """A change as scripts get it."""
    commit, now = one.commit, one.now
    return {
        "on": str(commit.date) if commit and commit.date else None,
        "by": _by(commit) if commit else None,
        "commit": commit.hash if commit else None,
        "meeting": str(now.minutes.date),
        "path": now.minutes.path,
        "change": one.how.value,
        "said": _done(one),
    }


def in_short(steps: Sequence[Step]) -> None:
    """An action and how it came to be what it is, in a few lines."""
    row = steps[-1].row
    one = row.action
    terminal.paragraph(f"{one.number}: {one.text}", bold=True)
    terminal.paragraph(f"{', '.join(one.responsible)}; issued {dates.words(one.issued)}; {_now(row)}")
    if one.due:
        terminal.say(f"due {dates.words(one.due)}")
    for step in steps[1:]:
        terminal.paragraph(f"{dates.words(step.row.minutes.date)}: {'; '.join(_what(step))}")
    if one.note and (len(steps) == 1 or steps[-1].before == one):
        terminal.paragraph(f"note: {one.note}")


def _now(row: Row) -> str:
    one = row.action
    if one.closed:
        return f"{one.status} since {dates.words(one.closed)}"
    return f"{one.status}, {report.age(row.age)}" + ("" if row.age == 0 or one.status.finished else " old")


def _what(step: Step) -> list[str]:
    """What a log says that the one before did not."""
    now, was = step.row.action, step.before
    return _issued(now) if was is None else phrases.in_full(was, now) or [f"still {now.status}"]


def _issued(one: Action) -> list[str]:
    first = f"issued to {', '.join(one.responsible)}, {one.status}"
    return [first, f"note: {one.note}"] if one.note else [first]
