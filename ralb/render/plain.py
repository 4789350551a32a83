"""A document as Markdown, for an e-mail or a wiki: the notes as typed, all else from a template."""

import re
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ralb.render import templates

_SIGNS = re.compile(r"([\\`*_|<>\[\]])")


def _escaped(value: Any) -> Any:
    """A value on one line, whose signs Markdown shows as typed."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(_SIGNS.sub(r"\\\1", " ".join(value.split())))  # noqa: S704 - this is Markdown, not HTML
    return value


def render(root: Path, name: str, edition: dict[str, Any]) -> bytes:
    """The text; raises `templates.BadTemplate`."""
    values = dict(edition)
    if "body" in edition:
        values["body"] = Markup("\n\n".join(map(_passage, edition["body"])))  # noqa: S704 - no HTML is made of it
    environment = templates.environment(root)
    environment.finalize = _escaped
    text = templates.filled(environment, f"{name}.md", values)
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode("utf-8")


def _passage(passage: dict[str, Any]) -> str:
    """A passage as typed; a restricted one says so, to the public in the public words."""
    # A live picture would ask another computer for it; HTML would be taken for HTML.
    text = re.sub(r"<(?=[A-Za-z/!])", r"\\<", passage["text"].replace("![", "[")).strip("\n")
    if not passage["restricted"]:
        return text
    public = _escaped(passage["public"])
    return f"**Restricted.** The public reads: {public}\n\n{text}" if text else f"**Restricted.** {public}"
