"""What became of every line of a source: taken over, guessed, or not understood."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Told(NamedTuple):
    """A line of the source, its words, and what is to be said of them."""

    line: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Filled while a source is read; what stands in no list went into the notes word by word."""

    front: list[Told] = field(default_factory=list)
    """Lines that became keys of the front matter, or of `board.yaml`."""
    guesses: list[Told] = field(default_factory=list)
    """What was worked out, each with its reason."""
    left: list[Told] = field(default_factory=list)
    """What was not understood, and where it went."""
    remarks: list[Told] = field(default_factory=list)
    """What whoever read the file left out, or read as if it were otherwise."""
    asks: list[Told] = field(default_factory=list)
    """What a careful reader would ask whoever wrote it; line 0 is the whole source."""
    open: list[Told] = field(default_factory=list)
    """Unfinished actions that no later log names."""
