"""What commands say of what they did: what was written, carried, harvested, begun."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ralb import dates, disk, series, terminal
from ralb.book import Minutes
from ralb.editors import Became
from ralb.mending import Change
from ralb.model import Action, Meeting
from ralb.outcomes import Outcome
from ralb.text import counted, listed, quoted


def wrote(path: Path) -> None:
    """A document that was made."""
    terminal.note(f"wrote {disk.shown(path)}")


def put(folder: Path, done: Sequence[tuple[str, str]]) -> None:
    """The files of a folder that were written anew or removed."""
    counts = Counter(what for what, _ in done)
    said = [f"{what} {counted(count, 'file')}" for what, count in counts.items()]
    terminal.note(f"{disk.shown(folder)}: {listed(said) if said else 'nothing to change'}")


def to_fill_in(templates: Mapping[str, str]) -> None:
    """What of the pages is still in the words that ralb begins with, by the template that holds them."""
    for name, what in templates.items():
        terminal.note(f"not yet your own: {what}; `ralb templates copy {name}`")


def carried(path: Path, last: Minutes | None, new: Meeting, waiting: Sequence[Outcome], *, dry: bool) -> None:
    """What a new minutes file carries from the log before, what waits for an answer, and what stays behind."""
    terminal.note(f"{'would write' if dry else 'wrote'} {disk.shown(path)}")
    owners = [f"{one.number} ({', '.join(one.responsible)})" for one in new.actions]
    terminal.note(f"carried: {listed(owners)}" if owners else "carried: nothing, no action is unfinished")
    for one in waiting:
        to = f" to {one.row.to}" if one.row.to else ""
        sent = f"sent {dates.words(one.row.sent)}" if one.row.sent else "not recorded as sent"
        kind = type(one.row).__name__.lower()
        age = counted(one.age + 1, "meeting")
        terminal.note(f"carried without an answer: {kind} {one.row.number}{to}, {sent}, {age} old")
    left = series.finished(last.meeting.actions if last and last.meeting else ())
    if left:
        terminal.note(f"left behind: {listed([f'{one.number} ({one.status})' for one in left])}")


def harvested(rows: Sequence[Any], doubts: Sequence[str]) -> None:
    """The numbers that were given to new rows, and what to look at again."""
    for row in rows:
        who = f" ({', '.join(row.responsible)})" if isinstance(row, Action) else ""
        restricted = ", restricted" if row.restricted else ""
        terminal.note(f"{type(row).__name__.lower()} {row.number}{who}{restricted}: {row.text}")
    for doubt in doubts:
        terminal.note(doubt)


def left_alone(left: Sequence[tuple[int, str, str]], change: Change) -> None:
    """What was not understood: line, words and why; the lines are said as they are in the file now."""
    moved = change.after.count("\n") - change.before.count("\n")
    for line, words, why in left:
        terminal.note(f"{change.path}:{line + moved}: not understood, left alone: {quoted(words, 60)}")
        terminal.note(f"  help: {why}")


def begun(written: Sequence[Path], kept: Sequence[Path]) -> None:
    """The files of a new board, and what to do next."""
    for path in written:
        wrote(path)
    for path in kept:
        terminal.note(f"{disk.shown(path)} exists already and was left as it is")
    board = disk.shown(written[0].parent.parent)
    into = f"`cd {board}`, " if board != "." else ""
    terminal.note(
        f"next: {into}fill in minutes/board.yaml, then `ralb new-meeting 2026-04-16` with your first date"
    )
    terminal.note("in git: `ralb install hooks` checks each commit, `ralb install ci github` what is pushed")


_STARTS = "`pre-commit install` starts it, in each clone"
_NEXT = {
    "pre-commit": "git runs it before each commit in this clone; install it in each",
    ".pre-commit-config.yaml": _STARTS,
}


def would_write(path: Path, text: str) -> None:
    """A file as it would be written."""
    terminal.note(f"would write {disk.shown(path)}")
    terminal.verbatim(text)


def guarded(path: Path, *, new: bool) -> None:
    """The file that lets the minutes be checked, and, if it is *new*, what to do next."""
    if not new:
        terminal.note(f"{disk.shown(path)} is there already")
        return
    wrote(path)
    pushed = "see in it that `RALB` is what pip is to install, then commit and push it"
    terminal.note(f"next: {_NEXT.get(path.name, pushed)}")


def equipped(files: Iterable[tuple[Path, Became]]) -> None:
    """What became of the files that tell an editor of the board."""
    all_became = set()
    for path, became in files:
        all_became.add(became)
        if became is Became.WRITTEN:
            wrote(path)
        else:
            terminal.note(f"{disk.shown(path)} {became}")
    if Became.LEFT in all_became:
        terminal.note("with `--dry-run` the command shows what it would write, to be put in there by hand")
    if Became.WRITTEN in all_became:
        terminal.note(
            "next: open the board's folder in VS Code, and let it install the extension that it recommends"
        )


def to_be_added(path: Path, part: str) -> None:
    """What is to stand in a file that others write, too."""
    terminal.note(f"{disk.shown(path)} is left as it is; put this in it, below `repos:`")
    terminal.verbatim(part)
    terminal.note(f"next: {_STARTS}")
