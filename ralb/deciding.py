"""Asking which side is right where two changed the same, and saying what became of a file in conflict."""

from typing import Any

from ralb import dates, differences, phrases, reconciling, terminal
from ralb.conflicts import Hunk
from ralb.merging import Clash
from ralb.reconciling import Reconciled
from ralb.resolving import Ask

_ANSWERS = {"o": "ours", "ours": "ours", "t": "theirs", "theirs": "theirs", "l": "leave", "leave": "leave"}
_BOTH = {"b": "both", "both": "both"}
_QUESTION = "[o]urs, [t]heirs, [l]eave both marked?"
_OF_NOTES = "[o]urs, [t]heirs, [b]oth, [l]eave both marked?"


def nothing(_path: str, _sides: tuple[str, str]) -> Ask:
    """Who asks nothing, and leaves what both sides changed marked."""
    return lambda _question: ""


def asked(path: str, sides: tuple[str, str]) -> Ask:
    """Who asks on the terminal; of a pipe each line is an answer."""

    def ask(question: Clash | Hunk) -> str:
        if isinstance(question, Hunk):
            _show_hunk(path, question, sides)
            answer = terminal.asked(_OF_NOTES, _ANSWERS | _BOTH)
        else:
            _show(path, question, sides)
            answer = terminal.asked(_QUESTION, _ANSWERS)
        return "" if answer == "leave" else answer

    return ask


def _show(path: str, clash: Clash, sides: tuple[str, str]) -> None:
    name = f"{clash.of} {clash.name}, {clash.key}".lstrip() if clash.name else clash.key
    terminal.say(f"{path}: both changed {name} (it was {_value(clash.base)})", bold=True)
    for letter, side, value in zip("ot", sides, (clash.ours, clash.theirs), strict=True):
        terminal.paragraph(f"[{letter}] {side}: {_value(value)}", indent=2)


def _value(value: Any) -> str:
    if isinstance(value, tuple) and len(value) == 2 and hasattr(value[0], "finished"):
        status, closed = value
        return f"{status} ({dates.words(closed)})" if closed else str(status)
    return phrases.shown(value)


def _show_hunk(path: str, hunk: Hunk, sides: tuple[str, str]) -> None:
    terminal.say(f"{path}: both changed the same lines of the notes", bold=True)
    for letter, side, text in zip("ot", sides, hunk, strict=True):
        terminal.say(f"  [{letter}] {side}:")
        for line in text.splitlines() or ["(nothing)"]:
            terminal.paragraph(line, indent=4)


def told(one: Reconciled, *, dry: bool) -> None:
    """What became of a file: what came from the other side, what follows for the next, what is left to do."""
    conflict, put = one.conflict, "would put" if dry else "put"
    terminal.note(f"{put} together {conflict.path}")
    for name, words in phrases.of(differences.of_minutes(conflict.ours.minutes, one.done.minutes)):
        terminal.note(f"  from {conflict.theirs.name}: {name} {words}")
    for line in reconciling.left_to_say(one):
        terminal.note(f"  {line}")
    if one.next:
        terminal.note(f"{'would change' if dry else 'changed'} {one.next.begun.path}, which carries this log")
        for name, words in phrases.of(differences.of_minutes(one.next.begun, one.next.done.minutes)):
            terminal.note(f"  {name} {words}")
        for line in reconciling.left_to_say_of_next(one.next):
            terminal.note(f"  {line}")


def what_next(check: str, goes_on: str) -> None:
    """How a merge is ended once nothing is left to decide: *check* looks at it, *goes_on* tells git."""
    terminal.note(f"next: look at it (`ralb diff`, `ralb {check}`), then `git add minutes` and `{goes_on}`")
