"""The body of a Word document, paragraph by paragraph and table by table, as blocks."""

import re
from collections.abc import Iterator, Sequence

from ralb.imports import pieces, runs, trees
from ralb.imports.blocks import Block, Cell, Kind
from ralb.imports.numbering import Numbering
from ralb.imports.pieces import Piece
from ralb.imports.runs import Runs
from ralb.imports.trees import Element

_WIDEST = 100
_AROUND = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


class Body:
    """Walks through a document; *blocks* fills on the way, and so does what its `Runs` remark."""

    def __init__(self, read: Runs, numbering: Numbering) -> None:
        self.runs, self.numbering = read, numbering
        self.blocks: list[Block] = []
        self.tables = 0
        self._waiting: list[Piece] = []

    def walk(self, container: Element) -> None:
        """Read all that stands in the body, in a text box or in a frame made of a table."""
        for one in self._inside(container):
            if one.tag == "p":
                self._paragraph(one)
            else:
                self._table(one)
        self._waiting = []

    def _inside(self, container: Element) -> Iterator[Element]:
        """The paragraphs and tables of a container, in order, whatever is put around them."""
        for child in container:
            if child.tag in ("p", "tbl"):
                yield child
            elif child.tag == "AlternateContent":
                yield from self._inside(runs.chosen(child))
            elif child.tag in _AROUND:
                yield from self._inside(child)
            elif child.tag in ("del", "moveFrom"):
                self.runs.remark(runs.said(child), "left out: deleted, a tracked change")
            elif child.tag == "altChunk":
                self.runs.remark("", "left out: another document inside this one; copy its words into it")

    def _paragraph(self, paragraph: Element) -> None:
        said = self._said(paragraph)
        boxes, self.runs.boxes = self.runs.boxes, []
        if said is not None:
            self.blocks += self._blocks(paragraph, said)
        for box in boxes:
            self.walk(box)

    def _said(self, paragraph: Element) -> list[Piece] | None:
        """The words of a paragraph; None while its end is deleted, so that they belong to the next one."""
        self.runs.line += 1
        said = [*self._waiting, *self.runs.pieces(paragraph)]
        joined = paragraph.find("pPr/rPr/del") is not None
        self._waiting = said if joined else []
        return None if joined else said

    def _blocks(self, paragraph: Element, said: Sequence[Piece]) -> Iterator[Block]:
        lines, styles, line = pieces.lines(said), self.runs.styles, self.runs.line
        if not lines:
            return
        if re.fullmatch(r"toc ?[1-9]", styles.name(paragraph)):
            self.runs.remark(pieces.words(said), "left out: a line of the table of contents")
            return
        label, depth = self._label(paragraph)
        heading = styles.heading(paragraph)
        if heading:
            joined = [one for shown in lines for one in (*shown, Piece(" "))]
            yield Block(Kind.HEADING, label + _unmarked(joined), line, heading, pieces.is_bold(said))
            return
        for count, shown in enumerate(lines):
            kind = Kind.ITEM if depth and not count else Kind.PARAGRAPH
            text = pieces.marked(shown)
            yield Block(kind, text if count else label + text, line, 0 if count else depth, pieces.is_bold(shown))

    def _label(self, paragraph: Element) -> tuple[str, int]:
        """The number that Word shows before a paragraph of a list, and how deep that is, from 1; 0 for no list."""
        found = self.runs.styles.numbering(paragraph)
        if found is None:
            return "", 0
        label = self.numbering.label(*found)
        return f"{label} " if label else "", found[1] + 1

    def _table(self, table: Element) -> None:
        rows = list(_rows(table))
        if all(len(list(_cells(row))) <= 1 for row in rows):
            # A frame around words, not a table.
            for row in rows:
                for cell in _cells(row):
                    self.walk(cell)
            return
        self.tables += 1
        number = self.tables
        for row in rows:
            if row.find("trPr/del") is not None:
                self.runs.remark(runs.said(row), "left out: a row deleted, a tracked change")
                continue
            self.runs.inserted += row.find("trPr/ins") is not None
            line = self.runs.line + 1
            cells = tuple(self._row(row))
            if any(cell.text or cell.struck for cell in cells):
                self.blocks.append(Block(Kind.ROW, "", line, cells=cells, table=number))
        boxes, self.runs.boxes = self.runs.boxes, []
        for box in boxes:
            self.walk(box)

    def _row(self, row: Element) -> Iterator[Cell]:
        """The cells of a row, each in its column: one that spans several is followed by empty ones."""
        yield from [Cell("")] * _number(trees.value(row, "trPr/gridBefore"), 0)
        for one in _cells(row):
            merged = one.find("tcPr/vMerge")
            goes_on = merged is not None and merged.get("val", "continue") == "continue"
            cell = pieces.cell(self._in_cell(one))
            yield Cell("") if goes_on and not cell.text else cell
            yield from [Cell("")] * (_number(trees.value(one, "tcPr/gridSpan"), 1) - 1)

    def _in_cell(self, cell: Element) -> Iterator[Sequence[Piece]]:
        """The paragraphs of a cell; of a table inside it the rows, a line each."""
        for one in self._inside(cell):
            if one.tag == "tbl":
                for row in _rows(one):
                    texts = [" ".join(filter(None, (each.text, each.struck))) for each in self._row(row)]
                    yield [Piece("\t".join(" ".join(text.split()) for text in texts if text))]
            else:
                label, _ = self._label(one)
                said = self._said(one)
                if said is not None:
                    yield [Piece(label), *said] if label else said
        self._waiting = []


def _unmarked(said: Sequence[Piece]) -> str:
    """The words of a heading without bold letters, which a heading has anyway."""
    return pieces.marked([one._replace(bold=False) for one in said])


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _AROUND:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == "tc":
            yield child
        elif child.tag in _AROUND:
            yield from _cells(child)


def _number(typed: str | None, usual: int) -> int:
    return min(int(typed), _WIDEST) if typed and typed.isdecimal() else usual
