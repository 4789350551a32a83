"""Going through the open actions at the start of a meeting, one key an answer, each written at once."""

from collections import Counter
from pathlib import Path

from ralb import desk, log, people, query, responsible, series, store, terminal, trails
from ralb.dates import PartialDate
from ralb.model import Status
from ralb.series import Row
from ralb.text import counted, listed

_QUESTION = "[c]omplete, [o]ngoing, [n]ote, [r]eassign, [s]kip, [q] stop?"
_DONE = ("complete", "ongoing", "skip")
_SAID = {"complete": "complete", "ongoing": "ongoing", "skip": "skipped", "reassign": "reassigned"}
_ANSWERS = {
    "c": "complete",
    "complete": "complete",
    "done": "complete",
    "o": "ongoing",
    "ongoing": "ongoing",
    "s": "skip",
    "skip": "skip",
    "n": "note",
    "note": "note",
    "r": "reassign",
    "reassign": "reassign",
    "q": "stop",
    "stop": "stop",
    "quit": "stop",
}


def review(root: Path, responsible: str | None, today: PartialDate | None, *, dry: bool) -> None:
    """Ask for every unfinished action of the newest log until all are answered, or whoever is asked stops."""
    rows = _open(root, responsible)
    done: Counter[str] = Counter()
    book = store.load(root)
    for count, row in enumerate(rows, 1):
        terminal.say("")
        terminal.say(f"{count} of {len(rows)}")
        trails.in_short(series.trail(book.minutes, book.dates, row.action.number))
        if not _settled(root, row, today, done, dry=dry):
            break
    said = [counted(n, "note") if what == "note" else f"{n} {_SAID[what]}" for what, n in done.items()]
    settled = sum(done[key] for key in _DONE)
    terminal.note(f"reviewed {settled} of {counted(len(rows), 'action')}" + _with(said))


def _with(said: list[str]) -> str:
    return f": {listed(said)}" if said else ""


def _open(root: Path, responsible: str | None) -> list[Row]:
    board = store.board(root)
    newest = store.meeting(root, board, None)
    rows = series.log(newest, store.held(root))
    where = query.Where(unfinished=True, responsible=responsible)
    query.check_names(where, board, rows)
    return query.select(rows, where, board)


def _settled(root: Path, row: Row, today: PartialDate | None, done: Counter[str], *, dry: bool) -> bool:
    """Whether an answer settled the action, which a note or other people do not; what was *done* is counted."""
    number = row.action.number
    while True:
        key = terminal.asked(_QUESTION, _ANSWERS)
        if key in ("", "stop"):
            return False
        if key == "skip":
            done[key] += 1
            return True
        try:
            change = desk.revised(root, _act(key, number), today=today, dry=dry)
        except (people.Nobody, responsible.NobodyNamed, responsible.Ambiguous, responsible.Gone) as trouble:
            terminal.trouble(str(trouble))
            continue
        if key in _DONE or change.after != change.before:
            done[key] += 1
        if key in _DONE:
            return True


def _act(key: str, number: int) -> desk.Act:
    if key == "note":
        note = terminal.told("note:")
        return lambda at: log.note(at.meeting, number, note, at.today)
    if key == "reassign":
        who = terminal.told("who:")
        return lambda at: log.assign(at.board, at.meeting, number, people.listed_in(who, at.board), at.today)
    if key == "complete":
        return lambda at: log.finish(at.meeting, number, Status.COMPLETE, at.today, at.today)
    return lambda at: log.move(at.meeting, number, Status.ONGOING, at.today)
