"""The words with which old minutes mark an action, and the lines that say more of one."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ralb.imports import columns
from ralb.imports.blocks import Block, Kind, bare

_SIGNS = r"[*_]*"
_REFERENCE = r"[A-Z]{0,6}[./ -]?[0-9]{1,4}(?:[./-][0-9]{1,4})*[a-z]?"
_LABEL = (
    r"(?:(?:agreed|new|further|key|immediate|required|recommended) )?actions?"
    r"(?: (?:points?|items?|agreed|required|needed|arising))?|AP|tasks?|to[- ]?do|next steps?|follow[- ]?ups?(?: actions?)?"
)
BEGINS = re.compile(
    rf"(?P<signs>[*_(\\\[]*)(?:(?P<before>{_REFERENCE}){_SIGNS}[.):]?[\s–—-]+{_SIGNS})?"
    rf"(?P<label>(?i:{_LABEL})){_SIGNS}(?:\s?(?:(?i:no)\.?\s?|#)?(?P<behind>{_REFERENCE}))?{_SIGNS}"
    rf"(?P<parting>\s*(?:[.)\]]?:|[)\].]|[–—-](?=\s))|\t|\s)\s*{_SIGNS}\s*(?P<rest>\S.*)",
    re.DOTALL,
)


def together(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks; lines that say of an action by whom or until when it is to be done, in one block with it."""
    made: list[Block] = []
    for block in blocks:
        is_plain = block.kind in (Kind.PARAGRAPH, Kind.ITEM)
        text, said = columns.fields(bare(block.text)) if is_plain else ("x", {})
        if made and not text and said and _may_go_on(made[-1]):
            made[-1] = replace(made[-1], text=f"{made[-1].text}\t{block.text}", bold=False)
        else:
            made.append(block)
    return tuple(made)


def _may_go_on(block: Block) -> bool:
    words = bare(block.text)
    return block.kind in (Kind.PARAGRAPH, Kind.ITEM) and (
        BEGINS.match(words) is not None or bool(columns.fields(words)[1])
    )
