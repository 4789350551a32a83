"""Everything the terminal shows. Data goes to stdout, words about it to stderr."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ralb import columns, dates, series, views
from ralb.book import Book, Minutes
from ralb.diagnostics import Diagnostic, Kind, Severity
from ralb.formats import Findings, Format
from ralb.mending import Change
from ralb.model import Appointment, Meeting
from ralb.series import Row
from ralb.text import counted, listed, visible

_MOST_TYPED = 100
_MANY = 200
_BOLD, _RED, _GREEN, _YELLOW, _CYAN = "1", "31", "32", "33", "36"
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _CYAN}


def actions(rows: Sequence[Row], form: Format, log: Minutes | None, of: int, *, every: bool) -> None:
    """Rows of the *log*, or of *every* log; *of* is how many there were to choose from."""
    if form is Format.JSON:
        _json([views.action(row) for row in rows])
    elif form is Format.PLAIN:
        for row in rows:
            one = row.action
            who, text = ", ".join(one.responsible), " ".join(one.text.split())
            _line("\t".join([str(one.number), one.status, str(one.issued), who, text]))
    else:
        _line(_title(len(rows), of, log, every), bold=True)
        if rows:
            _line("")
            _table(*_action_table(rows))


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
        _json([views.meeting(one) if isinstance(one, Minutes) else views.appointment(one) for one in every])
        return
    rows = [_meeting_row(one) for one in every]
    if form is Format.PLAIN:
        for row in rows:
            _line("\t".join(row))
    elif rows:
        _table(["Meeting", "State", "Attendance", "Issued", "Open", "Time and venue"], rows, 5)
    else:
        note("no meetings")


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
    note(f"wrote {_from_here(path)}")


def _from_here(path: Path) -> str:
    """The path as one would type it in the current folder."""
    absolute = path.absolute()
    return str(absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute)


def carried(path: Path, last: Minutes | None, new: Meeting, *, dry: bool) -> None:
    """What a new minutes file carries from the log before, and what stays behind as finished."""
    note(f"{'would write' if dry else 'wrote'} {_from_here(path)}")
    owners = [f"{one.number} ({', '.join(one.responsible)})" for one in new.actions]
    note(f"carried: {listed(owners)}" if owners else "carried: nothing, no action is unfinished")
    for name, waiting in (("escalation", new.escalations), ("recommendation", new.recommendations)):
        if waiting:
            note(f"carried without an answer: {name} {listed([str(one.number) for one in waiting])}")
    left = series.finished(last.meeting.actions if last and last.meeting else ())
    if left:
        note(f"left behind: {listed([f'{one.number} ({one.status})' for one in left])}")


def begun(written: Sequence[Path], kept: Sequence[Path]) -> None:
    """The files of a new board, and what to do next."""
    for path in written:
        wrote(path)
    for path in kept:
        note(f"{_from_here(path)} exists already and was left as it is")
    board = _from_here(written[0].parent.parent)
    into = f"`cd {board}`, " if board != "." else ""
    note(f"next: {into}fill in minutes/board.yaml, then `ralb new-meeting 2026-04-16` with your first date")


def diagnostics(findings: Sequence[Diagnostic], form: Findings, books: Sequence[tuple[Book, set[str]]]) -> None:
    """What `validate` found in the books, each with the paths of the files that were looked at."""
    if form is Findings.JSON:
        _json([views.diagnostic(one) for one in findings])
        return
    for one in findings:
        if form is Findings.GITHUB:
            _line(_annotation(one))
        else:
            typed = (book.line(one.path, one.line) for book, paths in books if one.path in paths)
            _finding(one, next(typed, "") if form is Findings.FULL else "")
    note(_summary(findings, sum(len(paths) for _, paths in books)))


def _finding(one: Diagnostic, typed: str) -> None:
    """A finding in a line, the line *typed* with a caret below it, the way out."""
    colour = _COLOURS[one.kind.severity]
    _line(f"{one.path}:{one.line}:{one.column}: ", end="")
    sys.stdout.write(_paint(f"{one.kind.severity}[{one.kind.name}]", colour, sys.stdout) + " ")
    _line(one.message)
    if typed:
        gutter, (shown, before) = len(str(one.line)), _around(typed, one.column)
        _line(f"  {one.line} | {shown}")
        print(f"  {'':{gutter}} | {' ' * before}{_paint('^', colour, sys.stdout)}")
    if one.help:
        _line(f"  help: {one.help}")


def _around(typed: str, column: int) -> tuple[str, int]:
    """As much of a line as fits around a column, and how far in the column stands then."""
    start = max(0, column - 1 - _MOST_TYPED // 2) if len(typed) > _MOST_TYPED else 0
    before = visible(typed[start : column - 1])
    return before + visible(typed[column - 1 : start + _MOST_TYPED]), len(before)


def _annotation(one: Diagnostic) -> str:
    """A finding as GitHub shows it beside the line of a pull request."""
    level = "notice" if one.kind.severity is Severity.INFO else one.kind.severity.value
    place = f"file={_escaped(one.path)},line={one.line},col={one.column},title={_escaped(one.kind.name)}"
    return f"::{level} {place}::" + visible(one.message + (f" ({one.help})" if one.help else "")).replace(
        "%", "%25"
    )


def _escaped(value: str) -> str:
    for character in "%:,":
        value = value.replace(character, f"%{ord(character):02X}")
    return value


def kinds(every: Sequence[Kind], form: Format) -> None:
    """All rules, a line each."""
    if form is Format.JSON:
        _json([views.kind(one) for one in every])
        return
    rows = [[one.code, one.severity.value, one.name, one.about] for one in every]
    if form is Format.PLAIN:
        for row in rows:
            _line("\t".join(row))
    else:
        _table(["Code", "Severity", "Name", "What it sees"], rows, 3)


def schema(made: dict[str, Any]) -> None:
    """A JSON Schema."""
    _json(made)


def page(text: str) -> None:
    """A page of the manual, as plain text: headings without signs, what stands between fences moved in."""
    inside = False
    for line in text.replace("```text\n```", "```text\n(nothing)\n```").splitlines():
        if line.startswith("```"):
            inside = not inside
            name = line.removeprefix("```").partition(" ")[2].removesuffix(" escaped")
            if inside and name:
                _line(f"  {name}", bold=True)
        elif inside:
            _line(f"    {line}")
        else:
            _line(line.lstrip("# "), bold=line.startswith("#"))


def changes(every: Sequence[Change], *, dry: bool) -> None:
    """What is about to change: the list of files first, then each change as git shows it."""
    changed = [change for change in every if change.after != change.before]
    if not changed:
        note("nothing to change")
        return
    changing(changed, dry=dry)
    for change in changed:
        _diff(change)


def changing(changed: Sequence[Change], *, dry: bool) -> None:
    """Which files are about to change, for whoever reads stdout by machine."""
    if changed:
        note(f"{'would change' if dry else 'changing'} {listed([change.path for change in changed])}")


def _diff(change: Change) -> None:
    from difflib import unified_diff

    before, after = (text.splitlines() for text in (change.before, change.after))
    colours = {"+": _GREEN, "-": _RED, "@": _CYAN}
    for line in unified_diff(before, after, change.path, change.path, n=1, lineterm=""):
        shown = visible(line.rstrip())
        print(_paint(shown, colours[line[0]], sys.stdout) if line[:1] in colours else shown)


def _summary(findings: Sequence[Diagnostic], files: int) -> str:
    counts = [(sum(one.kind.severity is severity for one in findings), severity) for severity in Severity]
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    said = [counted(count, words[severity]) for count, severity in counts if count]
    return f"{counted(files, 'file')}: {listed(said) if said else 'nothing wrong'}"


def watched(files: Sequence[Any]) -> Iterable[Any]:
    """The files one by one; on a terminal a bar shows how far a long reading has come."""
    if len(files) < _MANY or not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, "reading minutes", console=Console(stderr=True), transient=True)


def data(text: str) -> None:
    """A file's text for stdout, as it would be written."""
    sys.stdout.write(text)


def note(words: str) -> None:
    """Words about what was done or found."""
    for line in words.split("\n"):
        print(visible(line), file=sys.stderr)


def trouble(words: str) -> None:
    """Why the command could not go on."""
    first, *rest = words.split("\n")
    print(f"{_paint('ralb:', _RED, sys.stderr)} {visible(first)}", file=sys.stderr)
    for line in rest:
        note(line)


def _json(what: Any) -> None:
    import json

    print(json.dumps(what, indent=2))


def _line(text: str, *, bold: bool = False, end: str = "\n") -> None:
    shown = "\t".join(visible(part) for part in text.split("\t"))
    print(_paint(shown, _BOLD, sys.stdout) if bold else shown, end=end)


def _table(head: list[str], rows: list[list[str]], wide: int) -> None:
    cells = [[visible(" ".join(cell.split())) for cell in row] for row in rows]
    first, *lines = columns.table(head, cells, shutil.get_terminal_size((80, 24)).columns, wide)
    _line(first, bold=True)
    for line in lines:
        _line(line)


def _paint(text: str, colour: str, stream: Any) -> str:
    """The text in colour, on a terminal that wants it."""
    wanted = stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return f"\x1b[{colour}m{text}\x1b[0m" if wanted else text
