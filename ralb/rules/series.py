"""Rules about neighbouring logs: what one says of a number against what the one before said."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ralb import dates
from ralb.book import Book, Minutes
from ralb.diagnostics import Diagnostic, Kind, Severity, found
from ralb.model import Action, Meeting
from ralb.rules.registry import rule
from ralb.text import Span, quoted

_SURELY_OTHER, _PROBABLY_OTHER = 0.34, 0.80


@rule("RALB401", Severity.ERROR)
def number_reused(book: Book, kind: Kind) -> Iterable[Diagnostic]:
    """A number stands for another action than in the log before.

    Numbers are how people speak of actions between meetings; one that means two things loses one
    of them. Give the new action the next free number and put the old one back.
    """
    for (before, old), (after, new) in _neighbours(book):
        known = {action.number: action for action in old.actions}
        for action in new.actions:
            earlier = known.get(action.number)
            if earlier and _is_other(earlier, action, new):
                message = (
                    f"{action.number} was {quoted(earlier.text)} in {before.path}, and is another action here"
                )
                yield found(kind, after.source, _row(after, action), message, "give it the next free number")


@rule("RALB402", Severity.ERROR)
def unfinished_action_dropped(book: Book, kind: Kind) -> Iterable[Diagnostic]:
    """An action that was unfinished in the log before is not in this one.

    Every unfinished action is carried until it is complete or withdrawn. Copy its row from the
    earlier file, then change its status.
    """
    for (before, old), (after, new) in _neighbours(book):
        if None in after.unread:
            continue
        here = {action.number for action in new.actions} | after.unread
        for action in old.actions:
            if not action.status.finished and action.number not in here:
                message = f"{action.number} was {action.status} in {before.path} and is not in this log"
                how = f"copy its row from {before.path}; `withdrawn` or `complete` ends it"
                yield found(kind, after.source, _log(after), message, how)


def _neighbours(book: Book) -> Iterator[tuple[tuple[Minutes, Meeting], tuple[Minutes, Meeting]]]:
    """Each log with the one before; a file that could not be read has no neighbours."""
    for before, after in pairwise(book.minutes):
        if before.meeting and after.meeting:
            yield (before, before.meeting), (after, after.meeting)


def _is_other(earlier: Action, action: Action, meeting: Meeting) -> bool:
    """Whether a number's text has become another's, not merely reworded.

    The shares were found by experiment: a character ratio took real reuse for rewording.
    """
    if earlier.text == action.text:
        return False
    shared = _overlap(earlier.text, action.text)
    if shared < _SURELY_OTHER:
        return True
    moved = not dates.same(earlier.issued, action.issued)
    return moved and (shared < _PROBABLY_OTHER or dates.same(action.issued, meeting.date))


def _overlap(one: str, other: str) -> float:
    """The share of their words that two texts have in common."""
    words, others = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return len(words & others) / max(len(words | others), 1)


def _row(minutes: Minutes, action: Action) -> int:
    """The start of the line on which a row of the log begins."""
    return minutes.source.text.rfind("\n", 0, action.place.span.start) + 1


def _log(minutes: Minutes) -> Span:
    """The line `actions:`, or the file's first where there is none."""
    key = re.search(r"^actions:", minutes.source.text, re.MULTILINE)
    return Span(*key.span()) if key else Span(0, 0)
