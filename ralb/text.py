"""Where a piece of text stands, and how it is shown without acting on the screen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a file's text, in characters: *start* is in it, *end* is not."""

    start: int
    end: int


class Edit(NamedTuple):
    """What is to stand in the place of a stretch of text."""

    span: Span
    new: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made, the last first; of two that overlap only the first is made.

    >>> apply("status: open", [Edit(Span(8, 12), "ongoing")])
    'status: ongoing'
    """
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
    for (start, end), new in reversed(kept):
        text = text[:start] + new + text[end:]
    return text


def newline(text: str) -> str:
    """The line end that the text uses; of two kinds the more frequent."""
    windows = text.count("\r\n")
    return "\r\n" if windows * 2 > text.count("\n") else "\n"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: the path that people see, and every character of it."""

    path: str
    text: str


def position(text: str, offset: int) -> tuple[int, int]:
    r"""Line and column of *offset*, counted from 1 as editors do: only ``\n`` ends a line.

    >>> position("due: soon\nstatus: open\n", 10)
    (2, 1)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def line(text: str, offset: int) -> str:
    r"""The line on which *offset* stands.

    >>> line("due: soon\nstatus: open\n", 12)
    'status: open'
    """
    return _line_from(text, text.rfind("\n", 0, offset) + 1)


@lru_cache(maxsize=1)
def _line_from(text: str, start: int) -> str:
    """Kept, so that the hundreds of findings that a line of a megabyte may have share one text."""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else None].rstrip("\r")


# C0, DEL, C1, bidirectional controls, zero-width and separator characters: they hide or act. Not compiled here:
# a class of such characters takes a millisecond of every start to compile, and few texts need it.
ACTING = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]"


def visible(text: str) -> str:
    r"""The text with every character that could act on a terminal, or hide in it, written out.

    >>> visible("[red]\x1b[31m")
    '[red]\\u001b[31m'
    """
    if text.isprintable():
        return text
    return re.sub(ACTING, lambda found: f"\\u{ord(found[0]):04x}", text)


def quoted(text: str, most: int = 40) -> str:
    """The user's own words for a message: one line, in backquotes, cut at *most* characters."""
    line = " ".join(text.split())
    return f"`{visible(line if len(line) <= most else line[: most - 1] + '…')}`"


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet takes for a sum: what begins like one gets an apostrophe before it.

    >>> disarmed("=1+1"), disarmed("-"), disarmed("Ask")
    ("'=1+1", '-', 'Ask')
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) and cell != "-" else cell


def counted(number: int, word: str) -> str:
    """A number of things.

    >>> counted(1, "action"), counted(2, "action")
    ('1 action', '2 actions')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def numbered(word: str, numbers: Sequence[int]) -> str:
    """Things by their numbers.

    >>> numbered("action", [80]), numbered("action", [80, 84])
    ('action 80', 'actions 80 and 84')
    """
    return f"{word}{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"


def listed(words: list[str], last: str = "and") -> str:
    """Words as a sentence lists them.

    >>> listed(["80", "84", "85"])
    '80, 84 and 85'
    """
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
