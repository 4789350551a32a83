"""Which documents there are, and in which formats: one line for each."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ralb.text import listed, quoted
from ralb.trouble import Trouble


class Document(NamedTuple):
    """What is to be made: the template's name, what it says, and the file's name without its ending."""

    template: str
    edition: dict[str, Any]
    stem: str


def _html(root: Path, document: Document) -> bytes:
    from ralb.render import page

    return page.render(root, document.template, document.edition)


def _docx(root: Path, document: Document) -> bytes:
    from ralb.render import word

    return word.render(root, document.template, document.edition)


def _pdf(root: Path, document: Document) -> bytes:
    from ralb.render import pdf

    return pdf.made(_docx(root, document))


def _md(root: Path, document: Document) -> bytes:
    from ralb.render import plain

    return plain.render(root, document.template, document.edition)


FORMATS: dict[str, Callable[[Path, Document], bytes]] = {"html": _html, "docx": _docx, "pdf": _pdf, "md": _md}


class UnknownFormat(Trouble):
    """A format was asked for that cannot be made."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{quoted(name)} is not a format (known are {listed(list(FORMATS))})")


def formats(names: str) -> list[str]:
    """The formats in a list with commas, each once; raises `UnknownFormat`."""
    asked = list(dict.fromkeys(name.strip().lower() for name in names.split(",") if name.strip()))
    for name in asked or [names]:
        if name not in FORMATS:
            raise UnknownFormat(name)
    return asked


def made(root: Path, documents: Sequence[Document], asked: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """File name and content of each document in each format; the name of one for the board says so."""
    for document in documents:
        board = "-board" if document.edition["audience"] == "board" else ""
        for name in asked:
            yield f"{document.stem}{board}.{name}", FORMATS[name](root, document)
