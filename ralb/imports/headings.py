"""Which lines of old minutes are items of the agenda, however they are marked."""

import re
from collections.abc import Sequence

from ralb.imports import columns
from ralb.imports.blocks import Block, Kind, bare

_LONGEST, _MOST_WORDS, _FEW = 110, 8, 3
_NUMBERED = re.compile(
    r"(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2})*|[0-9]{1,3}/[0-9]{2,4}(?:/[0-9]+)?|"
    r"[A-Z]{1,6}[0-9]{0,4}[/-][0-9]{2,4}(?:[/.-][0-9]{1,4})*)[.):]?\s+(?=\S)"
)
_BELOW = re.compile(r"[0-9]{1,3}\.[0-9]")
_ITEM = re.compile(
    r"(?:agenda )?item(?: no\.?)? [0-9]{1,2}\b|(?:discussion|standing|information|decision) "
    r"items?\s*[:–-]|agenda item\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"(?:AOB|A\.O\.B\.?|any other (?:urgent )?business|date(?:s)? (?:of|for) (?:the )?next "
    r"meetings?|(?:dates of )?future meetings?|matters arising|"
    r"welcome(?:,? (?:and )?(?:introductions|apologies))*|introductions|minutes of (?:the "
    r")?(?:last|previous) meeting|"
    r"declarations? of interests?|previous minutes|actions? from (?:the )?(?:last|previous) meeting|"
    r"next meeting|close of meeting|forward plan|risk register|public (?:participation|forum))\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"[.;,]$|^(?:action|decision|present|apolog|apols|invite|attend|in attendance|follow[- ]?up|resolved|agreed)",
    re.IGNORECASE,
)
ACTION_LOG = re.compile(
    r"(?:action|actions) (?:log|table|tracker|list|summary|record|plan|register)\b|(?:log|"
    r"table|summary|list) of actions\b|outstanding actions$",
    re.IGNORECASE,
)
_BEGINS_ACTIONS = re.compile(r"\b(?:actions?|tasks?|to do|next steps|follow ups?)\b")
_OF_ACTIONS = re.compile(
    r"actions?|tasks?|to|do|dos|next|steps|follow|ups?|points?|items?|agreed|arising|required|needed|new|key|summary|of|the|"
    r"from|this|todays?|meeting|list|and|owners|who|deadlines|further|immediate|identified|by|group|board"
)


def headings(blocks: Sequence[Block]) -> dict[int, int]:
    """The places of the blocks that are headings, each with its level: 2 for an item, more below."""
    marked = [
        block.level for at, block in enumerate(blocks) if at and block.kind is Kind.HEADING and not is_log(block)
    ]
    marked = [blocks[0].level, *marked] if marked and blocks[0].kind is Kind.HEADING else marked
    top = min(marked, default=0)
    if marked.count(top) == 1 and len(marked) > 1 and blocks and blocks[0].kind is Kind.HEADING:
        top = min((level for level in marked if level > top), default=top)
    found: dict[int, int] = {}
    below_actions = False
    for at, block in enumerate(blocks):
        words = bare(block.text).strip()
        below_actions = begins_actions(block) or (below_actions and _NUMBERED.match(words) is not None)
        is_item = is_log(block) and _NUMBERED.match(words) and at + 1 < len(blocks) and not blocks[at + 1].cells
        if not words or block.cells or (is_log(block) and not is_item):
            continue
        if below_actions and not begins_actions(block):
            continue
        if block.kind is Kind.HEADING:
            found[at] = 2 + min(max(block.level - top, 0), 4)
        elif block.kind is Kind.PARAGRAPH and _reads_as_heading(blocks, at, words, bool(marked)):
            alone = len(marked) < _FEW or _ITEM.match(words) or _KNOWN.match(_NUMBERED.sub("", words, count=1))
            is_below = _BELOW.match(words) or (block.bold and marked and not alone)
            found[at] = 3 if is_below else 2
    return found


def is_log(block: Block) -> bool:
    """Whether a line begins the action log."""
    words = bare(block.text).strip()
    return (
        not block.cells
        and len(words) <= _LONGEST
        and ACTION_LOG.match(re.sub(r"^[0-9.)]+\s*", "", words)) is not None
    )


def begins_actions(block: Block) -> bool:
    """Whether a line says no more than that actions follow."""
    words = bare(block.text).strip(" .-–*:")
    found = re.findall(r"[^\W_]+", re.sub(r"^[0-9.)]+\s*", "", words).lower().replace("-", " "))
    is_short = not block.cells and ":" not in words and 0 < len(found) <= _MOST_WORDS
    return is_short and all(map(_OF_ACTIONS.fullmatch, found)) and bool(_BEGINS_ACTIONS.search(" ".join(found)))


def _reads_as_heading(blocks: Sequence[Block], at: int, words: str, marked: bool) -> bool:
    last = re.split(r"\s[–—-]\s", words)
    if len(words) > _LONGEST or begins_actions(blocks[at]) or (len(last) > 2 and columns.is_status(last[-1])):
        return False
    if _ITEM.match(words) and not re.search(r"[a-z]\.\s+[A-Z]", words):
        return not re.search(r"[.;,]$", words) or len(words) <= _LONGEST // 2 or ":" in words[:20]
    number = _NUMBERED.match(words)
    title = words[number.end() :] if number else words
    if (
        _NO_TITLE.search(title)
        and not (number and (_KNOWN.match(title) or title.lower().startswith(("apolog", "action tracker"))))
        and not title.lower().startswith("apologies for")
    ):
        return False
    if _KNOWN.match(title) and not marked and len(title) <= _LONGEST * 2 // 3:
        return not re.search(r":\s+\S", title) or len(title) <= _LONGEST // 2
    if number and title[:1].isalpha() and title[:1].isupper() and not marked:
        return not _in_a_run(blocks, at)
    if blocks[at].bold:
        return bool(re.search(r"[a-z]{2}|[A-Z]{2}", title)) and not re.match(r"[A-Z]{2,4} to ", title)
    if not marked and _stands_alone(blocks, at, words):
        return True
    letters = [letter for letter in title if letter.isalpha()]
    return not marked and len(letters) > 3 and all(letter.isupper() for letter in letters) and " " in title


def _stands_alone(blocks: Sequence[Block], at: int, words: str) -> bool:
    """Whether a short line has space above it, and right below it a paragraph that is none."""
    above = blocks[at - 1] if at else None
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    if below is None or below.kind is not Kind.PARAGRAPH or below.line != blocks[at].line + 1:
        return False
    spaced = above is None or above.line + 1 < blocks[at].line
    is_title = re.fullmatch(r"[A-Z][\w ,&’'()/-]+", words) is not None and len(words.split()) <= _MOST_WORDS
    return spaced and is_title and len(bare(below.text)) > _LONGEST // 2


def _in_a_run(blocks: Sequence[Block], at: int) -> bool:
    """Whether numbered lines stand directly one below the other: a list, not the items of an agenda."""
    near = [blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(blocks)]
    return all(_NUMBERED.match(bare(one.text)) for one in near) and len(near) == 2 and not blocks[at].bold
