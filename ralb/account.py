"""What commands say of what they did: what was written, carried, harvested, begun."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ralb import dates, membership, series, terminal
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.diary import Sitting
from ralb.mending import Change
from ralb.model import Action, Board, Meeting, Person
from ralb.outcomes import Outcome
from ralb.text import counted, listed, quoted


def wrote(path: Path) -> None:
    """A document that was made."""
    terminal.note(f"wrote {_from_here(path)}")


def put(folder: Path, done: Iterable[tuple[str, str]]) -> None:
    """The files of a folder that were written anew or removed."""
    counts = Counter(what for what, _ in done)
    said = [f"{what} {counted(count, 'file')}" for what, count in counts.items()]
    terminal.note(f"{_from_here(folder)}: {listed(said) if said else 'nothing to change'}")


def fed(path: Path, sittings: Sequence[Sitting], *, changed: bool) -> None:
    """A calendar feed that was written, or needed not be, and the meetings that it cannot hold."""
    if changed:
        wrote(path)
    else:
        terminal.note(f"{_from_here(path)} says all of it already")
    without = [dates.words(one.date) for one in sittings if not one.date.day]
    if without:
        terminal.note(f"not in it, since the day is not known: {listed(without)}")


def _from_here(path: Path) -> str:
    """The path as one would type it in the current folder."""
    absolute = path.absolute()
    return str(absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute)


def carried(path: Path, last: Minutes | None, new: Meeting, waiting: Sequence[Outcome], *, dry: bool) -> None:
    """What a new minutes file carries from the log before, what waits for an answer, and what stays behind."""
    terminal.note(f"{'would write' if dry else 'wrote'} {_from_here(path)}")
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


def joined(board: Board, initials: str, organisation: str | None, since: PartialDate) -> None:
    """What to look at when someone is on the board, or has another role."""
    from difflib import get_close_matches

    known = {name for one in board.organisations for name in (one.name, *one.aliases)}
    if organisation and known and organisation not in known:
        near = get_close_matches(organisation, sorted(known), n=1)
        meant = f"; did you mean {quoted(near[0])}?" if near else ""
        terminal.note(f"{quoted(organisation)} is none of the organisations of minutes/board.yaml{meant}")
    for other in membership.other_chairs(board, initials):
        way_out = f"`ralb people role {other.initials} member --from {since}`"
        terminal.note(f"{other.initials} ({other.name}) is chair too: {way_out}")


def left(initials: str, numbers: Sequence[int], back: Person | None) -> None:
    """What someone who leaves is still responsible for, and that they come *back*."""
    if back and back.from_:
        terminal.note(f"{initials} ({back.name}) is on the board again from {dates.words(back.from_)}")
    for number in numbers:
        terminal.note(f"{initials} is still responsible for {number}: `ralb action assign {number} INITIALS`")


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
        terminal.note(f"{_from_here(path)} exists already and was left as it is")
    board = _from_here(written[0].parent.parent)
    into = f"`cd {board}`, " if board != "." else ""
    terminal.note(
        f"next: {into}fill in minutes/board.yaml, then `ralb new-meeting 2026-04-16` with your first date"
    )
