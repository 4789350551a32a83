"""The notes of old minutes as Markdown, a piece for each of their blocks."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ralb.imports import agendas, asked, headings, marked
from ralb.imports.blocks import Block, Kind, bare
from ralb.imports.circle import Circle
from ralb.imports.understanding import Understood
from ralb.model import ALL

_NUMBERED = re.compile(r"(?P<number>[0-9]{1,9})\\?(?P<sign>[.)])\s+")
_LETTER = re.compile(r"\\?\(?(?:[a-h]|[ivx]{1,4})\\?[.)]\s+")
_SENTENCES = re.compile(r"((?<=[.!?])\s+(?=[A-Z])|^(?:[-*] |[0-9]+[.)] ))")
_TO = re.compile(r"\s+to [a-z]")
_BOX = re.compile(r"\\?\[(?P<mark>[ xX]?)\\?\]\s*")
_OWNER = re.compile(r"\\?[\[(](?P<who>[^\[\]()]{2,60}?)\\?[\])]\s*[:–-]?\s*(?=\S)")
_SHORT = re.compile(r"[A-Z]{2,4}[0-9]?(?:\s*[/,&]\s*[A-Z]{2,4}[0-9]?)*|All", re.IGNORECASE)
_ACTION = re.compile(r"(?:\*{0,2})actions?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Markdown made of one block, or of a table."""

    text: str
    block: Block
    tight: bool = False
    """No blank line stands between it and a piece before it that is tight, too."""
    why: str = ""
    """Why its words were taken for an action, where no word says so."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes as one text, and of which pieces it was made."""

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    """Where in the text each piece begins."""

    def piece(self, at: int) -> Piece:
        """Of what the words at a place were made."""
        return self.pieces[max(bisect_right(self.starts, at) - 1, 0)]


def pieces(source: Understood, circle: Circle) -> list[Piece]:
    """The notes; what says that something is to be done begins with `Action:`, as ours do.

    Where nothing is marked as an action, and there is no log, a sentence such as `KY to ask` is one.
    """
    made = list(_pieces(source, circle))
    is_plain = not source.log.rows and not any(marked.MARKED.search(piece.text) for piece in made)
    return [_promising(piece, circle) for piece in made] if is_plain else made


def _promising(piece: Piece, circle: Circle) -> Piece:
    """A piece whose sentences begin with `Action:` that say nothing but who is to do what."""
    if piece.text.startswith("#") or piece.block.cells:
        return piece
    parts = _SENTENCES.split(piece.text)
    said = "".join(f"Action: {part}" if _TO.match(bare(part), _first(part, circle)) else part for part in parts)
    why = "begins with who is to do it, and nothing else in these minutes is marked as an action"
    return piece if said == piece.text else replace(piece, text=said, why=why)


def _first(part: str, circle: Circle) -> int:
    """Where the names end with which a sentence begins; its end, if with none."""
    first = circle.names.first(bare(part))
    return first.end if first else len(bare(part))


def _pieces(source: Understood, circle: Circle) -> list[Piece]:
    made: list[Piece] = []
    blocks = source.blocks
    tables = _tables(blocks)
    below_actions = False
    owners, last = _owners(blocks, circle), agendas.last_of_rows(blocks)
    for at, block in enumerate(blocks):
        if at in source.used:
            below_actions = False
            continue
        begins = headings.begins_actions(block)
        if (at in source.headings and at not in owners) or begins:
            level = source.headings.get(at, 3)
            made.append(Piece(f"{'#' * level} {_heading(block.text)}", block))
            below_actions = begins
        elif block.cells:
            made += _row(block, *tables[block.table])
            below_actions = False
        else:
            numbered, why = _in_list(blocks, at), ""
            marker, words = _taken_apart(block, numbered)
            typed, words = words, marked.marked(words, circle)
            if made and marked.MARKED.search(made[-1].text) and asked.is_until(bare(typed)):
                made[-1] = replace(made[-1], text=f"{made[-1].text} ({typed.rstrip('.')})")
                continue
            is_last = at in last and typed == words and bool(asked.surely(circle, bare(typed)).who)
            words = f"Action: {typed}" if at in owners or is_last else words
            if below_actions and (words == typed or marked.is_row(typed)):
                words, below_actions = _action(typed, block.kind is Kind.ITEM or bool(numbered), circle)
            elif words == typed and block.kind is Kind.ITEM and _BOX.match(words):
                words, _ = _action(words, False, circle)
            elif block.kind is Kind.ITEM and _is_asked(blocks, at, circle):
                words, why = f"Action: {words}", "an item that begins with who is to do it: read as an action"
            if block.bold and not _ACTION.match(words):
                words = f"**{words}**"
            words = re.sub(r"[ \t]*\t[ \t]*", " ", words).replace("\n", "\\\n")
            made.append(Piece(marker + words, block, tight=bool(marker), why=why))
    return made


def _owners(blocks: Sequence[Block], circle: Circle) -> set[int]:
    """The lines that only name who is to do what the paragraph above says, where several do."""
    said = {*circle.known, ALL}
    found = {
        at
        for at, block in enumerate(blocks)
        if at
        and block.kind is blocks[at - 1].kind is Kind.PARAGRAPH
        and said.issuperset(who := circle.named(bare(block.text))[0])
        and who
        and _SHORT.fullmatch(bare(block.text))
    }
    return found if len(found) > 1 else set()


def _heading(words: str) -> str:
    words = re.sub(r"^([0-9]+)\\", r"\1", " ".join(words.split()))
    return words.removesuffix(":").rstrip()


def _in_list(blocks: Sequence[Block], at: int) -> bool:
    """Whether a numbered paragraph counts on from the one before, or the next from it: then they are a list."""
    number = _number(blocks[at])
    if number is None:
        return False
    near = [(n, _number(blocks[n])) for n in (at - 1, at + 1) if 0 <= n < len(blocks)]
    return any(other is not None and other - number == n - at for n, other in near)


def _number(block: Block) -> int | None:
    found = _NUMBERED.match(block.text) if block.kind is Kind.PARAGRAPH else None
    return int(found["number"]) if found else None


def _taken_apart(block: Block, numbered: bool) -> tuple[str, str]:
    """What stands before the words of an item of a list, and its words."""
    found = _NUMBERED.match(block.text) if numbered or block.kind is Kind.ITEM else None
    if block.kind is Kind.ITEM:
        indent = "   " * max(block.level - 1, 0)
        if found:
            return f"{indent}{found['number']}{found['sign']} ", block.text[found.end() :]
        return f"{indent}- ", block.text
    return (f"{found['number']}{found['sign']} ", block.text[found.end() :]) if found else ("", block.text)


def _action(words: str, listed: bool, circle: Circle) -> tuple[str, bool]:
    """Words below `Actions:` as an action, and whether more may follow; a paragraph must say who."""
    box = _BOX.match(words)
    rest = words[box.end() :] if box else words
    if _ACTION.match(rest):
        return rest, True
    if row := marked.row(rest):
        return row, True
    if (letter := _LETTER.match(rest)) and marked.says_who(rest[letter.end() :], circle):
        return f"Action: {rest[letter.end() :]}", True
    owner = _OWNER.match(rest)
    if owner and circle.named(bare(owner["who"]))[0]:
        return f"Action: {owner['who']}: {rest[owner.end() :]}", True
    if not listed and not asked.asked(circle, bare(rest)).who:
        return words, False
    return f"Action: {rest}", True


def _is_asked(blocks: Sequence[Block], at: int, circle: Circle) -> bool:
    """Whether an item begins `KY to ...`; or `KY will ...`, `KY: ...` beside one that does."""
    if circle.says_who(bare(blocks[at].text)):
        return True
    beside = [*_items(blocks, range(at - 1, -1, -1)), *_items(blocks, range(at + 1, len(blocks)))]
    is_list = any(circle.says_who(bare(one.text)) for one in beside)
    return is_list and circle.promises(bare(blocks[at].text))


def _items(blocks: Sequence[Block], places: Iterable[int]) -> Iterator[Block]:
    """The items of the same list that follow each other at these places."""
    return takewhile(lambda block: block.kind is Kind.ITEM, (blocks[n] for n in places))


def _tables(blocks: Sequence[Block]) -> dict[int, tuple[Block, int]]:
    """The first row of each table, and how many cells its longest has."""
    tables: dict[int, tuple[Block, int]] = {}
    for block in blocks:
        if block.cells:
            head, width = tables.get(block.table, (block, 0))
            tables[block.table] = head, max(width, len(block.cells))
    return tables


def _row(block: Block, head: Block, width: int) -> list[Piece]:
    """A row of a table that is no log; the first is its head."""
    cells = [
        " ".join((cell.text + (f" ~~{cell.struck}~~" if cell.struck else "")).split())
        .replace("|", "\\|")
        .replace("\\\\|", "\\|")
        for cell in block.cells
    ]
    line = f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
    rule = f"\n| {' | '.join(['---'] * width)} |" if block is head else ""
    return [Piece(line + rule, block, tight=True)]


def joined(made: Sequence[Piece]) -> Notes:
    """The pieces one below the other, a blank line between them, none inside lists and tables."""
    text, starts = "", list[int]()
    for before, piece in zip([None, *made], made, strict=False):
        same = (
            before
            and before.tight
            and piece.tight
            and before.block.kind is piece.block.kind
            and before.block.table == piece.block.table
        )
        text += "" if before is None else "\n" if same else "\n\n"
        starts.append(len(text))
        text += piece.text
    return Notes(text + "\n" if text else "", tuple(made), tuple(starts))
