"""People in lists: initials, deputies, groups, and what people write in their place."""

import re
from enum import Enum, auto
from typing import Any

from ralb import kinds, values
from ralb.nodes import Mapping, Node, Scalar, Sequence
from ralb.scalars import written_in_brackets
from ralb.text import Span, quoted
from ralb.values import INITIALS, Reader, Reading

_NOBODY = ("none", "no one", "nobody", "nil", "n/a", "na", "none received")
_NAMES = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+and\s+")
_SPLIT = re.compile(r"\s*[/,;&+]\s*|\s+and\s+|\s+")


def initials(node: Node, at: Span, reading: Reading) -> str | None:
    """Someone's initials, where several people may stand as a list."""
    value = values.text(node, at, reading)
    return None if value is None else _person(value, node, frozenset(), reading, _several_at(node, at))


def one_person(node: Node, at: Span, reading: Reading) -> str | None:
    """Someone's initials, where only one person may stand."""
    value = values.text(node, at, reading)
    return None if value is None else _person(value, node, frozenset(), reading, Several.NEVER)


class Several(Enum):
    """Whether a list of people may stand in the place of one; LISTED where one stands around it already."""

    NEVER = auto()
    LISTED = auto()
    YES = auto()


def _several_at(node: Node, at: Span) -> Several:
    return Several.LISTED if at == node.span else Several.YES


def _person(value: str, node: Node, others: frozenset[str], reading: Reading, several: Several) -> str | None:
    """Initials, or one of the *others* who may stand in their place."""
    if INITIALS.fullmatch(value) or value in others:
        return value
    parts = [part for part in _SPLIT.split(value) if part]
    if len(parts) > 1 and all(INITIALS.fullmatch(part) or part in others for part in parts):
        _report_several(value, parts, node, reading, several)
        return None
    named = [reading.names.initials.get(part.lower(), part) for part in _NAMES.split(value) if part]
    if len(named) > 1 and all(INITIALS.fullmatch(part) for part in named):
        _report_several(value, named, node, reading, several)
        return None
    meant = reading.names.initials.get(value.lower(), value.upper())
    meant = next((other for other in others if other.lower() == value.lower()), meant)
    how = f"did you mean `{meant}`?" if INITIALS.fullmatch(meant) or meant in others else ""
    if not others and value.lower() in _NOBODY:
        how = "nobody is `[]`; or delete the line" if several is not Several.NEVER else "delete the line"
    elif several is not Several.NEVER and (
        len(named) > 1 or (not others and value.lower() in ("all", "everyone"))
    ):
        how = "write their initials as a list: [AB, CD, EF]"
    also = ", All, or a group or organisation of board.yaml" if others else ""
    message = f"{quoted(value)} is not a person's initials (two to four capitals{also})"
    reading.faults.add(kinds.BAD_INITIALS, node.span, message, how)
    return None


def _report_several(value: str, parts: list[str], node: Node, reading: Reading, several: Several) -> None:
    people = ", ".join(written_in_brackets(part) for part in parts)
    how = "name one of them" if several is Several.NEVER else f"write a list: [{people}]"
    # In a list already, it depends on the list how two are written.
    fix = values.instead(node, f"[{people}]", reading) if several is Several.YES else []
    reading.faults.add(kinds.SEVERAL_PEOPLE, node.span, f"{quoted(value)} are several people", how, fix)


def _one_responsible(node: Node, at: Span, reading: Reading) -> str | None:
    value = values.text(node, at, reading)
    if value is None or reading.names.collective is None:
        return value
    return _person(value, node, reading.names.collective, reading, _several_at(node, at))


def people_of(read: Reader) -> Reader:
    """A list of people, in which nobody stands twice."""
    read_list = values.list_of(read)

    def read_people(node: Node, at: Span, reading: Reading) -> tuple[Any, ...] | None:
        seen: set[str] = set()
        for item in node.items if isinstance(node, Sequence) else ():
            who = item.get("who") if isinstance(item, Mapping) else item
            if isinstance(who, Scalar):
                if who.value in seen:
                    reading.faults.add(kinds.PERSON_TWICE, item.span, f"{quoted(who.value)} stands here twice")
                seen.add(who.value)
        people: tuple[Any, ...] | None = read_list(node, at, reading)
        return people

    return read_people


_responsible_people = people_of(_one_responsible)


def responsible(node: Node, at: Span, reading: Reading) -> tuple[str, ...] | None:
    people: tuple[str, ...] | None = _responsible_people(node, at, reading)
    if isinstance(node, Sequence) and not node.items:
        reading.faults.add(kinds.NOBODY_RESPONSIBLE, node.span, "nobody is responsible", "name someone, or `All`")
    return people or None
