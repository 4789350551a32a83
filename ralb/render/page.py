"""A document as one HTML page that needs nothing but itself."""

from pathlib import Path
from typing import Any

from markupsafe import Markup

from ralb.render import brand, markdown, templates


def render(root: Path, name: str, edition: dict[str, Any]) -> bytes:
    """The page that the template *name* makes; raises `templates.BadTemplate`, `brand.BadBrand`."""
    values = {**edition, "brand": brand.values(root, edition["brand"])}
    if "body" in edition:
        stream = markdown.explained(markdown.tokens(edition["body"]), edition["initials"])
        values["body"] = Markup(markdown.html(stream))  # noqa: S704 - made by our own Markdown, no HTML let in
    text = templates.filled(templates.environment(root), f"{name}.html", values)
    _check(root, f"{name}.html", text)
    return text.encode("utf-8")


def _check(root: Path, name: str, text: str) -> None:
    """Raise `templates.BadTemplate` for a template of the board's own that makes a page run or load something."""
    own = templates.own_pages(root)
    if not own:
        return
    from ralb.render import safety

    for _, what in safety.page(text):
        for path in own:
            for line, seen in safety.template(path.name, templates.source(path).decode("utf-8", "replace")):
                if seen == what:
                    raise templates.BadTemplate(path.name, safety.Unsafe(what, line))
        raise templates.BadTemplate(name, safety.Unsafe(what))
