"""Where what was typed ends, and in which column it begins: what an edit has to know of a file."""

import re
from collections.abc import Iterator

from ralb import nodes
from ralb.nodes import Mapping, Node, Scalar
from ralb.text import Source, Span

_COMMENT = re.compile(r"#[^\r\n]*")
_COMMA_AT_LINE_END = re.compile(r"[ ]*,[ ]*(?:#|\r?\n)")
_COMMENT_LINE = re.compile(r"\r?\n(?P<indent>[ ]*)#[^\r\n]*")


class Unusual(Exception):
    """A place is typed in a way that cannot be changed without touching something else."""


def after(at: int) -> Span:
    """The place of what is inserted at *at*."""
    return Span(at, at)


def column(source: Source, at: int) -> int:
    """How many characters stand before *at* on its line."""
    return at - source.text.rfind("\n", 0, at) - 1


def end(source: Source, node: Node) -> int:
    """Where the last character of a value stands; a block of text ends with its last line that is not blank."""
    if isinstance(node, Mapping) and not source.text.startswith("{", node.span.start):
        return end(source, max((value for _, value in node.entries), key=lambda one: one.span.end))
    if isinstance(node, nodes.Sequence) and not source.text.startswith("[", node.span.start):
        return end(source, node.items[-1])
    value = source.text[slice(*node.span)]
    if not value.startswith(("|", ">")):
        return node.span.end
    keeps = "+" in value.partition("\n")[0].partition("#")[0]
    return node.span.start + len(value.removesuffix("\n").removesuffix("\r") if keeps else value.rstrip())


def line_end(source: Source, at: int) -> int:
    """Where the line ends on which *at* stands, before its line end."""
    feed = source.text.find("\n", at)
    feed = len(source.text) if feed < 0 else feed
    return feed - 1 if feed > at and source.text[feed - 1] == "\r" else feed


def foot(source: Source, at: int, margin: int) -> int:
    """Where the lines end that belong to what ends at *at*: comments below it belong to it, right of *margin*."""
    end = line_end(source, at)
    while (below := _COMMENT_LINE.match(source.text, end)) and len(below["indent"]) > margin:
        end = below.end()
    return end


def has_its_lines(source: Source, span: Span) -> bool:
    """Whether something in brackets stands with its comma on lines of its own."""
    line = source.text.rfind("\n", 0, span.start) + 1
    return not source.text[line : span.start].strip() and bool(_COMMA_AT_LINE_END.match(source.text, span.end))


def is_below_comment(source: Source, node: Node) -> bool:
    """Whether the line above the one on which something begins is a comment."""
    line = source.text.rfind("\n", 0, node.span.start)
    return source.text[source.text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)].lstrip().startswith("#")


def comments(source: Source, node: Node) -> Iterator[Span]:
    """The comments in what was typed, and behind it on its last line; a `#` in a text is none."""
    at = node.span.start
    for scalar in _scalars(node):
        start = scalar.span.start
        if source.text.startswith(("|", ">"), start):
            start = source.text.find("\n", start)
        yield from (Span(*found.span()) for found in _COMMENT.finditer(source.text, at, start))
        at = scalar.span.end
    yield from (
        Span(*found.span()) for found in _COMMENT.finditer(source.text, at, line_end(source, node.span.end))
    )


def _scalars(node: Node) -> Iterator[Scalar]:
    """Every text in the tree, keys too, in the order typed."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for name, value in node.entries:
            yield name
            yield from _scalars(value)
    else:
        for item in node.items:
            yield from _scalars(item)
