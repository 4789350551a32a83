"""A document as one HTML page that needs nothing but itself."""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ralb import builtin
from ralb.render import brand, markdown, templates


def render(root: Path, name: str, edition: Mapping[str, Any]) -> bytes:
    """The page that the template *name* makes; raises `templates.BadTemplate`, `brand.BadBrand`."""
    values = {**edition, "brand": brand.values(root, edition["brand"])}
    if "body" in edition:
        stream = markdown.explained(markdown.tokens(edition["body"]), edition["initials"])
        values["body"] = Markup(markdown.html(stream))  # noqa: S704 - made by our own Markdown, no HTML let in
    return text(root, f"{name}.html", values)


def with_script(root: Path, name: str, edition: Mapping[str, Any], script: str) -> bytes:
    """A page that may run the built-in *script*, and no other."""
    words = (builtin.templates() / script).read_text(encoding="utf-8")
    allowed = b64encode(sha256(words.encode("utf-8")).digest()).decode("ascii")
    trusted = Markup(words)  # noqa: S704 - a file that comes with ralb
    return render(root, name, {**edition, "script": trusted, "script_hash": Markup(allowed)})  # noqa: S704


def text(root: Path, name: str, values: Mapping[str, Any]) -> bytes:
    """What a template makes of these values; raises `templates.BadTemplate`."""
    try:
        made = templates.environment(root).get_template(name).render(values)
    except templates.FAULTS as error:
        raise templates.BadTemplate(getattr(error, "name", None) or name, error) from error
    return made.encode("utf-8")
