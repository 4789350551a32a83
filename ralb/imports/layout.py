"""Text laid out with spaces: tables whose columns stand one below the other, words at the right edge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ralb.imports import columns

_GAP = re.compile(r"(?<![.?!:;]) {2,}|\t\s*| {4,}")
_SHORT = r"[A-Z][A-Za-z]{1,3}[0-9]?"
_LISTED = rf"(?:{_SHORT}|ALL|All)(?:\s*(?:[/,&+]|\band\b)\s*(?:{_SHORT}|ALL|All))*"
_AT_EDGE = re.compile(rf"(?P<text>.*\S)(?: {{3,}}|\s*\t\s*)(?P<who>{_LISTED})\s*$")
_HEAD = re.compile(
    r"(?:(?P<text>.*\S)(?: {3,}|\s*\t\s*)| {20,})(?P<head>(?i:actions?(?: by| for)?|lead|owner|by whom|who))\s*$"
)
_NAMED_AT_EDGE = re.compile(
    r"(?P<text>.*\S) {3,}(?P<who>[A-Z][\w.’'-]*(?:[ /&,]+(?:and )?[A-Z][\w.’'-]*){0,5})\s*$"
)
_NEAR_HEAD = 8
_FEWEST, _NEAR, _LEAST, _MOSTLY = 3, 3, 12, 0.6


@dataclass(slots=True)
class Layout:
    """What stands in which line, from 0."""

    rows: dict[int, list[str]] = field(default_factory=dict)
    """The cells of a line that is a row of a table; [] for one that goes on with the row above."""
    edges: dict[int, tuple[str, str]] = field(default_factory=dict)
    """A line whose last words stand apart at the right: its other words, and these."""
    heads: dict[int, tuple[str, str]] = field(default_factory=dict)
    """A line at whose right a word says what stands below it there: its other words, and this."""


def layout(lines: Sequence[str]) -> Layout:
    """The tables and the words at the right edge of all lines."""
    found = Layout()
    begins: int | None = None
    at = 0
    while at < len(lines):
        length = _table(lines, at, found)
        at += length or 1
    for n, line in enumerate(lines):
        if n in found.rows or line.strip().count("\t") > 1:
            continue
        if (head := _HEAD.match(line)) and not line.strip().startswith("|"):
            found.heads[n] = head["text"] or "", head["head"]
            begins = head.start("head")
        # Names stand there only where a word above says so; initials may anywhere.
        elif (edge := _AT_EDGE.match(line) or _named_at(line, begins)) and len(edge["text"].strip()) >= _LEAST:
            found.edges[n] = edge["text"], edge["who"]
    return found


def _named_at(line: str, begins: int | None) -> re.Match[str] | None:
    named = _NAMED_AT_EDGE.match(line) if begins is not None else None
    return named if named and begins is not None and abs(named.start("who") - begins) <= _NEAR_HEAD else None


def _pieces(line: str) -> list[tuple[int, str]]:
    """The words of a line that gaps part, each with where it begins."""
    pieces, at = [], 0
    for gap in [*_GAP.finditer(line), None]:
        words = line[at : gap.start() if gap else len(line)]
        if words.strip():
            pieces.append((at + len(words) - len(words.lstrip()), words.strip()))
        at = gap.end() if gap else at
    return pieces


def _table(lines: Sequence[str], at: int, found: Layout) -> int:
    """Note the table that begins at a line; how many lines it takes, or 0."""
    head = _pieces(lines[at])
    is_log = bool(columns.columns([words for _, words in head])) if len(head) > 1 else False
    if (len(head) < _FEWEST and not is_log) or "\t" in lines[at] or lines[at].lstrip().startswith(("|", "#", "-")):
        return 0
    if any(words.startswith(("-", "–", "•", "*")) for _, words in head):
        return 0
    starts = [start for start, _ in head]
    fewest = 2 if is_log else len(starts) // 2 + 1
    rows: dict[int, list[str]] = {at: [words for _, words in head]}
    last, n = at, at + 1
    while n < len(lines):
        pieces = _pieces(lines[n])
        if not pieces:
            # One blank line may stand between two rows.
            if n + 1 >= len(lines) or not _fits(_pieces(lines[n + 1]), starts, fewest):
                break
            n += 1
            continue
        if _fits(pieces, starts, fewest):
            rows[n] = _placed(pieces, starts)
            last = n
        elif pieces[0][0] >= starts[1] - 1 and all(_column(start, starts) is not None for start, _ in pieces):
            added = _placed(pieces, starts)
            rows[last] = [f"{one} {more}".strip() for one, more in zip(rows[last], added, strict=True)]
            rows[n] = []
        else:
            break
        n += 1
    filled = [all(cells) for cells in rows.values() if cells]
    if len(filled) < 2 or (not is_log and sum(filled) < _MOSTLY * len(filled)):
        return 0
    found.rows |= rows
    return n - at


def _fits(pieces: Sequence[tuple[int, str]], starts: Sequence[int], fewest: int) -> bool:
    """Whether a line is one more row: it begins where rows begin, and enough columns have words."""
    if not pieces or _column(pieces[0][0], starts) != 0 or len(pieces) > len(starts):
        return False
    placed = [_column(start, starts) for start, _ in pieces]
    return None not in placed and len(set(placed)) == len(placed) and len(pieces) >= fewest


def _column(start: int, starts: Sequence[int]) -> int | None:
    """The column at whose beginning something stands; numbers may be set to the right, heads in the middle."""
    nearest = min(range(len(starts)), key=lambda n: abs(starts[n] - start))
    return nearest if abs(starts[nearest] - start) <= _NEAR else None


def _placed(pieces: Sequence[tuple[int, str]], starts: Sequence[int]) -> list[str]:
    cells = [""] * len(starts)
    for start, words in pieces:
        column = _column(start, starts)
        if column is not None:
            cells[column] = words
    return cells
