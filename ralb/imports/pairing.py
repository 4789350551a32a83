"""Two documents, unit by unit as readers compare them: which unit of one is which of the other."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ralb.imports.blocks import Block, Kind, Reading, bare

LABEL = re.compile(r"\(?[0-9a-zA-Z]{1,4}[.)]\s")
"""The number or letter before an item of a list."""
_ALIKE = 0.4


class Unit(NamedTuple):
    """A block as readers compare it: its words, of a row those of each cell."""

    kind: Kind
    words: tuple[str, ...]
    level: int = 0


def units(reading: Reading) -> list[Unit]:
    """The blocks of a document as readers compare them; how a list is numbered does not count."""
    return [_unit(block) for block in reading.blocks]


def likeness(one: Sequence[Unit], other: Sequence[Unit]) -> float:
    """How alike two documents are, from 0 to 1."""
    return SequenceMatcher(
        None, [unit.words for unit in one], [unit.words for unit in other], autojunk=False
    ).ratio()


def paired(before: Sequence[Unit], after: Sequence[Unit]) -> Iterator[tuple[int | None, int | None]]:
    """The units of two documents that are the same or nearly so, and those that only one has, in order."""
    keys = [unit.words for unit in before], [unit.words for unit in after]
    for what, i, j, k, m in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if what == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
        elif j - i == m - k == 1 and (before[i].kind is Kind.ROW) == (after[k].kind is Kind.ROW):
            yield i, k
        else:
            yield from _best(before, after, range(i, j), range(k, m))


def spaced(text: str) -> str:
    """A text with one space between its words."""
    return " ".join(text.split())


def _unit(block: Block) -> Unit:
    if block.kind is Kind.ROW:
        return Unit(block.kind, tuple(spaced(bare(cell.text)) for cell in block.cells))
    words = spaced(bare(block.text))
    return Unit(block.kind, (LABEL.sub("", words, count=1) if block.kind is Kind.ITEM else words,), block.level)


def _best(
    before: Sequence[Unit], after: Sequence[Unit], old: range, new: range
) -> Iterator[tuple[int | None, int | None]]:
    """The pairs that make two stretches most alike, and what is left between them."""
    worth = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_alike(before[i], after[k]) for k in new] for i in old]
    for i in range(len(old) - 1, -1, -1):
        for k in range(len(new) - 1, -1, -1):
            paired = alike[i][k] + worth[i + 1][k + 1] if alike[i][k] >= _ALIKE else 0.0
            worth[i][k] = max(worth[i + 1][k], worth[i][k + 1], paired)
    i = k = 0
    while i < len(old) or k < len(new):
        inside = i < len(old) and k < len(new)
        if inside and alike[i][k] >= _ALIKE and worth[i][k] == alike[i][k] + worth[i + 1][k + 1]:
            yield old[i], new[k]
            i, k = i + 1, k + 1
        elif i < len(old) and (k == len(new) or worth[i][k] == worth[i + 1][k]):
            yield old[i], None
            i += 1
        else:
            yield None, new[k]
            k += 1


def _alike(one: Unit, other: Unit) -> float:
    """How alike two units are by the words that they share; rows with the same number are one."""
    if (one.kind is Kind.ROW) != (other.kind is Kind.ROW):
        return 0.0
    if one.kind is Kind.ROW and one.words[0] == other.words[0] and one.words[0].isdecimal():
        return 1.0
    ours, theirs = (Counter(re.findall(r"\w+", " ".join(unit.words).lower())) for unit in (one, other))
    return 2 * (ours & theirs).total() / max((ours.total() + theirs.total()), 1)
