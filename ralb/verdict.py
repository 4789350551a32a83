"""How findings are shown: with their places, as pages of the manual, as the changes that mend them."""

import sys
from collections.abc import Sequence
from typing import Any

from ralb import git, terminal
from ralb.book import Book
from ralb.diagnostics import Diagnostic, Kind, Severity
from ralb.formats import Findings, Format
from ralb.mending import Change
from ralb.text import counted, listed, visible

_MOST_TYPED = 100
_COLOURS = {Severity.ERROR: terminal.RED, Severity.WARNING: terminal.YELLOW, Severity.INFO: terminal.CYAN}


def diagnostics(findings: Sequence[Diagnostic], form: Findings, books: Sequence[tuple[Book, set[str]]]) -> None:
    """What `validate` found in the books, each with the paths of the files that were looked at."""
    if form is Findings.JSON:
        terminal.as_json([_view(one) for one in findings])
        return
    if form is Findings.GITHUB:
        _annotations(findings, books)
    else:
        for one in findings:
            _finding(one, one.typed if form is Findings.FULL else "")
    terminal.note(_summary(findings, sum(len(paths) for _, paths in books)))


def _view(one: Diagnostic) -> dict[str, Any]:
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


def _finding(one: Diagnostic, typed: str) -> None:
    """A finding in a line, the line *typed* with a caret below it, the way out."""
    colour = _COLOURS[one.kind.severity]
    terminal.say(f"{one.path}:{one.line}:{one.column}: ", end="")
    terminal.verbatim(terminal.paint(f"{one.kind.severity}[{one.kind.name}]", colour, sys.stdout) + " ")
    terminal.say(one.message)
    if typed:
        gutter, (shown, before) = len(str(one.line)), _around(typed, one.column)
        terminal.say(f"  {one.line} | {shown}")
        terminal.verbatim(f"  {'':{gutter}} | {' ' * before}{terminal.paint('^', colour, sys.stdout)}\n")
    if one.help:
        terminal.say(f"  help: {one.help}")


def _around(typed: str, column: int) -> tuple[str, int]:
    """As much of a line as fits around a column, and how far in the column stands then."""
    start = max(0, column - 1 - _MOST_TYPED // 2) if len(typed) > _MOST_TYPED else 0
    before = visible(typed[start : column - 1])
    return before + visible(typed[column - 1 : start + _MOST_TYPED]), len(before)


def _annotations(findings: Sequence[Diagnostic], books: Sequence[tuple[Book, set[str]]]) -> None:
    """Each finding with its path from the top of the repository, the only one that GitHub knows."""
    folders = [book.folder for book, _ in books] if findings else []
    ways = [git.within(folder) if folder else None for folder in folders]
    for one in findings:
        way = next((way for way, (_, paths) in zip(ways, books, strict=True) if one.path in paths), ways[0])
        terminal.say(_annotation(one, one.path if way is None else way + one.path.rpartition("/")[2]))


def _annotation(one: Diagnostic, path: str) -> str:
    """A finding as GitHub shows it beside the line of a pull request."""
    level = "notice" if one.kind.severity is Severity.INFO else one.kind.severity.value
    place = f"file={_escaped(path)},line={one.line},col={one.column},title={_escaped(one.kind.name)}"
    return f"::{level} {place}::" + visible(one.message + (f" ({one.help})" if one.help else "")).replace(
        "%", "%25"
    )


def _escaped(value: str) -> str:
    for character in "%:,":
        value = value.replace(character, f"%{ord(character):02X}")
    return value


def _summary(findings: Sequence[Diagnostic], files: int) -> str:
    counts = [(sum(one.kind.severity is severity for one in findings), severity) for severity in Severity]
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    said = [counted(count, words[severity]) for count, severity in counts if count]
    return f"{counted(files, 'file')}: {listed(said) if said else 'nothing wrong'}"


def kinds(every: Sequence[Kind], form: Format) -> None:
    """All rules, a line each."""
    if form is Format.JSON:
        terminal.as_json([_view_of_kind(one) for one in every])
        return
    rows = [[one.code, one.severity.value, one.name, one.about] for one in every]
    terminal.listing(form, ["Code", "Severity", "Name", "What it sees"], rows, 3)


def _view_of_kind(one: Kind) -> dict[str, Any]:
    """A rule as `rules --format json` prints it."""
    return {"code": one.code, "name": one.name, "severity": one.severity.value, "about": one.about}


def page(text: str) -> None:
    """A page of the manual, as plain text: headings without signs, what stands between fences moved in."""
    inside = False
    for line in text.replace("```text\n```", "```text\n(nothing)\n```").splitlines():
        if line.startswith("```"):
            inside = not inside
            name = line.removeprefix("```").partition(" ")[2].removesuffix(" escaped")
            if inside and name:
                terminal.say(f"  {name}", bold=True)
        elif inside:
            terminal.say(f"    {line}")
        else:
            terminal.say(line.lstrip("# "), bold=line.startswith("#"))


def changes(every: Sequence[Change], *, dry: bool) -> None:
    """What was changed: the list of files first, then each change as git shows it."""
    changed = [change for change in every if change.after != change.before]
    if not changed:
        terminal.note("nothing to change")
        return
    named(changed, dry=dry)
    for change in changed:
        _diff(change)


def named(changed: Sequence[Change], *, dry: bool) -> None:
    """Which files were changed, for whoever reads stdout by machine."""
    if changed:
        terminal.note(f"{'would change' if dry else 'changed'} {listed([change.path for change in changed])}")


def _diff(change: Change) -> None:
    from difflib import unified_diff

    before, after = (text.splitlines() for text in (change.before, change.after))
    colours = {"+": terminal.GREEN, "-": terminal.RED, "@": terminal.CYAN}
    for line in unified_diff(before, after, change.path, change.path, lineterm=""):
        shown = visible(line.rstrip())
        terminal.verbatim(
            (terminal.paint(shown, colours[line[0]], sys.stdout) if line[:1] in colours else shown) + "\n"
        )
