"""From the tree to the model: each value is read as the type of its dataclass field says."""

import dataclasses
import re
from collections.abc import Callable, Hashable, Iterable
from collections.abc import Mapping as Known
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from ralb import initials, kinds, model, values
from ralb.dates import PartialDate
from ralb.diagnostics import Faults
from ralb.nodes import Mapping, Node, Scalar, Sequence
from ralb.text import Edit, Span, listed, quoted
from ralb.values import Reader, Reading

T = TypeVar("T")


class _Key(NamedTuple):
    field: str
    read: "Reader"
    required: bool


def record(cls: Callable[..., T], node: Node, reading: Reading) -> T | None:
    """The dataclass *cls* that *node* describes; None when a required key is missing or cannot be read."""
    if not isinstance(node, Mapping):
        if not values.is_empty(node, node.span, reading):
            wanted = listed([f"`{name}`" for name, key in _keys(cls).items() if key.required])
            reading.faults.add(kinds.WRONG_KIND, node.span, f"keys are expected here ({wanted} at least)")
        return None
    known = _keys(cls)
    met: dict[str, Any] = {}
    typed: dict[str, Span] = {}
    places: dict[str, Span] = {}
    excused = set()
    for name, value in node.entries:
        key = known.get(name.value)
        if key is None:
            excused.add(_unknown(name, known, [_proper(other) for other, _ in node.entries], reading.faults))
        elif key.field not in met:
            typed[key.field] = name.span
            places[key.field] = value.span
            met[key.field] = key.read(value, name.span, reading)
    lacking = [name for name, key in known.items() if key.required and key.field not in met]
    for missing in lacking:
        if missing not in excused:
            how = f"add a line `{missing}: ...`"
            reading.faults.add(kinds.MISSING_KEY, node.span, f"`{missing}` is missing", how)
    if lacking or any(key.required and met[key.field] is None for key in known.values()):
        return None
    present = {field: value for field, value in met.items() if value is not None}
    return cls(**present, place=model.Place(node.span, typed, places))


@cache
def _keys(cls: Hashable) -> dict[str, _Key]:
    """The keys that a dataclass has in a file, in the order of the format."""
    keys = {}
    for field in dataclasses.fields(cast(Any, cls)):
        name = model.key_of(field)
        if name:
            missing = dataclasses.MISSING
            required = field.default is missing and field.default_factory is missing
            keys[name] = _Key(field.name, READERS[field.type], required)
    return keys


def _proper(name: Scalar) -> str:
    """A key as the format writes it: in small letters, with hyphens."""
    return re.sub(r"[\s_]+", "-", name.value.strip().lower())


def _goes_on(name: Scalar, text: str) -> bool:
    """Whether a key without a value stands in braces behind a comma: it may be the end of a text with one."""
    return text[: name.span.start].rstrip(" ")[-1:] == "," and text[name.span.end :].lstrip(" ")[:1] in (",", "}")


def _unknown(name: Scalar, known: Known[str, _Key], typed: list[str], faults: Faults) -> str:
    """Report a key that the format does not have; what was probably meant, so that it is not missed too."""
    from difflib import get_close_matches

    if faults.is_full(kinds.UNKNOWN_KEY):
        return ""
    proper = _proper(name)
    if proper in known:
        message = f"{quoted(name.value)} is not how the key is written"
        faults.add(
            kinds.KEY_CASE,
            name.span,
            message,
            f"write `{proper}`",
            [Edit(name.span, proper)] if typed.count(proper) == 1 else [],
        )
        return proper
    if _goes_on(name, faults.source.text):
        how = "if it goes on with the text before the comma, put that whole text in straight double quotes"
        faults.add(kinds.UNKNOWN_KEY, name.span, f"{quoted(name.value)} is not a key of the format", how)
        return ""
    near = get_close_matches(proper, known, n=1)
    how = f"did you mean `{near[0]}`?" if near else f"known here are {listed([f'`{key}`' for key in known])}"
    faults.add(kinds.UNKNOWN_KEY, name.span, f"{quoted(name.value)} is not a key of the format", how)
    return near[0] if near else ""


def _attendee(node: Node, at: Span, reading: Reading) -> model.Attendee | None:
    if isinstance(node, Mapping):
        return record(model.Attendee, node, reading)
    who = initials.initials(node, at, reading)
    return None if who is None else model.Attendee(who=model.Initials(who), place=model.Place(node.span))


def _groups(node: Node, at: Span, reading: Reading) -> dict[str, tuple[str, ...]] | None:
    if not isinstance(node, Mapping):
        if not values.is_empty(node, at, reading):
            message = "groups are lines of a name, a colon and a list"
            reading.faults.add(kinds.WRONG_KIND, node.span, message, "RAA leaders: [AB, CD]")
        return None
    read = initials.people_of(initials.initials)
    return {name.value: read(value, name.span, reading) or () for name, value in node.entries}


def _records(cls: type) -> Reader:
    """A list of mappings, each a *cls*."""
    rows_of = _actions if cls is model.Action else lambda item, reading: [record(cls, item, reading)]

    def read(node: Node, at: Span, reading: Reading) -> tuple[Any, ...] | None:
        if isinstance(node, Sequence):
            rows: list[Any] = [row for item in node.items for row in rows_of(item, reading)]
            return tuple(row for row in rows if row is not None)
        if not values.is_empty(node, at, reading):
            reading.faults.add(kinds.WRONG_KIND, node.span, "a list is expected here", "begin each with a hyphen")
        return None

    return read


def _actions(node: Node, reading: Reading) -> Iterable[model.Action | None]:
    """A row of the log, or several for which one node stands because they are known from a log before."""
    if node.span in reading.known.rows:
        return reading.known.rows[node.span]
    faults = reading.faults.counts.total()
    action = record(model.Action, node, reading)
    if action and reading.faults.counts.total() == faults:
        reading.known.keep(reading.faults.source, action)
    return [action]


def _record(cls: type) -> Reader:
    return lambda node, _at, reading: record(cls, node, reading)


_date = values.date_as(kinds.BAD_DATE, "date")
_LISTED = (
    model.Allowance, model.Decision, model.Escalation, model.Recommendation, model.Action,
    model.Person, model.Organisation, model.Appointment, model.Link,
)  # fmt: skip
READERS: dict[Any, Reader] = {
    str: values.prose,
    str | None: values.prose,
    bool: values.flag,
    model.Restriction: values.restriction,
    PartialDate: _date,
    PartialDate | None: _date,
    model.Issued: values.date_as(kinds.BAD_MONTH, "month"),
    model.Time | None: values.time,
    model.Number: values.number,
    model.Initials: initials.one_person,
    model.Initials | None: initials.one_person,
    model.Status: values.one_of(model.Status, kinds.UNKNOWN_STATUS),
    model.Role: values.one_of(model.Role, kinds.WRONG_KIND),
    model.Repository: values.one_of(model.Repository, kinds.WRONG_KIND),
    tuple[model.Responsible, ...]: initials.responsible,
    tuple[model.Attendee, ...]: initials.people_of(_attendee),
    tuple[str, ...]: values.list_of(values.prose),
    model.Board.__dataclass_fields__["groups"].type: _groups,
    model.Brand: _record(model.Brand),
    model.Validation: _record(model.Validation),
    **{tuple[cls, ...]: _records(cls) for cls in _LISTED},  # type: ignore[valid-type]
}
