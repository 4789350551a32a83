"""Marked lines of the notes: `Action 84:`, and `Action:` of an action that has no number yet."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ralb.comments import covers
from ralb.text import Source, Span


class Mark(NamedTuple):
    """An action in the notes, and where its word stands; without a number it is being typed."""

    number: int | None
    at: int


# It begins in the midst of the word, with letters that are found at once, or found not to be there.
_ACTION = re.compile(r"(?:(?<=[Aa])ction|(?<=A)CTION)(?: #?(?P<number>[0-9]{1,7}))?\*{0,2} ?:")
# What may stand on a line before the beginning of a paragraph or of an item of a list.
_LINE_BEGINS = re.compile(
    r"[\s>*+_#|•◦▪‣·→☐☑✓-]*(?:\[[ xX]?\]\s*)?"
    r"(?:(?:\(?(?:[0-9]{1,9}|[A-Za-z])[.)]|[0-9]{1,3}(?:\.[0-9]{1,3})+)\s+)?[*_]*"
)
_SENTENCE_ENDS = re.compile(r".*(?:[.!?:;][\"')\]]{0,3}|[|–—-])\s+[*_]*")
_INSERTS = re.compile(r".*(?:[(\[/>][*_]*|(?:[,/]|\band)\s+[*_]*)")
_MOST_BEFORE = 80


def begins(text: str, at: int) -> bool:
    """Whether a paragraph, or a sentence inside one, begins at that place."""
    line = text.rfind("\n", max(0, at - _MOST_BEFORE), at) + 1
    if line and _LINE_BEGINS.fullmatch(text, line, at):
        return True
    return _SENTENCE_ENDS.fullmatch(text, max(line, at - _MOST_BEFORE), at) is not None


def is_inserted(text: str, at: int) -> bool:
    """Whether something is put into a sentence at that place: in brackets, after a comma or an `and`."""
    line = max(text.rfind("\n", max(0, at - _MOST_BEFORE), at) + 1, at - _MOST_BEFORE)
    return _INSERTS.fullmatch(text, line, at) is not None


def marks(source: Source, notes: Span, comments: Sequence[Span]) -> Iterator[Mark]:
    """The actions that the notes name, at the beginning of a sentence or put into one; comments do not count."""
    for middle in sorted([*_everywhere("ction", source, notes), *_everywhere("CTION", source, notes)]):
        at = middle - 1
        found = _ACTION.match(source.text, middle, notes.end)
        begun = found and (begins(source.text, at) or is_inserted(source.text, at))
        if found and begun and not covers(comments, at):
            yield Mark(int(found["number"]) if found["number"] else None, at)


def _everywhere(part: str, source: Source, notes: Span) -> Iterator[int]:
    at = notes.start
    while (at := source.text.find(part, at, notes.end)) >= 0:
        yield at
        at += 1


_MENTIONS = re.compile(r"\b(?:[Aa]ction|ACTION)s?\s+#?[0-9]+(?:\s*(?:,|&|-|–|\band\b|\bor\b)\s*#?[0-9]+)*")


def mentions(source: Source, notes: Span, number: int) -> Iterator[Span]:
    """Where the notes name an action by its number, as in `Action 84:`, `see action 84`, `actions 82 and 84`."""
    for found in _MENTIONS.finditer(source.text, *notes):
        for one in re.compile(rf"\b{number}\b").finditer(source.text, *found.span()):
            yield Span(*one.span())
