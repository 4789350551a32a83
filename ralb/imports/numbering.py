"""The numbers that Word counts itself and does not write into a document's words."""

import re

from ralb.imports import trees
from ralb.imports.trees import Element

_LEVELS = 9
_FAR = 10_000
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class Numbering:
    """The lists of a document, and how far each has been counted."""

    def __init__(self, root: Element | None) -> None:
        found = list(root) if root is not None else []
        self._abstract = {one.get("abstractNumId", ""): one for one in found if one.tag == "abstractNum"}
        self._lists = {one.get("numId", ""): one for one in found if one.tag == "num"}
        self._counted: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, key: str, depth: int) -> str:
        """The next number of a list at this depth, as Word shows it; "" for a bullet."""
        one = self._lists.get(key)
        if one is None:
            return ""
        family = trees.value(one, "abstractNumId") or ""
        counted = self._counted.setdefault(family, [])
        while len(counted) < _LEVELS:
            counted.append(self._start(key, len(counted)) - 1)
        afresh = trees.value(one, f"lvlOverride[@ilvl='{depth}']/startOverride")
        if afresh is not None and (key, depth) not in self._begun:
            counted[depth] = self._start(key, depth) - 1
        self._begun.add((key, depth))
        counted[depth] += 1
        for deeper in range(depth + 1, _LEVELS):
            counted[deeper] = self._start(key, deeper) - 1
        return self._shown(key, depth, counted)

    def _shown(self, key: str, depth: int, counted: list[int]) -> str:
        if self._form(key, depth) in ("bullet", "none"):
            return ""
        level = self._level(key, depth)
        pattern = (trees.value(level, "lvlText") if level is not None else None) or ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return _written(max(counted[at], self._start(key, at)), self._form(key, at))

        return re.sub(r"%([1-9])", number, pattern).strip()

    def _level(self, key: str, depth: int) -> Element | None:
        """What says how a list is numbered at a depth."""
        one = self._lists[key]
        own = one.find(f"lvlOverride[@ilvl='{depth}']/lvl")
        family = self._abstract.get(trees.value(one, "abstractNumId") or "")
        return own if own is not None or family is None else family.find(f"lvl[@ilvl='{depth}']")

    def _form(self, key: str, depth: int) -> str:
        level = self._level(key, depth)
        return (trees.value(level, "numFmt") if level is not None else None) or "decimal"

    def _start(self, key: str, depth: int) -> int:
        level = self._level(key, depth)
        afresh = trees.value(self._lists[key], f"lvlOverride[@ilvl='{depth}']/startOverride")
        start = afresh or (trees.value(level, "start") if level is not None else None) or "1"
        return min(int(start), _FAR) if start.isdecimal() else 1


def _written(number: int, form: str) -> str:
    """A number in a form of Word's; in a form that is not known as digits.

    >>> _written(4, "lowerRoman"), _written(28, "upperLetter"), _written(7, "decimalZero"), _written(3, "decimal")
    ('iv', 'BB', '07', '3')
    """
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        letters, left = "", number
        for worth, sign in _ROMAN:
            letters, left = letters + sign * (left // worth), left % worth
        return letters.upper() if form == "upperRoman" else letters
    return f"{number:02}" if form == "decimalZero" else str(number)
