"""What commands report: the log, the meetings, what was written."""

from collections.abc import Sequence
from pathlib import Path

from ralb import dates, series, terminal, views
from ralb.book import Minutes
from ralb.formats import Format
from ralb.model import Appointment, Meeting
from ralb.series import Row
from ralb.text import counted, listed


def actions(rows: Sequence[Row], form: Format, log: Minutes | None, of: int, *, every: bool) -> None:
    """Rows of the *log*, or of *every* log; *of* is how many there were to choose from."""
    if form is Format.JSON:
        terminal.as_json([views.action(row) for row in rows])
    elif form is Format.PLAIN:
        for row in rows:
            one = row.action
            who, text = ", ".join(one.responsible), " ".join(one.text.split())
            terminal.say("\t".join([str(one.number), one.status, str(one.issued), who, text]))
    else:
        terminal.say(_title(len(rows), of, log, every), bold=True)
        if rows:
            terminal.say("")
            terminal.table(*_action_table(rows))


def _title(shown: int, of: int, log: Minutes | None, every: bool) -> str:
    if log is None or log.meeting is None:
        return "No minutes yet: `ralb new-meeting 2026-04-16` begins them"
    count = f"{shown} of {counted(of, 'action')}" if shown != of else counted(of, "action")
    if every:
        return f"Every action ever issued: {count}"
    updated = log.meeting.log_updated
    when = f", updated {dates.words(updated)}" if updated else ""
    return f"Action log of {dates.words(log.date)}{when}: {count}"


def _action_table(rows: Sequence[Row]) -> tuple[list[str], list[list[str]], int]:
    found_through = any(row.through for row in rows)
    head = ["No.", "Action", "Responsible", "Issued", "Status", "Age"]
    lines = []
    for row in rows:
        one = row.action
        text = f"{one.text} (restricted)" if one.restricted else one.text
        who = ", ".join(one.responsible)
        lines.append([str(one.number), text, who, dates.short(one.issued), one.status, _age(row.age)])
        if found_through:
            lines[-1].append(row.through or "by name")
    return head + ["Through"] * found_through, lines, 1


def _age(meetings: int) -> str:
    """How many meetings ago an action was issued, in words."""
    return counted(meetings, "meeting") if meetings else "new"


def meetings(every: Sequence[Minutes | Appointment], form: Format) -> None:
    """Meetings with minutes and meetings of the calendar, in order."""
    if form is Format.JSON:
        terminal.as_json(
            [views.meeting(one) if isinstance(one, Minutes) else views.appointment(one) for one in every]
        )
        return
    rows = [_meeting_row(one) for one in every]
    if form is Format.PLAIN:
        for row in rows:
            terminal.say("\t".join(row))
    elif rows:
        terminal.table(["Meeting", "State", "Attendance", "Issued", "Open", "Time and venue"], rows, 5)
    else:
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


def wrote(path: Path) -> None:
    """A document that was made."""
    terminal.note(f"wrote {_from_here(path)}")


def _from_here(path: Path) -> str:
    """The path as one would type it in the current folder."""
    absolute = path.absolute()
    return str(absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute)


def carried(path: Path, last: Minutes | None, new: Meeting, *, dry: bool) -> None:
    """What a new minutes file carries from the log before, and what stays behind as finished."""
    terminal.note(f"{'would write' if dry else 'wrote'} {_from_here(path)}")
    owners = [f"{one.number} ({', '.join(one.responsible)})" for one in new.actions]
    terminal.note(f"carried: {listed(owners)}" if owners else "carried: nothing, no action is unfinished")
    for name, waiting in (("escalation", new.escalations), ("recommendation", new.recommendations)):
        if waiting:
            terminal.note(f"carried without an answer: {name} {listed([str(one.number) for one in waiting])}")
    left = series.finished(last.meeting.actions if last and last.meeting else ())
    if left:
        terminal.note(f"left behind: {listed([f'{one.number} ({one.status})' for one in left])}")


def begun(written: Sequence[Path], kept: Sequence[Path]) -> None:
    """The files of a new board, and what to do next."""
    for path in written:
        wrote(path)
    for path in kept:
        terminal.note(f"{_from_here(path)} exists already and was left as it is")
    board = _from_here(written[0].parent.parent)
    into = f"`cd {board}`, " if board != "." else ""
    terminal.note(
        f"next: {into}fill in minutes/board.yaml, then `ralb new-meeting 2026-04-16` with your first date"
    )


def unread(paths: Sequence[str]) -> None:
    """Files that could not be read whole, so that what was shown lacks something."""
    terminal.note(f"not all of {', '.join(paths)} can be read: `ralb validate` tells why")
