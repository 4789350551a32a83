"""Where the words of the notes that readers see stand in the file, and how they change there and nowhere else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from ralb.book import Minutes
from ralb.imports.blocks import Kind, escaped
from ralb.notes import Passage
from ralb.render import markdown
from ralb.text import Edit, Span, newline

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MARKER = re.compile(rf"[ \t]*(?:[-*+{markdown.BULLETS}]|(?P<number>[0-9]{{1,9}})(?P<after>[.)]))[ \t]+")


class ByHand(ValueError):
    """Words cannot be changed with certainty; the message says why."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A heading, a paragraph, an item or a cell: its words as they are read, where each letter is, its lines."""

    kind: Kind
    words: str
    letters: tuple[Span, ...]
    lines: Span
    restricted: bool = False


def spots(minutes: Minutes) -> list[Spot]:
    """The spots of the notes in their order; of a passage whose letters cannot be placed, none."""
    return [spot for passage in minutes.passages for spot in _in_passage(minutes, passage)]


def changed(spot: Spot, words: str) -> list[Edit]:
    """The edits by which a spot says other words; raises `ByHand` where its signs are in the way."""
    was, now = _WORDS.findall(spot.words), _WORDS.findall(words)
    starts = [0]
    for word in was:
        starts.append(starts[-1] + len(word))
    edits = []
    for what, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what != "equal":
            new = "".join(now[k:m])
            edits.append(
                Edit(_placed(spot, starts[i], starts[j]), escaped(new) if not i else escaped(f"x{new}")[1:])
            )
    return edits


def removed(minutes: Minutes, spot: Spot) -> Edit:
    """The edit that takes a spot out; if it stands alone, with the blank line before it."""
    start, end = spot.lines
    text = minutes.source.text
    alone = re.compile(r"\s*\Z|[ \t]*\r?\n|:::").match(text, end)
    blank = re.search(r"(?:^|(?<=\n))(?:[ \t]*\r?\n)+\Z", text[minutes.notes.start : start])
    return Edit(Span(start - len(blank[0]) if blank and alone else start, end), "")


def added(minutes: Minutes, after: Spot | None, kind: Kind, level: int, words: str) -> Edit:
    """The edit that puts a heading, a paragraph or an item behind a spot, or before all; raises `ByHand`."""
    text = minutes.source.text
    end = newline(text)
    if after is None:
        return Edit(Span(minutes.notes.start, minutes.notes.start), f"{_typed(kind, level, words)}{end}{end}")
    at = after.lines.end
    unended = "" if text[:at].endswith("\n") else end
    marker = _MARKER.match(text, after.lines.start)
    if kind is Kind.ITEM and after.kind is Kind.ITEM and marker:
        number = marker["number"]
        sign = marker[0].replace(number, str(int(number) + 1), 1) if number else marker[0]
        return Edit(Span(at, at), f"{unended}{sign}{escaped(words)}{end}")
    line = _typed(kind, level, words)
    gap = "" if re.compile(r"[ \t]*\r?\n|:::|\Z").match(text, at) else end
    return Edit(Span(at, at), f"{unended}{end}{line}{end}{gap}")


def _typed(kind: Kind, level: int, words: str) -> str:
    if kind is Kind.ROW:
        raise ByHand("rows of a table are added by hand")
    sign = {Kind.HEADING: "#" * min(max(level, 2), 6) + " ", Kind.ITEM: "- "}.get(kind, "")
    return sign + escaped(words)


def _placed(spot: Spot, begin: int, end: int) -> Span:
    """The place of some letters of a spot, between which nothing else stands."""
    if begin == end:
        if not spot.letters:
            raise ByHand("it has no words")
        at = spot.letters[begin - 1].end if begin else spot.letters[0].start
        return Span(at, at)
    inside = spot.letters[begin:end]
    if any(one.end != other.start for one, other in pairwise(inside)):
        raise ByHand("signs of Markdown stand between these words")
    return Span(inside[0].start, inside[-1].end)


def _in_passage(minutes: Minutes, passage: Passage) -> Iterator[Spot]:
    origin = _origin(minutes, passage)
    if origin is None:
        return
    rows = [0, *(found.end() for found in re.finditer("\n", passage.text)), len(passage.text)]
    # Joined, a sign that was typed with a backslash could not be told from one that was not.
    tokens = markdown.parser().disable("text_join").parse(passage.text)
    cursor, lines, item, cell = 0, (0, 0), False, False
    for at, token in enumerate(tokens):
        if token.type == "list_item_open":
            item = True
        elif token.type in ("td_open", "th_open"):
            cell = True
        elif (token.type == "tr_open" and token.map) or (
            token.type in ("heading_open", "paragraph_open") and token.map
        ):
            lines = (token.map[0], token.map[1])
        if token.type != "inline":
            continue
        kind = Kind.HEADING if tokens[at - 1].type == "heading_open" else Kind.ROW if cell else Kind.PARAGRAPH
        kind = Kind.ITEM if item and kind is Kind.PARAGRAPH else kind
        item = cell = False
        cursor = max(cursor, rows[min(lines[0], len(rows) - 1)])
        whole = _within(origin, Span(rows[lines[0]], rows[min(lines[1], len(rows) - 1)]))
        for letters in _said(passage.text, token.children or (), cursor, kind is Kind.HEADING):
            cursor = max([cursor, *(span.end for _, span in letters)])
            words, places = _spaced(letters)
            moved = tuple(_within(origin, span) for span in places)
            if words:
                yield Spot(kind, words, moved, whole, passage.restricted)


def _said(text: str, children: Sequence[Any], cursor: int, heading: bool) -> list[list[tuple[str, Span]]]:
    """The letters of a block with their places; a hard break begins a new line of them."""
    done: list[list[tuple[str, Span]]] = [[]]
    struck = 0
    for at, child in enumerate(children):
        if child.type in ("s_open", "s_close"):
            struck += child.nesting
        elif child.type in ("softbreak", "hardbreak"):
            found = text.find("\n", cursor)
            if markdown.begins_line(children, at) and not heading:
                done.append([])
            else:
                done[-1].append((" ", Span(found, found + 1)))
            cursor = found + 1
        elif child.type == "link_close" and text.startswith("](", cursor):
            cursor = max(text.find(")", cursor), cursor)
        elif child.content:
            typed = child.markup if child.type == "text_special" else child.content
            found = text.find(typed, cursor)
            if found < 0:
                return []
            cursor = found + len(typed)
            if struck:
                continue
            if child.type == "text_special":
                done[-1].append((child.content, Span(found, cursor)))
            else:
                done[-1] += [(letter, Span(found + n, found + n + 1)) for n, letter in enumerate(typed)]
    return done


def _spaced(letters: Sequence[tuple[str, Span]]) -> tuple[str, list[Span]]:
    """The words with single spaces between them, as readers compare them, with the place of each letter."""
    words, places = "", list[Span]()
    for letter, span in letters:
        if letter.isspace() and (not words or words[-1] == " "):
            if places:
                places[-1] = Span(places[-1].start, span.end)
            continue
        words += " " if letter.isspace() else letter
        places += [span] * len(" " if letter.isspace() else letter)
    return (words[:-1], places[:-1]) if words.endswith(" ") else (words, places)


def _origin(minutes: Minutes, passage: Passage) -> list[Span] | None:
    """Where in the file each letter of a passage stands, `\\r\\n` as one; None where that is not certain."""
    text = minutes.source.text
    at = text.find("\n", passage.start) + 1 if passage.restricted else passage.start
    ends = {comment.start: comment.end for comment in minutes.comments}
    places: list[Span] = []
    for letter in passage.text:
        while at in ends:
            at = ends[at]
        typed = "\r\n" if letter == "\n" and text.startswith("\r\n", at) else letter
        if not text.startswith(typed, at):
            return None
        places.append(Span(at, at + len(typed)))
        at += len(typed)
    return places


def _within(origin: Sequence[Span], part: Span) -> Span:
    """Where a part of a passage stands in the file."""
    return Span(origin[part.start].start, origin[part.end - 1].end)
