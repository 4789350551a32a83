"""Who came, as a table tells it: a person a row, with a mark or below a label."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ralb import dates
from ralb.dates import PartialDate
from ralb.imports import occasion, persons, presence, rolls, ticks
from ralb.imports.blocks import Block, Cell, Kind, bare
from ralb.imports.ledger import Ledger, Told
from ralb.imports.persons import Met
from ralb.imports.presence import Attendance

_DEPUTY = re.compile(
    r"(?:deput(?:y|ised)|sub(?:stitute)?|rep(?:resented)?)(?: by)?[\s:–-]+(?P<who>.+)", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SHORT_MARK = 3
_FEWEST_COLUMNS, _MOSTLY = 2, 0.8
_NAMES = re.compile(r"(?:full |member.s? )?names?|members?|attendees?|representative|who|present|invitees?")
_MARK_HEAD = re.compile(r"attend|present|here")


def register(
    rows: list[tuple[int, Block]], meeting: PartialDate | None, found: Attendance, ledger: Ledger
) -> bool:
    """Whether a table is one of people; then they are noted."""
    lines = [[bare(cell.text) for cell in block.cells] for _, block in rows]
    head = [cell.lower().strip(" :") for cell in lines[0]]
    every = list(zip_longest(*lines, fillvalue=""))
    marks = None if len({rolls.alone(cell) for cell in head} - {""}) > 1 else _first(every, ticks.mark)
    name = next((n for n, cell in enumerate(head) if _NAMES.fullmatch(cell)), None)
    if marks is not None or rolls.alone(head[0]):
        by_words = _first(every, _names_someone)
        name = name if by_words is None else by_words
    labelled = [(rolls.alone(line[0].strip()), line) for line in lines]
    is_labelled = len(lines) > 1 and all(label or not line[0].strip() for label, line in labelled)
    if (
        name is not None
        and not is_labelled
        and not any(re.search(r"\baction|responsible|owner", cell) for cell in head)
    ):
        columns = _columns(head, name, meeting, rows[0][1].line, ledger)
        columns = columns if columns.mark is not None else replace(columns, mark=marks)
        return _by_columns(rows, lines, columns, found, ledger)
    if not any(label for label, _ in labelled):
        return False
    current = ""
    for (label, line), (_, block) in zip(labelled, rows, strict=True):
        current = label or (current if not line[0].strip() else "")
        for cell in line[1:]:
            if current and cell.strip():
                presence.people(cell, current, block, found, ledger)
    return True


def flattened(blocks: Sequence[Block], at: int) -> list[tuple[int, Block]]:
    """The rows of a table of people that was copied with a cell a line, its head first; [] for anything else.

    Each has the place of its first cell.
    """
    heads = next((n for n, one in enumerate(blocks[at:]) if not _is_head(one)), 0)
    if heads < _FEWEST_COLUMNS or not _MARK_HEAD.search(bare(blocks[at + heads - 1].text).lower()):
        return []
    rows = []
    for begin in range(at, len(blocks) - heads + 1, heads):
        cells = blocks[begin : begin + heads]
        mark = bare(cells[-1].text)
        if any(one.cells for one in cells) or (begin > at and not ticks.mark(mark)):
            break
        row = Block(Kind.ROW, "", cells[0].line, cells=tuple(Cell(one.text) for one in cells))
        rows.append((begin, row))
    return rows if len(rows) > 1 else []


def _is_head(block: Block) -> bool:
    return not block.cells and rolls.is_head(bare(block.text).strip(" :"))


def _first(columns: Sequence[Sequence[str]], fits: Callable[[str], object]) -> int | None:
    """The first column of which most cells below the head are of a kind."""
    return next((n for n, cells in enumerate(columns) if _mostly(cells[1:], fits)), None)


def _mostly(cells: Sequence[str], fits: Callable[[str], object]) -> bool:
    return len(cells) > 1 and sum(bool(cell.strip() and fits(cell)) for cell in cells) >= _MOSTLY * len(cells)


def _names_someone(cell: str) -> bool:
    one = persons.met(cell, 0)
    return one is not None and bool(one.name)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of a table of people holds what."""

    head: tuple[str, ...]
    name: int
    role: int | None
    organisation: int | None
    initials: int | None
    mark: int | None


def _by_columns(
    rows: list[tuple[int, Block]],
    lines: list[list[str]],
    columns: _Columns,
    found: Attendance,
    ledger: Ledger,
) -> bool:
    below = ""
    for line, (_, row) in zip(lines[1:], rows[1:], strict=True):
        cells = [*line, *[""] * (len(columns.head) - len(line))]
        label = rolls.alone(cells[columns.name].strip())
        if label and not any(cell.strip() for n, cell in enumerate(cells) if n != columns.name):
            below = label
        elif person := _person(cells, columns, row.line):
            deputy = _DEPUTY.fullmatch(cells[columns.mark].strip()) if columns.mark is not None else None
            if deputy and (other := persons.met(deputy["who"], row.line)):
                presence.add(replace(other, deputy_for=person.name or person.initials), rolls.PRESENT, found)
            to = rolls.APOLOGIES if deputy else below or _marked(cells, columns, row, ledger)
            presence.add(person, to, found)
        elif any(cell.strip() for cell in cells):
            ledger.left.append(Told(row.line, " | ".join(cells), "a row of the attendance that names nobody"))
    return True


def _columns(head: list[str], name: int, meeting: PartialDate | None, line: int, ledger: Ledger) -> _Columns:
    def column(pattern: str) -> int | None:
        return next((n for n, cell in enumerate(head) if n != name and re.search(pattern, cell)), None)

    mark = column(r"attend|present|apolog|status|here")
    dated = [(n, date[0]) for n, cell in enumerate(head) if (date := occasion.date_in(cell))]
    if dated:
        same = [n for n, date in dated if meeting and dates.same(date, meeting)]
        mark = same[0] if same else dated[-1][0]
        why = "the column of the meeting's date" if same else "the last column: none has the meeting's date"
        ledger.guesses.append(Told(line, head[mark], f"attendance is read from {why}"))
    elif len({rolls.alone(cell) for cell in head} - {""}) > 1:
        mark = None
    return _Columns(
        head=tuple(head),
        name=name,
        role=column(r"role|position|title|job|designation"),
        organisation=column(r"organi[sz]ation|agency|authority|representing|from|service|partner|council"),
        initials=column(r"initials"),
        mark=mark,
    )


def _person(cells: list[str], columns: _Columns, line: int) -> Met | None:
    said = [cells[n] for n in (columns.role, columns.organisation) if n is not None and cells[n].strip()]
    person = persons.met(", ".join([cells[columns.name], *said]), line)
    if person is None:
        return None
    if columns.initials is not None and persons.INITIALS.fullmatch(cells[columns.initials].strip()):
        person = replace(person, initials=cells[columns.initials].strip())
    typed = (
        _BRACKETS.sub("", cells[columns.organisation]).strip()
        if columns.organisation not in (None, columns.role)
        else ""
    )
    if not typed or persons.is_job(typed):
        return person
    return replace(person, organisation=typed, doubts=())


def _marked(cells: list[str], columns: _Columns, row: Block, ledger: Ledger) -> str:
    """The list to which the mark in someone's row belongs."""
    mark = columns.mark
    if mark is None:
        marked = [(name, cell) for name, cell in zip(columns.head, cells, strict=False) if cell.strip()]
        named = (rolls.alone(name) for name, cell in marked if len(cell) <= _SHORT_MARK and rolls.alone(name))
        return next(named, rolls.PRESENT)
    typed = cells[mark].strip().lower().rstrip(".")
    known = ticks.mark(typed)
    if known == rolls.ABSENT or not (known or typed):
        ledger.guesses.append(Told(row.line, cells[mark] or "(nothing)", "read as absent, without apologies"))
        return rolls.ABSENT
    if not known and re.match(r"d\b|deputy|sub|rep", typed):
        ledger.asks.append(
            Told(row.line, " | ".join(cells), "a deputy came, whose name is not said: taken as apologies")
        )
        return rolls.APOLOGIES
    if not known:
        ledger.left.append(Told(row.line, cells[mark], "no mark of attendance that is known: taken as absent"))
    return known or rolls.ABSENT
