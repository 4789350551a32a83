"""The minutes as one HTML page that needs nothing but itself."""

from pathlib import Path
from typing import Any

from markupsafe import Markup

from ralb.render import markdown, templates


def render(root: Path, edition: dict[str, Any]) -> bytes:
    """The page; raises `templates.BadTemplate`."""
    body = Markup(markdown.html(markdown.tokens(edition["body"])))  # noqa: S704 - made by our own Markdown, no HTML let in
    try:
        text = templates.environment(root).get_template("minutes.html").render({**edition, "body": body})
    except templates.FAULTS as error:
        raise templates.BadTemplate(getattr(error, "name", None) or "minutes.html", error) from error
    return text.encode("utf-8")
