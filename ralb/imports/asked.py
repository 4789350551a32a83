"""Who is to do what: what an action of the notes says of it, before its words, behind them, or beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ralb.imports import circle as circles
from ralb.imports import columns
from ralb.imports.circle import TO, Circle
from ralb.model import Responsible

_BEHIND_WHO = re.compile(rf"\s+{TO}|\s*[)\]]?\s*:|\s+[–—-]\s|\s*[)\]]\s*(?=\S)")
_SURELY = re.compile(rf"\s+{TO}")
_BEFORE_WHO = re.compile(
    r"[(\[]|\s[–—-]\s|(?<=[.?!,;])\s|\b(?:actions?(?: by| for)?|follow[- ]?up|owner|lead|responsible|by|for|who)\b\s*"
    r"[:–—-]\s*",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"[\s,;–—-]*\b(?:(?:by|before|due|for|from|until|till|within|asap|a\.s\.a\.p|as soon as|next|this|immediately|ongoing|"
    r"w/[ce]|in time for|no later than|straight ?away)\b.*|(?:the )?end of .*)$",
    re.IGNORECASE,
)
_TAKES_IT = re.compile(
    r"\s+to (?:action|progress|take (?:this |it )?forward|follow (?:this |it )?up|pick (?:this |it )?up|lead)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_MOST_NAMES = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to do it, in which words, and how that was worked out, if not just as typed."""

    who: tuple[Responsible, ...]
    text: str
    why: str = ""
    due: str = ""
    """Until when, where a word with a colon says so, or where nothing else is said."""


def only_who(circle: Circle, told: str) -> Asked | None:
    """Who is to do it, of words that say nothing else but until when: `LF to action by May`; else None."""
    said = told.strip(" .*)]")
    takes = _TAKES_IT.search(said)
    if takes:
        who, due = said[: takes.start()], said[takes.end() :].strip(" ,;–—-")
    elif circle.named(said)[0]:
        who, due = said, ""
    else:
        until = _UNTIL.search(said)
        who, due = (said[: until.start()], until[0].strip(" ,;–—-")) if until else ("", "")
    found = circle.named(who)[0] if who and (not due or _UNTIL.fullmatch(due)) else ()
    return Asked(found, "", due=due) if found else None


def asked(circle: Circle, told: str) -> Asked:
    """Who is to do what a sentence says: `KY to ...`, `TR and HL: ...`, `... (KY)`, `The Chair to ...`."""
    text, said = columns.fields(told)
    due, owner = said.get("due", ""), said.get("responsible", "")
    if owner and (named := circle.named(_UNTIL.sub("", owner)))[0]:
        return Asked(named[0], " ".join(text.split()), named[1] or "named behind it", due)
    told = " ".join((text if due and not owner else told).split())
    found = _at_begin(circle, told) or _at_end(circle, told) or _as_subject(circle, told) or Asked((), told)
    return replace(found, due=due)


def _at_begin(circle: Circle, told: str) -> Asked | None:
    if who := circle.names.doers(told):
        first = circle.names.first(told)
        typed = first is None or all(circles.is_typed(one, told[: first.end]) for one in first.who)
        return Asked(who, told, "" if typed else circles.ALONE)
    for found in _BEHIND_WHO.finditer(told[:_MOST_NAMES]):
        who, why = circle.named(told[: found.start()].lstrip("(["))
        if who and not set(who).intersection(circle.board.not_initials) and re.search(r"\w", told[found.end() :]):
            return Asked(who, told, why)
    return None


def _at_end(circle: Circle, told: str) -> Asked | None:
    for found in _from_the_end(told):
        rest = told[found.end() :].rstrip(" .)]")
        until = _UNTIL.search(rest)
        for said, more in (
            ((rest, ""), (rest[: until.start()].rstrip(" .)]"), until[0])) if until else ((rest, ""),)
        ):
            who, why = circle.named(said)
            if who and found.start():
                text = f"{told[: found.start()].rstrip(' .;,:(')} {more.strip(' ,;')}".strip()
                return Asked(who, text, why or "named behind it")
    return None


def _as_subject(circle: Circle, told: str) -> Asked | None:
    first = circle.names.first(told)
    if first and re.match(r"\s+[a-z]", told[first.end :]):
        return Asked(first.who, told, f"the sentence begins with {' and '.join(first.who)}")
    return None


def strangers(circle: Circle, told: str) -> list[str]:
    """Who is to do it and is nobody yet: `Finance Team to ...`."""
    if asked(circle, told).who:
        return []
    found = _SURELY.search(told[:_MOST_NAMES])
    begin = _ARTICLE.sub("", told[: found.start()]) if found else ""
    return circle.strangers(begin) if begin else []


def _from_the_end(told: str) -> Iterator[re.Match[str]]:
    """Where a list of people may begin that ends a sentence, the last such place first."""
    return reversed([found for found in _BEFORE_WHO.finditer(told) if len(told) - found.end() <= _MOST_NAMES])
