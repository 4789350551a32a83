"""How a rule is declared, and how rules are run."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import tee, zip_longest
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


Each = Callable[[Book, Iterable[Minutes]], Iterator[Iterable[Any]]]
"""What of a book rules look at, one by one: what each of the minutes adds to it as they go by, and last the rest.

It keeps for itself what has to be known of minutes gone by, and little of that: a book may be long.
"""
Check = Callable[[Any], Iterable[Finding]]


class Rule(NamedTuple):
    """A kind of finding, what it is looked for in, and the function that looks."""

    kind: Kind
    each: Each
    check: Check


RULES: list[Rule] = []


def whole(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Book]]:
    """The book in one, when all its minutes have gone by."""
    for _ in minutes:
        yield ()
    yield (book,)


def rule(code: str, severity: Severity, each: Each = whole) -> Callable[[Check], Check]:
    """Declare a rule: its name is the function's, and the first line of the docstring says what it sees."""

    def declared(check: Check) -> Check:
        name = getattr(check, "__name__", "").replace("_", "-")
        about = (check.__doc__ or "").partition("\n")[0]
        RULES.append(Rule(Kind(code, name, severity, about), each, check))
        return check

    return declared


def run(rules: Iterable[Rule], book: Book, minutes: Iterable[Minutes] | None = None) -> Iterator[Diagnostic]:
    """What these rules find in the book; of one kind in one file a hundred at most, and the last says so.

    Its minutes go by once; *minutes* are the same, for who wants to see them go by.
    """
    counts: Counter[tuple[str, str]] = Counter()
    every = _findings(rules, book, book.minutes if minutes is None else minutes)
    for one, (source, place, message, help_, fix) in every:
        here = one.kind.code, source.path
        counts[here] += 1
        if counts[here] <= MOST_OF_A_KIND:
            more = " (and more like it)" if counts[here] == MOST_OF_A_KIND else ""
            yield found(one.kind, source, place, message + more, help_, fix)


def _findings(rules: Iterable[Rule], book: Book, minutes: Iterable[Minutes]) -> Iterator[tuple[Rule, Finding]]:
    alike: dict[Each, list[Rule]] = {}
    for one in rules:
        alike.setdefault(one.each, []).append(one)
    streams = [each(book, stream) for each, stream in zip(alike, tee(minutes, len(alike)), strict=True)]
    # All go on together from one file to the next, so that no more than a few are in memory.
    for added in zip_longest(*streams, fillvalue=()):
        for asked, met in zip(alike.values(), added, strict=True):
            for subject in met:
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
