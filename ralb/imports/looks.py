"""What the words inside an element of a page look like."""

import re
from dataclasses import dataclass

SILENT = frozenset(("script", "style", "template", "noscript", "svg", "math", "object", "iframe", "xml"))
_BOLD, _STRUCK = frozenset(("b", "strong", "th", "u")), frozenset(("s", "strike", "del"))
_WEIGHT = re.compile(r"font-weight:\s*(?:bold|[6-9]00)|text-decoration[^;]*underline")
_THIN = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")
_LINE = re.compile(r"text-decoration[^;]*line-through")
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all")


@dataclass(slots=True)
class Open:
    """An element that is open, and what its words are."""

    tag: str
    bold: bool = False
    struck: bool = False
    hidden: bool = False
    link: str = ""
    from_: int = 0
    """How many pieces of the line were there when it began."""


def inside(around: Open, tag: str, about: dict[str, str], from_: int) -> Open:
    """An element that begins: its words look like those *around* it, but for what it says itself."""
    style = about.get("style", "").lower()
    ignored = "mso-list:ignore" in style.replace(" ", "")
    return Open(
        tag,
        bold=(around.bold or tag in _BOLD or bool(_WEIGHT.search(style))) and not _THIN.search(style),
        struck=around.struck or tag in _STRUCK or bool(_LINE.search(style)),
        hidden=around.hidden or tag in SILENT or "hidden" in about or bool(_HIDDEN.search(style)) or ignored,
        link=about.get("href", "") if tag == "a" else "",
        from_=from_,
    )
