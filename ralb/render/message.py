"""A letter as words, as a page, and as a draft that opens in Outlook and other programs for e-mail."""

import hashlib
from collections.abc import Callable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from ralb.render import templates


class Message(NamedTuple):
    """What a letter says, and the address of whom it is to, "" if that is not known."""

    edition: dict[str, Any]
    address: str


def txt(root: Path, message: Message) -> bytes:
    """The words alone; the address does not stand in them."""
    return _filled(root, "chase.txt", message.edition).encode("utf-8")


def html(root: Path, message: Message) -> bytes:
    """The words as a plain page, which programs for e-mail show, too."""
    return _filled(root, "chase.html", message.edition).encode("utf-8")


def eml(root: Path, message: Message) -> bytes:
    """A draft to send: with subject and, if it is known, address; it has no date and no sender yet.

    The same letter is the same bytes.
    """
    words = txt(root, message).decode("utf-8")
    draft = EmailMessage(policy=SMTP)
    draft["X-Unsent"] = "1"
    if message.address:
        draft["To"] = Address(display_name=message.edition["name"], addr_spec=message.address)
    draft["Subject"] = message.edition["title"]
    draft.set_content(words, cte="quoted-printable")
    draft.add_alternative(html(root, message).decode("utf-8"), subtype="html", cte="quoted-printable")
    # The library would take one by chance, and another each time.
    draft.set_boundary(f"ralb-{hashlib.sha256(words.encode('utf-8')).hexdigest()[:32]}")
    return draft.as_bytes()


FORMATS: dict[str, Callable[[Path, Message], bytes]] = {"eml": eml, "txt": txt, "html": html}


def _filled(root: Path, name: str, edition: dict[str, Any]) -> str:
    environment = templates.environment(root)
    if name.endswith(".txt"):
        environment = environment.overlay(finalize=_as_it_is)
    return templates.filled(environment, name, edition)


def _as_it_is(value: Any) -> Any:
    """A value of a text in which no sign has a meaning."""
    return Markup(value) if isinstance(value, str) else value  # noqa: S704 - no HTML is made of it
