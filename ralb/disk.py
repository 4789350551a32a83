"""Files on disk: read only when regular, written whole or not at all."""

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from ralb import kinds, signals
from ralb.characters import MOST_BYTES
from ralb.diagnostics import Diagnostic
from ralb.trouble import Trouble

_TEMPORARY = re.compile(r"\..+\.[0-9]+\.tmp")
_PROTECTED = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
UNKNOWN_HERE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


class NotDone(Trouble):
    """The system refused to read or write; its own words are in the message."""

    code = 74

    def __init__(self, doing: str, path: str, error: OSError) -> None:
        super().__init__(f"cannot {doing} {path}: {(error.strerror or str(error)).lower()}")


class AlreadyThere(Trouble):
    """A new file would have overwritten one."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} exists already; nothing was written")


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
    except IsADirectoryError:
        return Diagnostic(kinds.NOT_A_REGULAR_FILE, shown, 1, 1, "this is a folder, not a file")
    except OSError as error:
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
    absolute, here = path.absolute(), Path.cwd()
    return str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute)


class ReadOnly(Trouble):
    """Someone has protected the file or its folder; replacing it would pass over that."""

    code = 74

    def __init__(self, path: Path) -> None:
        super().__init__(kinds.READ_ONLY.said(f"{shown(path)} is read-only; nothing was written to it"))


class NoSpace(Trouble):
    """The disk is full, or the share of it that this person may use."""

    code = 74

    def __init__(self, doing: str, path: Path, error: OSError) -> None:
        super().__init__(kinds.NO_SPACE.said(str(NotDone(doing, shown(path), error))))


class NotConfirmed(Trouble):
    """The file was written, but the disk did not say that it would outlast a power cut."""

    code = 74

    def __init__(self, path: Path, error: OSError) -> None:
        why = (error.strerror or str(error)).lower()
        super().__init__(
            kinds.DONE_BUT_NOT_SYNCED.said(f"{shown(path)} was written, but the disk did not confirm it: {why}")
        )


@contextlib.contextmanager
def refusals(doing: str, path: Path) -> Iterator[None]:
    """What the system refuses meanwhile, as a sentence about the *path*."""
    try:
        yield
    except OSError as error:
        if error.errno in _PROTECTED:
            raise ReadOnly(path if os.access(path.parent, os.W_OK) else path.parent) from error
        if error.errno in _FULL:
            raise NoSpace(doing, path, error) from error
        raise NotDone(doing, shown(path), error) from error


def create(path: Path, text: str) -> None:
    """Write a new file, whole or not at all; raises `AlreadyThere` rather than overwrite one."""
    create_bytes(path, text.encode("utf-8"))


def create_bytes(path: Path, content: bytes) -> None:
    """Write a new file that is no text, as `create` does."""
    with refusals("write", path), beside(path, content) as temporary:
        try:
            _give_name(temporary, path)
        except FileExistsError as error:
            raise AlreadyThere(shown(path)) from error


def _give_name(temporary: Path, path: Path) -> None:
    """Name a file that is written already; fails where there is one of that name."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EMLINK, *UNKNOWN_HERE):
            raise
        # USB sticks know no second name of a file: claim the name, then put the file there.
        path.touch(exist_ok=False)
        try:
            temporary.replace(path)
        except OSError:
            path.unlink()
            raise


class InThePlace(NotDone):
    """Where a file is to be written, there is a folder."""

    def __init__(self, path: Path) -> None:
        wrong = os.strerror(errno.EISDIR)
        super().__init__("write", shown(path), IsADirectoryError(errno.EISDIR, f"{wrong}; nothing was written"))


def publish(files: Mapping[Path, bytes]) -> None:
    """Write files in place of earlier editions of them: all are on the disk before the first takes its place."""
    for path in files:
        if path.is_dir():
            raise InThePlace(path)
    with contextlib.ExitStack() as written:
        ready = {}
        for path, content in files.items():
            with refusals("write", path):
                ready[path] = written.enter_context(beside(path, content))
        for path, temporary in ready.items():
            with refusals("write", path):
                temporary.replace(path)


def left_over(folder: Path) -> Iterator[str]:
    """Clear what writes that were cut off left in a folder, and say so; who calls this holds its lock."""
    with refusals("read", folder):
        left = sorted(path for path in folder.iterdir() if _TEMPORARY.fullmatch(path.name))
    for path in left:
        with contextlib.suppress(OSError):
            path.unlink()
            yield kinds.LEFT_OVER.said(f"cleared {shown(path)}, left over from a write that was cut off")


@contextlib.contextmanager
def beside(path: Path, content: bytes) -> Iterator[Path]:
    """A file with the content beside the *path* that it is to become; gone afterwards, whatever happens.

    While it is there, Ctrl-C waits.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with signals.held():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(temporary, content)
            yield temporary
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
        try:
            sync_folder(path.parent)
        except OSError as error:
            raise NotConfirmed(path, error) from error


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder outlast a power cut, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        except OSError as error:
            # Some shared drives cannot confirm a folder, ever: that is no news.
            if error.errno not in UNKNOWN_HERE:
                raise
        finally:
            os.close(handle)
