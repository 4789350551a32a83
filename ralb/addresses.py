"""The private list of addresses: `KY: ky@example.org`, a line each, in a file that git does not keep.

What git keeps can be read by everyone who reads the repository, now and later. So a list that lies there is
refused, and so is a folder there for drafts in which the addresses stand.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from ralb import disk, git
from ralb.trouble import Trouble

_LINE = re.compile(r"\s*(?:-\s+)?[\"']?(?P<who>[^\s\"':;,#]+)[\"']?\s*[:;,]\s*(?P<address>.*?)\s*(?:\s#.*)?")
_HEADS = ("initials", "who", "name")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class NotPrivate(Trouble):
    """Addresses would lie where others read them."""

    def __init__(self, what: str, path: Path, why: str) -> None:
        super().__init__(f"{what}{disk.shown(path)} {why}; nothing was written")


class NoAddress(Trouble):
    """A line of the list is not understood; what stands in it is not repeated."""

    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(f"{disk.shown(path)}:{line}: {why} (a line is `KY: ky@example.org`)")


def known(root: Path, path: Path, folder: Path) -> Mapping[str, str]:
    """The addresses by initials, if neither they nor drafts in the *folder* lie where others read them."""
    _check_list(root, path)
    _check_folder(folder)
    return _read(path)


def _check_list(root: Path, path: Path) -> None:
    """Raise `NotPrivate` for a list that lies among the minutes, or where git keeps it."""
    real = Path(os.path.realpath(path))
    if any(real.is_relative_to(os.path.realpath(root / folder)) for folder in ("minutes", "templates")):
        raise NotPrivate("the addresses in ", path, "lie among what the board publishes: keep them elsewhere")
    if git.keeps(real):
        why = "lie where git keeps them for everyone who reads the repository: keep them outside it"
        raise NotPrivate("the addresses in ", path, why)


def _check_folder(folder: Path) -> None:
    """Raise `NotPrivate` for a folder of drafts that git would keep."""
    if git.keeps(Path(os.path.realpath(folder)) / "draft.eml"):
        why = "is a folder that git keeps: drafts hold addresses; name another with `--out`, or ignore it"
        raise NotPrivate("", folder, f"{why} in .gitignore")


def _read(path: Path) -> Mapping[str, str]:
    """The addresses by initials; raises `NoAddress` for a line that is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error if isinstance(error, OSError) else OSError("it is not UTF-8 text")
        raise disk.NotDone("read", disk.shown(path), why) from error
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#") or line.strip() == "---":
            continue
        pair = _LINE.fullmatch(line)
        who, address = (pair["who"], pair["address"].strip("\"'")) if pair else ("", "")
        if number == 1 and who.lower() in _HEADS:
            continue
        if not _ADDRESS.fullmatch(address):
            raise NoAddress(path, number, "this is no address")
        if who in found:
            raise NoAddress(path, number, f"{who} has two addresses")
        found[who] = address
    return found
