"""Rules about one log."""

from collections.abc import Iterable

from ralb.book import Book
from ralb.diagnostics import Diagnostic, Kind, Severity, found
from ralb.rules.registry import rule
from ralb.text import position


@rule("RALB301", Severity.ERROR)
def number_twice(book: Book, kind: Kind) -> Iterable[Diagnostic]:
    """Two rows of one log have the same number.

    A merge of two branches that each added an action makes this without a conflict. The later
    of the two gets the next free number, in the notes too.
    """
    for minutes in book.minutes:
        first: dict[int, int] = {}
        for action in minutes.meeting.actions if minutes.meeting else ():
            at = action.place.values["number"]
            line = position(minutes.source.text, at.start)[0]
            if action.number in first:
                message = f"the number {action.number} is given twice (first on line {first[action.number]})"
                yield found(kind, minutes.source, at, message, "give the later one the next free number")
            first.setdefault(action.number, line)
