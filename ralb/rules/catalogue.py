"""Every kind of finding that there is: the reader's own and those of all rules."""

from collections.abc import Iterable, Iterator
from functools import cache

from ralb import kinds
from ralb.book import Book, Minutes
from ralb.diagnostics import Diagnostic, Kind
from ralb.rules import against, board, freshness, log, merge, notes, people, privacy, registry, series, wording
from ralb.text import quoted
from ralb.trouble import Trouble

# Importing a module declares its rules.
MODULES = (against, board, freshness, log, merge, notes, people, privacy, series, wording)


def check(book: Book, minutes: Iterable[Minutes] | None = None) -> Iterator[Diagnostic]:
    """What all rules find, as `registry.run`; in a book of one meeting only rules about one log find anything."""
    return registry.run(registry.RULES, book, minutes)


@cache
def every() -> tuple[Kind, ...]:
    """Every kind, by code; where the reader knows two severities of one code, the graver."""
    read = [value for value in vars(kinds).values() if isinstance(value, Kind)]
    known = {kind.code: kind for kind in reversed([*read, *(rule.kind for rule in registry.RULES)])}
    return tuple(known[code] for code in sorted(known))


def listed(names: str) -> list[Kind]:
    """The kinds in a list with commas; raises `UnknownRule`."""
    return [named(name.strip()) for name in names.split(",") if name.strip()]


class UnknownRule(Trouble):
    """No finding has the code or name that was asked for."""

    def __init__(self, asked: str) -> None:
        from difflib import get_close_matches

        names = [name for kind in every() for name in (kind.code, kind.name)]
        near = get_close_matches(asked.lower(), names, n=1) or get_close_matches(asked.upper(), names, n=1)
        meant = f"did you mean {near[0]}?" if near else "`ralb rules` lists them"
        super().__init__(f"{quoted(asked)} is not a rule; {meant}")


def find(asked: str) -> Kind | None:
    """The kind that goes by that code or name; None if there is none."""
    return next((kind for kind in every() if kind.goes_by(asked)), None)


def named(asked: str) -> Kind:
    """The kind with that code or name; raises `UnknownRule`."""
    kind = find(asked)
    if kind is None:
        raise UnknownRule(asked)
    return kind
