"""How a rule is declared, and how rules are run."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ralb.book import Book, Minutes
from ralb.diagnostics import MOST_OF_A_KIND, Diagnostic, Kind, Severity, found
from ralb.model import Action
from ralb.text import Edit, Source, Span


class Finding(NamedTuple):
    """What a rule saw: where, in which words, and the way out."""

    source: Source
    place: Span | int
    message: str
    help: str = ""
    fix: Sequence[Edit] = ()


Each = Callable[[Book], Iterable[Any]]
"""What of a book a rule looks at, one by one; rules that look at the same share it."""
Check = Callable[[Any], Iterable[Finding]]


class Rule(NamedTuple):
    """A kind of finding, what it is looked for in, and the function that looks."""

    kind: Kind
    each: Each
    check: Check


RULES: list[Rule] = []


def whole(book: Book) -> tuple[Book]:
    """The book in one."""
    return (book,)


def rule(code: str, severity: Severity, each: Each = whole) -> Callable[[Check], Check]:
    """Declare a rule: its name is the function's, and the first line of the docstring says what it sees."""

    def declared(check: Check) -> Check:
        name = getattr(check, "__name__", "").replace("_", "-")
        about = (check.__doc__ or "").partition("\n")[0]
        RULES.append(Rule(Kind(code, name, severity, about), each, check))
        return check

    return declared


def run(rules: Iterable[Rule], book: Book) -> Iterator[Diagnostic]:
    """What these rules find in the book; of one kind in one file a hundred at most, and the last says so."""
    counts: Counter[tuple[str, str]] = Counter()
    for one, (source, place, message, help_, fix) in _findings(rules, book):
        here = one.kind.code, source.path
        counts[here] += 1
        if counts[here] <= MOST_OF_A_KIND:
            more = " (and more like it)" if counts[here] == MOST_OF_A_KIND else ""
            yield found(one.kind, source, place, message + more, help_, fix)


def _findings(rules: Iterable[Rule], book: Book) -> Iterator[tuple[Rule, Finding]]:
    alike: dict[Each, list[Rule]] = {}
    for one in rules:
        alike.setdefault(one.each, []).append(one)
    for each, asked in alike.items():
        for subject in each(book):
            for one in asked:
                for finding in one.check(subject):
                    yield one, finding


def line_of(minutes: Minutes, action: Action) -> int:
    """The start of the line on which a row of the log begins."""
    return minutes.source.text.rfind("\n", 0, action.place.span.start) + 1


def word_in(source: Source, span: Span, word: str) -> int:
    """Where *word* stands in *span*, or its start: the place of one name in a list."""
    at = source.text.find(word, *span)
    return at if at >= 0 else span.start
