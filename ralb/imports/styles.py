"""What the styles of a Word file say of its paragraphs: headings, lists, bold words."""

import re
from typing import NamedTuple

from ralb.imports import trees
from ralb.imports.trees import Element

_OFF = ("0", "false", "off", "none")
_DEEPEST = 20


class Style(NamedTuple):
    """A style by its name, with what it says and the style that it is based on."""

    name: str
    based: str
    element: Element


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._usual = ""
        for one in root.findall("style") if root is not None else ():
            key = one.get("styleId", "")
            name = (trees.value(one, "name") or key).lower()
            self._styles[key] = Style(name, trees.value(one, "basedOn") or "", one)
            if one.get("type") == "paragraph" and one.get("default", "0") not in _OFF:
                self._usual = key

    def name(self, paragraph: Element) -> str:
        """The name of a paragraph's style, in small letters."""
        chain = self._chain(self._of(paragraph))
        return chain[0].name if chain else self._of(paragraph).lower()

    def heading(self, paragraph: Element) -> int:
        """The level of a heading; 0 for what is none."""
        own = trees.value(paragraph, "pPr/outlineLvl")
        levels = [own, *(trees.value(one.element, "pPr/outlineLvl") for one in self._chain(self._of(paragraph)))]
        outline = next((level for level in levels if level is not None), "")
        if outline.isdecimal():
            return int(outline) + 1 if int(outline) < 9 else 0
        for name in [self.name(paragraph), *(one.name for one in self._chain(self._of(paragraph)))]:
            found = re.fullmatch(r"(?:heading ?([1-9])|title)", name)
            if found:
                return int(found[1] or 1)
        return 0

    def numbering(self, paragraph: Element) -> tuple[str, int] | None:
        """The list that a paragraph is in by itself or by its style, and how deep, from 0."""
        chain = self._chain(self._of(paragraph))
        found = [paragraph.find("pPr/numPr"), *(one.element.find("pPr/numPr") for one in chain)]
        said = [one for one in found if one is not None]
        key = next((key for one in said if (key := trees.value(one, "numId")) is not None), "0")
        level = next((level for one in said if (level := trees.value(one, "ilvl")) is not None), "0")
        by_name = re.search(r"list (?:bullet|number) ([2-5])$", self.name(paragraph))
        depth = int(level) if level.isdecimal() else 0
        return (key, min(max(depth, int(by_name[1]) - 1 if by_name else 0), 8)) if key != "0" else None

    def has(self, look: str, run: Element, paragraph: Element) -> bool:
        """Whether a run is `b`old, `strike`d or the like: what is said nearest to it holds."""
        chains = [*self._chain(trees.value(run, "rPr/rStyle") or ""), *self._chain(self._of(paragraph))]
        for one in (run, *(style.element for style in chains)):
            found = one.find(f"rPr/{look}")
            if found is not None:
                return found.get("val", "1") not in _OFF
        return False

    def _of(self, paragraph: Element) -> str:
        return trees.value(paragraph, "pPr/pStyle") or self._usual

    def _chain(self, key: str) -> list[Style]:
        """A style and those that it is based on."""
        chain: list[Style] = []
        while key in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[key])
            key = chain[-1].based
        return chain
