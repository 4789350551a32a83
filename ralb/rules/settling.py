"""What a person has judged and settled with an `allow:` and a reason; quick to load, for documents ask it."""

import re
from collections.abc import Iterable, Iterator

from ralb.book import Book
from ralb.diagnostics import Diagnostic, ordered
from ralb.model import Allowance
from ralb.text import Source

_SERIES, _BETWEEN = "RALB400", "RALB4"


def unsettled(book: Book, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings that no `allow:` of the book settles with a reason, in the order of its files."""
    return ordered(one for one in findings if not _settled(book, one))


def allowances(book: Book) -> Iterator[tuple[Source, Iterable[Allowance]]]:
    """Every `allow:` of a book, with the file in which it stands."""
    for minutes in book.minutes:
        if minutes.meeting:
            yield minutes.source, minutes.meeting.allow
    if book.roster:
        yield book.roster, book.board.allow


def _settled(book: Book, finding: Diagnostic) -> bool:
    """Whether an `allow:` of the same file or of the board settles a finding; no error that blocks can be.

    What a log says otherwise than the one before can be settled in either of the two: the finding names it.
    """
    if finding.is_error and finding.kind.code < _SERIES:
        return False
    return any(
        _settles(one, finding, book)
        for source, given in allowances(book)
        if source is book.roster
        or source.path == finding.path
        or (finding.kind.code.startswith(_BETWEEN) and source.path in finding.message)
        for one in given
    )


def _settles(allowance: Allowance, finding: Diagnostic, book: Book) -> bool:
    """`about` is an action's number, or words that stand on the line in question."""
    if not finding.kind.goes_by(allowance.rule):
        return False
    if allowance.about is None:
        return True
    about = re.escape(allowance.about.strip())
    line = book.line(finding.path, finding.line)
    return re.search(rf"(?<!\w){about}(?!\w)", f"{line}\n{finding.message}", re.IGNORECASE) is not None
