"""Comments in the notes: no document shows them, so where one begins and ends must be beyond doubt."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from ralb import kinds
from ralb.diagnostics import Faults
from ralb.text import Source, Span

_SIGN = re.compile(r"<!--|-->")
_HOW = "begin a comment with `<!--`, end it with `-->`, and put none inside another"


def spans(source: Source, notes: Span, faults: Faults) -> list[Span]:
    """Where comments stand, in order. One inside another, unclosed or unopened is a fault: it hides too much."""
    found: list[Span] = []
    opened: int | None = None
    if "<" not in source.text and ">" not in source.text:
        return found
    for sign in _SIGN.finditer(source.text, *notes):
        opens = sign[0] == "<!--"
        if opens and opened is not None:
            faults.add(kinds.BROKEN_COMMENT, opened, "this comment is not closed before the next begins", _HOW)
        elif not opens and opened is None:
            faults.add(kinds.BROKEN_COMMENT, sign.start(), "`-->` ends a comment that never began", _HOW)
        elif not opens and opened is not None:
            found.append(Span(opened, sign.end()))
        opened = sign.start() if opens else None
    if opened is not None:
        faults.add(kinds.BROKEN_COMMENT, opened, "this comment is never closed", _HOW)
    return found


def without(source: Source, part: Span, comments: Sequence[Span]) -> str:
    """A part of the file without its comments."""
    pieces, at = [], part.start
    for comment in comments[bisect_right(comments, part.start, key=lambda one: one.end) :]:
        if comment.start >= part.end:
            break
        pieces.append(source.text[at : max(at, comment.start)])
        at = min(comment.end, part.end)
    return "".join([*pieces, source.text[at : part.end]])


def covers(comments: Sequence[Span], at: int) -> bool:
    """Whether a place is inside a comment."""
    following = bisect_right(comments, at, key=lambda one: one.end)
    return following < len(comments) and comments[following].start <= at
