"""Which row of a log an action of the notes is."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ralb.imports.asked import Asked
from ralb.model import Action

_WORDS = re.compile(r"[\w’']+")
_SMALL = re.compile(
    r"a|an|and|are|as|at|be|by|for|from|in|into|is|it|its|of|on|or|our|that|the|their|this|to|with|will|all"
)
_ALIKE, _FEWEST = 0.8, 4
_ALIKE_BY_WHO, _ALIKE_BY_REFERENCE = 0.55, 0.3
_REFERENCE = re.compile(r"reference: (?P<reference>[^;]+)")


def same_as(found: Asked, rows: Sequence[Action], item: str | None) -> tuple[Action, float] | None:
    """The row that says the same as an action under an *item* of the notes, and how much of its words; or None.

    Much of the words must be the same, less where the same people are to do it, and least where the row has the
    reference that the notes give, or the number of the item.
    """
    best: tuple[float, Action, float] | None = None
    for row in rows:
        share = _share(found.text, row.text)
        surely = max(
            share / _ALIKE,
            share / _ALIKE_BY_WHO * (set(found.who) == set(row.responsible)),
            share / _ALIKE_BY_REFERENCE * _is_under(row, item),
            _in_common(found.text, row.text) / _ALIKE_BY_REFERENCE * _has_reference(found, row),
        )
        if surely >= 1 and (best is None or surely > best[0]):
            best = surely, row, share
    return (best[1], best[2]) if best else None


def _share(told: str, text: str) -> float:
    """How many words of the shorter text stand in the longer in the same order; small words do not count."""
    few, many = sorted((_content(told), _content(text)), key=len)
    return 0.0 if len(few) < _FEWEST - 1 and few != many else _common(few, many)


def is_like(told: str, text: str) -> bool:
    """Whether what two minutes say under one number is the same action."""
    return _in_common(told, text) >= _ALIKE_BY_WHO


def _in_common(told: str, text: str) -> float:
    """As `_share`, however few the words are."""
    return _common(*sorted((_content(told), _content(text)), key=len))


def _common(few: Sequence[str], many: Sequence[str]) -> float:
    common = SequenceMatcher(None, few, many, autojunk=False).get_matching_blocks()
    return sum(match.size for match in common) / len(few) if few else 0.0


def _content(text: str) -> list[str]:
    words = (word.removesuffix("'s").removesuffix("’s").rstrip("s") for word in _WORDS.findall(text.lower()))
    return [word for word in words if not _SMALL.fullmatch(word)]


def _has_reference(found: Asked, row: Action) -> bool:
    """Whether the notes name a row by its reference."""
    reference = _REFERENCE.match(row.note or "")
    return reference is not None and reference["reference"].lower() in f"{found.text} {found.reference}".lower()


def _is_under(row: Action, item: str | None) -> bool:
    """Whether the notes stand under the item whose number a row has, or with which its reference ends."""
    reference = _REFERENCE.match(row.note or "")
    name = reference["reference"].lower() if reference else str(row.number)
    ends = {one.lstrip("0") for one in (name, re.split(r"[/.-]", name)[-1])}
    return item is not None and bool({item.lstrip("0"), item.lower()} & {name, *ends})
