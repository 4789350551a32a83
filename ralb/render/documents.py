"""Which documents there are: one line for each format."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ralb.text import listed, quoted
from ralb.trouble import Trouble


def _html(root: Path, edition: dict[str, Any]) -> bytes:
    from ralb.render import page

    return page.render(root, edition)


def _docx(root: Path, edition: dict[str, Any]) -> bytes:
    from ralb.render import word

    return word.render(root, edition)


FORMATS: dict[str, Callable[[Path, dict[str, Any]], bytes]] = {"html": _html, "docx": _docx}


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


def made(root: Path, edition: dict[str, Any], asked: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """File name and content of each document; the name of one for the board says so."""
    stem = edition["date"]["iso"] + ("-board" if edition["audience"] == "board" else "")
    for name in asked:
        yield f"{stem}.{name}", FORMATS[name](root, edition)
