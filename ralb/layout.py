"""How a minutes file is laid out: keys in the order of the format, a blank line between actions.

In this layout git merges the changes of two people rightly. Edits move text as it was typed; none is written anew.
"""

import dataclasses
import re
from collections.abc import Hashable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, cast

from ralb.model import Action, Meeting
from ralb.text import Edit, Source, Span, newline

_KEEPS_BLANK_LINES = re.compile(r"[^:\n]*:[ ]+[|>][0-9]?[+]")


def misplaced(record: Any) -> str | None:
    """The first field of a record whose key stands below one that should come after it."""
    order = _order(record)
    return next((low for high, low in pairwise(record.place.keys) if order[low] < order[high]), None)


def _order(record: Any) -> dict[str, int]:
    return _numbered(cast(Hashable, type(record)))


@cache
def _numbered(cls: Hashable) -> dict[str, int]:
    return {field.name: number for number, field in enumerate(dataclasses.fields(cast(Any, cls)))}


def in_order(source: Source, record: Any) -> list[Edit]:
    """The edits that put the keys of a record in order; none where a comment would come above another key."""
    order = _order(record)
    typed = list(record.place.keys)
    slots = {name: _slot(source, record, name) for name in typed}
    moved = [
        (old, new) for old, new in zip(typed, sorted(typed, key=order.__getitem__), strict=True) if old != new
    ]
    texts = {name: source.text[slice(*slots[name])] for name in typed}
    gaps = [source.text[slots[one].end : slots[other].start] for one, other in pairwise(typed)]
    if (
        any("#" in gap for gap in gaps)
        or (moved and _comment_around(source, slots, typed))
        or any(_KEEPS_BLANK_LINES.match(texts[name]) for name, _ in moved)
    ):
        return []
    return [Edit(slots[old], texts[new]) for old, new in moved]


def _comment_around(source: Source, slots: dict[str, Span], typed: list[str]) -> bool:
    """Whether a comment stands right above the first key or below the last: it may be meant for that key."""
    first, last = slots[typed[0]].start, slots[typed[-1]].end
    line = source.text.rfind("\n", 0, first) + 1
    above = source.text[source.text.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
    # What stands above the hyphen of a row is meant for the whole row.
    begins = not source.text[line:first].strip()
    below = source.text[last:].lstrip("\r\n").partition("\n")[0]
    return (begins and above.lstrip().startswith("#")) or below.lstrip().startswith("#")


def _slot(source: Source, record: Any, name: str) -> Span:
    """The text of a key and its value, with a comment behind it unless the record stands in brackets."""
    start = record.place.keys[name].start
    value = source.text[start : record.place.values[name].end].rstrip()
    end = start + len(value)
    if not _in_brackets(source, record):
        line_end = source.text.find("\n", end)
        end = start + len(source.text[start : line_end if line_end >= 0 else None].rstrip())
    return Span(start, end)


def _in_brackets(source: Source, record: Any) -> bool:
    return source.text.startswith("{", record.place.span.start)


def blank_lines(source: Source, meeting: Meeting) -> list[Edit]:
    """The edits that leave one blank line between actions; where a comment stands between, nothing is changed."""
    return list(_gaps(source, meeting))


def _gaps(source: Source, meeting: Meeting) -> Iterator[Edit]:
    for one, other in pairwise(meeting.actions):
        if _in_brackets(source, one) or _in_brackets(source, other):
            continue
        start = _end(source, one)
        end = source.text.rfind("\n", 0, other.place.span.start) + 1
        gap, wanted = source.text[start:end], newline(source.text) * 2
        row = source.text[one.place.span.start : start]
        if any(_KEEPS_BLANK_LINES.match(line) for line in row.splitlines()):
            continue
        if not gap.strip() and gap != wanted:
            yield Edit(Span(start, end), wanted)


def _end(source: Source, action: Action) -> int:
    """Where the last line of a row ends."""
    return max(_slot(source, action, name).end for name in action.place.keys)
