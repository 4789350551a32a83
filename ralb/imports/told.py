"""The report of an import: where every line of a source went, what was guessed, what is to be asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ralb.imports.composing import Composed
from ralb.imports.ledger import Ledger, Told
from ralb.text import counted, listed


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one source: the file it went into, and what is said of it; no file where it was refused."""

    name: str
    path: str
    what: str
    composed: Composed | None = None
    is_new: bool = False
    ledger: Ledger | None = None
    """Of a page; that of minutes is theirs."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it was refused or not understood."""
        ledger = told_of(self)
        return self.what == SAME or (ledger is not None and not ledger.left and self.what != OTHERWISE)


def told_of(one: Brought) -> Ledger | None:
    """What became of each line of a source; None for one that was refused."""
    return one.composed.ledger if one.composed else one.ledger


SAME = "is there already, and says the same"
OTHERWISE = "is there already, and says otherwise; it was left as it is"
_PARTS = (
    ("asks", "To ask", "Nobody but whoever was there can tell."),
    ("left", "Not understood", "Nothing was made of these."),
    ("taken", "Taken over, please look", "It was no plain word of the file."),
    ("remarks", "Left out", "It stands in the file, and not in the minutes."),
    ("open", "In no later log", "Unfinished, and no later minutes say what became of it; an `allow:` says so."),
    ("guesses", "Worked out", "Each with its reason."),
    ("rows", "The action log", "Each row as typed, and what it became."),
    ("front", "The other lines", "What became of each line that does not stand in the notes as typed."),
)

_TAKEN = re.compile(r"\btaken over\b|\bread as\b")


def summary(composed: Composed) -> str:
    """What was found, in a line."""
    meeting = composed.meeting
    came = [
        f"{len(ones)} {word}"
        for word, ones in (
            ("present", meeting.present), ("with apologies", meeting.apologies), ("absent", meeting.absent),
            ("in attendance", meeting.in_attendance), ("invited", meeting.invited),
        ) if ones
    ]  # fmt: skip
    in_notes = f" ({composed.inline} in the notes)" if composed.inline else ""
    others = [
        counted(len(ones), word)
        for word, ones in (
            ("decision", meeting.decisions), ("escalation", meeting.escalations),
            ("recommendation", meeting.recommendations),
        ) if ones
    ]  # fmt: skip
    return listed([*came, counted(len(meeting.actions), "action") + in_notes, *others])


def at(tell: Told) -> str:
    """The line of which something is said, and its words; "" for the whole source."""
    return (f"line {tell.line}: " if tell.line else "") + (f"`{tell.words}`: " if tell.words else "")


def _parts(one: Brought) -> Iterable[tuple[str, str, str, Sequence[Told]]]:
    ledger = told_of(one) or Ledger()
    rows = one.composed.rows if one.composed else ()
    lists = {
        "asks": ledger.asks,
        "left": ledger.left,
        "taken": [tell for tell in ledger.remarks if _TAKEN.search(tell.why)],
        "remarks": [tell for tell in ledger.remarks if not _TAKEN.search(tell.why)],
        "open": ledger.open,
        "guesses": ledger.guesses,
        "rows": rows,
        "front": ledger.front,
    }
    for key, head, words in _PARTS:
        if lists[key]:
            yield key, head, words, sorted(lists[key], key=lambda tell: tell.line)


def as_markdown(every: Sequence[Brought]) -> str:
    """The report for a person, in Markdown."""
    lines: list[str] = []
    for one in every:
        lines += [f"# {one.name}", "", f"{one.path} {one.what}".strip() + ".", ""]
        lines += [f"{summary(one.composed)}.", ""] if one.composed else []
        for _, head, words, told in _parts(one):
            lines += [f"## {head}", "", words, ""]
            lines += [f"- {at(tell)}{tell.why}" for tell in told]
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def as_data(every: Sequence[Brought]) -> list[dict[str, Any]]:
    """The report for a script."""
    return [
        {"source": one.name, "file": one.path or None, "new": one.is_new, "said": one.what}
        | {
            key: [{"line": tell.line or None, "words": tell.words, "why": tell.why} for tell in told]
            for key, _, _, told in _parts(one)
        }
        for one in every
    ]
