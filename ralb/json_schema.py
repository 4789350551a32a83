"""A JSON Schema of what people type, for editors; made from the model, so it cannot lag behind."""

import dataclasses
from typing import Any

from ralb import meanings, model
from ralb.dates import PartialDate
from ralb.model import Board, Meeting, key_of

_DATE = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$", "description": "YYYY-MM-DD or YYYY-MM"}
_INITIALS = {"type": "string", "pattern": "^[A-Z]{2,4}[0-9]?$"}
_TEXT = {"type": "string", "minLength": 1}
_TIME = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]( ?- ?[0-2][0-9]:[0-5][0-9])?$"}


def _one_or_list(item: dict[str, Any]) -> dict[str, Any]:
    """A list, in whose place one value may stand without brackets."""
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _words(cls: Any) -> dict[str, Any]:
    return {"enum": [word.value for word in cls]}


_VALUES: dict[Any, dict[str, Any]] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    model.Restriction: {"type": ["boolean", "string"]},
    PartialDate: _DATE,
    model.Issued: _DATE,
    model.Time: _TIME,
    model.Number: {"type": "integer", "minimum": 1},
    model.Initials: _INITIALS,
    model.Responsible: _TEXT,
    model.Status: _words(model.Status),
    model.Role: _words(model.Role),
    model.Repository: _words(model.Repository),
    model.Board.__dataclass_fields__["groups"].type: {
        "type": "object",
        "additionalProperties": _one_or_list(_INITIALS),
    },
}


def minutes() -> dict[str, Any]:
    """The schema of the front matter of a minutes file."""
    return _document(Meeting, "The front matter of minutes")


def board() -> dict[str, Any]:
    """The schema of `board.yaml`."""
    return _document(Board, "A board")


def _document(cls: Any, title: str) -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_record(cls)}


def _record(cls: Any) -> dict[str, Any]:
    """The schema of a dataclass: its keys, and no others."""
    fields = [(name, field) for field in dataclasses.fields(cls) if (name := key_of(field))]
    missing = dataclasses.MISSING
    required = [name for name, field in fields if field.default is missing and field.default_factory is missing]
    properties = {name: _told(_value(field.type), meanings.OF[cls][name]) for name, field in fields}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _told(value: dict[str, Any], meaning: str) -> dict[str, Any]:
    """The schema of a value with what it says there; a date also says how it is written."""
    form = value.get("description")
    return {**value, "description": f"{meaning} ({form})" if form else meaning}


def _value(kind: Any) -> dict[str, Any]:
    """The schema of a field's type; an optional one is simply left out when there is nothing to say."""
    if kind in _VALUES:
        return _VALUES[kind]
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    inner = [part for part in kind.__args__ if part not in (type(None), Ellipsis)]
    if type(None) in kind.__args__:
        return _value(inner[0])
    if inner[0] is model.Attendee:
        return _one_or_list({"anyOf": [_INITIALS, _record(model.Attendee)]})
    if dataclasses.is_dataclass(inner[0]):
        return {"type": "array", "items": _record(inner[0])}
    return _one_or_list(_value(inner[0]))
