"""From what is typed in a meeting, `Action: KY to find out ...`, to rows of the log and numbers in the notes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ralb import comments, dates, log, marks
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.model import (
    Action,
    Board,
    Decision,
    Escalation,
    Meeting,
    Number,
    Recommendation,
    Responsible,
    Status,
)
from ralb.naming import Names
from ralb.revising import Revision
from ralb.text import Edit, Span, position, quoted

Row = Action | Decision | Escalation | Recommendation


class Left(NamedTuple):
    """What looks like something to harvest and was not understood: its line as read, its words, and why."""

    line: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Harvest:
    """What the minutes shall say, the rows that are new in them, and what was left alone."""

    revision: Revision
    rows: list[Row]
    left: list[Left]


class _Mark(NamedTuple):
    """A word that begins something to harvest: its kind, where it stands, and where its text begins."""

    kind: str
    word: Span
    text: int
    named: str = ""
    """Who or to whom, where it stands before the colon."""
    trouble: str = ""
    is_numbered: bool = False


_WORD = re.compile(
    r"(?P<bold>\*\*|__)?(?P<kind>Action|ACTION|Decision|DECISION|Escalation|ESCALATION|Recommendation|RECOMMENDATION)"
    r"(?P<plural>[sS])?(?![\w-])"
)
_LISTS = {"action": "actions", "decision": "decisions", "escalation": "escalations",
          "recommendation": "recommendations"}  # fmt: skip
_COLON = re.compile(r"(?:\*\*|__)?[ ]?:(?:\*\*|__)?[ \t]*")
_NUMBER = re.compile(r"[ ]#?[0-9]")
_TO = re.compile(r"[ ]to[ ](?P<to>[^\n:.*]{1,80}?)(?=[ ]?(?:\*\*|__)?[ ]?:)")
_JOINED = re.compile(r"[ ](?:for[ ]|on[ ]|-[ ]|–[ ]|—[ ])?\(?|\(")
_BREAKS = re.compile(r"^[ \t>]*(?:$|#|[-*+][ \t]|[0-9]{1,9}[.)][ \t]|:::|```|~~~|\|)", re.MULTILINE)
_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*(?:\*\*|__)?(?=\s+[A-Z\"'“(*_]|\s*$)")
_TAIL = re.compile(r"[\s;,]*(?:\band)?[\s*_(\[]*$")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?:Item[ \t]+)?(?P<number>[0-9]{1,3})\b", re.MULTILINE)
_ABBREVIATION = re.compile(r"\b(?:etc|e\.g|i\.e|a\.m|p\.m|no|ltd)\.$", re.IGNORECASE)
_NEEDS = "begin with who: `KY to ...`, `KY and RE to ...`, `All to ...`"


def harvest(
    board: Board, minutes: Minutes, meeting: Meeting, today: PartialDate, free: Callable[[str], int]
) -> Harvest:
    """Give every marked sentence of the notes its number and its row; what has one already is left alone.

    *free* tells the next free number of a list. A sentence whose words are a row of this meeting gets the number
    of that row. What stands in a restricted passage becomes a restricted row. Nothing is guessed: an action that
    does not say who is left, with the reason.
    """
    text, names = minutes.source.text, Names(board, meeting)
    every = list(_marks(minutes, names))
    ends = [*(one.word.start for one in every), minutes.notes.end][1:]
    now, edits, left, new = meeting, list[Edit](), list[Left](), list[Row]()
    numbers: dict[str, int] = {}
    for mark, end in zip(every, ends, strict=False):
        if mark.is_numbered:
            continue
        words, spoken = _words(minutes, mark, end, names)
        who = names.doers(spoken) or (names.doers(f"{mark.named} to") if mark.named else ())
        why = mark.trouble or _trouble(mark, spoken, who, names)
        if why:
            left.append(Left(position(text, mark.word.start)[0], words, why))
            continue
        rows = getattr(now, mark.kind)
        number = _known(minutes, meeting, rows, spoken, new)
        if number is None:
            if mark.kind not in numbers:
                numbers[mark.kind] = free(mark.kind) - 1
            number = numbers[mark.kind] = numbers[mark.kind] + 1
            row = _row(minutes, meeting, mark, Number(number), spoken, who)
            with_row: dict[str, Any] = {mark.kind: (*rows, row)}
            now = replace(now, **with_row)
            new.append(row)
        edits.append(_numbered(text, mark, number))
    if any(isinstance(row, Action) for row in new):
        now = log.dated(now, today)
    return Harvest(Revision(now, edits), new, left)


def _marks(minutes: Minutes, names: Names) -> Iterator[_Mark]:
    """Every word of the notes that begins something to harvest, also where it has its number."""
    text, notes = minutes.source.text, minutes.notes
    for found in _WORD.finditer(text, *notes):
        begins = marks.begins(text, found.start("kind")) or marks.is_inserted(text, found.start("kind"))
        if not begins or comments.covers(minutes.comments, found.start()):
            continue
        mark = _mark(text, found, names)
        if mark:
            yield mark


def _mark(text: str, found: re.Match[str], names: Names) -> _Mark | None:
    kind, after = _LISTS[found["kind"].lower()], found.end("kind")
    word = Span(found.start("kind"), after)
    if found["plural"]:
        colon = _COLON.match(text, found.end())
        why = f"several under one word: begin each with `{found['kind'].capitalize()}:`"
        return _Mark(kind, word, colon.end(), trouble=why) if colon else None
    colon = _COLON.match(text, after)
    if colon:
        return _Mark(kind, word, colon.end())
    if _NUMBER.match(text, after):
        return _Mark(kind, word, after, is_numbered=True)
    to = _TO.match(text, after) if kind in ("escalations", "recommendations") else None
    if to and (colon := _COLON.match(text, to.end())):
        return _Mark(kind, word, colon.end(), named=" ".join(to["to"].split()))
    return _action_with_names(text, word, names) if kind == "actions" else None


def _action_with_names(text: str, word: Span, names: Names) -> _Mark | None:
    """`Action KY: ...`, `Action for KY: ...`, `Action (KY): ...`, `Action KY to ...`, `Action - KY to ...`."""
    joined = _JOINED.match(text, word.end)
    named = names.first(text, joined.end()) if joined else None
    if not joined or not named:
        return None
    colon = re.compile(r"\)?" + _COLON.pattern).match(text, named.end)
    if colon:
        return _Mark("actions", word, colon.end(), named=text[joined.end() : named.end])
    return _Mark("actions", word, joined.end()) if names.doers(text[joined.end() : named.end + 20]) else None


def _words(minutes: Minutes, mark: _Mark, end: int, names: Names) -> tuple[str, str]:
    """What a mark says: as it stands in the notes, for a message, and as it goes into the log."""
    text = minutes.source.text
    stop = _BREAKS.search(text, min(text.find("\n", mark.text) + 1 or end, end), end)
    span = Span(mark.text, max(mark.text, stop.start() if stop else end))
    span = span._replace(end=_extent(text, mark, span, names))
    typed = comments.without(minutes.source, span, minutes.comments)
    line = " ".join(re.sub(r"\*\*|(?<!\w)__|__(?!\w)", "", typed).split())
    line = _TAIL.sub("", line) if span.end == end else line
    told = line if _ABBREVIATION.search(line) else line.removesuffix(".").rstrip()
    if mark.kind == "actions" and mark.named:
        told = f"{mark.named} {told}" if told.startswith("to ") else f"{mark.named}: {told}"
    return f"{text[mark.word.start : mark.text]}{line}", told


def _extent(text: str, mark: _Mark, span: Span, names: Names) -> int:
    """Where the words of a mark end.

    On a line of its own they are the whole line, and the lines after it up to the end of a sentence; inside a
    paragraph one sentence, and the sentences after it that say what someone else is to do.
    """
    begins = text.rfind("\n", 0, mark.word.start) + 1
    own_line = not re.search(r"\w", text[begins : mark.word.start].lstrip("0123456789.)"))
    closing = text.find(_closing(text, mark), *span)
    limit = closing if closing >= 0 else span.end
    for found in _SENTENCE.finditer(text, span.start, limit):
        rest = text[found.end() : limit].lstrip()
        at_line_end = found.end() == limit or text[found.end() : limit].lstrip(" \t\r").startswith("\n")
        if (own_line and not at_line_end) or names.doers(rest):
            continue
        return found.end()
    return limit


def _closing(text: str, mark: _Mark) -> str:
    """What ends the words of a mark that stands in brackets, or in bold together with them."""
    before = text[max(0, mark.word.start - 3) : mark.word.start]
    if before.endswith(("**", "__")) and before[-2:] not in text[mark.word.end : mark.text]:
        return before[-2:]
    return {"(": ")", "[": "]"}.get(before.rstrip("*_")[-1:], "\0")


def _trouble(mark: _Mark, words: str, who: tuple[Responsible, ...], names: Names) -> str:
    if not re.search(r"\w", words):
        return "nothing is said"
    if mark.kind == "actions" and not who:
        leading = re.findall(r"\b[A-Z]{2,4}[0-9]?\b", re.split(r"\b(?:to|will)\b|[:.;]", words)[0])
        unknown = next((name for name in leading if name not in names.meant), None)
        return f"{quoted(unknown)} is nobody on the board at that meeting" if unknown else f"who? {_NEEDS}"
    return ""


def _known(minutes: Minutes, meeting: Meeting, rows: tuple[Row, ...], words: str, new: list[Row]) -> int | None:
    """The number of a row that says the same: typed by hand for this meeting, or harvested just now."""
    noted = {mark.number for mark in minutes.marks}
    for row in rows:
        own = row in new or (
            row.number not in noted and isinstance(row, Action) and dates.same(row.issued, meeting.date)
        )
        if own and _alike(row.text) == _alike(words):
            return row.number
    return None


def _alike(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _row(
    minutes: Minutes, meeting: Meeting, mark: _Mark, number: Number, words: str, who: tuple[Responsible, ...]
) -> Row:
    restricted = _is_restricted(minutes, mark.word.start)
    if mark.kind == "decisions":
        return Decision(number=number, restricted=restricted, text=words)
    if mark.kind == "escalations":
        return Escalation(number=number, to=mark.named or None, restricted=restricted, text=words)
    if mark.kind == "recommendations":
        return Recommendation(number=number, to=mark.named or None, restricted=restricted, text=words)
    return Action(
        number=number,
        status=Status.OPEN,
        issued=log.issued(meeting),
        responsible=who,
        item=_item(minutes, mark.word.start),
        restricted=restricted,
        text=words,
    )


def _is_restricted(minutes: Minutes, at: int) -> bool:
    inside = [passage for passage in minutes.passages if passage.start <= at]
    return bool(inside) and inside[-1].restricted


def _item(minutes: Minutes, at: int) -> str | None:
    """The number of the agenda item under which something stands, if its heading has one."""
    heads = list(
        re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE).finditer(minutes.source.text, minutes.notes.start, at)
    )
    numbered = _HEADING.match(heads[-1][0]) if heads else None
    return numbered["number"] if numbered else None


def _numbered(text: str, mark: _Mark, number: int) -> Edit:
    """The edit that writes the number behind the word; of `Action KY:` it makes `Action 84: KY`."""
    between = text[mark.word.end : mark.text]
    if mark.kind == "actions" and mark.named:
        bold = "**" if "**" in between else ""
        colon = "" if text.startswith("to ", mark.text) else ":"
        return Edit(Span(mark.word.end, mark.text), f" {number}:{bold} {mark.named}{colon} ")
    if ":" not in between:
        return Edit(Span(mark.word.end, mark.text), f" {number}: ")
    return Edit(Span(mark.word.end, mark.word.end), f" {number}")
