"""The notes below the front matter: which passages are restricted, and what the public reads instead."""

import re
from dataclasses import dataclass

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
            done.append(_passage(text[begin:offset], None))
            opened, opened_at, begin = opening, at, end
        elif opened is not None and _CLOSING.fullmatch(marker):
            done.append(_passage(text[begin:offset], opened))
            opened, begin = None, end
        elif _resembles_marker(marker):
            faults.add(kinds.BROKEN_RESTRICTION, at, _why(marker, opened is not None), _HOW)
        offset = end
    if opened is not None:
        faults.add(kinds.BROKEN_RESTRICTION, opened_at, "this restricted passage is never closed", _HOW)
    done.append(_passage(text[begin:], opened))
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


def _passage(text: str, opening: re.Match[str] | None) -> Passage:
    words = text.replace(_DROPPED, "").replace("\r\n", "\n")
    if opening is None:
        return Passage(words)
    return Passage(words, restricted=True, public=opening["words"] or PUBLIC_WORDS)


def _without_comments(source: Source, notes: Span, faults: Faults) -> str:
    """The notes with each comment overwritten, so that what remains keeps its place."""
    text = source.text[notes.start : notes.end]
    text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", _DROPPED, comment[0]), text)
    if (unclosed := text.find("<!--")) >= 0:
        how = "end the comment with `-->`"
        faults.add(kinds.UNCLOSED_COMMENT, notes.start + unclosed, "this comment is never closed", how)
    return text
