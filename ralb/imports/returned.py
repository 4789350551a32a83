"""A Word copy that came back, compared with the minutes it was made from: what was corrected, item by item."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ralb import log, people
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.imports import pairing, spots
from ralb.imports.blocks import Kind, Reading
from ralb.imports.pairing import Unit
from ralb.imports.spots import ByHand, Spot
from ralb.model import Action, Board, Meeting
from ralb.revising import Revision
from ralb.text import Edit, Span

_TEXT, _RESPONSIBLE = "text", "responsible"


@dataclasses.dataclass(frozen=True, slots=True)
class Correction:
    """One difference: where it is, what the minutes say and what the copy says; "" is nothing."""

    where: str
    was: str
    now: str
    spot: Spot | None = None
    """What changes or goes; of what is new the spot before it."""
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    number: int | None = None
    """The action concerned, and which column of its row."""
    column: str = ""
    by_hand: str = ""
    """Why only a person can make it; "" for what can be accepted."""


def corrections(minutes: Minutes, meeting: Meeting, sent: Reading, back: Reading) -> list[Correction]:
    """Where the copy that came *back* says something else than the minutes, which *sent* is made of now."""
    before, after = pairing.units(sent), pairing.units(back)
    places = _Places(minutes, meeting, before)
    found: list[Correction] = []
    last: int | None = None
    for was, now in pairing.paired(before, after):
        last = last if was is None else was
        if was is None and now is not None:
            found += places.new(after[now], last)
        elif was is not None and now is None:
            found += places.gone(was)
        elif was is not None and now is not None and before[was].words != after[now].words:
            found += places.other(was, after[now])
    return found


def revision(
    board: Board, minutes: Minutes, meeting: Meeting, today: PartialDate, taken: Sequence[Correction]
) -> Revision:
    """What the minutes shall say with these corrections; raises `ByHand`, and what changing a log raises."""
    edits: dict[Span, str] = {}
    now = meeting
    for one in taken:
        if one.number is not None and one.column == _TEXT:
            now = log.reword(now, one.number, one.now, today)
        elif one.number is not None:
            now = log.assign(board, now, one.number, people.listed_in(one.now, board), today)
        else:
            for span, new in _edits(minutes, one):
                edits[span] = edits.get(span, "") + new
    return Revision(now, [Edit(span, new) for span, new in edits.items()])


def reads(minutes: Minutes, taken: Sequence[Correction]) -> list[str]:
    """The words of the notes, spot by spot, as they are with these corrections."""
    said: list[tuple[Spot | None, list[str]]] = [
        (None, []),
        *((spot, [spot.words]) for spot in spots.spots(minutes)),
    ]
    for one in taken:
        if one.number is None:
            words = next(words for spot, words in said if spot == one.spot)
            if not one.was:
                words.append(one.now)
            elif one.now:
                words[0] = one.now
            else:
                words.pop(0)
    return [word for _, words in said for word in words]


def _edits(minutes: Minutes, one: Correction) -> list[Edit]:
    if not one.was:
        return [spots.added(minutes, one.spot, one.kind, one.level, one.now)]
    if one.spot is None:
        raise ByHand(one.by_hand)
    return spots.changed(one.spot, one.now) if one.now else [spots.removed(minutes, one.spot)]


class _Places:
    """Where in the minutes each unit of the document that is made of them stands."""

    def __init__(self, minutes: Minutes, meeting: Meeting, before: Sequence[Unit]) -> None:
        self.before = before
        self.actions = {int(action.number): action for action in meeting.actions}
        self.spots = self._spots(spots.spots(minutes))

    def _spots(self, every: Sequence[Spot]) -> dict[tuple[int, int], Spot]:
        """The spot of each unit, of a row of each cell."""
        flat = [(i, column) for i, unit in enumerate(self.before) for column in range(len(unit.words))]
        ours = [self.before[i].words[column] for i, column in flat]
        theirs = [
            pairing.LABEL.sub("", spot.words, count=1) if spot.kind is Kind.ITEM else spot.words for spot in every
        ]
        found = {}
        for a, b, size in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
            found.update({flat[a + n]: every[b + n] for n in range(size)})
        return found

    def where(self, at: int) -> str:
        """The heading under which a unit stands."""
        above = (unit.words[0] for unit in reversed(self.before[: at + 1]) if unit.kind is Kind.HEADING)
        return next(above, "the beginning")

    def other(self, at: int, now: Unit) -> Iterator[Correction]:
        """What differs in a unit that both have."""
        was = self.before[at]
        action = self._action(was)
        if len(was.words) != len(now.words):
            why = "the row has other cells"
            yield Correction(self.where(at), " | ".join(was.words), " | ".join(now.words), by_hand=why)
            return
        for column, (old, new) in enumerate(zip(was.words, now.words, strict=True)):
            if old == new:
                continue
            if action:
                yield self._in_log(action, old, new)
            else:
                yield self._in_notes(at, column, old, new)

    def _in_notes(self, at: int, column: int, old: str, new: str) -> Correction:
        spot = self.spots.get((at, column))
        if spot is None:
            return Correction(
                self.where(at),
                old,
                new,
                by_hand="it stands in no paragraph of the notes; type it where it belongs",
            )
        # A number that was typed before an item is no word of it for whoever compares.
        typed = spot.words.removesuffix(old)
        return Correction(self.where(at), spot.words, typed + new if new else "", spot, spot.kind)

    def gone(self, at: int) -> Iterator[Correction]:
        """A unit that the copy has no longer."""
        was, where = self.before[at], self.where(at)
        if action := self._action(was):
            why = f"actions do not go; `ralb action withdraw {action.number}` ends one"
            yield Correction(f"action {action.number}", action.text, "", by_hand=why)
        elif was.kind is Kind.ROW:
            yield Correction(where, " | ".join(was.words), "", by_hand="rows of a table are taken out by hand")
        else:
            yield self._in_notes(at, 0, was.words[0], "")

    def new(self, unit: Unit, behind: int | None) -> Iterator[Correction]:
        """A unit that only the copy has, *behind* one of ours."""
        words = " | ".join(unit.words)
        where = self.where(behind) if behind is not None else "the beginning"
        spot = self.spots.get((behind, len(self.before[behind].words) - 1)) if behind is not None else None
        follows = self.spots.get((behind + 1, 0)) if behind is not None else None
        first = min(self.spots, default=None)
        if unit.kind is Kind.ROW:
            yield Correction(where, "", words, by_hand="rows are added by hand; an action with `ralb action add`")
        elif spot is None and not (follows and behind is not None and first == (behind + 1, 0)):
            yield Correction(
                where, "", words, by_hand="it stands in no paragraph of the notes; type it where it belongs"
            )
        elif spot and spot.restricted and not (follows and follows.restricted):
            yield Correction(
                where, "", words, by_hand="it stands behind a restricted passage: type it in there, or below"
            )
        else:
            yield Correction(where, "", words, spot, unit.kind, unit.level)

    def _action(self, unit: Unit) -> Action | None:
        """The action of a row of the log."""
        action = self.actions.get(_number(unit)) if unit.kind is Kind.ROW else None
        return action if action and any(pairing.spaced(action.text) in words for words in unit.words) else None

    def _in_log(self, action: Action, old: str, new: str) -> Correction:
        where = f"action {action.number}"
        if old == pairing.spaced(action.text) and new:
            return Correction(where, old, new, number=action.number, column=_TEXT)
        if old == ", ".join(action.responsible) and new:
            return Correction(where, old, new, number=action.number, column=_RESPONSIBLE)
        why = f"how it stands is written with `ralb action`, as `ralb action close {action.number}`"
        return Correction(where, old, new, by_hand=why)


def _number(unit: Unit) -> int:
    return int(unit.words[0]) if unit.words and re.fullmatch("[0-9]{1,9}", unit.words[0]) else -1
