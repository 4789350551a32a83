"""Texts with git's marks of a conflict: taking them apart, and putting two texts together as git would."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_SIZE = 31
STYLE = ("--marker-size", str(_SIZE))
"""What git is to be told, so that nobody has typed what its marks look like."""
_HUNK = re.compile(
    rf"^<{{{_SIZE}}}[^\n]*\n(?P<ours>.*?)^={{{_SIZE}}}\r?\n(?P<theirs>.*?)^>{{{_SIZE}}}[^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)
_LABELLED = re.compile(r"^([<>|]{7})( [^\r\n]*)?(\r?)$", re.MULTILINE)


class Hunk(NamedTuple):
    """Lines that both sides changed, each otherwise."""

    ours: str
    theirs: str


def parts(text: str) -> Iterator[str | Hunk]:
    """What stands between git's marks of `STYLE`, and what does not, in order."""
    at = 0
    for found in _HUNK.finditer(text):
        yield text[at : found.start()]
        yield Hunk(found["ours"], found["theirs"])
        at = found.end()
    yield text[at:]


def without_labels(text: str) -> str:
    """A text with git's usual marks, without the names of branches behind them."""
    return _LABELLED.sub(r"\1\3", text)


def marked(ours: str, theirs: str, names: tuple[str, str]) -> str:
    """Two texts as one, with git's usual marks around the lines in which they differ."""
    mine, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    lines: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += mine[i:j]
        else:
            lines += [f"<<<<<<< {names[0]}\n", *mine[i:j], "=======\n", *other[k:m], f">>>>>>> {names[1]}\n"]
    return "".join(lines)
