"""The words with which old minutes mark an action, and the lines that say more of one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ralb.imports import columns
from ralb.imports.blocks import Block, Kind, bare, escaped
from ralb.imports.ledger import Ledger, Told

_SIGNS = r"[*_]*"
REFERENCE = r"[A-Z]{0,6}[./ -]?[0-9]{1,4}(?:[./-][0-9]{1,4})*[a-z]?"
LABEL = (
    r"(?:(?:agreed|new|further|key|immediate|required|recommended) )?actions?"
    r"(?: (?:points?|items?|agreed|required|needed|arising|by|for|owner|lead))?|AP|tasks?|to[- ]?do|next steps?|"
    r"follow[- ]?ups?(?: actions?)?"
)
BEGINS = re.compile(
    rf"(?P<space>\s*)(?P<signs>[*_(\\\[]*)(?:(?P<before>{REFERENCE}){_SIGNS}[.):]?[\s–—-]+{_SIGNS})?"
    rf"(?P<label>(?i:{LABEL})){_SIGNS}(?:\s?\(?(?:(?i:no)\.?\s?|#)?(?P<behind>{REFERENCE})\)?)?{_SIGNS}"
    rf"(?:\s?[(\[](?P<said>[^()\[\]]{{2,60}})[)\]](?={_SIGNS}\s?:))?"
    rf"(?P<parting>\s*(?:[.)\]]?:|[)\].]|[–—-](?=\s))|\t|\s)\s*{_SIGNS}\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_TO = re.compile(r"To [a-z]")
_OF_ACTIONS = ("action", "responsible", "due")


def together(blocks: Sequence[Block], ledger: Ledger) -> tuple[Block, ...]:
    """The blocks; lines that say of an action by whom or until when it is to be done, in one block with it."""
    made: list[Block] = []
    for block in _paired(blocks):
        is_plain = block.kind in (Kind.PARAGRAPH, Kind.ITEM)
        begun = columns.labels(bare(block.text))[:1] if is_plain else []
        if made and is_plain and _TO.match(bare(block.text)) and _says_only_who(made[-1]):
            made[-1] = replace(made[-1], text=f"{made[-1].text}: {block.text}", bold=False)
        elif made and begun and not begun[0].start and _may_go_on(made[-1], block, begun[0].column):
            made[-1] = replace(made[-1], text=f"{made[-1].text}\t{block.text}", bold=False)
        else:
            made.append(block)
    return tuple(_as_action(block, ledger) for block in made)


def _paired(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; words that name a column, each with what it holds on the line below, as `Lead: KY` in one."""
    names = [columns.column_of(bare(one.text)) if one.kind is Kind.PARAGRAPH else "" for one in blocks]
    at = 0
    while at < len(blocks):
        end = at
        while (
            end + 1 < len(blocks)
            and names[end] in _OF_ACTIONS
            and not names[end + 1]
            and not blocks[end + 1].cells
        ):
            if names[end] in names[at:end]:
                break
            end += 2
        if {"action", "responsible"} <= set(names[at:end]):
            for n in range(at, end, 2):
                head = bare(blocks[n].text).strip(" :")
                yield replace(blocks[n], text=f"{head}: {blocks[n + 1].text}", bold=False)
        else:
            end = at + 1
            yield blocks[at]
        at = end


def _may_go_on(before: Block, block: Block, column: str) -> bool:
    """Whether what is said of an action goes on with a block, of a column of which nothing is said yet."""
    words = bare(before.text)
    found = columns.labels(words)
    begins = BEGINS.match(words) is not None or (bool(found) and not found[0].start)
    is_new = column in _OF_ACTIONS and column not in {one.column for one in found}
    is_other = column == "action" and BEGINS.match(bare(block.text)) is not None
    return before.kind in (Kind.PARAGRAPH, Kind.ITEM) and begins and is_new and not is_other


def _says_only_who(block: Block) -> bool:
    """Whether a line is such as `Action by: Head of Fostering`, so that the next one says what."""
    words = bare(block.text)
    found = columns.labels(words)
    is_who = [one.column for one in found] == ["responsible"] and not found[0].start
    return is_who and BEGINS.match(words) is not None


def _as_action(block: Block, ledger: Ledger) -> Block:
    """A block such as `Who: AB What: to ask When: May`, as an action: what is to be done comes first."""
    words = bare(block.text)
    found = columns.labels(words)
    said = {one.column for one in found}
    if block.cells or not found or found[0].start or not {"action", "responsible"} <= said or BEGINS.match(words):
        return block
    ends = [*(one.start for one in found[1:]), len(words)]
    what = next(n for n, one in enumerate(found) if one.column == "action")
    others = [
        words[one.start : end].strip() for n, (one, end) in enumerate(zip(found, ends, strict=True)) if n != what
    ]
    ledger.front.append(Told(block.line, " ".join(words.split()), "stands in the notes as an action"))
    action = words[found[what].end : ends[what]].strip()
    return replace(block, text=escaped(f"Action: {' '.join([action, *others])}"), bold=False)
