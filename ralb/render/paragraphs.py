"""The notes as Word paragraphs: Markdown tokens in the styles of the template."""

from collections.abc import Iterator, Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Emu
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from markdown_it.token import Token

from ralb.render import looks
from ralb.trouble import Trouble

_DEEPEST_LIST = 3
_MARKS = {"strong": "bold", "em": "italic", "s": "strike"}


class MissingStyle(Trouble):
    """The Word template lacks a style that the notes need."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the Word template has no style `{name}`; add it in Word, or delete the template to use ralb's"
        )


class Writer:
    """Writes tokens before a paragraph of the document; remembers which lists and passages are open."""

    def __init__(self, document: Document, before: Paragraph) -> None:
        self.document = document
        self.before = before
        self.lists: list[_List] = []
        self.quotes = 0
        self.restricted = 0
        self.styles = {style.name.lower(): style for style in document.styles if style.name}

    def write(self, tokens: Sequence[Token]) -> None:
        """Write all tokens; raises `MissingStyle`. A token that it does not know is never dropped but raised."""
        position = 0
        while position < len(tokens):
            position += self._block(tokens, position)

    def _block(self, tokens: Sequence[Token], at: int) -> int:
        """Write the block that begins at *at*; how many tokens it took."""
        token = tokens[at]
        if token.type in ("heading_open", "paragraph_open"):
            style = f"Heading {token.tag[1]}" if token.type == "heading_open" else self._style()
            self._paragraph(style, tokens[at + 1])
            return 3
        if token.type == "table_open":
            self._mark_alone()
            return self._table(tokens, at)
        if token.type in ("fence", "code_block"):
            self._code(token)
        elif token.type == "hr":
            self._new("Normal").add_run("* * *")
        else:
            self._container(token)
        return 1

    def _container(self, token: Token) -> None:
        """Note what opens and closes around the paragraphs to come."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._mark_alone()
                self._open_list(token)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self.lists[-1].fresh = True
            case "list_item_close":
                self._mark_alone()
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting
            case "restricted_open" | "restricted_close":
                self.restricted += token.nesting
            case _:
                raise NotImplementedError(f"Markdown token {token.type}")

    def _style(self) -> str:
        """The style of a plain paragraph where the writer is: the first of a list item bears its mark."""
        if self.lists:
            here = self.lists[-1]
            return (here.style if here.fresh else "List Continue") + self._level()
        return "Quote" if self.quotes else "Restricted" if self.restricted else "Normal"

    def _level(self) -> str:
        """How deep a list is, as the names of its styles say it."""
        return "" if len(self.lists) == 1 else f" {min(len(self.lists), _DEEPEST_LIST)}"

    def _paragraph(self, style: str, inline: Token) -> None:
        paragraph = self._new(style)
        quoted = self.lists and self.quotes and not style.startswith("Heading")
        self._inline(paragraph, inline.children or [], self._found("Quote") if quoted else None)

    def _new(self, style: str) -> Paragraph:
        """A new paragraph, with the mark of its list item if it is the first, and the look of what is around."""
        paragraph = self.before.insert_paragraph_before()
        self._set_style(paragraph, style)
        self._surround(paragraph, style)
        if self.lists and self.lists[-1].fresh:
            here, self.lists[-1].fresh = self.lists[-1], False
            if here.number is not None:
                _number(paragraph, here.number)
            elif not style.startswith(here.style):
                _number(paragraph, _numbering(self._found(here.style + self._level())))
        return paragraph

    def _mark_alone(self) -> None:
        """A list item that is empty, or begins with what can bear no mark, bears it in a paragraph of its own."""
        if self.lists and self.lists[-1].fresh:
            self._new(self._style())

    def _surround(self, paragraph: Paragraph, style: str) -> None:
        """What stands inside a quote or a restricted passage looks so, and what stands in a list is moved in."""
        depths = {"Restricted": self.restricted, "Quote": self.quotes}
        around = [self._found(name) for name, depth in depths.items() if depth and name != style]
        for one in around:
            looks.frame(paragraph, one)
        if around or (self.lists and not self.lists[-1].fresh and style != self._style()):
            own = f"List Continue{self._level()}" if self.lists else style
            looks.move(paragraph, sum(map(looks.left, around)), looks.left(self._found(own)))

    def _found(self, name: str) -> Any:
        """Styles are looked up without regard to case: LibreOffice renames them when it saves."""
        if name.lower() not in self.styles:
            raise MissingStyle(name)
        return self.styles[name.lower()]

    def _set_style(self, what: Any, name: str) -> None:
        style = self._found(name)
        if isinstance(what, Paragraph):
            # python-docx looks a style up by walking all of them, for every paragraph.
            what._p.style = None if name == "Normal" else style.style_id
        else:
            what.style = style

    def _open_list(self, token: Token) -> None:
        ordered = token.type == "ordered_list_open"
        style = "List Number" if ordered else "List Bullet"
        self.lists.append(_List(style))
        if ordered:
            start = int(token.attrGet("start") or 1)
            self.lists[-1].number = _restarted(self.document, self._found(style + self._level()), start)

    def _code(self, token: Token) -> None:
        run = self._new("Code").add_run()
        for count, line in enumerate(token.content.rstrip("\n").split("\n")):
            if count:
                run.add_break()
            run.add_text(line)

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        """A table whose header row repeats and whose rows do not split; wide ones wrap in their cells."""
        end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
        rows = list(_cells(tokens[at:end]))
        section = self.document.sections[0]
        margins = (section.left_margin or 0) + (section.right_margin or 0)
        element = CT_Tbl.new_tbl(len(rows), len(rows[0]), Emu((section.page_width or 0) - margins))
        self.before._p.addprevious(element)
        table = Table(element, self.before._parent)
        self._set_style(table, "Minutes Table")
        for tag, words in (("w:tblCaption", "Table"), ("w:tblDescription", "A table of the notes")):
            described = OxmlElement(tag)
            described.set(qn("w:val"), words)
            element.tblPr.append(described)
        for count, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if not count:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, inline in zip(row.cells, cells, strict=True):
                self._set_style(cell.paragraphs[0], "Table Text")
                self._inline(cell.paragraphs[0], inline.children or [])
        return end - at + 1

    def _inline(self, paragraph: Paragraph, children: Sequence[Token], around: Any = None) -> None:
        """Write words, in the letters of the style *around* them."""
        marks: list[str] = []
        link: Any = None
        for token in children:
            kind = token.type.removesuffix("_open").removesuffix("_close")
            if kind in _MARKS:
                marks.append(kind) if token.nesting == 1 else marks.remove(kind)
            elif token.type == "link_open":
                link = self._link(paragraph, str(token.attrGet("href")))
            elif token.type == "link_close":
                link = None
            elif token.type in ("text", "code_inline", "softbreak", "hardbreak", "text_special"):
                run = paragraph.add_run()
                if around is not None:
                    looks.letters(run, around)
                _write(run, token, marks)
                if link is not None:
                    self._set_style(run, "Hyperlink")
                    link.append(run._r)
            else:
                raise NotImplementedError(f"Markdown token {token.type}")

    def _link(self, paragraph: Paragraph, url: str) -> Any:
        """A real hyperlink, into which the runs that follow are moved."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(link)
        return link


def _write(run: Run, token: Token, marks: Sequence[str]) -> None:
    if token.type == "hardbreak":
        run.add_break()
    else:
        run.add_text(" " if token.type == "softbreak" else token.content)
    for mark in marks:
        setattr(run.font, _MARKS[mark], True)
    if token.type == "code_inline":
        run.font.name = "Courier New"


class _List:
    """An open list: its style, the numbering of an ordered one, and whether an item has just begun."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.number: int | None = None
        self.fresh = False


def _cells(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The inline tokens of a table, row by row."""
    row: list[Token] = []
    for token in tokens:
        if token.type == "inline":
            row.append(token)
        elif token.type == "tr_close":
            yield row
            row = []


def _restarted(document: Document, style: Any, start: int) -> int:
    """A numbering of its own for one list, so that it does not go on from the list before."""
    numbering = document.part.numbering_part.element
    abstract = numbering.num_having_numId(_numbering(style)).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _numbering(style: Any) -> int:
    """The numbering, of numbers or of bullets, that a style of lists has."""
    if style.element.pPr is None or style.element.pPr.numPr is None:
        raise MissingStyle(f"{style.name} with a numbering")
    return int(style.element.pPr.numPr.numId.val)


def _number(paragraph: Paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
