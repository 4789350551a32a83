"""What rules look at, one by one: a file as typed, and minutes that could be read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ralb.book import Book, Minutes
from ralb.model import Meeting
from ralb.text import Source


class Log(NamedTuple):
    """Minutes that could be read, with what they say, in their book."""

    minutes: Minutes
    meeting: Meeting
    book: Book

    @property
    def source(self) -> Source:
        return self.minutes.source


def logs(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Log]]:
    """The minutes that could be read, the oldest first."""
    for one in minutes:
        yield (Log(one, one.meeting, book),) if one.meeting else ()


def newest(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Log]]:
    """The newest minutes, if they could be read."""
    last: Iterable[Log] = ()
    for met in logs(book, minutes):
        last = met
        yield ()
    yield last


def files(_book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Minutes]]:
    """Every minutes file, also one that could not be read."""
    for one in minutes:
        yield (one,)


class Text(NamedTuple):
    """A file as typed, and two shorter ways to see that something is not in it."""

    source: Source
    small: str
    """All of it in small letters."""
    rare: bytes
    """What is `rare` in it: a tenth, in which all figures stand."""
    book: Book
    minutes: Minutes | None = None
    """None for `board.yaml`."""


_FREQUENT = b"abcdefghijklmnopqrstuvwxyz \n"


def texts(book: Book, minutes: Iterable[Minutes]) -> Iterator[Iterable[Text]]:
    """Every minutes file, also one that could not be read, and `board.yaml`."""
    for one in minutes:
        yield (_text(one.source, book, one),)
    if book.roster:
        yield (_text(book.roster, book),)


def _text(source: Source, book: Book, minutes: Minutes | None = None) -> Text:
    return Text(source, source.text.lower(), rare(source.text), book, minutes)


def rare(text: str) -> bytes:
    """What is left of a text without small letters, spaces and line ends.

    >>> rare("Ask Dr Brown, 020 7946 0123")
    b'ADB,02079460123'
    """
    return text.encode("utf-8", "replace").translate(None, _FREQUENT)
