"""Files on disk: read only when regular."""

import os
import stat
from pathlib import Path

from ralb import kinds, paths
from ralb.characters import MOST_BYTES
from ralb.diagnostics import Diagnostic
from ralb.trouble import Trouble


class NotDone(Trouble):
    """The system refused to read or write; its own words are in the message."""

    code = 74

    def __init__(self, doing: str, path: str, error: OSError) -> None:
        super().__init__(f"cannot {doing} {path}: {(error.strerror or str(error)).lower()}")


def read(path: Path, shown: str, most: int = MOST_BYTES) -> bytes | Diagnostic:
    """The bytes of a regular file of the board; a pipe must not make the tool wait, nor a link lead out.

    Of a file larger than *most*, one byte more than that.
    """
    try:
        if os.path.islink(path) and (message := wrong_link(path)):  # noqa: PTH114 - half the time of Path
            return Diagnostic(kinds.NOT_A_REGULAR_FILE, shown, 1, 1, message, "put the file itself here")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return Diagnostic(kinds.NOT_A_REGULAR_FILE, shown, 1, 1, "this is not a regular file")
            # To make room for the most that a file may hold takes longer than to read most files.
            return file.read() if status.st_size <= most else file.read(most + 1)
    except OSError as error:
        if path.is_dir():
            return Diagnostic(kinds.NOT_A_REGULAR_FILE, shown, 1, 1, "this is a folder, not a file")
        raise NotDone("read", shown, error) from error


def glance(path: str) -> bytes | None:
    """The bytes of a plain file, a fifth of the time of `read`; None for anything that `read` has to judge."""
    flags = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, os.O_RDONLY | flags)
    except OSError:
        return None
    try:
        about = os.fstat(handle)
        plain = stat.S_ISREG(about.st_mode) and (hasattr(os, "O_NOFOLLOW") or not os.path.islink(path))  # noqa: PTH114
        return os.read(handle, about.st_size) if plain and about.st_size <= MOST_BYTES else None
    finally:
        os.close(handle)


def wrong_link(path: Path) -> str:
    """What is wrong with a link; "" when it leads to a file of the same folder."""
    target, folder = os.path.realpath(path), os.path.realpath(path.parent)
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises on a link to itself before Python 3.13
        return "this is a link that leads nowhere"
    inside = os.path.commonpath([target, folder]) == folder
    return "" if inside else "this is a link that leads out of the board's folder"


def shown(path: Path) -> str:
    """The path as one would type it in the current folder."""
    return paths.typed(path.absolute(), Path.cwd())
