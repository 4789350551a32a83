"""What a person has judged and settled with an `allow:` and a reason; quick to load, for documents ask it."""

import re
from collections.abc import Iterable

from ralb.book import Book
from ralb.diagnostics import Diagnostic, ordered
from ralb.model import Allowance

_SERIES, _BETWEEN = "RALB400", "RALB4"


Allowed = dict[str, tuple[Allowance, ...]]
"""Every `allow:` of a book, by the path of the minutes in which it stands; that of the board under ""."""


def allowed(book: Book) -> Allowed:
    """What the book allows."""
    given = {minutes.path: minutes.meeting.allow for minutes in book.minutes if minutes.meeting}
    return {"": book.board.allow} | given


def unsettled(findings: Iterable[Diagnostic], given: Allowed) -> list[Diagnostic]:
    """The findings that no `allow:` settles with a reason, in the order of their files."""
    return ordered(one for one in findings if not _settled(one, given))


def _settled(finding: Diagnostic, given: Allowed) -> bool:
    """Whether an `allow:` of the same file or of the board settles a finding; no error that blocks can be.

    What a log says otherwise than the one before can be settled in either of the two: the finding names it.
    """
    if finding.is_error and finding.kind.code < _SERIES:
        return False
    between = finding.kind.code.startswith(_BETWEEN)
    return any(
        _settles(one, finding)
        for path, allowances in given.items()
        if path in ("", finding.path) or (between and path in finding.message)
        for one in allowances
    )


def _settles(allowance: Allowance, finding: Diagnostic) -> bool:
    """`about` is an action's number, or words that stand on the line in question."""
    if not finding.kind.goes_by(allowance.rule):
        return False
    if allowance.about is None:
        return True
    about = re.escape(allowance.about.strip())
    said = f"{finding.typed}\n{finding.message}"
    return re.search(rf"(?<!\w){about}(?!\w)", said, re.IGNORECASE) is not None
