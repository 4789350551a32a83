"""Minutes from a page of the web, or from an e-mail pasted as one: every word in a block or in a remark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ralb.imports import looks, pieces, tags
from ralb.imports.blocks import Block, Cell, Kind, Reading, Remark, Unreadable
from ralb.imports.looks import Open
from ralb.imports.pieces import Piece
from ralb.text import quoted

_MOST_BYTES, _DEEPEST, _WIDEST = 5 * 1024 * 1024, 400, 100
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "source", "embed"))
_INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr b bdi bdo big button cite code data del dfn em font i ins kbd label mark nobr o:p q s samp small "
        "span strike strong sub sup time tt u var",
    )
)
# Which open elements end where another begins, though nobody ended them; nothing ends beyond the bounds.
_CELL_BOUNDS = frozenset(("table", "td", "th"))
_ENDED_BY = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "table"))),
    "td": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "th": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
}
_OUTLOOK_LIST = re.compile(r"mso-list:\s*l[0-9]+ level([1-9])")


def read(data: bytes) -> Reading:
    """The blocks of a page; raises `Unreadable` for what is too large or too deep."""
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"it is larger than {_MOST_BYTES // 1024**2} MB")
    page = _Page()
    for one in tags.cut(tags.decoded(data)):
        if isinstance(one, str):
            page.words(one)
        elif one.ends:
            page.end(one.name)
        else:
            page.begin(one.name, one.about)
    page.end("")
    return Reading(tuple(shown.block for shown in page.shown), tuple(page.remarks))


@dataclass(slots=True)
class _List:
    """An open list, and the number of its next item; None for bullets."""

    number: int | None


class _Shown(NamedTuple):
    """A block with its words as they look, for the cell that it may turn out to be in."""

    block: Block
    line: Sequence[Piece]


class _InCell(NamedTuple):
    """A cell as far as it was read: what is in it, where it began, and over how many columns it reaches."""

    shown: list[_Shown]
    number: int
    span: int


@dataclass(slots=True)
class _Table:
    """An open table, row by row."""

    rows: list[list[_InCell]] = field(default_factory=list)
    is_in_cell: bool = False


class _Page:
    """Reads a page; *shown* and *remarks* fill on the way."""

    def __init__(self) -> None:
        self.shown: list[_Shown] = []
        self.remarks: list[Remark] = []
        self.number = 1
        self.tables = 0
        self._line: list[Piece] = []
        self._open: list[Open] = []
        self._lists: list[_List] = []
        self._nested: list[_Table] = []
        self._item: tuple[int, str] | None = None
        self._hidden: list[str] = []

    def begin(self, tag: str, about: dict[str, str]) -> None:
        """An element begins."""
        if tag not in _INLINE and tag not in ("img", "wbr", "input"):
            self._end_line()
            self._end_before(tag)
        if tag == "img":
            if words := about.get("alt", "").strip():
                self._remark(words, "left out: a picture")
        elif tag not in _VOID:
            if len(self._open) >= _DEEPEST:
                raise Unreadable("it is nested too deep")
            around = self._open[-1] if self._open else Open("")
            self._open.append(looks.inside(around, tag, about, len(self._line)))
            self._begin(tag, about)

    def _begin(self, tag: str, about: dict[str, str]) -> None:
        """What the beginning of an element changes of lists and tables."""
        outlook = _OUTLOOK_LIST.search(about.get("style", "").lower())
        if tag in ("ul", "ol"):
            start = about.get("start", "")
            self._lists.append(_List((int(start[:6]) if start.isdecimal() else 1) if tag == "ol" else None))
        elif tag == "li":
            label = ""
            if self._lists and self._lists[-1].number is not None:
                label = f"{self._lists[-1].number}. "
                self._lists[-1].number += 1
            self._item = (max(len(self._lists), 1), label)
        elif outlook and tag == "p":
            self._item = (int(outlook[1]), "")
        elif tag == "table":
            self._nested.append(_Table())
        elif self._nested:
            self._begin_in_table(tag, about.get("colspan", ""))

    def _begin_in_table(self, tag: str, span: str) -> None:
        table = self._nested[-1]
        if tag == "tr" or (tag in ("td", "th") and not table.rows):
            table.rows.append([])
        if tag in ("td", "th"):
            width = min(int(span[:6]), _WIDEST) if span.isdecimal() else 1
            table.rows[-1].append(_InCell([], self.number, width))
            table.is_in_cell = True

    def end(self, tag: str) -> None:
        """An element ends, and with it those inside that nobody ended; "" is the whole page."""
        if tag not in _INLINE:
            self._end_line()
        while self._open and not tag:
            self._end(self._open.pop())
        self._end_open(frozenset((tag,)), frozenset() if tag in ("table", "tr", "td", "th") else _CELL_BOUNDS)

    def _end_before(self, tag: str) -> None:
        """End what cannot hold an element: a paragraph any other block, an item the next item."""
        if tag != "br":
            self._end_open(frozenset("p"), _CELL_BOUNDS)
        if tag in _ENDED_BY:
            self._end_open(*_ENDED_BY[tag])

    def _end_open(self, tags: frozenset[str], bounds: frozenset[str]) -> None:
        """End the innermost of these elements, and all inside it, unless one of the bounds is around it."""
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag in tags:
                while len(self._open) > at:
                    self._end(self._open.pop())
                return
            if self._open[at].tag in bounds:
                return

    def _end(self, last: Open) -> None:
        around = self._open[-1] if self._open else Open("")
        if last.hidden and not around.hidden:
            words = " ".join("".join(self._hidden).split())
            self._hidden = []
            if last.tag == "span" and self._item and re.fullmatch(r"\(?\w{1,4}[.)]", words):
                self._item = (self._item[0], f"{words} ")
            elif words and last.tag not in looks.SILENT and re.search(r"\w{2}", words):
                self._remark(words, "left out: hidden words")
        if last.link.startswith(("http:", "https:", "mailto:")):
            words = pieces.words(self._line[last.from_ :])
            if words and last.link.removeprefix("mailto:") != words:
                self._remark(last.link, f"left out: where the link {quoted(words)} leads")
        if last.tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif last.tag in ("td", "th") and self._nested:
            self._nested[-1].is_in_cell = False
        elif last.tag == "table" and self._nested:
            self._end_table()

    def words(self, data: str) -> None:
        """Words; the line ends of a page are spaces, but in `pre`."""
        look = self._open[-1] if self._open else Open("")
        if look.hidden:
            self._hidden.append(data)
        elif look.tag == "title":
            if words := " ".join(data.split()):
                self._remark(words, "left out: the title of the page")
        elif any(one.tag == "pre" for one in self._open):
            for count, line in enumerate(data.split("\n")):
                if count:
                    self._end_line()
                self._line.append(Piece(line, look.bold, look.struck))
        elif data:
            self._line.append(Piece(re.sub(r"\s+", " ", data), look.bold, look.struck))

    def _end_line(self) -> None:
        """What was read since the last line's end becomes a block, or a line of a cell."""
        line, self._line = self._line, []
        for one in self._open:
            one.from_ = 0
        if not pieces.words(line):
            return
        self._around().append(_Shown(self._block(line), line))
        self.number += 1
        self._item = None

    def _around(self) -> list[_Shown]:
        """Where blocks go: into the cell that is open, else into the page."""
        cells = (table.rows[-1][-1].shown for table in reversed(self._nested) if table.is_in_cell)
        return next(cells, self.shown)

    def _block(self, line: Sequence[Piece]) -> Block:
        bold = pieces.is_bold(line)
        level = next((_HEADINGS[one.tag] for one in self._open if one.tag in _HEADINGS), 0)
        if level:
            text = pieces.marked([piece._replace(bold=False) for piece in line])
            return Block(Kind.HEADING, text, self.number, level, bold)
        text = pieces.marked(line)
        if self._item:
            return Block(Kind.ITEM, self._item[1] + text, self.number, self._item[0], bold)
        return Block(Kind.PARAGRAPH, text, self.number, 0, bold)

    def _end_table(self) -> None:
        """A table becomes rows; one that is a frame around words, as e-mails have, leaves them as they are."""
        rows = [row for row in self._nested.pop().rows if row]
        inside = [shown for row in rows for cell in row for shown in cell.shown]
        around = self._around()
        if all(len(row) == 1 for row in rows) or any(one.block.kind is Kind.ROW for one in inside):
            around += inside
            return
        self.tables += 1
        for row in rows:
            cells = [
                cell for one in row for cell in (pieces.cell(map(_lined, one.shown)), *[Cell("")] * (one.span - 1))
            ]
            if any(cell.text or cell.struck for cell in cells):
                block = Block(Kind.ROW, "", row[0].number, cells=tuple(cells), table=self.tables)
                around.append(_Shown(block, ()))

    def _remark(self, words: str, why: str) -> None:
        self.remarks.append(Remark(self.number, words, why))


def _lined(shown: _Shown) -> Sequence[Piece]:
    """A block as a line of a cell, with the number of a list before it."""
    label = re.match(r"\(?\w{1,4}[.)] ", shown.block.text) if shown.block.kind is Kind.ITEM else None
    return [Piece(label[0]), *shown.line] if label else shown.line
