"""What must not stand in a page: what runs, and what asks another computer for something.

It looks at templates as typed and at finished pages alike. The page's own policy stops most of this in a browser;
but a template of the board's own may drop that policy, and a page may be read elsewhere.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser

from ralb.text import quoted

Danger = tuple[int, str]
"""The line, and what stands there."""


class Unsafe(ValueError):
    """A page would run something, or ask another computer."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.lineno = line


_BARRED = (
    *("script", "iframe", "frame", "frameset", "fencedframe", "portal", "object", "embed", "applet"),
    *("base", "form", "foreignobject"),
)
_SCRIPTED = ("javascript:", "vbscript:", "data:text/html")
_LOADS = frozenset(("src", "attributionsrc", "poster", "background", "data", "manifest", "formaction", "ping"))
_DRAWN = ("style", "fill", "stroke", "filter", "mask", "clip-path", "cursor")
_FOLLOWED = ("a", "area")
_ONLY_NAMED = frozenset(("alternate", "author", "canonical", "help", "license", "next", "prev", "search"))
_INSIDE = ("data:", "#")
_TAGS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_FILLED_IN = "\ue000"
_OUR_SCRIPT = re.compile(r"<script>\{\{ *script *\}\}</script>")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_ASKS = re.compile(
    r"""url\(\s*["']?([^"')]*)|@import\b\s*["']?([^"';]*)|(?:image-set|src)\(\s*["']([^"']*)""", re.I
)


def template(name: str, text: str) -> list[Danger]:
    """What is dangerous in the template of a page or its style; what is filled in counts then."""
    # The one script that may stand in a page comes with ralb; the policy of that page names its hash.
    filled = _as_filled(_OUR_SCRIPT.sub("", text))
    if not name.endswith(".css"):
        return page(filled)
    ends = [(_line(filled, at.start()), "`</` ends the style: take it out") for at in re.finditer("</", filled)]
    return sorted([*ends, *_style(filled, 1)])


def page(text: str) -> list[Danger]:
    """What is dangerous in a page."""
    found = _Page()
    found.feed(text)
    found.close()
    return sorted(found.dangers)


def _as_filled(text: str) -> str:
    """A template with a sign in place of what is filled in, every word on the line where it was."""

    def sign(tag: re.Match[str]) -> str:
        return (_FILLED_IN if tag[0].startswith("{{") else "") + "\n" * tag[0].count("\n")

    return _TAGS.sub(sign, text)


class _Page(HTMLParser):
    """Reads a page, or a picture in SVG, as a browser would; in comments too, on whose end not all agree."""

    def __init__(self) -> None:
        super().__init__()
        self.dangers: list[Danger] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        # An attribute that is given twice counts twice: which of the two a reader takes is not for us to say.
        said = [(name, value or "") for name, value in attrs]
        self.dangers += ((line, what) for what in _of_element(tag, said))
        for name, value in said:
            if name in _DRAWN:
                self.dangers += _style(value, line)

    def handle_data(self, data: str) -> None:
        # Not only inside: `<style/>` ends at once in a drawing, and never in a page.
        if self.lasttag == "style":
            self.dangers += _style(data, self.getpos()[0])

    def handle_comment(self, data: str) -> None:
        line = self.getpos()[0]
        self.dangers += ((line + below - 1, what) for below, what in page(data))

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)


def _of_element(tag: str, said: Sequence[tuple[str, str]]) -> Iterator[str]:
    if tag in _BARRED:
        yield f"`<{tag}>` has no place in minutes: take it out"
        return
    loads = {word for name, value in said if name == "rel" for word in value.lower().split()} - _ONLY_NAMED
    for name, value in said:
        if name.startswith("on"):
            yield f"`{name}` runs a script: take it out"
        elif re.sub(r"[\x00-\x20]", "", value).lower().startswith(_SCRIPTED):
            yield f"`{name}` runs a script, {quoted(value)}: take it out"
        elif tag == "meta" and name == "http-equiv" and value.strip().lower() == "refresh":
            yield "`<meta http-equiv=refresh>` leads readers away: take it out"
        elif tag == "link" and name == "href" and loads:
            yield from _outside([value], "put its words into the block `css`")
        elif name.endswith("srcset"):
            yield from _outside(re.sub(r"data:\S+[^,]*", "", value).split(","), "put it into the page, as `data:`")
        elif name in _LOADS or (name.endswith("href") and tag not in (*_FOLLOWED, "link")):
            yield from _outside([value], "put it into the page, as `data:`")


def _style(text: str, line: int) -> Iterator[Danger]:
    """What a style asks for; an escaped letter is a letter."""
    plain = _ESCAPE.sub(lambda sign: _letter(sign[1]) if sign[1] else sign[2], text)
    for asked in _ASKS.finditer(plain):
        address = next(part for part in asked.groups() if part is not None)
        for what in _outside([address], "put it into the style, as `data:`"):
            yield line + _line(plain, asked.start()) - 1, what


def _letter(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"


def _outside(addresses: Iterable[str], cure: str) -> Iterator[str]:
    for address in map(str.strip, addresses):
        if address and not address.lower().startswith((*_INSIDE, _FILLED_IN)):
            yield f"it loads {quoted(address)} from elsewhere: {cure}"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
