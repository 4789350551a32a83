"""What of the findings a person wants to see: rules that are selected or ignored, and nothing that is settled."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ralb import kinds
from ralb.book import Book
from ralb.diagnostics import Diagnostic, Kind, found
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
    """Everything that is wrong with a book and that nobody has settled, in the order of its files."""
    every = [*book.findings, *catalogue.check(book), *_unknown(book)]
    ignored = [kind for name in book.board.validate.ignore if (kind := catalogue.find(name))]
    wanted = Wanted(wanted.selected, [*wanted.ignored, *ignored])
    return settling.unsettled(book, filter(wanted.has, every))


def _unknown(book: Book) -> Iterator[Diagnostic]:
    """Names in `allow` and `ignore` that no rule has: what was meant to be settled would not be."""
    for source, allowances in settling.allowances(book):
        for allowance in allowances:
            if catalogue.find(allowance.rule) is None:
                yield _no_rule(source, allowance.place.values["rule"], allowance.rule)
    for name in book.board.validate.ignore:
        if book.roster and catalogue.find(name) is None:
            yield _no_rule(book.roster, book.board.validate.place.values["ignore"], name)


def _no_rule(source: Source, at: Span, name: str) -> Diagnostic:
    message, _, how = str(catalogue.UnknownRule(name)).partition("; ")
    return found(kinds.WRONG_KIND, source, at, message, how)
