"""A rule about what the notes and the log say of the same action."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from ralb import dates, people, spoken
from ralb.diagnostics import Severity
from ralb.model import Action
from ralb.naming import Names
from ralb.rules.registry import Finding, rule
from ralb.rules.subjects import Log, logs
from ralb.text import listed, quoted

_SMALL = re.compile(
    "a|about|also|an|and|any|are|as|at|be|been|by|can|could|for|from|had|has|have|how|if|in|into|is|it"
    "|its|more|of|on|or|other|our|shall|should|so|than|that|the|their|them|then|there|these|they|this"
    "|those|to|up|was|we|were|what|when|where|whether|which|who|whose|will|with|would",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|e|['’]s)$")
_INITIALS = re.compile(r"[A-Z]{2,4}[0-9]?")
_WHO = re.compile(rf"{_INITIALS.pattern}(?:(?:, | and |/){_INITIALS.pattern})* to ")
# Where only one of the two has such a word, it says something else, not just less.
_SHARP = re.compile(
    r"(?i:not|no|never|nobody|none|nothing|neither|without|cannot|\w+n['’]t)|\w*[0-9].*"
    "|January|February|March|April|May|June|July|August|September|October|November|December"
)
_END = re.compile(r"\.?[ \t\r]*(?:\n|$)|\. ")
_MOST = 3
_JUST_WHO = 3


@rule("RALB316", Severity.INFO, each=logs)
def notes_and_log_differ(log: Log) -> Iterable[Finding]:
    """The notes and the log say different things of the same new action."""
    if log.meeting.agreed:
        return
    for row, at, told, names in _told(log):
        number, here = row.number, list[str](names.doers(told))
        there = list[str](names.doers(row.text)) or _answering(row, here, log)
        reword = f'`ralb action reword {number} "..."`'
        own, others = _apart(
            names.by_initials(told), names.by_initials(row.text), {*here, *there, *row.responsible}
        )
        if here and set(here) != set(there):
            message = f"{number} is for {listed(here)} here, and for {listed(there)} in the log"
            how = f"mend the wrong one: here, or `ralb action assign {number} {','.join(here)}` and {reword}"
            yield Finding(log.source, at, message, how)
        elif len(_WORD.findall(told)) > _JUST_WHO and (differ := _differ(own, others, _of_its_own(row))):
            yield Finding(log.source, at, f"{number} says {differ}", f"mend the wrong one: here, or {reword}")


def _differ(own: list[str], others: list[str], known: Collection[str]) -> str:
    """How the two differ; of words that only one has, those that change what it says and are not *known*."""
    if own and others:
        return f"{_quoted(own)} here, and {_quoted(others)} in the log"
    sharp = [word for word in own or others if _SHARP.fullmatch(word) and word not in known]
    if not sharp:
        return ""
    return f"{_quoted(sharp)} here, and not in the log" if own else f"{_quoted(sharp)} in the log, and not here"


def _of_its_own(row: Action) -> set[str]:
    """The numbers and dates that the row has beside its text."""
    due = f"{row.due} {dates.words(row.due)}" if row.due else ""
    return {str(row.number), *_WORD.findall(due)}


class Told(NamedTuple):
    """A row that was issued at a meeting, and what a place of its notes says under the same number."""

    row: Action
    at: int
    told: str
    names: Names


def _told(log: Log) -> Iterator[Told]:
    """What the notes say of the rows issued at their meeting, where they do not just repeat them."""
    noted = {mark.number for mark in log.minutes.marks}
    rows = (row for row in log.meeting.actions if row.number in noted)
    new: dict[int | None, Action] = {row.number: row for row in rows if dates.same(row.issued, log.meeting.date)}
    if all(mark.number not in new or _repeats(log, mark.at, new[mark.number]) for mark in log.minutes.marks):
        return
    names = Names(log.book.board, log.meeting)
    every = list(spoken.begun(log.minutes, names))
    ends = [*(mark.word.start for mark in every), log.minutes.notes.end][1:]
    for mark, end in zip(every, ends, strict=False):
        if mark.kind == "actions" and mark.number in new:
            told = spoken.behind_number(log.minutes, mark, end, names)
            yield Told(new[mark.number], mark.word.start, told, names)


def _repeats(log: Log, at: int, row: Action) -> bool:
    """Whether the row stands right behind the colon, perhaps with who is to do it; that is seen in a trice."""
    here, told = _parted(log.source.text[at:].partition(":")[2].lstrip(" *"))
    there, text = _parted(row.text)
    asked = here == there if there else here.issubset(row.responsible)
    same = told[: len(text)].lower() == text.lower()
    return asked and same and bool(_END.match(told, len(text)))


def _parted(text: str) -> tuple[set[str], str]:
    """The initials of who is to do something, and what."""
    found = _WHO.match(text)
    return (set(_INITIALS.findall(found[0])), text[found.end() :]) if found else (set(), text)


def _answering(row: Action, here: list[str], log: Log) -> list[str]:
    """Who answers for a row whose text does not say: whoever is asked here, if by name or through a group."""
    through = (people.person_through(log.book.board, row, who) for who in here)
    return here if None not in through else list(row.responsible)


def _apart(one: str, other: str, who: Collection[str]) -> tuple[list[str], list[str]]:
    """The words that only the one has, and those that only the other has; endings and small words do not count.

    Nor do those of *who* is to do it.
    """
    ours, theirs = ({_ENDING.sub("", word.lower()): word for word in _WORD.findall(text)} for text in (one, other))
    named = {word for name in who for word in _WORD.findall(name)}
    return _besides(ours, theirs, named), _besides(theirs, ours, named)


def _besides(words: Mapping[str, str], others: Collection[str], named: Collection[str]) -> list[str]:
    more = [word for stem, word in words.items() if stem not in others and word not in named]
    return [word for word in more if not _SMALL.fullmatch(word)]


def _quoted(words: list[str]) -> str:
    return ", ".join(quoted(word) for word in words[:_MOST]) + (" ..." if len(words) > _MOST else "")
