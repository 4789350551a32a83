"""A list of names from what it says to what it shall say: the items that stay are not touched."""

from collections.abc import Iterator, Sequence
from typing import Any

from ralb import nodes, places, typed
from ralb.nodes import Node
from ralb.places import Unusual
from ralb.scalars import quoted_as
from ralb.text import Edit, Source, Span, newline


def changed(source: Source, node: Node, was: Sequence[Any], now: Sequence[Any]) -> Iterator[Edit]:
    """The items that change in a list of names; those that stay keep their quotes."""
    items = node.items if isinstance(node, nodes.Sequence) else []
    if not items:
        new = [_like(source, node, one) for one in now]
        alone = len(new) == 1 and not isinstance(node, nodes.Sequence)
        yield Edit(Span(node.span.start, places.end(source, node)), new[0] if alone else f"[{', '.join(new)}]")
        return
    if len(items) != len(was):
        raise Unusual("this list cannot be read item by item")
    first, last = _alike(was, now), _alike(was[::-1], now[::-1])
    last = min(last, min(len(was), len(now)) - first)
    gone = items[first : len(items) - last]
    typed_like = [*gone, *items[-1:] * len(now)]
    come = [_like(source, old, one) for old, one in zip(typed_like, now[first : len(now) - last], strict=False)]
    if source.text.startswith("[", node.span.start):
        yield _in_brackets(items, first, gone, come)
    else:
        yield from _on_lines(source, node, items, first, gone, come)


def _like(source: Source, old: Node, new: Any) -> str:
    """A new item, in the quotes in which an *old* one was typed."""
    quoted = quoted_as(source.text[slice(*old.span)], new) if isinstance(new, str) else None
    return quoted or typed.value_in_brackets(new)


def _alike(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many items two lists have in common at their beginning."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _in_brackets(items: Sequence[Node], first: int, gone: Sequence[Node], come: Sequence[str]) -> Edit:
    if gone and come:
        span = Span(gone[0].span.start, gone[-1].span.end)
        new = ", ".join(come)
    elif come and first:
        span, new = places.after(items[first - 1].span.end), "".join(f", {one}" for one in come)
    elif come:
        span, new = places.after(items[0].span.start), "".join(f"{one}, " for one in come)
    elif first:
        span, new = Span(items[first - 1].span.end, gone[-1].span.end), ""
    else:
        following = items[len(gone)].span.start if len(gone) < len(items) else gone[-1].span.end
        span, new = Span(gone[0].span.start, following), ""
    return Edit(span, new)


def _on_lines(
    source: Source, node: Node, items: Sequence[Node], first: int, gone: Sequence[Node], come: Sequence[str]
) -> Iterator[Edit]:
    for item, text in zip(gone, come, strict=False):
        yield Edit(Span(item.span.start, places.end(source, item)), text)
    for item in gone[len(come) :]:
        line = source.text.rfind("\n", 0, item.span.start) + 1
        end = source.text.find("\n", places.end(source, item)) + 1
        yield Edit(Span(line, end or len(source.text)), "")
    more = come[len(gone) :]
    if not more:
        return
    last = first + len(gone)
    hyphen = places.column(source, node.span.start)
    new = [f"{' ' * hyphen}- {one}" for one in more]
    line_end = newline(source.text)
    if last:
        at = places.foot(source, places.end(source, items[last - 1]), hyphen)
        yield Edit(places.after(at), "".join(line_end + one for one in new))
    else:
        at = source.text.rfind("\n", 0, node.span.start) + 1
        yield Edit(places.after(at), "".join(one + line_end for one in new))
