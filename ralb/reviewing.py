"""Going through the open actions at the start of a meeting, one key an answer, each written at once."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from ralb import desk, log, people, query, responsible, series, store, terminal, trails
from ralb.dates import PartialDate
from ralb.model import Status
from ralb.series import Row
from ralb.text import counted, listed

_QUESTION = "[c]omplete, [o]ngoing, [n]ote, [r]eassign, [s]kip, [q] stop?"
_DONE = {"complete": "complete", "ongoing": "ongoing", "skip": "skipped"}
_ANSWERS = {
    "c": "complete",
    "complete": "complete",
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
}


def review(
    root: Path, responsible: str | None, today: PartialDate | None, pressed: Callable[[], str], *, dry: bool
) -> None:
    """Ask for every unfinished action of the newest log until all are answered, or whoever is asked stops.

    *pressed* waits for a key of a terminal; of a pipe each line is an answer.
    """
    rows = _open(root, responsible)
    done: Counter[str] = Counter()
    book = store.load(root)
    for count, row in enumerate(rows, 1):
        terminal.say("")
        terminal.say(f"{count} of {len(rows)}")
        trails.in_short(series.trail(book.minutes, book.dates, row.action.number))
        key = _answered(root, row, today, pressed, dry=dry)
        if not key:
            break
        done[_DONE[key]] += 1
    said = [f"{number} {what}" for what, number in done.items()]
    terminal.note(f"reviewed {sum(done.values())} of {counted(len(rows), 'action')}" + _with(said))


def _with(said: list[str]) -> str:
    return f": {listed(said)}" if said else ""


def _open(root: Path, responsible: str | None) -> list[Row]:
    board = store.board(root)
    newest = store.meeting(root, board, None)
    rows = series.log(newest, store.held(root))
    where = query.Where(unfinished=True, responsible=responsible)
    query.check_names(where, board, rows)
    return query.select(rows, where, board)


def _answered(root: Path, row: Row, today: PartialDate | None, pressed: Callable[[], str], *, dry: bool) -> str:
    """The answer that settled the action, or "" to stop; a note or other people do not settle it."""
    number = row.action.number
    while True:
        key = terminal.asked(_QUESTION, _ANSWERS, pressed)
        if key in ("", "stop"):
            return ""
        if key == "skip":
            return key
        try:
            desk.revised(root, _act(key, number), today=today, dry=dry)
        except (people.Nobody, responsible.NobodyNamed, responsible.Ambiguous, responsible.Gone) as trouble:
            terminal.trouble(str(trouble))
            continue
        if key in _DONE:
            return key


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
