"""Files written whole or not at all: new ones, and editions in place of earlier ones."""

import contextlib
import errno
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ralb import kinds, paths, signals
from ralb.disk import NotDone, shown
from ralb.trouble import Trouble

_TEMPORARY = re.compile(r"\..+\.[0-9]+\.tmp")
_PROTECTED = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
UNKNOWN_HERE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


class AlreadyThere(Trouble):
    """A new file would have overwritten one."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} exists already; nothing was written")


class ReadOnly(Trouble):
    """Someone has protected the file or its folder; replacing it would pass over that."""

    code = 74

    def __init__(self, path: Path) -> None:
        super().__init__(kinds.READ_ONLY.said(f"{shown(path)} is read-only; nothing was written to it"))


class HeldOpen(Trouble):
    """Another program has the file open, and Windows lets nobody else write it meanwhile."""

    code = 75

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"another program, Word maybe, has {shown(path)} open; nothing was written to it: close it there, "
            "and try again"
        )


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
        if paths.is_held_open(error):
            raise HeldOpen(path) from error
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
            replace(temporary, path)
        except OSError:
            path.unlink()
            raise


def replace(temporary: Path, path: Path) -> None:
    """Put a file in the place of another, in one step."""
    paths.patiently(lambda: temporary.replace(path))


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
                replace(temporary, path)


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
