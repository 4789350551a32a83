"""The notes below the front matter: which passages are restricted, and what the public reads instead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ralb import kinds
from ralb.comments import without
from ralb.diagnostics import Faults
from ralb.text import Source, Span, quoted

_OPENING, _CLOSING = "::: restricted", ":::"
_HOW = "begin with `::: restricted Words for the public.` and end with `:::`, each on a line of its own"
# Colons of other scripts, and what is typed before a marker by mistake: the signs of lists, quotes and headings.
_COLONS = str.maketrans(dict.fromkeys("：∶꞉︓﹕ː׃։", ":"))
_BEFORE = ">*+-#_|~`'\"\\.)(0123456789"
_WORTH_A_LOOK = re.compile(r"[^\x00-9;-_a-}\x7f]")  # any of :`~ and whatever is not ASCII, compiled in a trice
_COLON = re.compile(":")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of notes as Markdown, without comments; a restricted one may have words for the public."""

    text: str
    restricted: bool = False
    public: str = ""
    start: int = 0
    """Where it begins in the file; a restricted one with its marker."""


def passages(source: Source, notes: Span, comments: Sequence[Span], faults: Faults) -> tuple[Passage, ...]:
    """The notes in order, cut where restricted passages begin and end.

    A broken marker is a fault, and all that follows it counts as restricted.
    """
    done: list[Passage] = []
    opened: tuple[int, str] | None = None
    begin, fence = notes.start, ""
    for line in _lines(source, notes):
        if faults.is_full(kinds.BROKEN_RESTRICTION):
            # Such notes are no minutes: what is left of them is kept from everyone.
            opened = opened or (line.start, "")
            break
        typed = without(source, line, comments).rstrip()
        words = typed.removeprefix(_OPENING)
        opens = typed.startswith(_OPENING) and (not words or words[0] in " \t")
        if fence and _colons(typed):
            faults.add(kinds.BROKEN_RESTRICTION, line.start, "a marker inside a block of code", _HOW)
        elif opened is None and opens:
            done.append(_passage(source, Span(begin, line.start), comments))
            opened, begin = (line.start, words.strip()), line.end
        elif opened is not None and typed == _CLOSING:
            done.append(_passage(source, Span(begin, line.start), comments, *opened))
            opened, begin = None, line.end
        elif _colons(typed):
            why = _why(typed, inside=opened is not None, opens=opens)
            faults.add(kinds.BROKEN_RESTRICTION, line.start, why, _HOW)
        fence = _fence_after(typed, fence)
    if opened is not None:
        faults.add(kinds.BROKEN_RESTRICTION, opened[0], "this restricted passage is never closed", _HOW)
    done.append(_passage(source, Span(begin, notes.end), comments, *(opened or ())))
    return tuple(passage for passage in done if passage.text.strip() or passage.restricted)


def _lines(source: Source, notes: Span) -> Iterator[Span]:
    """The lines that may be markers or fences, ends included: only a line feed ends one, as in every editor."""
    text = source.text
    # Most notes hold nothing else that is worth a look, and one character is found ten times as fast as a few.
    worth_a_look = _COLON if text.isascii() and "`" not in text and "~" not in text else _WORTH_A_LOOK
    at = notes.start
    while found := worth_a_look.search(text, at, notes.end):
        begin = text.rfind("\n", at, found.start()) + 1 or at
        at = text.find("\n", found.end(), notes.end) + 1 or notes.end
        yield Span(begin, at)


def _colons(line: str) -> bool:
    """Whether a line resembles a marker: one that is not quite right must never let its passage out."""
    if line.isascii() and line.isprintable():
        bare = line.replace(" ", "")
    else:
        bare = "".join(letter for letter in line.translate(_COLONS) if letter.isprintable() and letter != " ")
    begins = bare.lstrip(_BEFORE)
    return begins.startswith("::") or ":::" in bare or (begins.startswith(":") and "restr" in bare.lower())


def _why(typed: str, *, inside: bool, opens: bool) -> str:
    if typed == _CLOSING:
        return "`:::` closes a restricted passage that is not open"
    if inside and opens:
        return "a restricted passage begins inside another"
    return f"{quoted(typed.strip())} looks like the marker of a restricted passage, but is none"


def _fence_after(line: str, fence: str) -> str:
    """The fence of the block of code that is open after *line*; "" when none is."""
    found = _FENCE.match(line)
    if not found:
        return fence
    if not fence:
        return found["fence"]
    closes = found["fence"].startswith(fence) and not line.strip(" `~")
    return "" if closes else fence


def _passage(source: Source, part: Span, comments: Sequence[Span], start: int = -1, public: str = "") -> Passage:
    words = without(source, part, comments)
    words = words.replace("\r\n", "\n") if "\r" in words else words
    return Passage(words, restricted=start >= 0, public=public, start=part.start if start < 0 else start)
