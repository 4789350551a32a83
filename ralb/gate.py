"""Whether the public may have a document: the privacy rules, asked of what it prints."""

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic, Severity
from ralb.diary import Sitting
from ralb.model import Board
from ralb.render.documents import Document
from ralb.rules import privacy, registry, settling
from ralb.text import Source, position, quoted
from ralb.trouble import Trouble

MODULES = (privacy,)
_AS_TYPED = ("RALB603", "RALB604", "RALB610")
_IN_WORDS = ("RALB601", "RALB602", "RALB605", "RALB606", "RALB607", "RALB609")
_NOT_WORDS = ("iso", "logo", "colour", "language", "audience")


class NotForThePublic(Trouble):
    """Something stands in the minutes that should not be published unseen."""

    code = 1

    def __init__(self, findings: Sequence[Diagnostic]) -> None:
        errors = (dataclasses.replace(one, kind=one.kind._replace(severity=Severity.ERROR)) for one in findings)
        why = "nothing was made for the public; `--audience board` makes an edition for the board"
        super().__init__("\n".join([*(one.with_help for one in errors), why]))


def check(board: Board, roster: Source, minutes: Minutes | None, document: Document) -> None:
    """Raise `NotForThePublic` for what `findings` finds in a document."""
    if found := findings(board, roster, minutes, document):
        raise NotForThePublic(found)


def findings(board: Board, roster: Source, minutes: Minutes | None, document: Document) -> list[Diagnostic]:
    """What the privacy rules see in a document, and nobody has allowed with a reason.

    They read what is printed, so neither what no public edition holds counts, nor is anything missed because it
    was typed over two lines or in bold. Comments, restricted text in a public repository and words that only call
    themselves restricted count as typed.
    """
    text = "\n".join(_printed(document.edition))
    path = minutes.path if minutes else roster.path
    printed = Minutes(
        source=Source(path, text),
        date=minutes.date if minutes else PartialDate(1, 1),
        meeting=minutes.meeting if minutes else None,
    )
    found = _seen(Book(board, (printed,), roster), _IN_WORDS)
    placed = [_placed(one, text, minutes, roster) for one in found if one.path == path]
    if minutes and document.template == "minutes":
        placed += _seen(Book(board, (minutes,), roster), _AS_TYPED)
    return placed


def check_calendar(book: Book, sittings: Sequence[Sitting]) -> None:
    """Raise `NotForThePublic` for what `findings` finds in the board's dates, as the public reads them."""
    roster, minutes = book.roster or Source("", ""), {one.date: one for one in book.minutes}
    found: list[Diagnostic] = []
    for one in sittings:
        said = {"board": book.board.name, "title": one.title, "venue": one.venue or "", "public": one.public}
        found += findings(book.board, roster, minutes.get(one.date), Document("calendar", said, ""))
    if found:
        raise NotForThePublic(list(dict.fromkeys(found)))


def _seen(book: Book, codes: Collection[str]) -> list[Diagnostic]:
    """What these rules see in a book and no `allow:` settles; `ignore` gives no reason, and does not count."""
    asked = [rule for rule in registry.RULES if rule.kind.code in codes]
    return settling.unsettled(registry.run(asked, book), settling.allowed(book))


def _printed(said: Any, name: str = "") -> Iterator[str]:
    """Every text of an edition, a line each paragraph, without the signs that hide words from a pattern."""
    if isinstance(said, dict):
        number = f"{said['number']} " if "number" in said else ""
        for key, value in said.items():
            yield from _printed(value, number + key)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from _printed(value, name)
    elif isinstance(said, str) and name.rpartition(" ")[2] not in _NOT_WORDS:
        for paragraph in re.split(r"\n\s*\n", said):
            yield f"{name}: {_bare(paragraph)}"


def _bare(text: str) -> str:
    from html import unescape
    from urllib.parse import unquote

    text = re.sub(r"[*_~`]+", "", unquote(unescape(text)))
    text = re.sub(r"[\s\u00a0]+", " ", re.sub("[\u2010-\u2015]", "-", text))
    return re.sub(r"(?:\+44|\b0044)[ -]*", "+44 ", text)


def _placed(one: Diagnostic, printed: str, minutes: Minutes | None, roster: Source) -> Diagnostic:
    """A finding in what is printed, at the place where it was typed, as far as that can be told."""
    words = re.search(r"`(.*?)`", one.message)
    for source in (*((minutes.source,) if minutes else ()), roster):
        at = source.text.find(words[1]) if words else -1
        if at >= 0:
            line, column = position(source.text, at)
            return dataclasses.replace(one, path=source.path, line=line, column=column)
    typed = printed.split("\n")[one.line - 1]
    return dataclasses.replace(one, line=1, column=1, message=f"{one.message}, in {quoted(typed, 80)}")
