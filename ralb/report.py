"""What commands are asked for: the log, the meetings, the outcomes, the templates."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ralb import dates, terminal, views
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.formats import Format
from ralb.model import Action, Appointment, Decision, Escalation, Recommendation
from ralb.outcomes import Outcome
from ralb.series import Row
from ralb.text import counted


def actions(rows: Sequence[Row], form: Format, title: str) -> None:
    """Rows of a log, under a title."""
    if form is Format.JSON:
        terminal.as_json([views.action(row) for row in rows])
        return
    if form is Format.TABLE:
        terminal.say(title, bold=True)
        if rows:
            terminal.say("")
    terminal.listing(form, *_action_table(rows), (_plain(row.action) for row in rows))


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
        lines.append([str(one.number), _text(one), who, dates.short(one.issued), status, age(row.age)])
        if found_through:
            lines[-1].append(row.through or "by name")
    return head + ["Through"] * found_through, lines, 1


def age(meetings: int) -> str:
    """How many meetings ago an action was issued, in words."""
    return counted(meetings, "meeting") if meetings else "new"


def meetings(every: Iterable[Minutes | Appointment], form: Format) -> None:
    """Meetings with minutes and meetings of the calendar, in order."""
    if form is Format.JSON:
        terminal.as_json(
            [views.meeting(one) if isinstance(one, Minutes) else views.appointment(one) for one in every]
        )
        return
    rows = [_meeting_row(one) for one in every]
    terminal.listing(form, ["Meeting", "State", "Attendance", "Issued", "Open", "Time and venue"], rows, 5)
    if not rows:
        terminal.note("no meetings")


def _meeting_row(one: Minutes | Appointment) -> list[str]:
    if isinstance(one, Appointment):
        state = "cancelled" if one.cancelled else "planned"
        return [dates.words(one.date), state, "-", "-", "-", _where(one.time, one.venue)]
    read = one.meeting
    if read is None:
        return [dates.words(one.date), "not readable", "-", "-", "-", "-"]
    view = views.meeting(one)
    counts = [str(view["issued"]), str(view["open"])]
    return [dates.words(one.date), read.state, views.attendance(read), *counts, _where(read.time, read.venue)]


def _where(time: str | None, venue: str | None) -> str:
    return ", ".join(filter(None, [time, venue])) or "-"


def outcomes(rows: Sequence[Outcome], name: str, form: Format) -> None:
    """Decisions, or what was put to others and what came back."""
    if form is Format.JSON:
        terminal.as_json([views.outcome(one) for one in rows])
        return
    word = name.removesuffix("s").capitalize()
    if name == "decisions":
        head, lines = ["No.", word, "Meeting"], [_decision(one) for one in rows]
        plain = [[str(one.row.number), str(one.since), one.row.text] for one in rows]
    else:
        head, lines = ["No.", word, "To", "Meeting", "Sent", "Answer"], [_request(one) for one in rows]
        plain = [_plain_request(one) for one in rows]
    terminal.listing(form, head, lines, 1, plain)
    if not rows:
        terminal.note(f"no {name}")


def _decision(one: Outcome) -> list[str]:
    return [str(one.row.number), _text(one.row), dates.words(one.since)]


def _plain_request(one: Outcome) -> list[str]:
    row = one.row
    typed = (row.number, one.since, row.sent, row.responded, row.to, row.text, row.response)
    return [str(value or "-") for value in typed]


def _request(one: Outcome) -> list[str]:
    row = one.row
    sent = dates.short(row.sent) if row.sent else "not recorded"
    came = f"{row.response or 'yes'} ({dates.short(row.responded)})" if row.responded else f"none, {age(one.age)}"
    return [str(row.number), _text(row), row.to or "-", dates.words(one.since), sent, came]


def _text(row: Action | Decision | Escalation | Recommendation) -> str:
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
