"""The words before a list of people, that say whether these came, sent apologies, or were asked."""

import re
from typing import NamedTuple

PRESENT, APOLOGIES, ABSENT, IN_ATTENDANCE, INVITED = "present", "apologies", "absent", "in_attendance", "invited"
CHAIR, SUPPORT = "chair", "support"
_CHAIR = re.compile(r"(?:in the )?chair(?:man|woman|person)?|chaired by|chairing", re.IGNORECASE)
_SUPPORT = re.compile(
    r"secretariat|minutes|minuted by|minutes taken by|minute[- ]?taker|note[- ]?taker|notes(?: taken)? by|clerk|"
    r"secretary",
    re.IGNORECASE,
)
# The first that fits counts: `also present` before `present`, `could not attend` before `attend`.
_MEANINGS = (
    (INVITED, r"invit(?:ees?|ed|ation)|distribution|circulation"),
    (ABSENT, r"absent|absentees|leave of absence|(?:not|non) (?:present|here|attendance)|did not .*"),
    (APOLOGIES, r"apol\w*|regrets|sorry|(?:not|unable|t|cannot|not able)(?: to)? (?:attend\w*|come|make|join|be)"),
    (
        IN_ATTENDANCE,
        r"in attendance|also .*|officers?|observers?|guests?|visitors?|advis[eo]rs?|staff|public|together with",
    ),
    (
        PRESENT,
        r"present|here|attend\w*|participa\w+|room|screen|online|person|phone|call|line|teams|zoom|video|remotely|"
        r"virtually|came|joined|who was there|those there|members|governors|trustees|councillors|cllrs|partners|"
        r"directors|co ?opted",
    ),
)
_LISTS = tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in _MEANINGS)
# Nothing else stands in a label: `Members discussed the plan` is none.
_WORDS = re.compile(
    r"(?:invitees?|invited|invitation|distribution|circulation|list|apol\w*|regrets|sorry|not|unable|t|can|could|couldn|"
    r"cannot|able|to|attend\w*|come|came|make|it|join\w*|us|be|is|was|were|who|those|the|of|in|on|at|by|via|from|for|with|"
    r"and|or|absence|absent|absentees|received|given|sent|tendered|accepted|their|they|s|an|had|have|been|leave|together|noted|also|non|did|without|officers?|observers?|"
    r"guests?|visitors?|advis[eo]rs?|staff|public|present|here|there|participa\w+|meeting|room|screen|online|person|phone|"
    r"call|line|ms|microsoft|teams|zoom|video|conference|remotely|virtually|members?|governors|trustees|councillors|cllrs|"
    r"partners|directors|board|committee|panel|forum|group|partnership|council|core|voting|other|attendance|co|opted|"
    r"coopted|full|name|names)"
)
_PARTING = re.compile(r"\s*:-?\s*|\s[–—-]\s|\t\s*|\s*$")
_SHORT = {"p": PRESENT, "pres": PRESENT, "a": APOLOGIES, "apol": APOLOGIES}
_MOST_WORDS = 9
_HEADS = re.compile(
    r"(?:(?:name|role|title|organi[sz]ation|agency|designation|job title|initials|position)s?(?: ?/ ?|$))+",
    re.IGNORECASE,
)


class Roll(NamedTuple):
    """Which list words begin, and where the people behind them begin, if any stand on the same line."""

    name: str
    end: int


def roll(words: str) -> Roll | None:
    """The list that a line begins, or that the head of a table means; None for any other words.

    >>> roll("Could not attend: A Brown"), roll("Board members present")
    (Roll(name='apologies', end=18), Roll(name='present', end=21))
    >>> roll("Members discussed the plan")
    """
    parting = _PARTING.search(words)
    said = re.sub(r"\([^)]*\)", " ", words[: parting.start()]).strip(" *_") if parting else ""
    if not parting or not said or re.search(r"[0-9]", said):
        return None
    end = parting.end()
    end = len(words) if _HEADS.fullmatch(words[end:].strip()) else end
    if short := _SHORT.get(said.lower().rstrip(".")):
        return Roll(short, end)
    if _CHAIR.fullmatch(said):
        return Roll(CHAIR, end)
    if _SUPPORT.fullmatch(said):
        return Roll(SUPPORT, end)
    found = re.findall(r"[a-z]+", re.sub(r"(in attendance) for .*", r"\1", said.lower()).replace("-", " "))
    if not found or len(found) > _MOST_WORDS or not all(map(_WORDS.fullmatch, found)):
        return None
    line = " ".join(found)
    if end == len(words) and re.search(
        r"\b(?:attend\w*|present)\b.* and apol|^apol.* and (?:attend|present)", line
    ):
        return Roll(PRESENT, end)
    return next((Roll(name, end) for name, pattern in _LISTS if pattern.search(line)), None)


def is_head(words: str) -> bool:
    """Whether words name a column of a table of people."""
    return _HEADS.fullmatch(words) is not None or bool(alone(words))


def alone(words: str) -> str:
    """The list that words mean which are a label and nothing else; "" for none."""
    found = roll(words)
    return found.name if found and found.end == len(words) else ""
