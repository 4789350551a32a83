"""A page cut into tags and words, in one pass however broken: Python's own parser may go back for ever."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from ralb.imports.blocks import Unreadable


class Tag(NamedTuple):
    """A tag that begins or ends an element."""

    name: str
    ends: bool
    about: dict[str, str]


_TAG = re.compile(r"""<(?P<ends>/?)(?P<name>[a-zA-Z][^\s/><]*+)(?P<about>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ABOUT = re.compile(r"""([^\s=/"'>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+""")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "template", "noscript")}
_MOST_BROKEN, _MOST_TAGS = 20, 150_000


def decoded(data: bytes) -> str:
    """The text of a page: in the encoding that it names, else UTF-8, else that of Windows."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    named = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", data[:4096])
    for name in (named[1].decode() if named else "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


def cut(text: str) -> Iterator[Tag | str]:
    """The tags and the words between them; comments, and what only computers read, are in neither.

    Raises `Unreadable` for a page with too many tags, or too many broken ones.
    """
    if text.count("<") > _MOST_TAGS:
        raise Unreadable("it is too long for minutes: bring its parts in one by one")
    at = broken = 0
    while (begin := text.find("<", at)) >= 0:
        if begin > at:
            yield html.unescape(text[at:begin])
        at = begin
        if text.startswith("<!--", at):
            at = _after(text, "-->", at)
        elif text.startswith(("<!", "<?"), at):
            at = _after(text, ">", at)
        elif found := _TAG.match(text, at):
            tag = Tag(found["name"].lower(), bool(found["ends"]), _about(found["about"]))
            yield tag
            at = found.end()
            if tag.name in _RAW and not tag.ends:
                closed = _RAW[tag.name].search(text, at)
                at = closed.start() if closed else len(text)
        else:
            broken += bool(re.match(r"</?[a-zA-Z]", text[at : at + 3]))
            if broken > _MOST_BROKEN:
                raise Unreadable("its tags are broken: open it in a browser, and copy what you see into a file")
            yield "<"
            at += 1
    if at < len(text):
        yield html.unescape(text[at:])


def _after(text: str, end: str, at: int) -> int:
    found = text.find(end, at)
    return found + len(end) if found >= 0 else len(text)


def _about(typed: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(double or single or plain)
        for name, double, single, plain in _ABOUT.findall(typed)
    }
