"""What a paragraph of another style takes over from the quote or the restricted passage around it."""

from copy import deepcopy
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def frame(paragraph: Paragraph, style: Any) -> None:
    """Give a new paragraph the border and the shade of a *style*."""
    theirs = style.element.pPr
    properties = paragraph._p.get_or_add_pPr()
    for name in ("w:pBdr", "w:shd") if theirs is not None else ():
        found = theirs.find(qn(name))
        if found is not None:
            properties.insert_element_before(deepcopy(found), "w:ind")


def left(style: Any) -> int:
    """How far a style moves a paragraph in."""
    return int(style.paragraph_format.left_indent or 0)


def move(paragraph: Paragraph, distance: int, before: int) -> None:
    """Move a paragraph in by a *distance*, from where it was *before*, and with it where words follow a bullet."""
    paragraph.paragraph_format.left_indent = Length(before + distance)
    if distance and before:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Length(before), WD_TAB_ALIGNMENT.CLEAR)


def letters(run: Run, style: Any) -> None:
    """Give a new run the letters of a *style*."""
    theirs = style.element.rPr
    if theirs is not None:
        run._r.get_or_add_rPr().extend(deepcopy(one) for one in theirs)
