"""From what is typed in a meeting, `Action: KY to find out ...`, to rows of the log and numbers in the notes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ralb import dates, log, spoken
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
from ralb.spoken import Mark
from ralb.text import Edit, Span, quoted

Row = Action | Decision | Escalation | Recommendation


class Left(NamedTuple):
    """What looks like something to harvest and was not understood: its line as read, its words, and why."""

    line: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Harvest:
    """What the minutes shall say, the rows that are new, what was left alone, and what to look at again."""

    revision: Revision
    rows: list[Row]
    left: list[Left]
    doubts: list[str]


_HEADING = re.compile(r"^#{1,6}[ \t]+(?:Item[ \t]+)?(?P<number>[0-9]{1,3}[a-z]?)\b", re.MULTILINE)
_INITIALS = re.compile(r"\b[A-Z]{2,4}[0-9]?\b")
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,3}")
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
    every = list(spoken.begun(minutes, names))
    ends = [*(one.word.start for one in every), minutes.notes.end][1:]
    given = _Numbers(free, every)
    now, edits, left, doubts = meeting, list[Edit](), list[Left](), list[str]()
    typed = {_same(row): row.number for row in _typed(meeting, given)}
    said: dict[Any, int] = {}
    new: list[Row] = []
    for mark, end in zip(every, ends, strict=False):
        words, told = spoken.words(minutes, mark, end, names)
        who = names.doers(told) or (names.doers(f"{mark.named} to") if mark.named else ())
        why = mark.trouble or given.without_row(mark, meeting) or _trouble(mark, told, who, names)
        if mark.number is None and not why and spoken.runs_on(minutes, mark, end, names):
            why = "does it end with its line? then put a blank line below it; else join the lines"
        if mark.number is not None and not why:
            continue
        if why:
            left.append(Left(spoken.line(text, mark.word.start), words, why))
            continue
        row = as_row(minutes, meeting, mark, told, who)
        sentence = (item(minutes, mark.word.start), _same(row))
        number = said.get(sentence) or typed.pop(_same(row), None)
        if number:
            doubts.append(f"{type(row).__name__.lower()} {number} is said again: {told}")
        else:
            number = given.next(mark.kind)
            row = replace(row, number=Number(number))
            with_row: dict[str, Any] = {mark.kind: (*getattr(now, mark.kind), row)}
            now = replace(now, **with_row)
            new.append(row)
            doubts += [f"action {number}: is {name} responsible, too?" for name in names.doubtful(told)]
        said[sentence] = number
        edits.append(numbered(text, mark, number))
    left += [
        Left(line, words, "begin with `Action:`, `Decision:`, `Escalation to ...:`, if it is one")
        for line, words in spoken.overlooked(minutes, every)
    ]
    if any(isinstance(row, Action) for row in new):
        now = log.dated(now, today)
    return Harvest(Revision(now, edits), new, sorted(left), doubts)


class _Numbers:
    """The free numbers of each list, without those that the notes use already."""

    def __init__(self, free: Callable[[str], int], marks: Iterable[Mark]) -> None:
        self._free = free
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._noted = {(mark.kind, mark.number) for mark in marks if mark.number is not None}

    def is_noted(self, row: Row) -> bool:
        return (spoken.LISTS[type(row).__name__.lower()], row.number) in self._noted

    def first(self, kind: str) -> int:
        if kind not in self._first:
            self._first[kind] = self._free(kind)
            self._last[kind] = self._first[kind] - 1
        return self._first[kind]

    def next(self, kind: str) -> int:
        self.first(kind)
        self._last[kind] += 1
        while (kind, self._last[kind]) in self._noted:
            self._last[kind] += 1
        return self._last[kind]

    def without_row(self, mark: Mark, meeting: Meeting) -> str:
        """What is wrong with a number that the notes use and no log has ever issued."""
        if mark.number is None or any(row.number == mark.number for row in getattr(meeting, mark.kind)):
            return ""
        if mark.number < self.first(mark.kind):
            return ""
        return f"no row has the number {mark.number}: delete the number, and it gets its row"


def _trouble(mark: Mark, words: str, who: tuple[Responsible, ...], names: Names) -> str:
    if mark.number is not None:
        return ""
    if not re.search(r"\w", words) or (mark.kind == "actions" and not names.is_said(words)):
        return "nothing is said"
    if not words.isprintable():
        return "it holds a character that nobody sees: type the sentence again"
    if mark.kind == "actions" and not who:
        return _nobody(re.split(r"\b(?:to|will)\b|[:.;]", words)[0].strip(), words, names)
    return ""


def _nobody(leading: str, words: str, names: Names) -> str:
    """Why nobody is named by what an action begins with."""
    if shared := names.shared(words):
        return f"{quoted(shared)} may be two people of the board"
    unknown = next((one for one in _INITIALS.findall(leading) if not names.means(one)), None)
    near = names.near(leading)
    if unknown is None and near is None and _FULL_NAME.fullmatch(leading):
        guest = "a guest goes by initials: `ralb attend --in-attendance XY`, then `XY to ...`"
        return f"{quoted(leading)} is nobody on the board at that meeting; {guest}"
    if unknown is None and near is None:
        return f"who? {_NEEDS}"
    meant = f"; did you mean {near}?" if near and not unknown else ""
    return f"{quoted(unknown or leading)} is nobody on the board at that meeting{meant}"


def _typed(meeting: Meeting, given: _Numbers) -> list[Row]:
    """The rows that were typed by hand for this meeting, and that the notes do not number yet."""
    own = [one for one in meeting.actions if dates.same(one.issued, meeting.date) and not one.status.finished]
    asked: list[Escalation | Recommendation] = [*meeting.escalations, *meeting.recommendations]
    rows: list[Row] = [*own, *meeting.decisions, *(one for one in asked if not one.responded)]
    return [row for row in rows if not given.is_noted(row)]


def _same(row: Row) -> Any:
    """What two rows have in common that are one: their words, for the same readers."""
    return type(row), bool(row.restricted), tuple(re.findall(r"\w+", row.text.lower()))


def as_row(minutes: Minutes, meeting: Meeting, mark: Mark, words: str, who: tuple[Responsible, ...]) -> Row:
    """The row of a mark, with a number still to come; in a restricted passage or meeting it is restricted."""
    restricted = bool(meeting.restricted) or minutes.restricts(mark.word.start)
    number = Number(0)
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
        item=item(minutes, mark.word.start),
        restricted=restricted,
        text=words,
    )


def item(minutes: Minutes, at: int) -> str | None:
    """The number of the agenda item under which something stands, if its heading has one."""
    heads = list(
        re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE).finditer(minutes.source.text, minutes.notes.start, at)
    )
    numbered = _HEADING.match(heads[-1][0]) if heads else None
    return numbered["number"] if numbered else None


def numbered(text: str, mark: Mark, number: int) -> Edit:
    """The edit that writes the number behind the word; of `Action KY:` it makes `Action 84: KY`."""
    between = text[mark.word.end : mark.text]
    bold = next((sign for sign in ("**", "__", "*", "_") if sign in between), "")
    if mark.kind == "actions" and mark.named:
        colon = "" if text.startswith("to ", mark.text) else ":"
        return Edit(Span(mark.word.end, mark.text), f" {number}:{bold} {mark.named}{colon} ")
    if ":" not in between and "：" not in between:
        return Edit(Span(mark.word.end, mark.text), f" {number}:{bold} ")
    return Edit(Span(mark.word.end, mark.word.end), f" {number}")
