"""What can be brought in, by how its name ends, and who reads it."""

from collections.abc import Callable, Mapping

from ralb.imports.blocks import Reading, Unreadable
from ralb.text import listed

Reader = Callable[[bytes], Reading]
"""From the bytes of a source to its blocks; raises `Unreadable`, with a sentence for whoever asked."""


def _text(data: bytes) -> Reading:
    from ralb.imports import plain

    return plain.text(data)


def _markdown(data: bytes) -> Reading:
    from ralb.imports import plain

    return plain.markdown(data)


def _word(data: bytes) -> Reading:
    from ralb.imports import word

    return word.read(data)


def _page(data: bytes) -> Reading:
    from ralb.imports import webpage

    return webpage.read(data)


READERS: Mapping[str, Reader] = {
    ".docx": _word,
    ".html": _page,
    ".htm": _page,
    ".txt": _text,
    ".md": _markdown,
}
_TABLE = "a spreadsheet: copy its rows, with their head, into a Word document or a text file, and import that"
_REFUSED = {
    ".pdf": "a PDF: open it, copy its text (or run `pdftotext -layout`), and import that as .txt",
    ".doc": "an old Word document: open it, save it as .docx, and import that",
    ".rtf": "a Rich Text file: open it in Word, save it as .docx, and import that",
    ".odt": "an OpenDocument text: open it, save it as .docx, and import that",
    ".docm": "a Word document with macros: save it as .docx, without them, and import that",
    ".msg": "an e-mail of Outlook: copy its text, and pipe it: `ralb import -`",
    ".xlsx": _TABLE, ".xls": _TABLE, ".ods": _TABLE, ".csv": _TABLE,
}  # fmt: skip


class NotMinutes(Unreadable):
    """A kind of file from which nobody reads minutes."""

    def __init__(self, suffix: str) -> None:
        known = f"a kind of file that is not read (read are {listed(list(READERS))})"
        super().__init__(f"this is {_REFUSED.get(suffix, known)}")


def read(name: str, data: bytes) -> Reading:
    """The blocks of a source; a name without an ending is text, as a pasted e-mail is."""
    suffix = name[name.rfind(".") :].lower() if "." in name.rpartition("/")[2] else ".txt"
    if suffix not in READERS:
        raise NotMinutes(suffix)
    return READERS[suffix](data)
