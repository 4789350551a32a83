"""The notes below the front matter: which passages are restricted, and what the public reads instead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ralb import kinds
from ralb.diagnostics import Faults
from ralb.text import Source, Span, quoted

PUBLIC_WORDS = "A passage of these minutes is restricted."
_OPENING = re.compile(r"::: restricted(?: +(?P<words>\S.*?))?[ \t]*")
_CLOSING = re.compile(r":::[ \t]*")
_MEANT = re.compile(r"\W*:+\W*\w*rest\w*", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DROPPED = "\x00"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of notes as Markdown, without comments; a restricted one has words for the public."""

    text: str
    restricted: bool = False
    public: str = ""
    start: int = 0
    """Where it begins in the file; a restricted one with its marker."""


def passages(source: Source, notes: Span, faults: Faults) -> tuple[Passage, ...]:
    """The notes in order, cut where restricted passages begin and end.

    A broken marker is a fault, and all that follows it counts as restricted.
    """
    text = _without_comments(source, notes, faults)
    done: list[Passage] = []
    opened: re.Match[str] | None = None
    opened_at, begin, offset = 0, 0, 0
    for line in text.splitlines(keepends=True):
        marker = line.rstrip("\r\n").replace(_DROPPED, "")
        at, end = notes.start + offset, offset + len(line)
        if opened is None and (opening := _OPENING.fullmatch(marker)):
            done.append(_passage(text[begin:offset], None, notes.start + begin))
            opened, opened_at, begin = opening, at, end
        elif opened is not None and _CLOSING.fullmatch(marker):
            done.append(_passage(text[begin:offset], opened, opened_at))
            opened, begin = None, end
        elif _resembles_marker(marker):
            faults.add(kinds.BROKEN_RESTRICTION, at, _why(marker, opened is not None), _HOW)
        offset = end
    if opened is not None:
        faults.add(kinds.BROKEN_RESTRICTION, opened_at, "this restricted passage is never closed", _HOW)
    done.append(_passage(text[begin:], opened, opened_at if opened else notes.start + begin))
    return tuple(passage for passage in done if passage.text.strip() or passage.restricted)


def _resembles_marker(line: str) -> bool:
    """A marker that is not quite one must never let its passage out: what resembles one is an error."""
    wide = line.replace("：", ":")
    return ":::" in wide or "：：" in line or (":" in wide and _MEANT.match(wide) is not None)


_HOW = "begin with `::: restricted Words for the public.` and end with `:::`, each on a line of its own"


def _why(marker: str, inside: bool) -> str:
    if _CLOSING.fullmatch(marker):
        return "`:::` closes a restricted passage that is not open"
    if inside and _OPENING.fullmatch(marker):
        return "a restricted passage begins inside another"
    return f"{quoted(marker.strip())} looks like the marker of a restricted passage, but is none"


def _passage(text: str, opening: re.Match[str] | None, start: int) -> Passage:
    words = text.replace(_DROPPED, "").replace("\r\n", "\n")
    if opening is None:
        return Passage(words, start=start)
    return Passage(words, restricted=True, public=opening["words"] or PUBLIC_WORDS, start=start)


class Mark(NamedTuple):
    """`Action 84:` in the notes, or `Action:` of an action that has no number yet."""

    number: int | None
    at: int


_ACTION = re.compile(r"Action(?: (?P<number>[0-9]{1,7}))?\*{0,2}:")
# What may stand on a line before the beginning of a paragraph, of an item of a list, or of a sentence.
_BEGINS = re.compile(r"[\s>*+_-]*(?:[0-9]+[.)]\s+)?\**|.*[.!?:;][\"')\]]*\s+\**")


def begins(text: str, at: int) -> bool:
    """Whether a paragraph, or a sentence inside one, begins at that place."""
    return _BEGINS.fullmatch(text, text.rfind("\n", 0, at) + 1, at) is not None


def marks(source: Source, notes: Span) -> Iterator[Mark]:
    """Where a paragraph, or a sentence inside one, is an action; comments do not count."""
    comments = [comment.span() for comment in _COMMENT.finditer(source.text, *notes)]
    for found in _ACTION.finditer(source.text, *notes):
        at = found.start()
        if begins(source.text, at) and not any(start < at < end for start, end in comments):
            yield Mark(int(found["number"]) if found["number"] else None, at)


def _without_comments(source: Source, notes: Span, faults: Faults) -> str:
    """The notes with each comment overwritten, so that what remains keeps its place."""
    text = source.text[notes.start : notes.end]
    text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", _DROPPED, comment[0]), text)
    if (unclosed := text.find("<!--")) >= 0:
        how = "end the comment with `-->`"
        faults.add(kinds.UNCLOSED_COMMENT, notes.start + unclosed, "this comment is never closed", how)
    return text
