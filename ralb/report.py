"""What commands are asked for: the log, the meetings, the templates."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ralb import dates, terminal
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.formats import Format
from ralb.model import Action, Appointment, Decision, Escalation, Meeting, Recommendation
from ralb.series import Row
from ralb.text import counted


def actions(rows: Sequence[Row], form: Format, title: str) -> None:
    """Rows of a log, under a title."""
    if form is Format.JSON:
        terminal.as_json([view(row) for row in rows])
        return
    if form is Format.TABLE:
        terminal.say(title, bold=True)
        if rows:
            terminal.say("")
    terminal.listing(form, *_action_table(rows), (_plain(row.action) for row in rows))
    say_restricted([row.action for row in rows], form)


def say_restricted(rows: Iterable[Action | Decision | Escalation | Recommendation], form: Format) -> None:
    """Say of a table that is passed on how much of it only the board may read; lists for people mark it."""
    restricted = sum(bool(row.restricted) for row in rows)
    if restricted and form is not Format.TABLE:
        terminal.note(f"for the board only: {restricted} restricted")


def view(row: Row) -> dict[str, Any]:
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


def _typed(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def _plain(one: Action) -> list[str]:
    return [str(one.number), one.status, str(one.issued), ", ".join(one.responsible), one.text]


def title(log: Minutes | None, shown: int, of: int, as_of: PartialDate | None = None) -> str:
    """What stands above a log, or a selection of it; *of* is how many rows there were to choose from."""
    if log is None or log.meeting is None:
        return "No minutes yet: `ralb new-meeting 2026-04-16` begins them"
    updated = log.meeting.log_updated
    when = f", updated {dates.words(updated)}" if updated else ""
    when = f", as it stood on {dates.words(as_of)}" if as_of else when
    return f"Action log of {dates.words(log.date)}{when}: {_count(shown, of)}"


def title_of_all(shown: int, of: int) -> str:
    """What stands above the actions of all logs."""
    return f"Every action ever issued: {_count(shown, of)}"


def _count(shown: int, of: int) -> str:
    return f"{shown} of {counted(of, 'action')}" if shown != of else counted(of, "action")


def _action_table(rows: Sequence[Row]) -> tuple[list[str], list[list[str]], int]:
    found_through = any(row.through for row in rows)
    head = ["No.", "Action", "Responsible", "Issued", "Status", "Age"]
    lines = []
    for row in rows:
        one = row.action
        who = ", ".join(one.responsible)
        status = f"{one.status} (as at {dates.short(row.as_at)})" if row.as_at else one.status
        lines.append([str(one.number), worded(one), who, dates.short(one.issued), status, age(row.age)])
        if found_through:
            lines[-1].append(row.through or "by name")
    return head + ["Through"] * found_through, lines, 1


def age(meetings: int) -> str:
    """How many meetings ago an action was issued, in words."""
    return counted(meetings, "meeting") if meetings else "new"


def meetings(every: Iterable[Minutes | Appointment], form: Format) -> None:
    """Meetings with minutes and meetings of the calendar, in order."""
    if form is Format.JSON:
        terminal.as_json([_meeting(one) if isinstance(one, Minutes) else _appointment(one) for one in every])
        return
    rows = [_meeting_row(one) for one in every]
    terminal.listing(form, ["Meeting", "State", "Attendance", "Issued", "Open", "Time and venue"], rows, 5)
    if not rows:
        terminal.note("no meetings")


def _meeting(minutes: Minutes) -> dict[str, Any]:
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
        "open": sum(not one.status.finished for one in read.actions) if read else None,
    }


def _appointment(planned: Appointment) -> dict[str, Any]:
    """A meeting of the calendar, with the keys of one that has minutes."""
    state = "cancelled" if planned.cancelled else "planned"
    nothing = dict.fromkeys(("path", "present", "apologies", "invited", "issued", "open"))
    return {"date": str(planned.date), **nothing, "state": state, "time": planned.time, "venue": planned.venue}


def _meeting_row(one: Minutes | Appointment) -> list[str]:
    if isinstance(one, Appointment):
        state = "cancelled" if one.cancelled else "planned"
        return [dates.words(one.date), state, "-", "-", "-", _where(one.time, one.venue)]
    read = one.meeting
    if read is None:
        return [dates.words(one.date), "not readable", "-", "-", "-", "-"]
    said = _meeting(one)
    counts = [str(said["issued"]), str(said["open"])]
    return [dates.words(one.date), read.state, _attendance(read), *counts, _where(read.time, read.venue)]


def _attendance(read: Meeting) -> str:
    """The counts in words; "not recorded" where nobody wrote down who came."""
    present = f"{len(read.present)} present" if read.present else "not recorded"
    sent = len(read.apologies)
    return f"{present}, {sent} apolog{'y' if sent == 1 else 'ies'}" if sent else present


def _where(time: str | None, venue: str | None) -> str:
    return ", ".join(filter(None, [time, venue])) or "-"


def worded(row: Action | Decision | Escalation | Recommendation) -> str:
    """The words of a row; of a restricted one so marked."""
    return f"{row.text} (restricted)" if row.restricted else row.text


def unread(paths: Sequence[str]) -> None:
    """Files that could not be read whole, so that what was shown lacks something."""
    terminal.note(f"not all of {', '.join(paths)} can be read: `ralb validate` tells why")


def templates(names: Sequence[str], own: Path, form: Format) -> None:
    """The templates that there are, and which of them the board has itself."""
    theirs = {path.name for path in own.glob("*")} if own.is_dir() else set()
    rows = [[name, "the board's own" if name in theirs else "ralb's"] for name in names]
    rows += [[name, "the board's own"] for name in sorted(theirs.difference(names))]
    if form is Format.JSON:
        terminal.as_json([{"name": name, "own": whose != "ralb's"} for name, whose in rows])
    else:
        terminal.listing(form, ["Template", "Whose"], rows, 1)


def values(sample: Mapping[str, Any], above: str = "") -> None:
    """The names that a template may use, each with what it is now."""
    for name, value in sample.items():
        if isinstance(value, dict):
            values(value, f"{above}{name}.")
        elif isinstance(value, list | tuple) and value and isinstance(value[0], dict):
            values(value[0], f"{above}{name}[].")
        else:
            words = " ".join(str(value).split())
            terminal.say(f"{above}{name}\t{words[:60]}")


def problems(found: Sequence[tuple[str, int, str]], of: int) -> None:
    """What is wrong with templates."""
    for name, line, what in found:
        terminal.say(f"templates/{name}" + (f":{line}" if line else "") + f": {what}")
    terminal.note(f"{counted(of, 'template')}: " + (counted(len(found), "problem") if found else "nothing wrong"))
