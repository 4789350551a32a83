"""What a person has judged: findings that an `allow:` settles, rules that are selected or ignored."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ralb import kinds
from ralb.book import Book
from ralb.diagnostics import Diagnostic, Kind, found, ordered
from ralb.model import Allowance
from ralb.rules import catalogue
from ralb.text import Source, Span

_SERIES = "RALB400"


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
    return unsettled(book, filter(wanted.has, every))


def unsettled(book: Book, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings that no `allow:` of the book settles with a reason, in the order of its files."""
    return ordered(one for one in findings if not _settled(book, one))


def _unknown(book: Book) -> Iterator[Diagnostic]:
    """Names in `allow` and `ignore` that no rule has: what was meant to be settled would not be."""
    for source, allowances in _allowances(book):
        for allowance in allowances:
            if catalogue.find(allowance.rule) is None:
                yield _no_rule(source, allowance.place.values["rule"], allowance.rule)
    for name in book.board.validate.ignore:
        if book.roster and catalogue.find(name) is None:
            yield _no_rule(book.roster, book.board.validate.place.values["ignore"], name)


def _no_rule(source: Source, at: Span, name: str) -> Diagnostic:
    message, _, how = str(catalogue.UnknownRule(name)).partition("; ")
    return found(kinds.WRONG_KIND, source, at, message, how)


def _allowances(book: Book) -> Iterator[tuple[Source, Iterable[Allowance]]]:
    for minutes in book.minutes:
        if minutes.meeting:
            yield minutes.source, minutes.meeting.allow
    if book.roster:
        yield book.roster, book.board.allow


def _settled(book: Book, finding: Diagnostic) -> bool:
    """Whether an `allow:` of the same file or of the board settles a finding; no error that blocks can be."""
    if finding.is_error and finding.kind.code < _SERIES:
        return False
    return any(
        _settles(allowance, finding, book)
        for source, allowances in _allowances(book)
        if source is book.roster or source.path == finding.path
        for allowance in allowances
    )


def _settles(allowance: Allowance, finding: Diagnostic, book: Book) -> bool:
    """`about` is an action's number, or words that stand on the line in question."""
    kind = catalogue.find(allowance.rule)
    if kind is None or kind.code != finding.kind.code:
        return False
    if allowance.about is None:
        return True
    about = re.escape(allowance.about.strip())
    line = book.line(finding.path, finding.line)
    return re.search(rf"(?<!\w){about}(?!\w)", f"{line}\n{finding.message}", re.IGNORECASE) is not None
