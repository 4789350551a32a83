"""The next free number: one above the highest ever issued, here and upstream."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ralb import git, minutes
from ralb.book import Book, Minutes
from ralb.values import names

_TYPED = re.compile(rb"\bnumber[\"']?:[ ]*[\"']?([1-9][0-9]{0,6})\b")


def highest(root: Path, book: Book, rows: str) -> tuple[int, int]:
    """The highest number of a list in any log of the book, and in any of the upstream branch; 0 if there is none.

    *rows* names the list. Of minutes that cannot be read every number counts that stands in them: rather one is
    left out than used twice.
    """
    here = max(issued(book.minutes, rows), default=0)
    known = {one.path.rpartition("/")[2]: one.source.text.encode("utf-8") for one in book.minutes}
    there = list(_upstream(root, book, known))
    return here, max(issued(there, rows), default=0)


def _upstream(root: Path, book: Book, known: dict[str, bytes]) -> Iterator[Minutes]:
    """The minutes that the upstream branch has otherwise than the book, or besides it."""
    for name, content in git.upstream(root):
        date = minutes.date_of(name)
        if date and content != known.get(name):
            yield minutes.parse(name, content, date, names(book.board))


def issued(every: Iterable[Minutes], rows: str = "actions") -> Iterator[int]:
    """Every number in the lists of these minutes."""
    for one in every:
        if one.meeting is None or one.unread:
            yield from (int(found[1]) for found in _TYPED.finditer(one.source.text.encode("utf-8")))
        if one.meeting:
            yield from (row.number for row in getattr(one.meeting, rows))
