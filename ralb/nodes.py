"""YAML as typed: a small tree in which every value is text and knows its place.

The only module that imports yaml. It reads the parser's events in a loop, so no nesting can exhaust the stack,
and refuses what a minutes file never needs: anchors, aliases, tags, further documents.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

import yaml

from ralb import kinds, syntax
from ralb.diagnostics import Faults, Kind
from ralb.text import Source, Span, position, quoted

MOST_DEPTH = 8
MOST_EVENTS = 50_000
_MOST_READ_TWICE = 64 * 1024
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """A text; *plain* says that it was typed without quotes."""

    value: str
    span: Span
    plain: bool


class Sequence(NamedTuple):
    items: list["Node"]
    span: Span


class Mapping(NamedTuple):
    """Keys and values in the order typed; a key that came twice is in it twice, and reported."""

    entries: list[tuple[Scalar, "Node"]]
    span: Span

    def get(self, key: str) -> "Node | None":
        return next((value for name, value in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping


class _Refused(Exception):
    """The front matter uses something of YAML that minutes never need; the fault is noted."""


def read(source: Source, front: Span, faults: Faults) -> Mapping | None:
    """The front matter of *source* as a tree; None where it is not YAML that can be understood, with the fault."""
    if _has_tabs(source, front, faults):
        return None
    text = source.text[front.start : front.end]
    try:
        root = _composed(_events(text, _LOADER), front.start, faults)
    except yaml.YAMLError as error:
        _explain(error, source, front, faults)
        return None
    except _Refused:
        return None
    if isinstance(root, Mapping):
        return root
    if root is None or (isinstance(root, Scalar) and not root.value):
        faults.add(kinds.EMPTY_FRONT_MATTER, front.start, "the front matter is empty", "begin with `date:`")
    elif isinstance(root, Scalar) and (joined := syntax.KEY_WITHOUT_SPACE.match(source.text, root.span.start)):
        faults.add(kinds.NO_SPACE_AFTER_COLON, joined.end("key"), "no space after the colon", "type `key: value`")
    else:
        faults.add(kinds.NOT_A_MAPPING, root.span, "this is not lines of `key: value`")
    return None


def _has_tabs(source: Source, front: Span, faults: Faults) -> bool:
    """The parser in C takes tabs, the one in Python does not: refuse them before either sees them."""
    if source.text.find("\t", *front) < 0:
        return False
    tab = re.compile(r"^[^\t\n#]*(\t)", re.MULTILINE).search(source.text, front.start, front.end)
    if tab:
        faults.add(kinds.TAB, tab.start(1), "a tab (YAML wants spaces)", "type spaces in its place")
    return tab is not None


def _events(text: str, loader: Any) -> Iterator[Any]:
    """The events of the parser, asked one by one: yaml.parse asks twice for each."""
    return iter(loader(text).get_event, None)


def _explain(error: yaml.YAMLError, source: Source, front: Span, faults: Faults) -> None:
    """Say what is wrong in the words of the parser in Python, whose places are the more exact."""
    if front.end - front.start <= _MOST_READ_TWICE:
        try:
            for _ in _events(source.text[front.start : front.end], yaml.SafeLoader):
                pass
        except yaml.YAMLError as exact:
            error = exact
    syntax.explain(
        str(getattr(error, "problem", None) or error),
        _offset(getattr(error, "context_mark", None), front),
        _offset(getattr(error, "problem_mark", None), front) or front.start,
        source,
        front,
        faults,
    )


def _offset(mark: Any, front: Span) -> int | None:
    return None if mark is None else front.start + int(mark.index)


def _composed(events: Iterator[Any], base: int, faults: Faults) -> Node | None:
    """The tree of the events; *base* is where their text begins in the file."""
    root: Node | None = None
    open_nodes: list[tuple[bool, int, list[Node]]] = []
    documents = 0
    for count, event in enumerate(events):
        kind = type(event)
        if count > MOST_EVENTS:
            faults.add(kinds.TOO_LARGE, base, f"the front matter holds more than {MOST_EVENTS:,} pieces")
            raise _Refused
        if kind is yaml.ScalarEvent:
            node: Node = _scalar(event, base, faults)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            start = base + event.start_mark.index
            _refuse_references(event, start, faults)
            open_nodes.append((kind is yaml.MappingStartEvent, start, []))
            if len(open_nodes) > MOST_DEPTH:
                faults.add(kinds.NESTED_TOO_DEEP, start, f"lists within lists, more than {MOST_DEPTH} deep")
                raise _Refused
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            is_mapping, start, children = open_nodes.pop()
            span = Span(start, _end(event, base, start, children))
            node = _mapping(children, span, faults) if is_mapping else Sequence(children, span)
        elif kind is yaml.AliasEvent:
            _refuse_alias(event, base, faults)
        elif kind is yaml.DocumentStartEvent and (documents := documents + 1) > 1:
            at = base + event.start_mark.index
            faults.add(kinds.SEVERAL_DOCUMENTS, at, "a second document begins in the front matter")
            raise _Refused
        else:
            continue
        if open_nodes:
            open_nodes[-1][2].append(node)
        else:
            root = node
    return root


def _end(event: Any, base: int, start: int, children: list[Node]) -> int:
    """Where a collection ends; a block's own mark is where the next token starts, so its last child tells."""
    end = base + int(event.end_mark.index)
    flow = end > start and event.end_mark.index != event.start_mark.index
    return end if flow or not children else children[-1].span.end


def _scalar(event: Any, base: int, faults: Faults) -> Scalar:
    span = Span(base + event.start_mark.index, base + event.end_mark.index)
    if event.anchor is not None or event.tag is not None:
        _refuse_references(event, span.start, faults)
    return Scalar(event.value, span, not event.style)


def _refuse_references(event: Any, start: int, faults: Faults) -> None:
    if event.anchor is not None:
        _refuse(kinds.ANCHOR_OR_ALIAS, f"`&{event.anchor}` is an anchor of YAML", start, faults)
    if getattr(event, "tag", None) is not None:
        _refuse(kinds.YAML_TAG, "`!` makes a tag of YAML", start, faults)


def _refuse_alias(event: Any, base: int, faults: Faults) -> None:
    """`*KY to reply` was meant as a text; `*who` alone as an alias."""
    start, end = base + event.start_mark.index, base + event.end_mark.index
    if re.compile(r"[ ]+[^\s#,\]}]").match(faults.source.text, end):
        _refuse(kinds.SPECIAL_FIRST, "a text cannot begin with `*`", start, faults)
    _refuse(kinds.ANCHOR_OR_ALIAS, "an alias of YAML", start, faults)


def _refuse(kind: Kind, message: str, start: int, faults: Faults) -> NoReturn:
    faults.add(kind, start, message, "put the text in double quotes")
    raise _Refused


def _mapping(children: list[Node], span: Span, faults: Faults) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, Scalar] = {}
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar) or not key.value:
            faults.add(kinds.ODD_KEY, key.span, "a key must be one word, like `status`")
        elif key.plain and key.value == "<<":
            _refuse(kinds.ANCHOR_OR_ALIAS, "`<<` is a merge key of YAML", key.span.start, faults)
        else:
            if key.value in seen:
                first = position(faults.source.text, seen[key.value].span.start)[0]
                message = f"{quoted(key.value)} is given twice (first on line {first})"
                faults.add(kinds.DUPLICATE_KEY, key.span, message, "keep one of them")
            seen.setdefault(key.value, key)
            entries.append((key, value))
    return Mapping(entries, span)
