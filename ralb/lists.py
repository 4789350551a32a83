"""A list of names from what it says to what it shall say: the items that stay are not touched."""

from collections.abc import Iterator, Sequence
from typing import Any

from ralb import nodes, places, typed
from ralb.nodes import Node, Scalar
from ralb.places import Unusual
from ralb.text import Edit, Source, Span, newline


def changed(source: Source, node: Node, was: Sequence[Any], now: Sequence[Any]) -> Iterator[Edit]:
    """The items that change in a list of names; those that stay keep their quotes."""
    new = [typed.value_in_brackets(one) for one in now]
    if isinstance(node, Scalar):
        old = source.text[slice(*node.span)]
        kept = [old if one == was[0] else text for one, text in zip(now, new, strict=True)]
        yield Edit(node.span, kept[0] if len(kept) == 1 else f"[{', '.join(kept)}]")
        return
    items = node.items if isinstance(node, nodes.Sequence) else []
    if len(items) != len(was):
        raise Unusual("this list cannot be read item by item")
    first, last = _alike(was, now), _alike(was[::-1], now[::-1])
    last = min(last, min(len(was), len(now)) - first)
    gone, come = items[first : len(items) - last], new[first : len(new) - last]
    if source.text.startswith("[", node.span.start):
        yield _in_brackets(source, node, items, first, gone, come)
    else:
        yield from _on_lines(source, node, items, first, gone, come)


def _alike(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many items two lists have in common at their beginning."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _in_brackets(
    source: Source, node: Node, items: Sequence[Node], first: int, gone: Sequence[Node], come: Sequence[str]
) -> Edit:
    if not items:
        return Edit(node.span, f"[{', '.join(come)}]")
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
    if "#" in source.text[slice(*span)]:
        raise Unusual("a comment stands inside the list")
    return Edit(span, new)


def _on_lines(
    source: Source, node: Node, items: Sequence[Node], first: int, gone: Sequence[Node], come: Sequence[str]
) -> Iterator[Edit]:
    for item, text in zip(gone, come, strict=False):
        yield Edit(item.span, text)
    for item in gone[len(come) :]:
        line = source.text.rfind("\n", 0, item.span.start) + 1
        end = source.text.find("\n", item.span.end) + 1
        yield places.taken(source, Span(line, end or len(source.text)), item)
    more = come[len(gone) :]
    if not more:
        return
    last = first + len(gone)
    new = [f"{' ' * places.column(source, node.span.start)}- {one}" for one in more]
    line_end = newline(source.text)
    if last:
        at = places.line_end(source, places.end(source, items[last - 1]))
        yield Edit(places.after(at), "".join(line_end + one for one in new))
    else:
        at = source.text.rfind("\n", 0, node.span.start) + 1
        yield Edit(places.after(at), "".join(one + line_end for one in new))
