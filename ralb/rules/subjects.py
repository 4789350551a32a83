"""What rules look at, one by one: a file as typed, and minutes that could be read."""

from collections.abc import Iterator
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


def logs(book: Book) -> Iterator[Log]:
    """The minutes that could be read, the oldest first."""
    for minutes in book.minutes:
        if minutes.meeting:
            yield Log(minutes, minutes.meeting, book)


class Text(NamedTuple):
    """A file as typed, and two shorter ways to see that something is not in it."""

    source: Source
    small: str
    """All of it in small letters."""
    rare: bytes
    """What is `rare` in it: a tenth, in which all figures stand."""
    book: Book


_FREQUENT = b"abcdefghijklmnopqrstuvwxyz \n"


def texts(book: Book) -> Iterator[Text]:
    """Every minutes file, also one that could not be read, and `board.yaml`."""
    sources = [minutes.source for minutes in book.minutes] + ([book.roster] if book.roster else [])
    for source in sources:
        yield Text(source, source.text.lower(), rare(source.text), book)


def rare(text: str) -> bytes:
    """What is left of a text without small letters, spaces and line ends.

    >>> rare("Ask Dr Brown, 020 7946 0123")
    b'ADB,02079460123'
    """
    return text.encode("utf-8", "replace").translate(None, _FREQUENT)
