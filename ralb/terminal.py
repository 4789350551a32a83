"""How anything reaches the terminal: what was asked for on stdout, words about it on stderr."""

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ralb import columns, keys, streams
from ralb.formats import Format
from ralb.text import disarmed, visible

_MANY = 200
_NARROWEST = 20
BOLD, RED, GREEN, YELLOW, CYAN = "1", "31", "32", "33", "36"


def watched(files: Sequence[Any], doing: str = "reading minutes", many: int = _MANY) -> Iterable[Any]:
    """The files one by one; of *many*, a bar on a terminal shows how far it has come."""
    if len(files) < many or not sys.stderr.isatty():
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, doing, console=Console(stderr=True), transient=True)


def verbatim(text: str) -> None:
    """A file's text for stdout, as it would be written."""
    sys.stdout.write(text)


def note(words: str) -> None:
    """Words about what was done or found."""
    for line in words.split("\n"):
        print(visible(line), file=sys.stderr)


def trouble(words: str) -> None:
    """Why the command could not go on."""
    first, *rest = words.split("\n")
    print(f"{paint('ralb:', RED, sys.stderr)} {visible(first)}", file=sys.stderr)
    for line in rest:
        note(line)


def as_json(what: Any) -> None:
    """What a script asked for; in plain ASCII, which no terminal and no locale can spoil."""
    import json

    print(json.dumps(what, indent=2))


def say(text: str, *, bold: bool = False, end: str = "\n") -> None:
    """A line of what was asked for, with what could act on the terminal made visible; tabs may part it."""
    shown = "\t".join(visible(part) for part in text.split("\t"))
    print(paint(shown, BOLD, sys.stdout) if bold else shown, end=end)


def table(head: list[str], rows: list[list[str]], wide: int) -> None:
    """A table in the width of the terminal, to which the column *wide* adapts; a list where that is too narrow."""
    cells = [_shown(row) for row in rows]
    width = shutil.get_terminal_size((80, 24)).columns
    if columns.fits(head, cells, width, wide):
        lines = columns.table(head, cells, width, wide)
        say(next(lines), bold=True)
    else:
        lines = columns.stacked(head, cells, width)
    for line in lines:
        say(line)


def _shown(row: Iterable[str]) -> list[str]:
    """The cells on a line each; those that are stay the same texts, so that a long list needs no second memory."""
    return [cell if (line := visible(" ".join(cell.split()))) == cell else line for cell in row]


def listing(
    form: Format, head: list[str], rows: list[list[str]], wide: int, plain: Iterable[list[str]] | None = None
) -> None:
    """A list in any form but JSON; *plain* are its rows for scripts, if they differ from what people see."""
    if form is Format.PLAIN:
        for row in rows if plain is None else plain:
            say("\t".join(" ".join(cell.split()) for cell in row))
    elif form is Format.CSV:
        _csv(map(_shown, (head, *rows)))
    elif form is Format.MD:
        first, *others = (
            " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in _shown(row))
            for row in (head, *rows)
        )
        for line in (first, " | ".join(["---"] * len(head)), *others):
            say(f"| {line} |")
    elif rows:
        table(head, rows, wide)


def _csv(cells: Iterable[list[str]]) -> None:
    """For Excel, which knows UTF-8 by the mark at the beginning, and takes what begins with `=` for a sum."""
    import csv

    streams.exact()
    sys.stdout.write("\ufeff")
    safe = ([disarmed(cell) for cell in row] for row in cells)
    csv.writer(sys.stdout, lineterminator="\r\n").writerows(safe)


def paragraph(text: str, *, bold: bool = False, indent: int = 0) -> None:
    """Words, wrapped in the width of the terminal; moved in, with their further lines a little more."""
    width = shutil.get_terminal_size((80, 24)).columns
    first, further = " " * indent, " " * indent * 2
    words = visible(" ".join(text.split()))
    for line in textwrap.wrap(words, width, initial_indent=first, subsequent_indent=further):
        say(line, bold=bold)


def marked(text: str, words: re.Pattern[str], *, bold: bool = False, indent: str = "") -> None:
    """A paragraph, wrapped, in which *words* stand out: in colour where that is wanted, else between `**`."""
    width = max(shutil.get_terminal_size((80, 24)).columns - len(indent), _NARROWEST)
    text = visible(" ".join(text.split()))
    coloured = wants_colour(sys.stdout)
    shown = text if coloured else words.sub(lambda found: f"**{found[0]}**", text)
    at = 0
    for line in textwrap.wrap(shown, width):
        at = shown.index(line, at)
        print(indent + (_painted(text, at, at + len(line), words, bold=bold) if coloured else line))
        at += len(line)


def _painted(text: str, begin: int, end: int, words: re.Pattern[str], *, bold: bool) -> str:
    """A part of the text in which the words, or what of them stands in it, are coloured."""
    pieces = []
    for found in words.finditer(text):
        first, last = max(found.start(), begin), min(found.end(), end)
        if first < last:
            pieces += [
                _emphasised(text[begin:first], bold=bold),
                f"\x1b[{BOLD};{YELLOW}m{text[first:last]}\x1b[0m",
            ]
            begin = last
    return "".join([*pieces, _emphasised(text[begin:end], bold=bold)])


def _emphasised(text: str, *, bold: bool) -> str:
    return f"\x1b[{BOLD}m{text}\x1b[0m" if bold and text else text


def asked(question: str, answers: Mapping[str, str]) -> str:
    """One of the *answers*, by its key or word: pressed on a terminal, or a piped line; "" when that ends."""
    while True:
        _show(f"{question} ")
        try:
            typed = _typed(answers) if sys.stdin.isatty() else sys.stdin.readline()
        except EOFError:  # Ctrl-D
            typed = ""
        words = visible(" ".join(typed.split()))
        answer = answers.get(words.lower(), "")
        print(answer or words, file=sys.stderr)
        if answer or not typed:
            return answer
        if words:
            note(f"`{words}` is no answer; press one of the keys in brackets, or type its word")


def _typed(answers: Mapping[str, str]) -> str:
    """What was answered on the terminal; Enter alone is an answer, too."""
    known = {answer for answer in answers if len(answer) == 1}
    with keys.pressed() as key:
        return keys.typed(known, key, _show) or "\n"


def _show(text: str) -> None:
    print(text, end="", file=sys.stderr, flush=True)


def told(question: str) -> str:
    """A line of words; "" when there are none."""
    _show(f"{question} ")
    return visible(" ".join(sys.stdin.readline().split()))


def paint(text: str, colour: str, stream: Any) -> str:
    """The text in colour, on a terminal that wants it."""
    return f"\x1b[{colour}m{text}\x1b[0m" if wants_colour(stream) else text


def wants_colour(stream: Any) -> bool:
    """Whether what goes there is read by a person who wants colours."""
    return bool(stream.isatty()) and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
