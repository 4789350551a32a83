"""A board's own colour and logo on its pages, from `brand` of `board.yaml`."""

import base64
import re
from collections.abc import Mapping
from pathlib import Path

from ralb.text import quoted
from ralb.trouble import Trouble

_DRAWING = "image/svg+xml"
_BEGINNINGS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_KINDS = {".svg": _DRAWING, ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_MOST = 40 * 1024
_LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class BadBrand(Trouble):
    """The colour or the logo of `board.yaml` cannot be used."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"brand of minutes/board.yaml: {quoted(what)} {why}")


def values(root: Path, brand: Mapping[str, str]) -> dict[str, str]:
    """The colour, and the logo as something that stands inside the page; raises `BadBrand`."""
    return {"colour": _colour(brand["colour"]), "logo": _logo(root, brand["logo"])}


def _colour(colour: str) -> str:
    if not colour:
        return ""
    if not _COLOUR.fullmatch(colour):
        raise BadBrand(colour, "is not a colour (six digits behind a #, as #1d3557)")
    contrast = 1.05 / (_luminance(colour) + 0.05)
    if contrast < _LEAST_CONTRAST:
        raise BadBrand(colour, f"is too light on white: its contrast is {contrast:.1f}, it should be 4.5 at least")
    return colour.lower()


def _luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1, as the rules for accessible pages (WCAG) count."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _logo(root: Path, logo: str) -> str:
    if not logo:
        return ""
    path = (root / logo).resolve()
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise BadBrand(logo, f"is no picture for a page ({', '.join(_KINDS)})")
    if not path.is_relative_to(root.resolve()) or not path.is_file():
        raise BadBrand(logo, "is no file in the board's folder")
    if path.stat().st_size > _MOST:
        raise BadBrand(logo, "is larger than 40 KB: a page holds it whole")
    content = path.read_bytes()
    if kind == _DRAWING:
        _check_drawing(logo, content)
    elif not content.startswith(_BEGINNINGS[kind]):
        raise BadBrand(logo, f"is no {kind.removeprefix('image/').upper()}, whatever its name says")
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _check_drawing(logo: str, content: bytes) -> None:
    """Raise `BadBrand` for an SVG that is none, or would run or load something."""
    from ralb.render import safety

    text = content.decode("utf-8", "replace")
    if not re.match(r"\ufeff?\s*<[?!s]", text) or "<svg" not in text:
        raise BadBrand(logo, "is no SVG, whatever its name says")
    if "<!ENTITY" in text:
        raise BadBrand(logo, "declares entities: save it in a drawing program again")
    for _, danger in safety.page(text):
        raise BadBrand(logo, f"cannot stand in a page: {danger}")
