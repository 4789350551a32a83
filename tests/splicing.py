"""How much of a file a change had to touch, and how much it did: for the tests of edits."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from ralb import minutes, typed
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.model import Board, Meeting, Place, key_of
from ralb.text import Edit, Span, apply, position
from ralb.values import names

_COMMENT = re.compile(r"(?:^|\s)(# [a-zA-Z].*?)\s*$", re.MULTILINE)


def read(text: str, date: PartialDate, board: Board) -> Minutes:
    """Minutes that are named as they are dated."""
    return minutes.parse(f"minutes/{date}.md", text.encode(), date, names(board))


def needless(old: Minutes, new: Meeting, now: Minutes) -> list[str]:
    """What was touched though it need not have been; nothing, if a change is minimal.

    Lines may go only where a value stands that changes, or the comma or hyphen beside one that goes or comes; and
    only as many may come as went, and one for each key, item or row that is new and stands on lines of its own.
    All others are the same to the last byte, in the same order, and no comment is lost. On the lines that change
    all is the same but the values, and blanks and commas around them.
    """
    before, after = old.source.text, now.source.text
    one, other = re.split("(?<=\n)", before), re.split("(?<=\n)", after)
    allowed = set(_lines_to_change(old, new))
    rest = iter(other)
    found = [f"- {line.rstrip()}" for at, line in enumerate(one) if at not in allowed and line not in rest]
    come, more = len(other) - len(one), sum(_lines_to_come(old, new))
    found += [f"+ {come} lines for {more}"] if come > more else []
    lost = Counter(_COMMENT.findall(before)) - Counter(_COMMENT.findall(after))
    found += [f"lost {comment}" for comment in lost]
    one, other = _elsewhere(old, new, now)
    return found + ([] if one == other else ["other words"])


def _elsewhere(old: Minutes, new: Meeting, now: Minutes) -> tuple[str, ...]:
    """What both files hold besides blanks, commas, comments and what changes between them."""
    before: list[Span] = []
    after: list[Span] = []
    for was, meant, got in _together(old, new, now):
        if was is None:
            after.append(got.place.span)
            continue
        for field in dataclasses.fields(was):
            values = getattr(was, field.name), getattr(meant, field.name)
            if key_of(field) and values[0] != values[1] and not all(map(typed.are_rows, values)):
                whole = was.place.values.keys() ^ got.place.values.keys()
                before += _cut(was, field.name, whole)
                after += _cut(got, field.name, whole)
    cut = (apply(old.source.text, [Edit(span, "") for span in before]),
           apply(now.source.text, [Edit(span, "") for span in after]))  # fmt: skip
    return tuple(re.sub(r"[\s,\[\]-]", "", _COMMENT.sub("", text)) for text in cut)


def _cut(record: Any, field: str, whole: AbstractSet[str]) -> Iterator[Span]:
    """Where the value of a field stands, with its key if that is one of the *whole*."""
    if field in record.place.values:
        key, value = record.place.keys[field], record.place.values[field]
        yield Span(key.start, value.end) if field in whole else value


def _together(old: Minutes, new: Meeting, now: Minutes) -> Iterator[tuple[Any, Any, Any]]:
    """Each record as it was, as it was meant, as it was read again; what is new was None."""
    assert old.meeting
    assert now.meeting
    yield old.meeting, new, now.meeting
    rows = {row.place.span: row for row in old.meeting.rows}
    for meant, got in zip(new.rows, now.meeting.rows, strict=True):
        yield rows.get(meant.place.span), meant, got


def _changes(old: Minutes, new: Meeting) -> Iterator[tuple[Any, dataclasses.Field[Any], Any, Any]]:
    """Every key whose value changes: the record it stands in, its field, its old and new value."""
    assert old.meeting
    now_of = {row.place.span: row for row in new.rows}
    for was in (old.meeting, *old.meeting.rows):
        now = new if was is old.meeting else now_of[was.place.span]
        for field in dataclasses.fields(was):
            values = getattr(was, field.name), getattr(now, field.name)
            if key_of(field) and values[0] != values[1]:
                yield was, field, *values


def _lines_to_change(old: Minutes, new: Meeting) -> Iterator[int]:
    text = old.source.text
    for record, field, was, now in _changes(old, new):
        keys, values = record.place.keys, record.place.values
        in_braces = text.startswith("{", record.place.span.start)
        at = values.get(field.name)
        if at is None and in_braces:
            yield from _beside(text, record, field)
        elif at and typed.are_rows(was or now):
            beside = _row_beside(was, now)
            if text.startswith("[", at.start) and beside:
                yield from _lines(text, beside.place.span if was else at)
        elif at:
            lines = list(_lines(text, Span(keys[field.name].start, at.end)))
            yield from lines
            begins = not text[text.rfind("\n", 0, keys[field.name].start) + 1 : keys[field.name].start].strip()
            if now in (field.default, ()) and (in_braces or not begins):
                yield from (lines[0] - 1, lines[-1] + 1)


def _beside(text: str, record: Any, field: dataclasses.Field[Any]) -> Iterator[int]:
    """The line on which the key ends below which a new one belongs."""
    order = [one.name for one in dataclasses.fields(record)]
    above = [name for name in order[: order.index(field.name)] if name in record.place.values]
    end = record.place.values[above[-1]].end if above else record.place.span.start + 1
    yield from _lines(text, Span(end - 1, end))


def _row_beside(was: Sequence[Any], now: Sequence[Any]) -> Any:
    """The row below which the first new one stands, or above which; None where there is no new one."""
    at = next((count for count, row in enumerate(now) if row.place == Place()), None)
    return None if at is None else now[at - 1] if at else now[0] if not was else was[0]


def _lines(text: str, span: Span) -> Iterator[int]:
    """The lines of a stretch of text, counted from 0, without the blank ones at its end."""
    end = span.start + len(text[slice(*span)].rstrip())
    return iter(range(position(text, span.start)[0] - 1, position(text, end)[0]))


def _lines_to_come(old: Minutes, new: Meeting) -> Iterator[int]:
    text = old.source.text
    for record, field, was, now in _changes(old, new):
        at = record.place.values.get(field.name)
        if typed.are_rows(now):
            in_braces = text.startswith("{", record.place.span.start)
            come = [row for row in now if row.place == Place()]
            beside = _row_beside(was, now)
            braces = in_braces or (was and beside and text.startswith("{", beside.place.span.start))
            yield len(come) if braces else sum(1 + len(list(typed.lines(row))) for row in come)
        elif at is None:
            yield 1
        elif text.startswith("-", at.start):
            yield max(0, len(now) - len(was))
