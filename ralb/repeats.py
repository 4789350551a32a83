"""Rows of the log that say what they said in the log before: most do, so most need reading once.

Each line of a row that was read without fault is kept with what it means; a later row that has only such lines is
known. The parser of YAML gets blanks in quotes in its place, and so still says whether a row can stand there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
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
_REQUIRED = {one.name for one in fields(Action) if one.default is MISSING}


class Line(NamedTuple):
    """A key with its value on one line of a row; the places are counted from the key."""

    name: str
    value: Any
    key: Span
    place: Span


class Row(NamedTuple):
    """What a whole row says, and where in it; the places are counted from the row."""

    said: Mapping[str, Any]
    end: int
    keys: Mapping[str, Span]
    values: Mapping[str, Span]

    def at(self, start: int) -> Action:
        """The action that the row is where it stands at *start*."""
        keys, values = Shifted(self.keys, start), Shifted(self.values, start)
        return Action(**self.said, place=Place(Span(start + _INDENT, start + self.end), keys, values))


@dataclass(frozen=True, slots=True, eq=False)
class Shifted(Mapping[str, Span]):
    """Places that all files with the same row share, and how far from the beginning it stands in one of them."""

    spans: Mapping[str, Span]
    by: int

    def __getitem__(self, name: str) -> Span:
        start, end = self.spans[name]
        return Span(start + self.by, end + self.by)

    def __iter__(self) -> Iterator[str]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)


@dataclass(frozen=True, slots=True)
class Seen:
    """What lines of rows mean, and whole rows, by their text; those of one board."""

    lines: dict[str, Line] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)


class Known(NamedTuple):
    """The rows of a file that are known, and what was seen before."""

    rows: Mapping[Span, Sequence[Action]]
    """Rows that follow each other, by where they stand together."""
    seen: Seen | None

    def keep(self, source: Source, action: Action) -> None:
        """Keep the lines of a row that was read without fault, if it stands as the tool writes it."""
        if self.seen is None:
            return
        if len(self.seen.lines) > _MOST_LINES:
            # A log repeats the one before, seldom older ones: what matters is soon met again.
            self.seen.lines.clear()
            self.seen.rows.clear()
        for name, key in action.place.keys.items():
            value = action.place.values[name]
            end = source.text.find("\n", key.start)
            if value.end <= end and source.text[key.start - _INDENT - 1 : key.start] in ("\n  - ", "\n    "):
                places = Span(0, key.end - key.start), Span(value.start - key.start, value.end - key.start)
                self.seen.lines[source.text[key.start : end]] = Line(name, getattr(action, name), *places)


NOTHING = Known({}, None)


def find(seen: Seen | None, source: Source, front: Span) -> Known:
    """The rows of a file of which every line is known."""
    runs: list[list[Action]] = []
    head = _LIST.search(source.text, *front)
    end = -1
    if seen and seen.lines and head and front.end - front.start <= _MOST_FRONT_MATTER:
        for found in _ROW.finditer(source.text, head.end(), front.end):
            row = seen.rows.get(found[0]) or _row(seen, found[0])
            if row and (found.end() == front.end or _FOLLOWS.match(source.text, found.end())):
                if found.start() != end:
                    runs.append([])
                runs[-1].append(row.at(found.start()))
                end = found.end()
    return Known({Span(run[0].place.span.start, run[-1].place.span.end): run for run in runs}, seen)


def read(known: Known, source: Source, front: Span, faults: Faults) -> nodes.Mapping | None:
    """The front matter as a tree, in which one text stands for each run of known rows; None where that fails."""
    root = nodes.read(Source(source.path, _blanked(source.text, known)), front, faults)
    log = root.get("actions") if root else None
    items = {item.span for item in log.items} if isinstance(log, nodes.Sequence) else set()
    return root if items.issuperset(known.rows) else None


def _row(seen: Seen, text: str) -> Row | None:
    """The row of that text, if each of its lines is known, and none is missing or there twice."""
    said: dict[str, Any] = {}
    keys: dict[str, Span] = {}
    values: dict[str, Span] = {}
    at = _INDENT
    for typed in text.split("\n"):
        if typed and typed != "\r":
            line = seen.lines.get(typed[_INDENT:])
            if line is None or line.name in said:
                return None
            name, said[line.name], key, value = line
            keys[name] = Span(at, at + key.end)
            values[name] = Span(at + value.start, at + value.end)
        at += len(typed) + 1
    if not said.keys() >= _REQUIRED:
        return None
    row = seen.rows[text] = Row(said, values[name].end, keys, values)
    return row


def _blanked(text: str, known: Known) -> str:
    pieces, at = [], 0
    for start, end in known.rows:
        pieces += [text[at:start], '"', " " * (end - start - 2), '"']
        at = end
    return "".join([*pieces, text[at:]])
