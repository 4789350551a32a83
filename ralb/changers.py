"""Who changed one action, and when, as it is shown."""

from collections.abc import Callable, Sequence
from typing import Any

from ralb import dates, phrases, terminal, trails
from ralb.authors import Change, Found, How
from ralb.commits import Commit
from ralb.dates import PartialDate
from ralb.formats import Format
from ralb.series import Step


def show(found: Found, steps: Sequence[Step], form: Format) -> None:
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
        trails.title(steps[-1].row)
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
        return "; ".join(trails.issued(now)) if now else ""
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
