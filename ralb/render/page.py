"""A document as one HTML page that needs nothing but itself."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
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
    made = templates.filled(templates.environment(root), name, values)
    if name.endswith(".html") and (own := templates.own_pages(root)):
        ours = f"<script>{values['script']}</script>" if "script" in values else ""
        _check(own, name, made.replace(ours, "") if ours else made)
    return made.encode("utf-8")


def _check(own: Sequence[Path], name: str, page: str) -> None:
    """Raise `templates.BadTemplate` where a template of the board's *own* makes a page run or load something."""
    from ralb.render import safety

    for _, what in safety.page(page):
        for path in own:
            for line, seen in safety.template(path.name, templates.source(path).decode("utf-8", "replace")):
                if seen == what:
                    raise templates.BadTemplate(path.name, safety.Unsafe(what, line))
        raise templates.BadTemplate(name, safety.Unsafe(what))
