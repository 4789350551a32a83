"""Where what was typed ends, and in which column it begins: what an edit has to know of a file."""

from ralb import nodes
from ralb.nodes import Mapping, Node, Scalar
from ralb.text import Edit, Source, Span


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


def taken(source: Source, span: Span, value: Node) -> Edit:
    """A stretch taken out, if no comment stands in it."""
    without = source.text[span.start : value.span.start] + source.text[value.span.end : span.end]
    inside = source.text[slice(*value.span)] if not isinstance(value, Scalar) else ""
    if "#" in without + inside:
        raise Unusual("a comment would go with what is taken out")
    return Edit(span, "")
