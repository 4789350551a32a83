"""A document as Markdown, for an e-mail or a wiki: the notes as typed, all else from a template."""

import re
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ralb.render import markdown, templates

_SIGNS = re.compile(r"([\\`*_|<>\[\]~]|&(?=#?\w+;))")
_AT_THE_BEGINNING = re.compile(r"^([#+=-]|[0-9]{1,9}(?=[.)](?:\s|$)))")
# Not after an odd number of backslashes: that one is typed as a sign already.
_LIVE = re.compile(r"(?<!\\)((?:\\\\)*)(<(?=[A-Za-z/!?])|!(?=\[))")
# Stands for a line that the notes leave empty, while those that the template leaves empty are taken out.
_EMPTY = "\ufdd0"


def _escaped(value: Any) -> Any:
    """A value on one line, whose signs Markdown shows as typed."""
    if isinstance(value, str) and not isinstance(value, Markup):
        line = _SIGNS.sub(r"\\\1", " ".join(value.split()))
        return Markup(_AT_THE_BEGINNING.sub(_literal, line))  # noqa: S704 - this is Markdown, not HTML
    return value


def _literal(sign: re.Match[str]) -> str:
    """A sign that would begin a heading or a list; after a number it is the point that does."""
    return f"{sign[0]}\\" if sign[0].isdigit() else f"\\{sign[0]}"


def render(root: Path, name: str, edition: dict[str, Any]) -> bytes:
    """The text; raises `templates.BadTemplate`."""
    values = dict(edition)
    if "body" in edition:
        body = _harmless("\n\n".join(map(_passage, edition["body"])))
        kept = re.sub(r"(?<=\n\n)\n+", lambda more: _EMPTY * len(more[0]), body)
        values["body"] = Markup(kept)  # noqa: S704 - no HTML is made of it
    environment = templates.environment(root).overlay(finalize=_escaped)
    text = templates.filled(environment, f"{name}.md", values)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"
    return text.replace(_EMPTY, "\n").encode("utf-8")


def _passage(passage: dict[str, Any]) -> str:
    """A passage as typed; a restricted one says so, to the public in the public words."""
    text = str(passage["text"]).strip("\n")
    if not passage["restricted"]:
        return text
    public = _escaped(passage["public"])
    return f"**Restricted.** The public reads: {public}\n\n{text}" if text else f"**Restricted.** {public}"


def _harmless(text: str) -> str:
    """Notes whose pictures ask no other computer for anything, and whose HTML is words; code stays as typed."""
    if not _LIVE.search(text):
        return text
    lines = text.split("\n")
    blocks = (token.map for token in markdown.parser().parse(text) if token.type in ("fence", "code_block"))
    code = {line for block in blocks if block for line in range(*block)}
    return "\n".join(line if number in code else _LIVE.sub(_dead, line) for number, line in enumerate(lines))


def _dead(sign: re.Match[str]) -> str:
    return sign[1] + ("\\<" if sign[2] == "<" else "")
