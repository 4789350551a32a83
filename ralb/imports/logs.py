"""The action log of old minutes: a table, a Markdown table, or one flattened to a cell a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ralb.imports import columns, headings, occasion
from ralb.imports.blocks import Block, Cell, Kind, bare

_NUMBERED = re.compile(r"(?:[A-Za-z]{1,6}\.?[ -]?)?#?0*(?P<number>[0-9]{1,7})[.)]?")
_REFERENCE = re.compile(r"#?[A-Za-z]{0,6}[./ -]?[0-9]{1,7}(?:[./-][0-9]{1,4})*[a-z]?[.)]?")
_OWNER = re.compile(
    r"(?:All|ALL|all|Chair|[A-Z][A-Za-z]{1,3}[0-9]?(?:\s*(?:[/,&+]|and|\s)\s*[A-Z][A-Za-z]{1,3}[0-9]?)*|"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}(?:\s*(?:[/,&]|and)\s*[A-Z][\w’'-]+(?: "
    r"[A-Z][\w’'-]+){0,3})*)"
)
_WHEN = re.compile(
    r"[0-9]|\b(?:asap|next|end of|term|monthly|weekly|quarterly|ongoing|before|by|immediate(?:ly)?|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\W*|(?:no(?:ne|thing)?|nil|n/?a)(?: actions?(?: \w+)?)?\W*", re.IGNORECASE)
_LATER = re.compile(r"(?:when|once|after|before|by|as soon as)\b.{,60}$", re.IGNORECASE)
_LONG, _MOST_LINES = 12, 16


@dataclass(frozen=True, slots=True)
class Logged:
    """A row of the log as typed."""

    line: int
    cells: dict[str, Cell] = field(default_factory=dict)
    lines: tuple[int, ...] = ()

    def said(self, column: str) -> str:
        """The words of a column without signs; its paragraphs one a line."""
        return bare(self.cells.get(column, Cell("")).text).strip()

    @property
    def number(self) -> int | None:
        """The number that it has already."""
        typed = _NUMBERED.fullmatch(self.said("number"))
        return int(typed["number"]) or None if typed else None

    @property
    def reference(self) -> str:
        """What it has instead of a number, as `2025/07`."""
        return "" if self.number else self.said("number")

    @property
    def words(self) -> str:
        """All its words, a bar between its cells."""
        return " | ".join(
            filter(None, (" ".join((bare(cell.text) + " " + cell.struck).split()) for cell in self.cells.values()))
        )


@dataclass(slots=True)
class Log:
    """The rows, and the places of the blocks that they were made of."""

    rows: list[Logged] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    headed: set[int] = field(default_factory=set)
    """The blocks that only name the columns."""

    @property
    def numbers(self) -> list[int]:
        """The numbers that rows have already."""
        return [row.number for row in self.rows if row.number]


def log(blocks: Sequence[Block]) -> Log:
    """All rows of all the logs: of tables, and of tables flattened to lines."""
    found = Log()
    tables: dict[int, list[int]] = {}
    for at, block in enumerate(blocks):
        if block.kind is Kind.ROW:
            tables.setdefault(block.table, []).append(at)
    for places in tables.values():
        _from_table(blocks, places, found)
    _flattened(blocks, found)
    found.rows = _once(sorted(found.rows, key=lambda row: row.line))
    return found


def _once(rows: Sequence[Logged]) -> list[Logged]:
    """The rows; one that a later table says again, as what was carried over, only once, with all its cells."""
    made: list[Logged] = []
    for row in rows:
        again = next((one for one in made if _is_again(one, row)), None)
        if again:
            made.remove(again)
            row = replace(row, cells=again.cells | row.cells, lines=again.lines + row.lines)
        made.append(row)
    return made


def _is_again(one: Logged, row: Logged) -> bool:
    """Whether two rows say the same of the same people, under no numbers of their own."""
    is_same = all(one.said(column) == row.said(column) != "" for column in ("action", "responsible"))
    return is_same and not (one.said("number") and row.said("number"))


def _from_table(blocks: Sequence[Block], places: list[int], found: Log) -> None:
    table = [[bare(cell.text) for cell in blocks[at].cells] for at in places]
    head = next((n for n, cells in enumerate(table[:3]) if columns.columns(cells)), None)
    meant = columns.columns(table[head]) if head is not None else _by_content(blocks, places, table)
    if not meant:
        return
    below = 0 if head is None else head + 1
    titles = [" ".join(cell.split()).strip(" :") for cell in table[head]] if head is not None else []
    found.headed |= set(places[:below])
    found.used |= set(places)
    for at, words in zip(places[below:], table[below:], strict=True):
        block = blocks[at]
        cells = {meant[n]: cell for n, cell in enumerate(block.cells) if n in meant}
        rest = [
            f"{titles[n]}: {cell.text}" if n < len(titles) and titles[n] else cell.text
            for n, cell in enumerate(block.cells)
            if n not in meant and cell.text.strip()
        ]
        if rest:
            cells["rest"] = Cell("; ".join(rest))
        row = Logged(block.line, cells, (at,))
        if _is_row(row, words):
            found.rows.append(row)
        else:
            found.headed.add(at)


def _is_row(row: Logged, words: Sequence[str]) -> bool:
    """Whether a row says what is to be done: no title over others, no `None`, no head again."""
    alone = [cell for cell in words if cell.strip()]
    is_title = len(alone) == 1 and len(words) > 2 and not row.cells.get("action", Cell("")).struck
    action = row.cells.get("action", Cell(""))
    nothing = _NOTHING.fullmatch(row.said("action")) and not row.said("responsible") and not action.struck
    return not is_title and not nothing and not columns.columns(words)


def _by_content(blocks: Sequence[Block], places: list[int], table: Sequence[Sequence[str]]) -> dict[int, str]:
    """The columns of a table below `Action log` that names none of them: known by what they hold."""
    above = blocks[places[0] - 1] if places[0] else None
    if above is None or not (headings.is_log(above) or headings.begins_actions(above)):
        return {}
    held = [[row[n].strip() for row in table if n < len(row)] for n in range(max(map(len, table)))]
    texts = {n: sum(map(len, cells)) / len(cells) for n, cells in enumerate(held)}
    action = max(texts, key=texts.__getitem__)
    owners = [n for n, cells in enumerate(held) if n != action and _all(cells, _OWNER) and n]
    if texts[action] <= _LONG or not owners:
        return {}
    meant = {action: "action", owners[0]: "responsible"}
    for n, cells in enumerate(held):
        if n not in meant:
            is_number = n < action and _all(cells, _REFERENCE)
            is_status = n > action and _all(cells, columns.STATUS)
            name = (
                "number"
                if is_number
                else "status"
                if is_status
                else "due"
                if any(map(_WHEN.search, cells))
                else ""
            )
            meant |= {n: name} if name and name not in meant.values() else {}
    return meant


def _all(cells: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Whether all cells that are not empty look like something."""
    full = [cell for cell in cells if cell]
    return len(full) * 2 > len(cells) and all(pattern.fullmatch(cell) for cell in full)


def _flattened(blocks: Sequence[Block], found: Log) -> None:
    """Rows of a table whose cells stand one below the other, after a head that stands so, too."""
    for at in range(len(blocks)):
        heads: list[str] = []
        while at + len(heads) < len(blocks) and at not in found.used:
            block = blocks[at + len(heads)]
            name = "" if block.cells else columns.column_of(bare(block.text))
            if not name or name in heads:
                break
            heads.append(name)
        if {"action", "responsible"} <= set(heads) and len(heads) > 2:
            found.headed |= set(range(at, at + len(heads)))
            _take(blocks, at + len(heads), heads, found)
            found.used |= found.headed


def _take(blocks: Sequence[Block], at: int, heads: list[str], found: Log) -> None:
    """The rows of a flattened table, one after the other: the cells of each are known by their looks."""
    heads = heads if "number" in heads else ["number", *heads] if _looks("number", _words(blocks, at)) else heads
    while at < len(blocks) and not blocks[at].cells:
        following = range(at, min(at + _MOST_LINES, len(blocks)))
        lines = [_words(blocks, n) for n in following if not blocks[n].cells]
        if "number" in heads:
            ends = [n for n, line in enumerate(lines) if n and _looks("number", line) and _fit(lines[n:], heads)]
            lines = lines[: ends[0]] if ends else lines
        fitted = _fit(lines, heads)
        if fitted is None:
            return
        cells, count = fitted
        found.rows.append(Logged(blocks[at].line, cells, tuple(range(at, at + count))))
        found.used |= set(range(at, at + count))
        at += count


def _words(blocks: Sequence[Block], at: int) -> str:
    return bare(blocks[at].text) if at < len(blocks) else ""


def _fit(lines: list[str], heads: list[str]) -> tuple[dict[str, Cell], int] | None:
    """The cells of the row with which some lines begin, and how many of the lines they take; None where none does.

    A cell that was empty leaves no line behind, and what is to be done may have several.
    """
    if not heads:
        return {}, 0
    name, after = heads[0], heads[1:]
    if name == "action":
        lengths = range(1, len(lines) + 1)
    else:
        can_be_empty = name not in ("responsible", "number")
        lengths = range(int(bool(lines) and _looks(name, lines[0])), -1 if can_be_empty else 0, -1)
    for length in lengths:
        rest = _fit(lines[length:], after)
        if rest:
            cell = {name: Cell("\n".join(lines[:length]))} if length else {}
            return cell | rest[0], length + rest[1]
    return None


def _looks(column: str, words: str) -> bool:
    """Whether words look like what a column holds."""
    if column == "number":
        return bool(_REFERENCE.fullmatch(words)) and occasion.date_in(words) is None
    if column == "status":
        return bool(columns.STATUS.match(words)) and len(words) <= 200
    if column in ("issued", "due"):
        return occasion.date_in(words) is not None or len(words) <= 25 or _LATER.match(words) is not None
    return bool(_OWNER.fullmatch(words.strip()))
