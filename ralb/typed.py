"""How what the model says is typed into a file: keys in the order of the format, a blank line between rows."""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from ralb.dates import PartialDate
from ralb.model import Attendee, key_of
from ralb.scalars import written, written_in_brackets

# An empty list stands in a new file where someone will fill it in.
_ALWAYS = ("present", "apologies", "actions")

WHO_CAME = ("present", "apologies", "absent", "in-attendance", "invited")
"""Typed in the meeting, while the log lives on after it: git merges both only with a line between them."""


def lines(record: Any) -> Iterator[str]:
    """A record, a line for each key that says something; a blank line below those who came."""
    came = False
    for name, value in _given(record):
        if came and name not in WHO_CAME:
            yield ""
        came = name in WHO_CAME
        yield from key(name, value)


def _given(record: Any) -> Iterable[tuple[str, Any]]:
    for field in dataclasses.fields(record):
        name, value = key_of(field), getattr(record, field.name)
        if name and (value != field.default or field.name in _ALWAYS):
            yield name, value


def key(name: str, value: Any) -> Iterator[str]:
    """A key with its value; rows below it are indented by two."""
    if not are_rows(value):
        yield f"{name}: {value_on_a_line(value)}"
        return
    yield f"{name}:"
    for count, record in enumerate(value):
        yield from [""] if count else []
        yield from row(record, "  - ", "    ")


def are_rows(value: Any) -> bool:
    """Whether a value is typed as rows, each of several keys."""
    return is_list(value) and bool(value) and not isinstance(value[0], str | Attendee)


def is_list(value: Any) -> bool:
    """Whether a value is a list, as a date is not."""
    return isinstance(value, tuple) and not isinstance(value, PartialDate)


def row(record: Any, hyphen: str, indent: str) -> Iterator[str]:
    """A row of a list: its first key behind the *hyphen*, the others below it."""
    for count, line in enumerate(lines(record)):
        yield (indent if count else hyphen) + line


def row_in_brackets(record: Any) -> str:
    """A row on one line."""
    return f"{{{', '.join(f'{name}: {value_in_brackets(value)}' for name, value in _given(record))}}}"


def value_on_a_line(value: Any) -> str:
    """The value of a key, on a line of its own."""
    return written(value) if type(value) is str else value_in_brackets(value)


def value_in_brackets(value: Any) -> str:
    """A value, or an item of a list, where commas, brackets and colons would end it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, PartialDate | int):
        return str(value)
    if isinstance(value, Attendee):
        who, member = written_in_brackets(value.who), value.deputy_for
        return f"{{who: {who}, for: {written_in_brackets(member)}}}" if member else who
    if isinstance(value, tuple):
        return f"[{', '.join(value_in_brackets(one) for one in value)}]"
    return written_in_brackets(value)
