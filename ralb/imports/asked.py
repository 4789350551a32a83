"""Who is to do what: what an action of the notes says of it, before its words, behind them, or beside them."""

import re
from dataclasses import dataclass, replace

from ralb.imports import circle as circles
from ralb.imports import columns, occasion
from ralb.imports.circle import TO, Circle
from ralb.model import ALL, Responsible

_BEHIND_WHO = re.compile(rf"\s+{TO}|\s*[)\]]?\s*:|\s+[–—-]\s|\s*[)\]]\s*(?=\S)")
_SURELY = re.compile(rf"\s+{TO}")
_BEFORE_WHO = re.compile(
    r"[(\[]|\s[–—-]\s|(?<=[.?!,;|])\s"
    r"|\b(?:actions?(?: by| for)?|follow[- ]?up|owner|lead|responsible|by|for|who)\b\s*[:–—-]\s*",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"[\s,;–—-]*\b(?:(?:by|before|due|for|from|until|till|within|asap|a\.s\.a\.p|as soon as|next|this|"
    r"immediately|urgent(?:ly)?|ongoing|w/[ce]|in time for|no later than|straight ?away)\b.*|(?:the )?end of .*)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:(?:to be )?(?:completed?|done) )?(?:(?:by|before|due|until|till|within|next|no later than|as soon as|"
    r"in time for|(?:the )?end(?: of)?|this (?=week|month|term|year)|w/[ce]|from (?=[0-9w]))\b\s[^:]*"
    r"|asap|a\.s\.a\.p|urgent(?:ly)?|immediately|straight ?away(?:,? please)?)",
    re.IGNORECASE,
)
_RESOLVED = re.compile(r"(?:(?P<word>RESOLVED|Resolved)[*_:]*\s+that:?\s+)|\\?\(?[ivx]{1,4}\\?\)\s+")
_VERB = re.compile(
    r"\s+(?:(?P<asked>be (?:asked|requested|instructed|invited|authori[sz]ed) to)|(?P<verb>[a-z]+))(?=\s+\w)"
)
_NO_VERB = re.compile(
    r".*(?:s|ed|ing|ly)|..?|and|are|can|could|for|from|had|have|in|may|might|must|not|now|shall|should|the|were|who|"
    r"will|with|would"
)
_TAKES_IT = re.compile(
    r"\s+(?:to|[–—-]) (?:action|progress|report back|take (?:this |it )?forward|"
    r"follow (?:this |it )?up|pick (?:this |it )?up|lead)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[–—-]\s+|[,;|]\s+|\s*[()\[\]]\s*")
_BEHIND = re.compile(r"\s*(?:[(\[](?P<inside>[^()\[\]]{1,80})[)\]]|\s[–—-]\s+(?P<parted>[^–—()]{1,60}))[.!]?$")
_REFERENCE = re.compile(r"[A-Z]{0,6}[./ -]?[0-9]{1,4}(?:[./-][0-9]{1,4})+[a-z]?|[A-Z]{1,2}[0-9]{1,4}")
_FAR = re.compile(
    r"(?:not )?(?:yet )?(?:done|completed?|closed|finished|started|on-?going|outstanding|overdue|in progress)\b.*"
    r"|(?:to be )?carr(?:y|ied) (?:over|forward)\b.*|c/?f|still \w+ing\b.*",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\s+(?P<who>[A-Z]{2,4}[0-9]?(?:\s*(?:[/,&+]|\band\b)\s*[A-Z]{2,4}[0-9]?)*)$")
_TOWARDS = re.compile(
    r"\b(?:to|with|from|by|for|and|or|of|at|on|in|via|the|a|ask|tell|e-?mail|contact|meet|than|as)$", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.:;]\s+|\s[–—-]\s")
_NAMES_END = re.compile(r"[()\[\].:]")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_MOST_NAMES, _MOST_UNTIL = 100, 40


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to do it, in which words, and how that was worked out, if not just as typed."""

    who: tuple[Responsible, ...]
    text: str
    why: str = ""
    due: str = ""
    """Until when, where it stands apart from what is to be done."""
    status: str = ""
    reference: str = ""
    """What it has instead of a number, as `marked` puts it behind the words."""


def only_who(circle: Circle, told: str) -> Asked | None:
    """Who is to do it, of words that say nothing else but until when: `LF to action by May`; else None."""
    said = told.strip(" .*)]")
    takes = _TAKES_IT.search(said)
    if takes is None:
        return _tail(circle, "", said)
    due = said[takes.end() :].strip(" ,;–—-")
    who = circle.named(said[: takes.start()])[0]
    is_due = not due or _UNTIL.fullmatch(due) or occasion.is_when(due.removeprefix("in "))
    return Asked(who, "", due=due) if who and is_due else None


def is_until(told: str) -> bool:
    """Whether a line says until when and nothing else: `By the end of May.`"""
    said = told.strip(" .")
    return len(said) <= _MOST_UNTIL and bool(
        _WHEN.fullmatch(said) or (said[:1].isdigit() and occasion.is_when(said))
    )


def asked(circle: Circle, told: str) -> Asked:
    """Who is to do what a sentence says: `KY to ...`, `TR and HL: ...`, `... (KY)`; at the least its subject."""
    sure = surely(circle, told)
    return sure if sure.who else _as_subject(circle, sure) or sure


def surely(circle: Circle, told: str) -> Asked:
    """Who is to do what a sentence says, where its form says so."""
    told, beside = _beside(circle, told)
    text, said = columns.fields(told)
    due, owner = said.get("due", ""), said.get("responsible", "")
    if owner and (named := circle.named(_UNTIL.sub("", owner)))[0]:
        found = Asked(named[0], " ".join(text.split()), named[1] or "named behind it")
    else:
        told = " ".join((text if due and not owner else told).split())
        found = (
            _at_begin(circle, told)
            or resolved(circle, told)
            or _at_end(circle, told)
            or _inside(circle, told)
            or _last(circle, told)
        ) or Asked((), told)
    return replace(
        found,
        due=due or found.due or beside.due,
        status=found.status or beside.status,
        reference=beside.reference,
    )


def _beside(circle: Circle, told: str) -> tuple[str, Asked]:
    """A sentence without what ends it in brackets or behind a dash: its reference, until when, how far it is."""
    beside = Asked((), "")
    while found := _BEHIND.search(told):
        words = (found["inside"] or found["parted"]).strip()
        is_inside = found["inside"] is not None
        if is_inside and not beside.reference and _REFERENCE.fullmatch(words) and words not in circle.known:
            beside = replace(beside, reference=words)
        elif not beside.due and is_until(words):
            beside = replace(beside, due=words)
        elif _FAR.fullmatch(words):
            beside = replace(beside, status=words)
        else:
            break
        told = told[: found.start()].rstrip(" .")
    return told, beside


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


def resolved(circle: Circle, told: str) -> Asked | None:
    """Who is to do what was resolved: `RESOLVED that the Clerk write to them`, `the Clerk be asked to write`."""
    begins = _RESOLVED.match(told)
    rest = told[begins.end() :] if begins else told
    for found in _VERB.finditer(rest, 0, _MOST_NAMES):
        if found["asked"] or (begins and begins["word"] and not _NO_VERB.fullmatch(found["verb"])):
            who, why = circle.named(rest[: found.start()])
            if who:
                return Asked(who, rest, why)
    return None


def _at_end(circle: Circle, told: str) -> Asked | None:
    """Who stands behind what is to be done, in brackets or parted by a sign, before until when and how far."""
    best: Asked | None = None
    for found in reversed(list(_BEFORE_WHO.finditer(told))):
        one = _tail(circle, told[: found.start()], told[found.end() :]) if found.start() else None
        if best and not one:
            break
        best = one or best
    return best


def _tail(circle: Circle, before: str, rest: str) -> Asked | None:
    """Who is named by the words with which a sentence ends, if they name people and say until when or how far."""
    if len(rest) > _MOST_NAMES or rest.startswith("with "):
        return None
    pieces = [piece.strip(" .)]") for piece in _PARTS.split(rest.rstrip(" .)]"))]
    for count in range(len(pieces), 0, -1):
        who, why = circle.named(", ".join(pieces[:count]))
        more = pieces[count:]
        if not who and count == len(pieces) and (until := _UNTIL.search(rest)):
            who, why = circle.named(rest[: until.start()].rstrip(" .)]"))
            more = [until[0].strip(" ,;.)]")]
        far = next((n for n, one in enumerate(more) if columns.is_status(one)), len(more))
        if who and all(occasion.is_when(one) or _UNTIL.fullmatch(one) for one in more[:far]):
            due, status = ", ".join(more[:far]), ", ".join(more[far:])
            return Asked(who, before.rstrip(" .;,:(–—-"), why or "named behind it", due, status)
    return None


def _inside(circle: Circle, told: str) -> Asked | None:
    """Who is to do it by a later sentence, or behind what it is about: `Audit tool: KY to circulate it`."""
    for found in _CLAUSE.finditer(told):
        does = _SURELY.search(told, found.end(), found.end() + _MOST_NAMES)
        who, why = circle.named(told[found.end() : does.start()]) if does else ((), "")
        if who:
            return Asked(who, told, why)
    return None


def _last(circle: Circle, told: str) -> Asked | None:
    """Whose initials end a sentence with nothing before them: `options paper AB & CF`."""
    found = _INITIALS.search(told)
    who, why = circle.named(found["who"]) if found and not _TOWARDS.search(told[: found.start()]) else ((), "")
    return (
        Asked(who, told[: found.start()], why or "named behind it")
        if found and circle.known.issuperset(who) and who
        else None
    )


def _as_subject(circle: Circle, found: Asked) -> Asked | None:
    first = circle.names.first(found.text)
    if first and first.who != (ALL,) and re.match(r"\s+(?!and\b|or\b)[a-z]", found.text[first.end :]):
        return replace(found, who=first.who, why=f"the sentence begins with {' and '.join(first.who)}")
    return None


def strangers(circle: Circle, told: str) -> list[str]:
    """Who is to do it and is nobody yet: `Finance Team to ...`."""
    owner = columns.fields(told)[1].get("responsible", "")
    if owner or asked(circle, told).who:
        return circle.strangers(_UNTIL.sub("", owner)) if owner else []
    found = _SURELY.search(told[:_MOST_NAMES])
    if found is None:
        return circle.beside(_NAMES_END.split(told, maxsplit=1)[0])
    begin = _ARTICLE.sub("", told[: found.start()])
    return circle.strangers(begin) if begin else []
