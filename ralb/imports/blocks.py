"""What a source of old minutes is made of, whatever it was typed in."""

import re
from dataclasses import dataclass
from enum import StrEnum

from ralb.trouble import Trouble


class Unreadable(Trouble):
    """A source cannot be taken in; who reads it says why, and who asked for it adds its name."""


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: the words that stand, its paragraphs one a line, and the words struck out."""

    text: str
    struck: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list, a row of a table.

    Its words are Markdown: a reader of anything else has `escaped` what would be a sign there, and puts `**`
    around what is bold, `~~` around what is struck out. Signs before the whole block (`#`, `-`, `1.`) are not part
    of its words; where the source itself numbers it, the number is, as it was typed: `2. Data`.
    """

    kind: Kind
    text: str
    line: int
    """Where in the source, from 1; the number of the paragraph in a Word file or a page."""
    level: int = 0
    """Of a heading from 1, of an item of a list from 1."""
    bold: bool = False
    """The whole block is bold, so that it may be meant as a heading; then its words have no `**` around them."""
    cells: tuple[Cell, ...] = ()
    """Of a row; the text is then empty."""
    table: int = 0
    """Rows of one table follow each other, and have its number, from 1."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader did not take over, or took over otherwise: where, its words, and why."""

    line: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found in a source, in its order."""

    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()


_SIGNS = re.compile(r"[\\`*_<\[\]~|]|&(?=#?\w+;)")
_AT_BEGIN = re.compile(r"^(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|={2,}\s*$|-{2,}\s*$)|^([0-9]{1,9})(?=[.)](?:\s|$))")


def escaped(text: str) -> str:
    r"""Words that are no Markdown, as Markdown that shows just these words.

    >>> print(escaped("2 * 3 <b> [x]"), escaped("# 1"), escaped("1. May"))
    2 \* 3 \<b> \[x\] \# 1 1\. May
    """
    lines = (_SIGNS.sub(r"\\\g<0>", line) for line in text.split("\n"))
    shown = "\n".join(_AT_BEGIN.sub(lambda found: f"{found[1] or ''}\\", line) for line in lines)
    # A comment, or a mark of a restricted passage, is looked for before Markdown is read: no `\` hides it.
    return re.sub(
        r"^(\s*):(?=:)",
        r"\1&#58;",
        shown.replace("\\<!--", "&lt;!--").replace("-->", "--&gt;"),
        flags=re.MULTILINE,
    )


def bare(text: str) -> str:
    r"""The words of Markdown without its signs; what is struck out is left out.

    >>> bare(r"**Action KY** to ask ~~MH~~ *RE* about A\_B")
    'Action KY to ask RE about A_B'
    """
    for sign, entity in (("<", "&lt;"), (">", "&gt;"), (":", "&#58;")):
        text = text.replace(entity, sign)
    text = re.sub(r"(?<!\\)~~.*?(?<!\\)~~[ ]?", "", text)
    text = re.sub(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)|`)", "", text)
    return re.sub(r"\\([\\`*_<>\[\]~|&#+=:.)-])", r"\1", text)
