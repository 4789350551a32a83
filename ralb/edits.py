"""From what a file says to what it shall say: the fewest places to change, everything else as it was typed.

A command changes the model; `between` finds where the two models differ and splices that, in the author's own
quotes, brackets, indentation and line ends. The tree is read anew, since it knows the place of every item.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ralb import lists, nodes, places, typed
from ralb.diagnostics import Faults
from ralb.model import key_of
from ralb.nodes import Mapping, Node, Scalar
from ralb.places import Unusual
from ralb.scalars import quoted_as
from ralb.text import Edit, Source, Span, newline

_BLOCK = re.compile(r"[|>]-?[ ]*(?:#[^\n]*)?\r?\n(?P<indent>[ ]+)(?=\S)")


def between(source: Source, old: Any, new: Any) -> list[Edit]:
    """The edits by which the *old* record, as it was read from *source*, says what the *new* one says.

    Rows may be changed and added, never taken away. Raises `Unusual` where a change is not certain to keep
    everything else.
    """
    start = source.text.rfind("\n", 0, old.place.span.start) + 1
    node = nodes.read(source, Span(start, old.place.span.end), Faults(source))
    if not isinstance(node, Mapping):
        raise Unusual("the front matter cannot be read again")
    edits = _joined(_record(source, node, old, new))
    for comment in places.comments(source, node):
        words = source.text[slice(*comment)].rstrip()
        if any(span.start <= comment.start < span.end and words not in instead for span, instead in edits):
            raise Unusual("a comment would go with what changes")
    return edits


def comments(source: Source, record: Any) -> list[Span]:
    """The comments in what was typed of a record."""
    start = source.text.rfind("\n", 0, record.place.span.start) + 1
    node = nodes.read(source, Span(start, record.place.span.end), Faults(source))
    return list(places.comments(source, node)) if node else []


def _joined(edits: Iterator[Edit]) -> list[Edit]:
    """What is inserted at one place as one edit, in the order given."""
    joined: dict[Span, str] = {}
    for span, text in edits:
        joined[span] = joined.get(span, "") + text
    return list(_merged(Edit(span, text) for span, text in sorted(joined.items())))


def _merged(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Neighbours that go, each with what stands between them, as one."""
    last: Edit | None = None
    for edit in edits:
        if last and edit.span.start < last.span.end and not edit.new and not last.new:
            last = Edit(Span(last.span.start, max(last.span.end, edit.span.end)), "")
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def _record(source: Source, node: Mapping, old: Any, new: Any) -> Iterator[Edit]:
    entries = {name.value: (name, value) for name, value in node.entries}
    before: tuple[Scalar, Node] | None = None
    for field in dataclasses.fields(old):
        name = key_of(field)
        if name is None:
            continue
        was, now = getattr(old, field.name), getattr(new, field.name)
        entry = entries.get(name)
        if entry and was == now:
            before = entry
        elif was != now and entry is None:
            yield _inserted(source, node, before, name, now)
        elif was != now and entry and now in (field.default, ()):
            yield _removed(source, node, *entry)
        elif was != now and entry:
            yield from _changed(source, entry[1], was, now, source.text.startswith("{", node.span.start))
            before = entry


def _changed(source: Source, node: Node, was: Any, now: Any, in_brackets: bool) -> Iterator[Edit]:
    if typed.are_rows(was or now) and in_brackets and not was:
        yield Edit(node.span, _in_brackets(now))
    elif typed.are_rows(was or now):
        yield from _rows(source, node, was, now)
    elif typed.is_list(now):
        yield from lists.changed(source, node, was, now)
    elif isinstance(node, Scalar):
        yield _scalar(source, node, now, in_brackets)
    else:
        raise Unusual("keys or a list stand where a text is expected")


def _scalar(source: Source, node: Scalar, now: Any, in_brackets: bool) -> Edit:
    """A value in place of another: as a block of text, in the same quotes, or plain where that is safe."""
    old = source.text[slice(*node.span)]
    new = typed.value_in_brackets(now) if in_brackets else typed.value_on_a_line(now)
    if old.startswith(("|", ">")):
        return _block(node, old, str(now), new)
    if not old:
        return Edit(node.span, f" {new}")
    quoted = None if isinstance(now, bool) else quoted_as(old, str(now))
    return Edit(node.span, quoted or new)


def _block(node: Scalar, old: str, text: str, quoted: str) -> Edit:
    """A block of text says something else; what only quotes can hold, as tabs, stands *quoted* in its place."""
    found, end = _BLOCK.match(old), node.span.start + len(old.rstrip())
    if not found:
        raise Unusual("this block of text keeps its blank lines or its indentation")
    if not text.isprintable() or text.startswith(" "):
        return Edit(Span(node.span.start, end), quoted)
    return Edit(Span(node.span.start + found.end("indent"), end), text)


def _inserted(source: Source, node: Mapping, before: tuple[Scalar, Node] | None, name: str, now: Any) -> Edit:
    """A key that was not there, below the last of those that stand before it in the format.

    Where a blank line ends those who came, what is not about them goes below it.
    """
    key = before[0] if before else node.entries[0][0]
    if source.text.startswith("{", node.span.start):
        new = f"{name}: {_in_brackets(now)}"
        if not before:
            return Edit(places.after(key.span.start), f"{new}, ")
        return _behind(source, Span(key.span.start, before[1].span.end), new)
    end = newline(source.text)
    indent = " " * places.column(source, key.span.start)
    text = (end + indent).join(typed.key(name, now)).replace(end + indent + end, end * 2)
    if not before:
        return Edit(places.after(key.span.start), text + end + indent)
    foot = places.foot(source, places.end(source, before[1]), len(indent))
    apart = before[0].value in typed.WHO_CAME and name not in typed.WHO_CAME
    if apart and re.compile(rf"(?:{end}){{2}}{indent}(?=[^\s#])").match(source.text, foot):
        foot += len(end)
    return Edit(places.after(foot), end + indent + text)


def _behind(source: Source, beside: Span, new: str) -> Edit:
    """In brackets, what is new behind what stands *beside* it; below it, if that has its lines for itself."""
    indent = " " * places.column(source, beside.start)
    if places.has_its_lines(source, beside):
        return Edit(places.after(places.line_end(source, beside.end)), f"{newline(source.text)}{indent}{new},")
    return Edit(places.after(beside.end), f", {new}")


def _in_brackets(now: Any) -> str:
    rows = typed.are_rows(now)
    return f"[{', '.join(map(typed.row_in_brackets, now))}]" if rows else typed.value_in_brackets(now)


def _removed(source: Source, node: Mapping, key: Scalar, value: Node) -> Edit:
    """A key with its value taken out; comments between them or on their line stay, each on a line of its own."""
    text, keys = source.text, [name for name, _ in node.entries]
    following = next((name for name in keys if name.span.start > key.span.start), None)
    preceding = next((inner for name, inner in reversed(node.entries) if name.span.start < key.span.start), None)
    in_braces = text.startswith("{", node.span.start)
    if in_braces and not places.has_its_lines(source, Span(key.span.start, value.span.end)):
        beside = following and "\n" not in text[value.span.end : following.span.start]
        if following and (beside or not preceding):
            return Edit(Span(key.span.start, following.span.start), "")
        return Edit(Span(preceding.span.end if preceding else key.span.start, value.span.end), "")
    line = text.rfind("\n", 0, key.span.start) + 1
    if text[line : key.span.start].strip():
        if following is None:
            raise Unusual("this is the only key of its row")
        return Edit(Span(key.span.start, following.span.start), "")
    start = line - (2 if text.endswith("\r\n", 0, line) else 1)
    span = Span(start, places.line_end(source, places.end(source, value)))
    comments = [comment for comment in places.comments(source, node) if span.start < comment.start < span.end]
    indent = newline(text) + " " * (key.span.start - line)
    return Edit(span, "".join(indent + text[slice(*comment)].rstrip() for comment in comments))


def _rows(source: Source, node: Node, was: Sequence[Any], now: Sequence[Any]) -> Iterator[Edit]:
    """Changes inside rows, and new rows below those that they follow."""
    items = node.items if isinstance(node, nodes.Sequence) else []
    nodes_of = {record.place.span: item for record in was for item in items if item.span == record.place.span}
    known = {record.place.span: record for record in was}
    if len(nodes_of) != len(was) or len(items) != len(was) or not isinstance(node, nodes.Sequence):
        raise Unusual("this list cannot be read row by row")
    if not items:
        yield from _first_rows(source, node, now)
        return
    before: Node | None = None
    for record in now:
        item = nodes_of.get(record.place.span)
        if isinstance(item, Mapping):
            yield from _record(source, item, known[record.place.span], record)
            before = item
        else:
            yield _row(source, node, items, before, record)


def _first_rows(source: Source, node: Node, rows: Sequence[Any]) -> Iterator[Edit]:
    """The first rows of a list that was empty brackets; a comment behind these stays on their line."""
    line = source.text[source.text.rfind("\n", 0, node.span.start) + 1 : node.span.start]
    end, indent = newline(source.text), " " * (len(line) - len(line.lstrip()))
    lines = list(typed.key("", rows))[1:]
    yield Edit(Span(node.span.start - (len(line) - len(line.rstrip())), node.span.end), "")
    at = places.line_end(source, node.span.end)
    yield Edit(places.after(at), "".join(end + (indent + one if one else "") for one in lines))


def _row(source: Source, node: Node, items: Sequence[Node], before: Node | None, record: Any) -> Edit:
    """A new row below the one *before*, or above all; as its neighbours are typed."""
    beside = before or items[0]
    if before is None and places.is_below_comment(source, beside):
        raise Unusual("a comment stands above the first row, and may be meant for it")
    compact = typed.row_in_brackets(record)
    if source.text.startswith("[", node.span.start):
        if before:
            return _behind(source, before.span, compact)
        return Edit(places.after(beside.span.start), f"{compact}, ")
    end, hyphen = newline(source.text), places.column(source, node.span.start)
    if source.text.startswith("{", beside.span.start):
        new, gap = f"{' ' * hyphen}- {compact}", end
    else:
        inner = max(places.column(source, beside.span.start) - hyphen, 2)
        lines = typed.row(record, " " * hyphen + "-" + " " * (inner - 1), " " * (hyphen + inner))
        new, gap = end.join(lines), end * 2
    if before:
        return Edit(places.after(places.foot(source, places.end(source, before), hyphen)), gap + new)
    return Edit(places.after(source.text.rfind("\n", 0, node.span.start) + 1), new + gap)
