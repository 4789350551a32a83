"""Words with their looks, as Word files and pages hold them, to the Markdown of blocks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ralb.imports.blocks import Cell, escaped
from ralb.text import ACTING


class Piece(NamedTuple):
    """Some words that look alike; a line feed in them begins a new line."""

    text: str
    bold: bool = False
    struck: bool = False


def lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces line by line, without lines that are empty."""
    done: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = _plain(piece.text).split("\n")
        done[-1].append(piece._replace(text=first))
        done += ([piece._replace(text=one)] for one in others)
    return [line for line in done if words(line)]


def words(pieces: Iterable[Piece]) -> str:
    """The words alone, as they are read."""
    return _spaced("".join(_plain(piece.text) for piece in pieces))


def is_bold(pieces: Sequence[Piece]) -> bool:
    """Whether all words are bold; numbers, spaces and signs between them need not be."""
    said = [piece for piece in pieces if re.search(r"[^\W\d_]", piece.text)]
    return bool(said) and all(piece.bold for piece in said)


def marked(pieces: Sequence[Piece]) -> str:
    r"""One line of pieces as Markdown: bold words between `**`, unless all are bold, and struck ones between `~~`.

    >>> print(marked([Piece("Action KY", bold=True), Piece(" to ask *")]))
    **Action KY** to ask \*
    """
    bold = is_bold(pieces)
    pieces = _together(piece._replace(bold=piece.bold and not bold) for piece in pieces if piece.text)
    return _spaced("".join(_signed(pieces)))


def cell(paragraphs: Iterable[Sequence[Piece]]) -> Cell:
    """A cell of a table: each line of its paragraphs a line; what is struck out stands apart."""
    shown = [line for paragraph in paragraphs for line in lines(paragraph)]
    stands = [escaped(words(piece for piece in line if not piece.struck)) for line in shown]
    struck = [words(piece for piece in line if piece.struck) for line in shown]
    return Cell("\n".join(filter(None, stands)), escaped(" ".join(filter(None, struck))))


def _together(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours that look alike as one; the space between them looks as what is before it."""
    done: list[Piece] = []
    for look, group in groupby(pieces, key=lambda piece: piece[1:]):
        text = "".join(piece.text for piece in group)
        if done and (done[-1][1:] == look or not text.strip()):
            done[-1] = done[-1]._replace(text=done[-1].text + text)
        else:
            done.append(Piece(text, *look))
    return done


def _signed(pieces: Sequence[Piece]) -> Iterator[str]:
    """Each piece between its signs, which stand where Markdown takes them for signs."""
    for at, piece in enumerate(pieces):
        sign = ("**" if piece.bold else "") + ("~~" if piece.struck else "")
        before = pieces[at - 1].text[-1:] if at else ""
        after = pieces[at + 1].text[:1] if at + 1 < len(pieces) else ""
        begin, inner, end = _parted(piece.text, before, after)
        signs = (sign, sign[::-1]) if inner else ("", "")
        yield from (_inside(begin, first=not at), signs[0], _inside(inner, first=not at and not begin))
        yield from (signs[1], _inside(end, first=False))


def _parted(text: str, before: str, after: str) -> tuple[str, str, str]:
    """What of a text can stand between signs, and what must stand before and behind them.

    Next to a letter outside no punctuation may stand inside: `**Action:**KY` is not bold.
    """
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    while not begin and before.isalnum() and begin < end and not text[begin].isalnum():
        begin += 1
    while end == len(text) and after.isalnum() and begin < end and not text[end - 1].isalnum():
        end -= 1
    return (text[:begin], text[begin:end], text[end:]) if begin < end else (text, "", "")


def _inside(text: str, *, first: bool) -> str:
    """Words as Markdown; what is a sign at the beginning of a line only, is one only there."""
    text = _plain(text)
    return escaped(text.lstrip()) if first else escaped(f"x{text}")[1:]


def _plain(text: str) -> str:
    """Words without what nobody sees: soft hyphens, marks of direction, odd spaces."""
    if text.isprintable():
        return text
    text = re.sub(r"\r\n?|[\u2028\u2029\v\f]", "\n", text)
    return re.sub(r"[^\S\n\t]", " ", re.sub(rf"(?![\n\t\r\v\f]){ACTING}|\u00ad", "", text))


def _spaced(text: str) -> str:
    return re.sub(r" *\t[ \t]*", "\t", re.sub(r"[ \n]+", " ", text)).strip()
