"""What must be right in one file before anything is made of it; quick to load, for every query asks it."""

from collections.abc import Iterator

from ralb.book import Book
from ralb.diagnostics import Diagnostic, Severity
from ralb.rules import log, people, registry

MODULES = (log, people)
_SERIES = "RALB400"


def errors(book: Book) -> Iterator[Diagnostic]:
    """The errors that rules about values and about one log find; they block edits and documents."""
    blocking = [
        rule for rule in registry.RULES if rule.kind.severity is Severity.ERROR and rule.kind.code < _SERIES
    ]
    return registry.run(blocking, book)
