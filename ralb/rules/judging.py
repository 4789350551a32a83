"""What of the findings a person wants to see: rules that are selected or ignored, and nothing that is settled."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ralb import kinds
from ralb.book import Book, Minutes
from ralb.diagnostics import Diagnostic, Kind, found
from ralb.model import Allowance
from ralb.rules import catalogue, settling
from ralb.text import Source, Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which kinds are asked for: those selected, or all; but none that is ignored."""

    selected: Collection[Kind] = ()
    ignored: Collection[Kind] = ()

    def has(self, finding: Diagnostic) -> bool:
        code = finding.kind.code
        chosen = not self.selected or any(kind.code == code for kind in self.selected)
        return chosen and not any(kind.code == code for kind in self.ignored)


def judged(book: Book, wanted: Wanted) -> list[Diagnostic]:
    """Everything that is wrong with a book and that nobody has settled, in the order of its files.

    Its minutes go by once, and nothing of them is kept but what is found and what they allow.
    """
    read = [*book.faults]
    given: settling.Allowed = {"": book.board.allow}

    def heard() -> Iterator[Minutes]:
        for minutes in book.minutes:
            read.extend(minutes.faults)
            if minutes.meeting and minutes.meeting.allow:
                given[minutes.path] = minutes.meeting.allow
                read.extend(_unknown(minutes.source, minutes.meeting.allow))
            yield minutes

    found = [*catalogue.check(book, heard()), *_unknown_of_board(book)]
    ignored = [kind for name in book.board.validate.ignore if (kind := catalogue.find(name))]
    wanted = Wanted(wanted.selected, [*wanted.ignored, *ignored])
    return settling.unsettled(filter(wanted.has, [*read, *found]), given)


def _unknown(source: Source, given: Iterable[Allowance]) -> Iterator[Diagnostic]:
    """Names in `allow` that no rule has: what was meant to be settled would not be."""
    for allowance in given:
        if catalogue.find(allowance.rule) is None:
            yield _no_rule(source, allowance.place.values["rule"], allowance.rule)


def _unknown_of_board(book: Book) -> Iterator[Diagnostic]:
    """The same of `board.yaml`, and names in `ignore`."""
    if book.roster:
        yield from _unknown(book.roster, book.board.allow)
        for name in book.board.validate.ignore:
            if catalogue.find(name) is None:
                yield _no_rule(book.roster, book.board.validate.place.values["ignore"], name)


def _no_rule(source: Source, at: Span, name: str) -> Diagnostic:
    message, _, how = str(catalogue.UnknownRule(name)).partition("; ")
    return found(kinds.WRONG_KIND, source, at, message, how)
