"""What can be brought in, by how its name ends, and who reads it."""

from collections.abc import Callable, Mapping

from ralb.imports.blocks import Reading, Unreadable
from ralb.text import listed, quoted

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


_KNOWN = [".docx", ".html", ".md", ".txt"]
READERS: Mapping[str, Reader] = {
    ".docx": _word,
    ".html": _page,
    ".htm": _page,
    ".md": _markdown,
    ".txt": _text,
    # What Word's reader knows a way out for.
    **dict.fromkeys((".doc", ".docm", ".dotx", ".odt", ".pdf", ".rtf", ".xlsx", ".pptx"), _word),
}


def read(name: str, data: bytes) -> Reading:
    """The blocks of a source; a name without an ending is text, as a pasted e-mail is."""
    suffix = name[name.rfind(".") :].lower() if "." in name.rpartition("/")[2] else ".txt"
    if suffix not in READERS:
        raise Unreadable(f"{quoted(suffix)} is no kind of minutes that can be read ({listed(_KNOWN)})")
    return READERS[suffix](data)
