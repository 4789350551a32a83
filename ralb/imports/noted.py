"""What the notes of old minutes ask for and decide: each with the number of its row."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from ralb import draft, harvest, minutes, spoken, values
from ralb.book import Minutes
from ralb.draft import Draft
from ralb.harvest import Row
from ralb.imports import asked, matching, occasion, rows
from ralb.imports.asked import Asked
from ralb.imports.blocks import bare
from ralb.imports.circle import Circle
from ralb.imports.ledger import Ledger, Told
from ralb.imports.notes import Notes, Piece
from ralb.imports.numbers import Beside
from ralb.model import Action, Meeting, Number, Status
from ralb.spoken import Mark
from ralb.text import Edit, Span, apply

_PARTED = re.compile(r"\n\s*\n|\n(?=[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t])")
_SENTENCES = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[A-Z\"“(])")
_NO_SENTENCE = re.compile(r"#|\||:::|\W*(?:actions?|follow[- ]?up)\b", re.IGNORECASE)
_SIGN = re.compile(r"^(?:[-*+][ \t]+|\\?\(?(?:[0-9]{1,3}|[a-z])\\?[.)]\s+)")
_ITEM = re.compile(r"^#{1,6}[ \t]+(?:Item[ \t]+)?(?P<number>[\w/.-]*[0-9])\b", re.MULTILINE)
_COLON = re.compile(r"\W{0,3}[:.–—-]")
_ONLY_WHO = "only who is said; what is to be done is taken from the sentence before"
_FEWEST_WORDS = 4
_TICKED = re.compile(r"\\?\[[xX]\\?\]")


@dataclass(frozen=True, slots=True)
class Noted:
    """The notes with their numbers, the meeting with its rows, and the lines whose words have one."""

    text: str
    meeting: Meeting
    lines: frozenset[int]
    count: int
    """How many actions the notes name."""


def numbered(notes: Notes, circle: Circle, beside: Beside, ledger: Ledger) -> Noted:
    """Give everything marked in the notes the number of its row, or a row; an action that names nobody is left."""
    return _Numbering(circle, beside, ledger).numbered(notes)


class _Numbering:
    """The notes while they get their numbers; *now* gets the rows on the way."""

    def __init__(self, circle: Circle, beside: Beside, ledger: Ledger) -> None:
        self.circle, self.beside, self.ledger, self.now = circle, beside, ledger, circle.meeting
        self.listed = {row.number for row in self.now.actions}
        self.marked = Counter[str]()
        self.items: list[re.Match[str]] = []

    def numbered(self, notes: Notes) -> Noted:
        read = self._read(notes.text)
        marks = list(spoken.begun(read, self.circle.names))
        self.marked = Counter(mark.kind for mark in marks)
        self.items = list(_ITEM.finditer(read.source.text, *read.notes))
        ends = [*(mark.word.start for mark in marks), read.notes.end][1:]
        begin = read.notes.start
        edits: list[Edit] = []
        lines: set[int] = set()
        count = 0
        for mark, end in zip(marks, ends, strict=False):
            words, told = spoken.words(read, mark, end, self.circle.names)
            words = bare(words)
            piece = notes.piece(mark.word.start - begin)
            if not (number := self._number(read, mark, words, told, piece)):
                continue
            lines.add(piece.block.line)
            count += mark.kind == "actions"
            edits.append(_numbered(read.source.text, mark, number))
        moved = [Edit(Span(span.start - begin, span.end - begin), new) for span, new in edits]
        now = apply(read.source.text[begin : read.notes.end], moved)
        return Noted(now, self.now, frozenset(lines), count)

    def _read(self, text: str) -> Minutes:
        """The minutes as ralb reads them."""
        typed = draft.write(Draft(self.now, text)).encode()
        names = values.names(self.circle.board)
        return minutes.parse(f"minutes/{self.now.date}.md", typed, self.now.date, names)

    def _number(self, read: Minutes, mark: Mark, words: str, told: str, piece: Piece) -> Number | None:
        """The number for a mark, with a new row where there is none; None for what stays as it is."""
        line = piece.block.line
        if mark.number is not None:
            return self._renumbered(read, mark, words, told, line)
        if not re.search(r"\w", told):
            return None
        if mark.kind != "actions":
            return self._with(harvest.as_row(read, self.now, mark, told, ()))
        found = self._asked(read, mark, told)
        same = matching.same_as(found, self._rows(found), self._item(mark.word.start)) or self._of_log(found)
        if same:
            self._compare(found, *same, Told(line, words, ""))
            return same[0].number
        if not found.who:
            self.ledger.left.append(Told(line, words, "who is to do it? It stands in the notes, and has no row"))
            return None
        if not found.text:
            why = f"what is {', '.join(found.who)} to do? It stands in the notes, and has no row"
            self.ledger.left.append(Told(line, words, why))
            return None
        if why := "; ".join(filter(None, (found.why, piece.why))):
            self.ledger.guesses.append(Told(line, words, f"{', '.join(found.who)}: {why}"))
        row = harvest.as_row(read, self.now, mark, found.text, found.who)
        return self._with(self._told(row, found, ticked=_TICKED.match(piece.block.text) is not None))

    def _renumbered(self, read: Minutes, mark: Mark, words: str, told: str, line: int) -> Number | None:
        """The number of a row for a mark that has a number of its own, which may count from 1 in each meeting."""
        carried = {row.number for row in self.beside.carried}
        if mark.number in {row.number for row in getattr(self.now, mark.kind)} - carried:
            return None
        found = self._asked(read, mark, told.lstrip(" :.–—-*")) if mark.kind == "actions" else None
        if mark.number is None or found is None or not found.who or not found.text or not _COLON.match(told):
            row = mark.kind.removesuffix("s")
            why = f"the notes name {row} {mark.number}, which is no row of these minutes"
            self.ledger.asks.append(Told(line, words, why))
            return None
        if same := matching.same_as(found, self._rows(found), self._item(mark.word.start)):
            number = same[0].number
        else:
            row_made = self._told(harvest.as_row(read, self.now, mark, found.text, found.who), found, ticked=False)
            wanted = Number(mark.number) if self.beside.free.has(mark.kind, mark.number, found.text) else None
            number = self._with(row_made, wanted)
        if number != mark.number:
            why = f"is {number} here: numbers go on from meeting to meeting"
            self.ledger.guesses.append(Told(line, words, why))
        return number

    def _asked(self, read: Minutes, mark: Mark, told: str) -> Asked:
        """Who is to do what; where only people are named, the sentence before says what."""
        told = bare(told).rstrip(" \\")
        only = asked.only_who(self.circle, told)
        if only is None:
            return asked.asked(self.circle, told)
        text = _before(read.source.text[read.notes.start : mark.word.start])
        return replace(only, text=text, why=_ONLY_WHO)

    def _told(self, row: Row, found: Asked, *, ticked: bool) -> Row:
        """A row with what stands beside its words: until when, and how far it is."""
        if not isinstance(row, Action):
            return row
        due, words = occasion.due(found.due, self.now.date)
        status = rows.meant(found.status) if found.status else Status.COMPLETE if ticked else None
        reference = f"reference: {found.reference}" if found.reference else ""
        status_words = found.status if len(found.status.split()) > 1 else ""
        notes = [reference, f"due: {words}" if words else "", status_words]
        note = "; ".join(filter(None, notes)) or None
        return replace(row, status=status or row.status, due=due, note=note)

    def _item(self, at: int) -> str | None:
        """The number of the agenda item under which something stands, whatever headings are between."""
        before = bisect_left(self.items, at, key=re.Match.start)
        return self.items[before - 1]["number"] if before else None

    def _rows(self, found: Asked) -> list[Action]:
        """The rows that an action of the notes may be: those of the log, and one that the notes say again."""
        said = found.who, found.text
        return [
            one for one in self.now.actions if one.number in self.listed or (one.responsible, one.text) == said
        ]

    def _of_log(self, found: Asked) -> tuple[Action, float] | None:
        """The one row of the log that those have who alone are named: `ACTION: KY` means it."""
        theirs = [
            row for row in self.now.actions if row.number in self.listed and set(row.responsible) == set(found.who)
        ]
        return (theirs[0], 0.0) if len(theirs) == 1 and found.why == _ONLY_WHO else None

    def _compare(self, found: Asked, row: Action, share: float, tell: Told) -> None:
        """Say how sure it is that an action of the notes is a row of the log."""
        if not share:
            why = f"is it action {row.number}? Only who is said, and that is their one row of the log"
            self.ledger.asks.append(tell._replace(why=why))
            return
        if share < 1 or len(row.text) != len(found.text):
            why = f"is action {row.number}: {share:.0%} of its words are those of the row"
            self.ledger.guesses.append(tell._replace(why=why))
        if found.who and set(found.who) != set(row.responsible):
            why = f"here {', '.join(found.who)}, in the log {', '.join(row.responsible)}: who is it?"
            self.ledger.asks.append(tell._replace(why=why))

    def _with(self, row: Row, wanted: Number | None = None) -> Number:
        """Add a row to its list, under the number that it has from an earlier import, or *wanted*, or next."""
        kind = spoken.LISTS[type(row).__name__.lower()]
        mine: tuple[Row, ...] = getattr(self.now, kind)
        before: tuple[Row, ...] = getattr(self.beside.there, kind) if self.beside.there else ()
        taken = [one.number for one in mine]
        same = next((one for one in before if one.text == row.text and one.number not in taken), None)
        first = self.beside.free.first(kind, taken, self.marked[kind] + len(taken))
        number = same.number if same else wanted or Number(first)
        with_row: dict[str, Any] = {
            kind: tuple(sorted((*mine, replace(row, number=number)), key=lambda one: one.number))
        }
        self.now = replace(self.now, **with_row)
        return number


def _numbered(text: str, mark: Mark, number: Number) -> Edit:
    """The edit that gives a mark its number, also instead of one of its own."""
    if mark.number is None:
        return harvest.numbered(text, mark, number)
    return Edit(Span(mark.word.end, mark.text), f" {number}")


def _before(text: str) -> str:
    """The last sentence of a text, as an action says it; "" below a heading, in a table, behind another action."""
    paragraph = _PARTED.split(text.rstrip(" \t\n([*_-–—"))[-1].strip()
    sentences = _SENTENCES.split(" ".join(paragraph.split()))
    # `Clerk to chase.` does not say what: the sentence before it does.
    is_short = len(sentences[-1].split()) < _FEWEST_WORDS and not _NO_SENTENCE.match(sentences[-1])
    sentence = " ".join(sentences[-2:] if is_short else sentences[-1:])
    if _NO_SENTENCE.match(paragraph) or _NO_SENTENCE.match(sentence):
        return ""
    return bare(_SIGN.sub("", sentence, count=1)).strip(" .;,:–—-")
