"""Minutes typed into a table, an item a row, as headings and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ralb.imports import columns as meanings
from ralb.imports.blocks import Block, Kind, bare
from ralb.imports.ledger import Ledger, Told

_SAID = re.compile(
    r"(?:(?:key|main|summary of|details of) )?(?:discussions?|points|notes|minutes?|summary)(?:\b.*)?"
    r"|what (?:we|was) (?:said|discussed)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:agenda )?(?:items?|subjects?|topics?|headings?)(?: (?:title|heading))?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?:agenda )?(?:item|min(?:ute)?|agenda) )?(?:no|nr|number|ref|#)\.?|min|", re.IGNORECASE)
_LEAD = re.compile(r"lead(?: (?:officer|person|agency))?", re.IGNORECASE)
_OF_A_LOG = re.compile(r"status|rag|progress|updates?|date (?:issued|raised)|issued|raised", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:All|ALL|[A-Z][A-Za-z]{1,3}[0-9]?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    r"(?:\s*(?:[/,&+]|\band\b)\s*(?:[A-Z][A-Za-z]{1,3}[0-9]?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}))*"
)
_NOTHING = re.compile(
    r"\W*|(?:for )?(?:noted?|noting|information|approved|agreed|none|n/?a|nil|complete[d]?|done)\W*", re.IGNORECASE
)
_MARKED = re.compile(r"\W*actions?\b", re.IGNORECASE)
_LONG, _LONGEST_HEADING = 60, 80


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of such a table holds what; the head's own words name the others."""

    heads: tuple[str, ...]
    said: int
    subject: int | None
    number: int | None
    action: int | None
    owner: int | None
    due: int | None


def unrolled(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    """The blocks, with the rows of each agenda that is a table as headings, paragraphs and `Action:`."""
    made: list[Block] = []
    for table, group in groupby(blocks, key=lambda block: block.table if block.cells else 0):
        rows = list(group)
        columns = _columns(rows) if table and len(rows) > 1 else None
        if columns is None:
            made += _told_above_a_log(rows) if table else rows
            continue
        ledger.front.append(Told(rows[0].line, " | ".join(columns.heads), "names a column of the agenda"))
        for row in rows[1:]:
            made += _item(row, columns, ledger)
    return tuple(made)


def _told_above_a_log(rows: Sequence[Block]) -> Iterator[Block]:
    """The rows of a table of one item: its heading and what was said, in cells across it; then its actions."""
    heads = [bool(meanings.columns([bare(cell.text) for cell in row.cells])) for row in rows]
    above = rows[: heads.index(True)] if True in heads else []
    told = [[cell.text for cell in row.cells if cell.text.strip()] for row in above]
    if all(len(cells) == 1 for cells in told) and any(len(bare(cells[0])) > _LONG for cells in told):
        for row, [text] in zip(above, told, strict=True):
            is_heading = row is rows[0] and len(text) <= _LONGEST_HEADING
            kind, level = (Kind.HEADING, 1) if is_heading else (Kind.PARAGRAPH, 0)
            yield from (Block(kind, line, row.line, level) for line in text.split("\n") if line.strip())
        rows = rows[len(above) :]
    yield from rows


def _columns(rows: Sequence[Block]) -> _Columns | None:
    """The columns of an agenda; None for any other table, above all for a log."""
    heads = tuple(" ".join(bare(cell.text).split()).strip(" :") for cell in rows[0].cells)
    if any(_OF_A_LOG.fullmatch(head) for head in heads):
        return None
    subject = _first(_SUBJECT, heads)
    number = next((n for n in (0,) if _NUMBER.fullmatch(heads[n])), None)
    said = next((n for n, head in enumerate(heads) if _SAID.fullmatch(head) and n != number), None)
    meant = {n: meanings.column_of(head) for n, head in enumerate(heads) if n not in (subject, number, said)}
    action = next((n for n, name in meant.items() if name == "action"), None)
    # Beside an action whoever leads does it; elsewhere it is who presents the item.
    owners = [n for n, name in meant.items() if name == "responsible"]
    owner = next((n for n in owners if action is not None or not _LEAD.fullmatch(heads[n])), None)
    if (
        said is None
        and action is not None
        and owner is None
        and (subject is not None or _names_only(rows, action))
    ):
        said = _longest(rows, {action, number})
    if said is None or (action is None and owner is None and subject is None):
        return None
    due = next((n for n, name in meant.items() if name == "due"), None)
    return _Columns(heads, said, subject if subject != said else None, number, action, owner, due)


def last_of_rows(blocks: Sequence[Block]) -> set[int]:
    """The last line of each row of an agenda of a cell a line, whose head ends with `Action`."""
    words = ["" if block.cells else bare(block.text).strip(" :.") for block in blocks]
    begins = next(
        (
            at
            for at in range(1, len(words))
            if _MARKED.fullmatch(words[at])
            and (_SAID.fullmatch(words[at - 1]) or _SUBJECT.fullmatch(words[at - 1]))
        ),
        len(words),
    )
    return {at - 1 for at in range(begins + 1, len(words)) if re.fullmatch(r"[0-9]{1,2}(?:\.[0-9])?", words[at])}


def _first(pattern: re.Pattern[str], heads: Sequence[str]) -> int | None:
    return next((n for n, head in enumerate(heads) if pattern.fullmatch(head)), None)


def _names_only(rows: Sequence[Block], column: int) -> bool:
    """Whether a column holds people and nothing else."""
    lines = [line for row in rows[1:] for line in _lines(row, column)]
    return bool(lines) and all(_PEOPLE.fullmatch(line) or _NOTHING.fullmatch(line) for line in lines)


def _longest(rows: Sequence[Block], but: set[int | None]) -> int | None:
    """The column that is mostly long texts."""
    sizes = {
        n: sum(len(bare(row.cells[n].text)) for row in rows[1:] if n < len(row.cells)) / (len(rows) - 1)
        for n in range(len(rows[0].cells))
        if n not in but
    }
    best = max(sizes, key=sizes.__getitem__, default=None)
    return best if best is not None and sizes[best] > _LONG else None


def _item(row: Block, columns: _Columns, ledger: Ledger) -> Iterator[Block]:
    """A row: its heading, what was said, who is to do what, and what else stands in it."""
    number, subject = " ".join(_lines(row, columns.number)), " ".join(_lines(row, columns.subject))
    said = _lines(row, columns.said)
    if not subject and len(said) > 1 and len(said[0]) <= _LONGEST_HEADING and not said[0].endswith("."):
        subject, said = said[0], said[1:]
    subject = subject.removeprefix("**").removesuffix("**")
    if subject:
        yield Block(Kind.HEADING, f"{number} {subject}".strip(), row.line, 1 + ("." in number.rstrip(".")))
    elif number:
        said = [f"{number} {said[0]}", *said[1:]] if said else [number]
    if row.cells[columns.said : columns.said + 1] and (struck := row.cells[columns.said].struck):
        said = [*said, f"~~{struck}~~"]
    yield from (Block(Kind.PARAGRAPH, line, row.line) for line in said)
    is_marked = any(_MARKED.match(bare(line)) for line in said)
    yield from (Block(Kind.PARAGRAPH, line, row.line) for line in _asked(row, columns, is_marked, ledger))
    known = {columns.said, columns.subject, columns.number, columns.action, columns.owner}
    known |= {columns.due} if _dues(row, columns) else set()
    for n, cell in enumerate(row.cells):
        if n not in known and (words := " ".join(f"{cell.text} {cell.struck}".split())):
            head = columns.heads[n] if n < len(columns.heads) else ""
            yield Block(Kind.PARAGRAPH, f"{head}: {words}" if head else words, row.line)


def _asked(row: Block, columns: _Columns, is_marked: bool, ledger: Ledger) -> Iterator[str]:
    """What is to be done, each as a line that begins with `Action:`, unless the notes of the item say it."""
    actions, owners = _lines(row, columns.action), _lines(row, columns.owner)
    nothing = [line for line in (*actions, *owners) if _NOTHING.fullmatch(line)]
    actions, owners = ([line for line in lines if line not in nothing] for lines in (actions, owners))
    yield from (line for line in nothing if re.search(r"\w", line))
    if not actions and owners:
        actions, owners = owners, []
    if owners and len(owners) in (1, len(actions)):
        owners = owners * len(actions) if len(owners) == 1 else owners
        actions = [
            action if action.startswith(owner) else f"{owner}: {action}"
            for owner, action in zip(owners, actions, strict=True)
        ]
        owners = []
    if is_marked and all(_PEOPLE.fullmatch(line) for line in actions):
        yield from [f"For action: {'; '.join(actions)}"] if actions else []
    elif len(actions) > 1 and all(_PEOPLE.fullmatch(line) for line in actions):
        words = "; ".join(actions)
        why = "named for action beside this item: which of them for what? No row was made"
        ledger.left.append(Told(row.line, words, why))
        yield f"For action: {words}"
    else:
        dues = _dues(row, columns) or [""] * len(actions)
        yield from (
            (line if _MARKED.match(line) else f"Action: {line}") + due
            for line, due in zip(actions, dues, strict=True)
        )
    if owners:
        yield f"For action: {'; '.join(owners)}"


def _dues(row: Block, columns: _Columns) -> list[str]:
    """Until when each action of a row is to be done, under the head's own word; [] where that cannot be told."""
    actions, dues = _lines(row, columns.action), _lines(row, columns.due)
    if (
        columns.due is None
        or columns.owner is None
        or not dues
        or _NOTHING.fullmatch(actions[0] if actions else "")
    ):
        return []
    dues = [" ".join(dues)] if len(actions) == 1 else dues
    return [f" {columns.heads[columns.due]}: {due}" for due in dues] if len(dues) == len(actions) else []


def _lines(row: Block, column: int | None) -> list[str]:
    """The lines of a cell that say something."""
    if column is None or column >= len(row.cells):
        return []
    # A line in brackets says more of the one above: until when.
    text = re.sub(r"\n\s*(?=\([^()\n]*\)\s*(?:\n|$))", " ", row.cells[column].text)
    return [line.strip() for line in text.split("\n") if line.strip()]
