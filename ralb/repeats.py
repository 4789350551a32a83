"""Rows of the log that say what they said in the log before: most do, so most need reading once.

Each line of a row that was read without fault is kept with what it means; a later row that has only such lines is
known. The parser of YAML gets blanks in quotes in its place, and so still says whether a row can stand there.
"""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ralb import nodes
from ralb.diagnostics import Faults
from ralb.model import Action, Place
from ralb.text import Source, Span

_MOST_LINES = 4000
_MOST_FRONT_MATTER = 16 * 1024
_LIST = re.compile(r"^actions:\r?\n", re.MULTILINE)
_ROW = re.compile(r"^  - .*\n(?:(?:    [a-z].*)?\n|\r\n)*", re.MULTILINE)
_FOLLOWS = re.compile(r"  - |[a-z]")
_INDENT = 4
_REQUIRED = {field.name for field in dataclasses.fields(Action) if field.default is dataclasses.MISSING}


class Line(NamedTuple):
    """A key with its value on one line of a row; the places are counted from the key."""

    field: str
    value: Any
    key: Span
    place: Span


Lines = dict[str, Line]
"""What the lines of rows mean, by their text from the key on; those of one board."""


class Known(NamedTuple):
    """The rows of a file that are known, and the lines of its board."""

    rows: Mapping[Span, Sequence[Action]]
    """Rows that follow each other, by where they stand together."""
    lines: Lines | None

    def keep(self, source: Source, action: Action) -> None:
        """Keep the lines of a row that was read without fault, if it stands as the tool writes it."""
        if self.lines is None:
            return
        if len(self.lines) > _MOST_LINES:
            # A log repeats the one before, seldom older ones: what matters is soon met again.
            self.lines.clear()
        for field, key in action.place.keys.items():
            value = action.place.values[field]
            end = source.text.find("\n", key.start)
            if value.end <= end and source.text[key.start - _INDENT - 1 : key.start] in ("\n  - ", "\n    "):
                places = Span(0, key.end - key.start), Span(value.start - key.start, value.end - key.start)
                self.lines[source.text[key.start : end]] = Line(field, getattr(action, field), *places)


NOTHING = Known({}, None)


def find(lines: Lines | None, source: Source, front: Span) -> Known:
    """The rows of a file of which every line is known."""
    runs: list[list[Action]] = []
    head = _LIST.search(source.text, *front)
    end = -1
    if lines and head and front.end - front.start <= _MOST_FRONT_MATTER:
        for row in _ROW.finditer(source.text, head.end(), front.end):
            action = _known(lines, row)
            if action and (row.end() == front.end or _FOLLOWS.match(source.text, row.end())):
                if row.start() != end:
                    runs.append([])
                runs[-1].append(action)
                end = row.end()
    return Known({Span(run[0].place.span.start, run[-1].place.span.end): run for run in runs}, lines)


def read(known: Known, source: Source, front: Span, faults: Faults) -> nodes.Mapping | None:
    """The front matter as a tree, in which one text stands for each run of known rows; None where that fails."""
    root = nodes.read(Source(source.path, _blanked(source.text, known)), front, faults)
    log = root.get("actions") if root else None
    items = {item.span for item in log.items} if isinstance(log, nodes.Sequence) else set()
    return root if items.issuperset(known.rows) else None


def _known(lines: Lines, row: re.Match[str]) -> Action | None:
    """The row, if each of its lines is known, and none is missing or there twice."""
    met: dict[str, Any] = {}
    keys: dict[str, Span] = {}
    values: dict[str, Span] = {}
    at = row.start() + _INDENT
    for typed in row[0].split("\n"):
        if typed and typed != "\r":
            line = lines.get(typed[_INDENT:])
            if line is None or line.field in met:
                return None
            field, met[line.field], key, value = line
            keys[field] = Span(at, at + key.end)
            values[field] = Span(at + value.start, at + value.end)
        at += len(typed) + 1
    if not met.keys() >= _REQUIRED:
        return None
    return Action(**met, place=Place(Span(row.start() + _INDENT, values[field].end), keys, values))


def _blanked(text: str, known: Known) -> str:
    pieces, at = [], 0
    for start, end in known.rows:
        pieces += [text[at:start], '"', " " * (end - start - 2), '"']
        at = end
    return "".join([*pieces, text[at:]])
