"""Minutes that were typed as text or as Markdown, or pasted from an e-mail."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ralb.imports import layout, ticks
from ralb.imports.blocks import Block, Cell, Kind, Reading, Remark, Unreadable, escaped
from ralb.imports.layout import Layout
from ralb.text import quoted

_MOST_BYTES = 512 * 1024
_REFUSED = {
    b"%PDF-": "a PDF: open it, copy its text (or run `pdftotext -layout`), and import that as .txt",
    b"\xd0\xcf\x11\xe0": "an old Word document or one with a password; save it as .docx, without the password",
    b"PK\x03\x04": "a Word document or another zip file, whose name does not say so; name it .docx if it is one",
    b"{\\rtf": "a Rich Text file; open it in Word and save it as .docx",
    b"\x89PNG": "a picture; minutes are read from text",
    b"\xff\xd8\xff": "a picture; minutes are read from text",
}
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•◦▪‣·–o]|\uf0b7)[ \t]+(?=\S)")
_BEGINS = re.compile(
    r"\(?(?:[0-9]{1,3}|[a-z])[.)]\s|(?-i:[A-Z]{1,3})[0-9]{1,3}[.:)]\s|"
    r"[0-9]{1,3}\.[0-9]|[\w /]{2,30}:(?:\s|$)|\*\*|#|\||>|:::",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?P<signs>#{1,6})[ \t]+(?P<words>.+?)[ \t]*#*$")
_BOLD = re.compile(r"(?:\*\*|__)(?P<words>(?:(?!\*\*|__).)+)(?:\*\*|__)(?P<colon>:?)")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_OURS = re.compile(r"---\r?\n(?:[^\n]*\n){0,40}?date:[^\n]*\n(?:[^\n]*\n){0,400}?(?:actions|present):")
_QUOTED = re.compile(r"^(?:> ?)+")
_LONG, _WIDEST = 55, 105
_FEWEST_CELLS = 3


def text(data: bytes) -> Reading:
    """The blocks of plain text: a line each, unless an e-mail program has broken its lines."""
    lines, remarks = _lines(data)
    lines = ticks.barred(lines)
    laid = layout.layout([_QUOTED.sub("", line) for line in lines])
    narrow = [laid.edges.get(n, (line, ""))[0].rstrip() for n, line in enumerate(lines) if n not in laid.rows]
    return Reading(tuple(_blocks(_laid(lines, laid, remarks), escaped, _wrapped(narrow))), tuple(remarks))


def markdown(data: bytes) -> Reading:
    """The blocks of Markdown; its lines go on until a blank line, or one that begins something."""
    lines, remarks = _lines(data)
    return Reading(tuple(_blocks(_laid(lines, Layout(), remarks), str, wrapped=True)), tuple(remarks))


def _lines(data: bytes) -> tuple[list[str], list[Remark]]:
    kind = next((_REFUSED[magic] for magic in _REFUSED if data.startswith(magic)), None)
    if kind:
        raise Unreadable(f"this is {kind}")
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"it is too long for minutes ({len(data):,} bytes): bring its parts in one by one")
    decoded, remarks = _decoded(data)
    if not re.search(r"\w", decoded):
        raise Unreadable("it is empty: no word stands in it")
    if _OURS.match(decoded):
        raise Unreadable(
            "these are minutes of ralb already: copy the file into minutes/, under the name of its date"
        )
    cleaned = _HIDDEN.sub("", decoded.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
    return [line.replace("\xa0", " ").rstrip() for line in cleaned.replace("\f", "\n").split("\n")], remarks


def _decoded(data: bytes) -> tuple[str, list[Remark]]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise Unreadable("it is no text: zeros stand in it") from error
        line = data.count(b"\n", 0, error.start) + 1
        why = "not saved as UTF-8; read as Windows-1252, as older programs save: look at its quotes and accents"
        decoded = data.decode("cp1252", "replace")
        return decoded, [Remark(line, quoted(decoded.split("\n")[line - 1]), why)]


def _wrapped(lines: list[str]) -> bool:
    """Whether a program broke the lines: none is long, and sentences go on below long lines."""
    lines = [_QUOTED.sub("", line) for line in lines]
    goes_on = sum(len(one) >= _LONG and other[:1].islower() for one, other in pairwise(lines))
    return goes_on > 0 and max(map(len, lines)) <= _WIDEST


class _Line(NamedTuple):
    """A line of a source: its words, the cells if it is a row, and what stands apart at the right edge."""

    number: int
    text: str
    cells: list[str]
    edge: str = ""


def _laid(lines: list[str], laid: Layout, remarks: list[Remark]) -> Iterator[_Line]:
    """The lines with what their layout says; those that go on with a row are part of it."""
    for at, typed in enumerate(lines):
        line = _QUOTED.sub("", typed)
        if at in laid.heads:
            line, head = laid.heads[at]
            remarks.append(Remark(at + 1, head, "left out: names what stands at the right edge"))
        text, edge = laid.edges.get(at, (line, ""))
        if laid.rows.get(at, True):
            yield _Line(at + 1, text, laid.rows.get(at) or _cells(text), edge)


def _blocks(lines: Iterable[_Line], shown: Callable[[str], str], wrapped: bool) -> Iterator[Block]:
    table, in_table, before, held, edges = 0, False, "", list[Block](), dict[int, list[str]]()
    for number, line, cells, edge in lines:
        words = line.strip()
        # Beside a column at the edge lines are broken; a sentence that ends there is the one it stands beside.
        at_edge = len(held) - 1 in edges
        is_ended = at_edge and before.endswith((".", "?", "!"))
        if held and words and not cells and not is_ended and _goes_on(before, line, held[-1], wrapped or at_edge):
            last = held.pop()
            joined = f"{last.text} {shown(words)}"
            held.append(Block(last.kind, joined, last.line, last.level))
        elif cells:
            table += not in_table
            if not _RULE.fullmatch(words):
                row = tuple(_cell(one, shown) for one in cells)
                held.append(Block(Kind.ROW, "", number, cells=row, table=table))
        elif words:
            held.append(_block(line, number, shown))
        if edge:
            edges.setdefault(len(held) - 1, []).append(edge)
        in_table, before = bool(cells), line if words else ""
    yield from _levelled(held, edges)


def _levelled(held: Sequence[Block], edges: Mapping[int, list[str]]) -> Iterator[Block]:
    """The blocks with what stands at their edge; items are a level deeper at most than those above them."""
    deepest = 0
    for at, block in enumerate(held):
        edge = f"\t{', '.join(edges[at])}" if at in edges else ""
        deepest = min(block.level, deepest + 1) if block.kind is Kind.ITEM else 0
        if block.text or block.cells:
            yield replace(block, text=block.text + edge, level=deepest or block.level)


def _goes_on(before: str, line: str, block: Block, wrapped: bool) -> bool:
    """Whether a line goes on with the paragraph above."""
    if not before or block.kind in (Kind.ROW, Kind.HEADING) or block.bold or _BULLET.match(line):
        return False
    words = line.strip()
    is_open = len(before) >= _LONG and not before.isupper() and not re.search(r"[.:;!?]$", before.strip())
    if len(before) >= _LONG and before.rfind("(") > before.rfind(")") and ")" in words:
        return True
    if is_open and re.match(r"[a-z(]", words) and not re.match(r"\(?[a-z0-9]{1,3}[.)]", words):
        return True
    return wrapped and not _BEGINS.match(words) and (len(before) >= _LONG or words[:1].islower())


def _cells(line: str) -> list[str]:
    """The cells of a line of a table: between bars, or parted by tabs; [] for any other line."""
    words = line.strip()
    if words.startswith("|") and words.count("|") > 1:
        return re.split(r"(?<!\\)\|", words.removeprefix("|").removesuffix("|"))
    parts = words.split("\t")
    return line.split("\t") if len(parts) >= _FEWEST_CELLS else []


def _cell(typed: str, shown: Callable[[str], str]) -> Cell:
    typed = re.sub(r"<br ?/?>", "\n", typed).replace("\\|", "|").strip()
    struck = " ".join(found[1] for found in re.finditer(r"~~(.+?)~~", typed))
    return Cell(
        "\n".join(shown(line.strip()) for line in re.sub(r"~~.+?~~", "", typed).strip().split("\n")), struck
    )


def _block(line: str, number: int, shown: Callable[[str], str]) -> Block:
    words = line.strip()
    if heading := _HEADING.fullmatch(words):
        return Block(Kind.HEADING, shown(heading["words"]).replace("**", ""), number, len(heading["signs"]))
    if bold := _BOLD.fullmatch(words):
        return Block(Kind.PARAGRAPH, shown((bold["words"] + bold["colon"]).strip()), number, bold=True)
    if bullet := _BULLET.match(line):
        level = 1 + len(bullet["indent"].expandtabs(4)) // 2
        return Block(Kind.ITEM, shown(line[bullet.end() :].strip()), number, level)
    return Block(Kind.PARAGRAPH, shown(re.sub(r"\s*\t\s*| {3,}", "\t", words)), number)
