"""The marks that say who came, and the tables of text in which they stand below a word."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ralb.imports import rolls

_MARKS = (
    (rolls.PRESENT, {"p", "✓", "✔", "√", "y", "yes", "present", "attended", "●", "1", "in person", "teams"}),
    (rolls.APOLOGIES, {"a", "ap", "apols", "apologies", "apology"}),
    (rolls.ABSENT, {"x", "✗", "✘", "n", "no", "absent", "dna", "0", "did not attend"}),
)
_PIECE = re.compile(r"\S+(?: \S+)*")
_LONGEST, _FEWEST = 3, 2


class _Head(NamedTuple):
    """The first line of such a table, and where the middle of each word is below which marks stand."""

    words: list[str]
    middles: list[float]


def mark(typed: str) -> str:
    """The list that a mark means; `Yes (from 6.20)` means that of `Yes`, `N (apologies)` that of apologies.

    >>> mark("Yes (from 6.20)"), mark("N (apologies)"), mark("Present – minutes"), mark("late")
    ('present', 'apologies', 'present', '')
    """
    said = [one.strip(" ().") for one in re.split(r"\(|\s[–—-]\s", typed.lower())]
    meant = [name for one in said for name, marks in _MARKS if one in marks]
    return rolls.APOLOGIES if rolls.APOLOGIES in meant else meant[0] if meant else ""


def barred(lines: Sequence[str]) -> list[str]:
    """The lines; those of a table whose marks stand below `Present` or `Apologies` with bars between its cells."""
    shown = list(lines)
    for at, line in enumerate(lines):
        head = _head(line)
        rows = list(takewhile(bool, (_row(one, head) for one in lines[at + 1 :]))) if head else []
        if head and len(rows) >= _FEWEST:
            shown[at : at + 1 + len(rows)] = [f"| {' | '.join(cells)} |" for cells in (head.words, *rows)]
    return shown


def _head(line: str) -> _Head | None:
    pieces = list(_pieces(line))
    behind = [middle for words, middle in pieces[1:] if rolls.alone(words)]
    is_head = bool(behind) and len(behind) == len(pieces) - 1
    return _Head([words for words, _ in pieces], behind) if is_head else None


def _row(line: str, head: _Head) -> list[str]:
    """The cells of a line that has words and, near one of the middles, a mark; [] for any other."""
    pieces = list(_pieces(line))
    typed, middle = pieces[-1] if len(pieces) > 1 else ("", 0.0)
    if not mark(typed) or len(typed) > _LONGEST:
        return []
    nearest = min(range(len(head.middles)), key=lambda n: abs(head.middles[n] - middle))
    marks = [typed if n == nearest else "" for n in range(len(head.middles))]
    return [", ".join(words for words, _ in pieces[:-1]), *marks]


def _pieces(line: str) -> Iterator[tuple[str, float]]:
    """The words of a line that gaps part, each with where its middle is."""
    if "\t" not in line and "|" not in line:
        yield from ((one[0], (one.start() + one.end()) / 2) for one in _PIECE.finditer(line))
