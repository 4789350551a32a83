"""What the head of a column, or a word before a colon, says of what stands below or behind it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_MEANINGS = (
    (
        "responsible",
        r"\b(?:who|whom|owners?|leads?|responsib\w+|assigned|allocated|assignee|person|names?|initials|officers?)\b"
        r"|\b(?:action(?:ed)?|progressed|undertaken|taken forward|carried out|completed|done) by$|^for action\b"
        r"|^actions? for$",
    ),
    (
        "due",
        r"\b(?:due|deadlines?|time ?(?:scale|frame|line)s?|when|target|completion|review)\b"
        r"|\b(?:complete|completed|done|date|action) by\b|^by(?: date)?$|^date for action$",
    ),
    (
        "status",
        r"\b(?:status|rag|progress|updates?|outcomes?|comments?|position|state|done|complete[d]?|results?|notes|"
        r"response|taken|closed|rating)\b|^follow up$",
    ),
    ("issued", r"\b(?:issued|raised|opened|added|set|origin|source|meeting|date|logged)\b"),
    ("number", r"\b(?:no|nr|num|number|ref|reference|id|item|minute|min|agenda|ap)\b|^#$"),
    ("action", r"\b(?:actions?|tasks?|what|description|details?|to do|steps?|activity|points?)\b"),
)
_COLUMNS = tuple((name, re.compile(words)) for name, words in _MEANINGS)
# Beside one of those, nothing else may stand in a head: `Update on the action plan` is none.
_WORDS = re.compile(
    r"(?:who|whom|owner|owners|lead|leads|responsible|responsibility|responsibilities|assigned|allocated|"
    r"assignee|person|persons|people|name|names|initials|officer|officers|action|actions|actioned|"
    r"progressed|undertaken|taken|forward|carried|out|completed|done|by|for|due|deadline|deadlines|"
    r"timescale|timescales|timeframe|timeframes|timeline|time|scale|frame|when|target|completion|"
    r"review|complete|date|dates|status|rag|progress|update|updates|outcome|outcomes|comment|comments|"
    r"position|state|result|results|notes|response|closed|rating|follow|up|issued|raised|opened|added|"
    r"set|origin|source|meeting|logged|no|nr|num|number|ref|reference|id|item|items|minute|min|agenda|"
    r"ap|#|task|tasks|what|description|detail|details|to|do|step|steps|activity|point|points|next|"
    r"agreed|required|we|will|should|must|arising|key|new|further|outstanding|current|latest|last|previous|of|the|be|a|an|"
    r"and|or|is|on|in|from|since|this|plan|log|board|committee|group|agency|organisation|originally|"
    r"original|identified|needed|expected)"
)
_SURELY_STATUS = re.compile(r"(?:current )?status|rag(?: rating| status)?|done|completed|closed", re.IGNORECASE)
_SUBJECT = re.compile(r"item|subject|topic|issue|summary|agenda item", re.IGNORECASE)
STATUS = re.compile(
    r"(?:open|closed|ongoing|on[- ]going|complete|completed|done|in progress|c/?f|carried "
    r"forward|outstanding|new|withdrawn|cancelled|not started|started|pending|overdue|on "
    r"track|deferred|superseded|no longer required|discharged|achieved|finished|delayed|red|"
    r"amber|green|blue|[rag])\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_STATUS = 40
_COLON = re.compile(r"\s*:[*_]*(?=\s|$)")
_BESIDE = ("responsible", "due")
_WORD = re.compile(r"\S+")
_MOST_WORDS, _LONGEST = 6, 80
_AROUND = " \t\n.;,|*_()[]–—-"


def column_of(words: str) -> str:
    """Which column a head means; "" for none.

    >>> column_of("Lead officer(s)"), column_of("By when?"), column_of("Action plan for Kent")
    ('responsible', 'due', '')
    """
    words = re.sub(r"\(s\)|['’]s\b", "", words.lower())
    found = re.findall(r"[a-z]+|#", words)
    said = " ".join(found)
    if (
        not found
        or len(found) > _MOST_WORDS
        or not all(map(_WORDS.fullmatch, found))
        or re.search(r"[0-9]", words)
    ):
        return ""
    return next((name for name, pattern in _COLUMNS if pattern.search(said)), "")


def fields(text: str) -> tuple[str, dict[str, str]]:
    """What a text says before the first word with a colon that names a column, and what stands behind each.

    >>> fields("survey the parents. To be progressed by: Tracey and Baz  Timescale: six weeks")
    ('survey the parents', {'responsible': 'Tracey and Baz', 'due': 'six weeks'})
    """
    found = [one for one in labels(text) if one.column in _BESIDE]
    said: dict[str, str] = {}
    for one, end in zip(found, [*(one.start for one in found[1:]), len(text)], strict=False):
        said.setdefault(one.column, text[one.end : end].strip(_AROUND))
    return (text[: found[0].start].strip(_AROUND) if found else text), said


class Label(NamedTuple):
    """Where words begin that name a column before a colon, where what they name begins, and the column."""

    start: int
    end: int
    column: str


def labels(text: str) -> list[Label]:
    """Every word or two of a text that name a column, with a colon behind them."""
    return [found for colon in _COLON.finditer(text) if (found := _label(text, colon))]


def _label(text: str, colon: re.Match[str]) -> Label | None:
    begin = max(colon.start() - _LONGEST, 0)
    for word in list(_WORD.finditer(text, begin, colon.start()))[-_MOST_WORDS:]:
        said = text[word.start() : colon.start()].strip("*_([ ")
        if said[:1].isupper() and (name := column_of(said)):
            return Label(word.start(), colon.end(), name)
    return None


def columns(heads: Sequence[str]) -> dict[int, str]:
    """The columns of a log by place; {} for heads that are those of no log."""
    found: dict[int, str] = {}
    for at, head in enumerate(heads):
        name = column_of(head)
        if name == "status" and _SURELY_STATUS.fullmatch(head.strip(" :*?")):
            found = {n: other for n, other in found.items() if other != "status"}
        if name == "action" and name in found.values():
            # `Action point` beside `Action` is its number.
            before = next(n for n, other in found.items() if other == name)
            short = re.search(r"point|item", heads[before], re.IGNORECASE) and "number" not in found.values()
            found |= {before: "number", at: name} if short else {}
        if name and name not in found.values():
            found[at] = name
    if "action" not in found.values() and "responsible" in found.values():
        others = {n for n, head in enumerate(heads) if head.strip() and n not in found}
        subjects = [n for n, head in enumerate(heads) if _SUBJECT.fullmatch(head.strip(" :*"))]
        # Beside a column of which nobody knows what it holds, a subject is not what is to be done.
        found |= {n: "action" for n in subjects[-1:] if not others.difference(subjects)}
    if not {"action", "responsible"} <= set(found.values()):
        return {}
    if 0 not in found and not heads[0].strip() and "number" not in found.values():
        found[0] = "number"
    return found


def is_status(words: str) -> bool:
    """Whether words say no more than how far an action is."""
    return STATUS.match(words) is not None and len(words) <= _LONGEST_STATUS
