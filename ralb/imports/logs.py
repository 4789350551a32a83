"""The action log of old minutes: a table, a Markdown table, or one flattened to a cell a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ralb.imports import occasion
from ralb.imports.blocks import Block, Cell, Kind, bare

_COLUMNS = {
    "number": r"(?:action )?(?:no|nr|num|number|ref|reference|id|#)\.?|item no\.?|action (?:no|ref|point)\.?",
    "action": r"(?:agreed |outstanding |required )?actions?(?: (?:point|required|agreed|to be taken|"
    r"item|description))?s?|task|what|description|details?|issue/action",
    "responsible": r"responsible(?: (?:person|officer|lead|party))?|responsibility|owners?|action owner|who|"
    r"by whom|lead(?: officer| person)?|assigned(?: to)?|person(?: responsible)?|for action "
    r"by|action by|name|initials",
    "issued": r"date (?:issued|raised|agreed|set|of meeting|opened|added)|issued|raised|meeting(?: date)?|date",
    "due": r"(?:due|target|completion|by when|deadline|review)(?: date)?|date due|by when|when|"
    r"timescales?|timeframe|complete by|by",
    "status": r"(?:current )?status|rag (?:rating|status)|progress|update(?:s)?(?:/status)?|rag|outcome|comments?|"
    r"position|done|completed|state|follow[- ]?up",
}
_HEADS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _COLUMNS.items()}
_SURELY_STATUS = re.compile(r"(?:current )?status|rag(?: rating| status)?|done|completed", re.IGNORECASE)
_STATUS = re.compile(
    r"(?:open|closed|ongoing|on[- ]going|complete|completed|done|in progress|c/?f|carried "
    r"forward|outstanding|new|withdrawn|cancelled|not started|started|pending|overdue|on "
    r"track|deferred|superseded|no longer required|discharged|achieved|finished)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"#?(?P<number>[0-9]{1,7})[.)]?")
_OWNER = re.compile(
    r"(?:All|ALL|all|Chair|[A-Z]{2,4}[0-9]?(?:\s*(?:[/,&+]|and|\s)\s*[A-Z]{2,4}[0-9]?)*|"
    r"[A-Z][a-z]+(?: [A-Z][\w’'-]+){0,2}(?:\s*(?:[/,&]|and)\s*[A-Z][a-z]+(?: "
    r"[A-Z][\w’'-]+){0,2})*)"
)


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
        typed = re.search(r"[0-9]{1,7}", self.said("number"))
        return int(typed[0]) or None if typed else None

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


def column_of(words: str) -> str:
    """Which column a head means; "" for none."""
    words = " ".join(words.split()).strip(" :*")
    return next((name for name, pattern in _HEADS.items() if pattern.fullmatch(words)), "")


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
    found.rows.sort(key=lambda row: row.line)
    return found


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """The columns of a head by place; {} for a row that heads no log."""
    columns: dict[int, str] = {}
    for at, cell in enumerate(cells):
        name = column_of(cell)
        if name == "status" and _SURELY_STATUS.fullmatch(cell.strip(" :*")):
            columns = {n: other for n, other in columns.items() if other != "status"}
        if name and name not in columns.values():
            columns[at] = name
    if "action" not in columns.values() and "responsible" in columns.values():
        item = next(
            (
                at
                for at, cell in enumerate(cells)
                if re.fullmatch(r"item|subject|topic|issue|agenda item", cell.strip(" :*"), re.IGNORECASE)
            ),
            None,
        )
        if item is not None:
            columns[item] = "action"
    if not {"action", "responsible"} <= set(columns.values()):
        return {}
    if 0 not in columns and not cells[0].strip() and "number" not in columns.values():
        columns[0] = "number"
    return columns


def _from_table(blocks: Sequence[Block], places: list[int], found: Log) -> None:
    heads = [
        (at, columns) for at in places[:2] if (columns := _columns([bare(cell.text) for cell in blocks[at].cells]))
    ]
    if not heads:
        return
    head, columns = heads[0]
    found.headed |= {at for at in places if at <= head}
    found.used |= set(places)
    for at in places[places.index(head) + 1 :]:
        block = blocks[at]
        cells = {columns[n]: cell for n, cell in enumerate(block.cells) if n in columns}
        titles = [" ".join(bare(cell.text).split()).strip(" :") for cell in blocks[head].cells]
        rest = [
            f"{titles[n]}: {cell.text}" if n < len(titles) and titles[n] else cell.text
            for n, cell in enumerate(block.cells)
            if n not in columns and cell.text.strip()
        ]
        if rest:
            cells["rest"] = Cell("; ".join(rest))
        if any(cell.text.strip() or cell.struck for cell in cells.values()):
            found.rows.append(Logged(block.line, cells, (at,)))
        else:
            found.headed.add(at)


def _flattened(blocks: Sequence[Block], found: Log) -> None:
    """Rows of a table whose cells stand one below the other, after a head that stands so, too."""
    for at in range(len(blocks)):
        heads: list[str] = []
        while at + len(heads) < len(blocks) and at not in found.used:
            block = blocks[at + len(heads)]
            name = "" if block.cells else column_of(bare(block.text))
            if not name or name in heads:
                break
            heads.append(name)
        if {"action", "responsible"} <= set(heads) and len(heads) > 2:
            found.headed |= set(range(at, at + len(heads)))
            _take(blocks, at + len(heads), heads, found)
            found.used |= found.headed


def _take(blocks: Sequence[Block], at: int, heads: list[str], found: Log) -> None:
    """The rows of a flattened table: each begins with its number, and its other cells are known by their looks."""
    numbered = [
        n for n in range(at, len(blocks)) if not blocks[n].cells and _NUMBER.fullmatch(bare(blocks[n].text))
    ]
    if not numbered or numbered[0] != at:
        return
    ends = [*numbered[1:], len(blocks)]
    for begin, end in zip(numbered, ends, strict=True):
        places = list(range(begin, end))
        lines = [bare(blocks[n].text) for n in places]
        cells, count = _cells(lines, [name for name in heads if name != "number"])
        if not cells:
            continue
        found.rows.append(Logged(blocks[begin].line, cells, tuple(places[:count])))
        found.used |= set(places[:count])


def _cells(lines: list[str], heads: list[str]) -> tuple[dict[str, Cell], int]:
    """The cells of one row, and how many of its lines they take; {} when they cannot be told apart."""
    number, rest = lines[0], lines[1:]
    after = [name for name in heads if name != "action"]
    for length in range(1, len(rest) + 1):
        tail = rest[length : length + len(after)]
        if len(tail) == len(after) and all(_looks(name, cell) for name, cell in zip(after, tail, strict=True)):
            cells = {"number": Cell(number), "action": Cell("\n".join(rest[:length]))}
            return cells | {name: Cell(cell) for name, cell in zip(after, tail, strict=True)}, 1 + length + len(
                after
            )
    # A cell that was empty leaves no line behind.
    for missing in after:
        kept = [name for name in after if name != missing and missing != "responsible"]
        for length in range(1, len(rest) + 1) if kept and len(kept) < len(after) else ():
            tail = rest[length : length + len(kept)]
            if len(tail) == len(kept) and all(_looks(name, cell) for name, cell in zip(kept, tail, strict=True)):
                cells = {"number": Cell(number), "action": Cell("\n".join(rest[:length]))}
                return cells | {name: Cell(cell) for name, cell in zip(kept, tail, strict=True)}, 1 + length + len(
                    kept
                )
    return {}, 0


def _looks(column: str, words: str) -> bool:
    """Whether words look like what a column holds."""
    if column == "status":
        return bool(_STATUS.match(words)) and len(words) <= 200
    if column in ("issued", "due"):
        return occasion.date_in(words) is not None or len(words) <= 20
    return bool(_OWNER.fullmatch(words.strip()))
