"""Minutes from a page of the web, or from an e-mail pasted as one: every word in a block or in a remark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ralb.imports import pieces, tags
from ralb.imports.blocks import Block, Cell, Kind, Reading, Remark, Unreadable
from ralb.imports.pieces import Piece
from ralb.text import quoted

_MOST_BYTES, _DEEPEST, _WIDEST = 5 * 1024 * 1024, 400, 100
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "source", "embed"))
_SILENT = frozenset(("script", "style", "template", "noscript", "svg", "math", "object", "iframe", "xml"))
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
_BOLD, _STRUCK = frozenset(("b", "strong", "th", "u")), frozenset(("s", "strike", "del"))
_WEIGHT = re.compile(r"font-weight:\s*(?:bold|[6-9]00)|text-decoration[^;]*underline")
_THIN = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")
_LINE = re.compile(r"text-decoration[^;]*line-through")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all")
_OUTLOOK_LIST = re.compile(r"mso-list:\s*l[0-9]+ level([1-9])")


def read(data: bytes) -> Reading:
    """The blocks of a page; raises `Unreadable` for what is too large or too deep."""
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"it is larger than {_MOST_BYTES // 1024**2} MB")
    page = _Page()
    for one in tags.cut(_decoded(data)):
        if isinstance(one, str):
            page.words(one)
        elif one.ends:
            page.end(one.name)
        else:
            page.begin(one.name, one.about)
    page.end("")
    return Reading(tuple(shown.block for shown in page.shown), tuple(page.remarks))


def _decoded(data: bytes) -> str:
    """The text of a page: in the encoding that it names, else UTF-8, else that of Windows."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    named = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", data[:4096])
    for name in (named[1].decode() if named else "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


@dataclass(slots=True)
class _Open:
    """An element that is open, and what its words are."""

    tag: str
    bold: bool = False
    struck: bool = False
    hidden: bool = False
    link: str = ""
    from_: int = 0
    """How many pieces of the line were there when it began."""


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
        self._open: list[_Open] = []
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
            self._open.append(self._looks(tag, about))
            self._begin(tag, about)

    def _looks(self, tag: str, about: dict[str, str]) -> _Open:
        """What the words inside an element look like: as those around it, but for what it says itself."""
        around = self._open[-1] if self._open else _Open("")
        style = about.get("style", "").lower()
        ignored = "mso-list:ignore" in style.replace(" ", "")
        return _Open(
            tag,
            bold=(around.bold or tag in _BOLD or bool(_WEIGHT.search(style))) and not _THIN.search(style),
            struck=around.struck or tag in _STRUCK or bool(_LINE.search(style)),
            hidden=around.hidden or tag in _SILENT or "hidden" in about or bool(_HIDDEN.search(style)) or ignored,
            link=about.get("href", "") if tag == "a" else "",
            from_=len(self._line),
        )

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

    def _end(self, last: _Open) -> None:
        around = self._open[-1] if self._open else _Open("")
        if last.hidden and not around.hidden:
            words = " ".join("".join(self._hidden).split())
            self._hidden = []
            if last.tag == "span" and self._item and re.fullmatch(r"\(?\w{1,4}[.)]", words):
                self._item = (self._item[0], f"{words} ")
            elif words and last.tag not in _SILENT and re.search(r"\w{2}", words):
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
        look = self._open[-1] if self._open else _Open("")
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
