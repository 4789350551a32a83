"""What can be wrong, how bad it is, and where."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ralb.text import Edit, Source, Span, line, position


class Severity(StrEnum):
    """Errors end `ralb validate` with exit code 1; warnings and information do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Kind(NamedTuple):
    """One sort of finding: its stable code, its name for people, and what it means in a sentence."""

    code: str
    name: str
    severity: Severity
    about: str

    def goes_by(self, asked: str) -> bool:
        """Whether *asked* is its code, with or without its letters, or its name."""
        return self.code in (asked.upper(), f"RALB{asked}") or self.name == asked.lower()

    def said(self, message: str) -> str:
        """The message with the name by which `ralb explain` tells more."""
        return f"{self.severity}[{self.name}] {message}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding at one place; line and column count from 1."""

    kind: Kind
    path: str
    line: int
    column: int
    message: str
    help: str = ""
    fix: tuple[Edit, ...] = ()
    """The cure, where it is certain."""
    typed: str = field(default="", compare=False, repr=False)
    """The whole line as it stands in the file."""

    @property
    def is_error(self) -> bool:
        return self.kind.severity is Severity.ERROR

    @property
    def is_warning(self) -> bool:
        return self.kind.severity is Severity.WARNING

    @property
    def with_help(self) -> str:
        """The finding, and below it the way out."""
        return f"{self}" + (f"\n  help: {self.help}" if self.help else "")

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.kind.said(self.message)}"


def found(
    kind: Kind,
    source: Source,
    place: Span | int,
    message: str,
    help: str = "",  # noqa: A002
    fix: Sequence[Edit] = (),
) -> Diagnostic:
    """A finding in *source* at the start of *place*."""
    text, at = source.text, place if isinstance(place, int) else place.start
    return Diagnostic(kind, source.path, *position(text, at), message, help, tuple(fix), line(text, at))


MOST_OF_A_KIND = 100


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults met while one file is read; reading goes on after each.

    After a hundred of one kind no more are noted, and the last says so: such a file is no minutes.
    """

    source: Source
    met: list[Diagnostic] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        kind: Kind,
        place: Span | int,
        message: str,
        help: str = "",  # noqa: A002
        fix: Sequence[Edit] = (),
    ) -> None:
        """Note a fault at the start of *place*; *fix* is its cure, where that is certain."""
        self.counts[kind.code] += 1
        if not self.is_full(kind):
            more = " (and more like it)" if self.counts[kind.code] == MOST_OF_A_KIND else ""
            self.met.append(found(kind, self.source, place, message + more, help, fix))

    def is_full(self, kind: Kind) -> bool:
        """Whether no more faults of that kind are noted."""
        return self.counts[kind.code] > MOST_OF_A_KIND

    @property
    def has_errors(self) -> bool:
        return any(fault.is_error for fault in self.met)


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, then line, then column, then code; the same finding once."""
    return sorted(set(diagnostics), key=lambda d: (d.path, d.line, d.column, d.kind.code, d.message))
