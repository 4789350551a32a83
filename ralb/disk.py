"""Files on disk: read only when regular, written whole or not at all."""

import contextlib
import os
import re
import shutil
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

from ralb import kinds
from ralb.characters import MOST_BYTES
from ralb.diagnostics import Diagnostic
from ralb.trouble import Trouble

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_TEMPORARY = re.compile(r"\..+\.[0-9]+\.tmp")


class NotDone(Trouble):
    """The system refused to read or write; its own words are in the message."""

    code = 74

    def __init__(self, doing: str, path: str, error: OSError) -> None:
        super().__init__(f"cannot {doing} {path}: {(error.strerror or str(error)).lower()}")


class AlreadyThere(Trouble):
    """A new file would have overwritten one."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} exists already; nothing was written")


def read(path: Path, shown: str) -> bytes | Diagnostic:
    """The bytes of a regular file of the board; a pipe must not make the tool wait, nor a link lead out."""
    try:
        if path.is_symlink() and (message := _wrong_link(path)):
            return Diagnostic(kinds.NOT_A_REGULAR_FILE, shown, 1, 1, message, "put the file itself here")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return Diagnostic(kinds.NOT_A_REGULAR_FILE, shown, 1, 1, "this is not a regular file")
            return file.read(MOST_BYTES + 1)
    except IsADirectoryError:
        return Diagnostic(kinds.NOT_A_REGULAR_FILE, shown, 1, 1, "this is a folder, not a file")
    except OSError as error:
        raise NotDone("read", shown, error) from error


def _wrong_link(path: Path) -> str:
    """What is wrong with a link; "" when it leads to a file of the same folder."""
    target, folder = os.path.realpath(path), os.path.realpath(path.parent)
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises on a link to itself before Python 3.13
        return "this is a link that leads nowhere"
    inside = os.path.commonpath([target, folder]) == folder
    return "" if inside else "this is a link that leads out of the board's folder"


def create(path: Path, text: str) -> None:
    """Write a new file, whole or not at all; raises `AlreadyThere` rather than overwrite one."""
    with _beside(path, text.encode("utf-8")) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError as error:
            raise AlreadyThere(str(path)) from error


def publish(path: Path, content: bytes) -> None:
    """Write a file in place of an earlier edition of it, whole or not at all."""
    with _beside(path, content) as temporary:
        temporary.replace(path)


class ChangedMeanwhile(Trouble):
    """The file was edited by someone else between our reading and our writing."""

    code = 75

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} has changed since it was read; nothing was written to it: try again")


class ReadOnly(Trouble):
    """Someone has protected the file; replacing it would pass over that."""

    code = 74

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is read-only; nothing was written to it")


class NotConfirmed(Trouble):
    """The file was written, but the disk did not say that it would outlast a power cut."""

    code = 74

    def __init__(self, path: str, error: OSError) -> None:
        why = (error.strerror or str(error)).lower()
        super().__init__(f"{path} was written, but the disk did not confirm it: {why}")


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Write a changed file, if it still holds what was read before; its mode is kept, and a link stays one."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.stat().st_mode & _WRITABLE:
        raise ReadOnly(str(path))
    with _beside(target, after) as temporary:
        shutil.copymode(target, temporary)
        with _undisturbed():
            if _now(target) != before:
                raise ChangedMeanwhile(str(path))
            temporary.replace(target)


def _now(path: Path) -> bytes | None:
    """What a file holds at this moment; None when it is gone, or no file any more."""
    try:
        content = read(path, str(path))
    except NotDone:
        return None
    return None if isinstance(content, Diagnostic) else content


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait for the moment between the last look and the write."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def remove(path: Path, before: bytes) -> None:
    """Take a file away, if it still holds what was read before."""
    if _now(path) != before:
        raise ChangedMeanwhile(str(path))
    try:
        path.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise NotDone("remove", str(path), error) from error


def left_over(folder: Path) -> list[Path]:
    """Clear what writes that were cut off left in a folder; who calls this holds its lock."""
    cleared = [path for path in folder.glob(".*.tmp") if _TEMPORARY.fullmatch(path.name)]
    for path in cleared:
        with contextlib.suppress(OSError):
            path.unlink()
    return cleared


@contextlib.contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """A file with the content beside the *path* that it is to become; gone afterwards, whatever happens."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(temporary, content)
        yield temporary
    except OSError as error:
        raise NotDone("write", str(path), error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    try:
        _sync_folder(path.parent)
    except OSError as error:
        raise NotConfirmed(str(path), error) from error


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
