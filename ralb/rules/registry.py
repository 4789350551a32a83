"""How a rule is declared, and how all are run."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ralb.book import Book
from ralb.diagnostics import Diagnostic, Kind, Severity

Check = Callable[[Book], Iterable[Diagnostic]]


class Rule(NamedTuple):
    """A kind of finding and the function that looks for it."""

    kind: Kind
    check: Callable[[Book, Kind], Iterable[Diagnostic]]


RULES: list[Rule] = []


def rule(
    code: str, severity: Severity
) -> Callable[[Callable[[Book, Kind], Iterable[Diagnostic]]], Callable[[Book, Kind], Iterable[Diagnostic]]]:
    """Declare a rule: its name is the function's, its documentation the docstring."""

    def declared(
        check: Callable[[Book, Kind], Iterable[Diagnostic]],
    ) -> Callable[[Book, Kind], Iterable[Diagnostic]]:
        name = check.__name__.replace("_", "-")
        RULES.append(Rule(Kind(code, name, severity, check.__doc__ or ""), check))
        return check

    return declared


def check(book: Book) -> Iterator[Diagnostic]:
    """What all rules find. With the minutes of one meeting alone, only rules about one log can find anything."""
    for one in RULES:
        yield from one.check(book, one.kind)
