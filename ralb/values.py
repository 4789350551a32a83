"""Single values: what a text in the file means as a date, a number, a status, a person.

A reader never raises: what it cannot read is a fault with its place, and reads as None.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping as ByName
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ralb import dates, kinds, model
from ralb.dates import PartialDate
from ralb.diagnostics import Faults, Kind
from ralb.nodes import Node, Scalar, Sequence
from ralb.repeats import NOTHING, Known
from ralb.syntax import KEY_WITHOUT_SPACE, QUOTES, no_space
from ralb.text import ACTING, Edit, Span, listed, quoted

INITIALS = re.compile(r"[A-Z]{2,4}[0-9]?")
NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?: ?- ?(?:[01][0-9]|2[0-3]):[0-5][0-9])?")
_BARE_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_LOOKALIKES = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"))
_CUT = re.compile(r"[ ]*(#)[^\s#]")
_MEANT = {"done": "complete", "completed": "complete", "closed": "complete", "finished": "complete",
          "in progress": "ongoing", "started": "ongoing", "c/f": "ongoing", "carried forward": "ongoing",
          "new": "open", "outstanding": "open", "cancelled": "withdrawn", "dropped": "withdrawn"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a board knows, as far as reading needs them."""

    collective: frozenset[str] | None = frozenset({model.ALL})
    """What may stand in the place of initials; None when `board.yaml`, which lists it, cannot be read."""
    initials: ByName[str, str] = field(default_factory=dict)
    """Initials by the full name in small letters, to help whoever types a name."""


UNKNOWN = Names(None)


def names(board: model.Board) -> Names:
    """The names that this board knows."""
    return Names(board.collective_names, {person.name.lower(): person.initials for person in board.people})


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one file needs to know and where it notes the faults."""

    faults: Faults
    names: Names
    known: Known = NOTHING
    """Rows of the log that need no reading, and where the others are kept for the next file."""


Reader = Callable[[Node, Span, Reading], Any]
"""Reads a value; the span is where to complain of it when it is empty: its key, or the item itself."""


def is_empty(node: Node, at: Span, reading: Reading) -> bool:
    """Whether nothing was typed; reported at *at*, or at the `#` that made a comment of what was typed."""
    if not isinstance(node, Scalar) or node.value.strip():
        return False
    if node.plain and (cut := _CUT.match(reading.faults.source.text, node.span.end)):
        _cut(cut.start(1), reading)
    else:
        reading.faults.add(kinds.EMPTY_VALUE, at, "nothing stands here", "fill it in, or delete the line")
    return True


def _cut(at: int, reading: Reading) -> None:
    message = "what follows ` #` is a comment and not read"
    reading.faults.add(kinds.HASH_CUTS_TEXT, at, message, QUOTES)


def text(node: Node, at: Span, reading: Reading) -> str | None:
    """A text on which nothing is wrong that the parser could not see; else None, with the fault."""
    faults = reading.faults
    if not isinstance(node, Scalar):
        how = "write one text" if isinstance(node, Sequence) else "put the whole text in straight double quotes"
        faults.add(kinds.WRONG_KIND, node.span, "keys or a list stand where one text is expected", how)
        return None
    if is_empty(node, at, reading):
        return None
    if "--" in node.value and ("<!--" in node.value or "-->" in node.value):
        how = "comments of the front matter begin with `#`, on a line of their own"
        faults.add(kinds.BROKEN_COMMENT, node.span, "a comment in a text would be printed", how)
        return None
    if not node.value.isprintable() and re.search(ACTING, re.sub(r"[\n\t]", "", node.value)):
        message = "an escape in double quotes makes a character that is none"
        faults.add(kinds.BACKSLASH, node.span, message, "use single quotes around the text")
        return None
    if node.plain:
        typed = faults.source.text[node.span.start : node.span.end]
        for line in re.finditer(r"\n", typed) if "\n" in typed else ():
            if joined := KEY_WITHOUT_SPACE.match(faults.source.text, node.span.start + line.end()):
                faults.add(*no_space(joined))
                return None
        if node.value.lower() in _LOOKALIKES:
            how = f'write "{node.value}" in quotes'
            message = f"other tools do not read `{node.value}` as text"
            fix = [Edit(node.span, f'"{node.value}"')] if INITIALS.fullmatch(node.value) else []
            faults.add(kinds.YAML_LOOKALIKE, node.span, message, how, fix)
    # A block scalar ends with the line feed of its last line, which nobody means.
    return node.value.rstrip("\n")


def prose(node: Node, at: Span, reading: Reading) -> str | None:
    """A text in words, which a ` #` must not cut short."""
    value = text(node, at, reading)
    if value is not None and isinstance(node, Scalar) and node.plain:
        whole = reading.faults.source.text
        if whole.startswith(" ", node.span.end) and (cut := _CUT.match(whole, node.span.end)):
            _cut(cut.start(1), reading)
            return None
    return value


def number(node: Node, at: Span, reading: Reading) -> int | None:
    value = text(node, at, reading)
    if value is None:
        return None
    if NUMBER.fullmatch(value):
        return int(value)
    digits = re.sub(r"[^0-9]", "", value.split(".")[0]).lstrip("0")
    how = f"write `{digits}`" if NUMBER.fullmatch(digits) else ""
    message = f"{quoted(value)} is not a number (a whole number from 1 in plain digits)"
    reading.faults.add(kinds.BAD_NUMBER, node.span, message, how)
    return None


def date_as(kind: Kind, what: str) -> Reader:
    def read_date(node: Node, at: Span, reading: Reading) -> PartialDate | None:
        value = text(node, at, reading)
        if value is None:
            return None
        if date := dates.parse(value):
            return date
        meant = dates.guess(value)
        message = f"{quoted(value)} is not a {what} (YYYY-MM-DD or YYYY-MM)"
        fix = instead(node, meant, reading) if meant and dates.is_certain(value) else []
        reading.faults.add(kind, node.span, message, f"write {meant}" if meant else "", fix)
        return None

    return read_date


def time(node: Node, at: Span, reading: Reading) -> str | None:
    value = text(node, at, reading)
    if value is None:
        return None
    if not _TIME.fullmatch(value):
        meant = _time_meant(value)
        how = f"write {meant}" if _TIME.fullmatch(meant) else ""
        reading.faults.add(kinds.BAD_TIME, node.span, f"{quoted(value)} is not a time (10:00 or 10:00-12:00)", how)
        return None
    if isinstance(node, Scalar) and node.plain and _BARE_TIME.fullmatch(value):
        message = f"other tools may read `{value}` as a number"
        reading.faults.add(kinds.TIME_LOOKALIKE, node.span, message, f'write "{value}" in quotes')
    return value


def _time_meant(typed: str) -> str:
    """A time as it is written here: `2.30pm to 4pm` is 14:30-16:00."""
    from ralb.imports import occasion

    found = occasion.time_in(typed)
    if found and found[1] == typed:
        return found[0]
    meant = re.sub(r"(?<=[0-9])[.h](?=[0-9]{2})", ":", re.sub(r"\s*(?:[-–—]|to)\s*", "-", typed))
    return re.sub(r"\b([0-9]:)", r"0\1", meant)


def flag(node: Node, at: Span, reading: Reading) -> bool | None:
    if isinstance(node, Scalar) and node.value in ("true", "false"):
        return node.value == "true"
    if isinstance(node, Scalar) and not is_empty(node, at, reading):
        message = f"{quoted(node.value)} is neither true nor false"
        reading.faults.add(kinds.WRONG_KIND, node.span, message, "write `true`, or delete the line")
    elif not isinstance(node, Scalar):
        text(node, at, reading)
    return None


def restriction(node: Node, at: Span, reading: Reading) -> bool | str | None:
    """`true`, or the public words: a word that only looks like `true` must not be printed in their place."""
    if isinstance(node, Scalar) and (node.value in ("true", "false") or node.value.lower() in _LOOKALIKES):
        return flag(node, at, reading)
    return prose(node, at, reading)


def one_of(cls: type[StrEnum], kind: Kind) -> Reader:
    """One of a few words; what people write instead is understood enough to suggest the right one."""
    words = [word.value for word in cls]

    def read_word(node: Node, at: Span, reading: Reading) -> StrEnum | None:
        value = text(node, at, reading)
        if value is None:
            return None
        if value in words:
            return cls(value)
        near = meant(value, words)
        message = f"{quoted(value)} is not a {cls.__name__.lower()} ({listed(words, 'or')})"
        reading.faults.add(kind, node.span, message, f"did you mean `{near}`?" if near else "")
        return None

    return read_word


def meant(typed: str, words: list[str]) -> str:
    """Which of a few words someone meant who typed another; "" where nobody can tell."""
    from difflib import get_close_matches

    word = _MEANT.get(typed.lower()) or next(iter(get_close_matches(typed.lower(), words, n=1)), "")
    return word if word in words else ""


def list_of(read: Reader) -> Reader:
    """A list; one value may stand without brackets."""

    def read_list(node: Node, at: Span, reading: Reading) -> tuple[Any, ...] | None:
        if isinstance(node, Sequence):
            met = [read(item, item.span, reading) for item in node.items]
            return tuple(value for value in met if value is not None)
        value = read(node, at, reading)
        return None if value is None else (value,)

    return read_list


def instead(node: Node, new: str, reading: Reading) -> list[Edit]:
    """The edit that writes *new* in place of a value; none for a block of text, whose end is not its last word."""
    block = reading.faults.source.text.startswith(("|", ">"), node.span.start)
    return [] if block else [Edit(node.span, new)]
