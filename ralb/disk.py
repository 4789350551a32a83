"""Files on disk: read only when regular, written whole or not at all."""

import contextlib
import errno
import os
import re
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
_PROTECTED = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_UNKNOWN_HERE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


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


def shown(path: Path) -> str:
    """The path as one would type it in the current folder."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


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


class ChangedMeanwhile(Trouble):
    """The file was edited by someone else between our reading and our writing."""

    code = 75

    def __init__(self, path: Path) -> None:
        why = "has changed since it was read; nothing was written to it: try again"
        super().__init__(kinds.CHANGED_MEANWHILE.said(f"{shown(path)} {why}"))


class OutsideTheFolder(Trouble):
    """What should be written is a link to something that is not the board's."""

    def __init__(self, path: Path, wrong: str) -> None:
        super().__init__(kinds.OUTSIDE_THE_FOLDER.said(f"{shown(path)}: {wrong}; nothing was written"))


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
    with refusals("write", path), _beside(path, text.encode("utf-8")) as temporary:
        try:
            _give_name(temporary, path)
        except FileExistsError as error:
            raise AlreadyThere(shown(path)) from error


def _give_name(temporary: Path, path: Path) -> None:
    """Name a file that is written already; fails where there is one of that name."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EMLINK, *_UNKNOWN_HERE):
            raise
        # USB sticks know no second name of a file: claim the name, then put the file there.
        path.touch(exist_ok=False)
        try:
            temporary.replace(path)
        except OSError:
            path.unlink()
            raise


def publish(path: Path, content: bytes) -> None:
    """Write a file in place of an earlier edition of it, whole or not at all."""
    with refusals("write", path), _beside(path, content) as temporary:
        temporary.replace(path)


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Write a changed file, if it still holds what was read before; its mode is kept, and a link stays one."""
    with refusals("write", path):
        if path.is_symlink() and (wrong := _wrong_link(path)):
            raise OutsideTheFolder(path, wrong)
        target = Path(os.path.realpath(path))
        if _now(target) != before:
            raise ChangedMeanwhile(path)
        mode = target.stat().st_mode
        if not mode & _WRITABLE or not os.access(target, os.W_OK):
            raise ReadOnly(path)
        with _beside(target, after) as temporary:
            temporary.chmod(stat.S_IMODE(mode))
            with _undisturbed():
                if _now(target) != before or not _put(temporary, target, before, after):
                    raise ChangedMeanwhile(path)


def _put(temporary: Path, target: Path, before: bytes, after: bytes) -> bool:
    """Let the files change places, and look at what came out: an editor may have saved since the last look.

    Then its file goes back, and nothing is written: the answer is False. Where the system cannot exchange two
    names in one step, only the last look guards what others save.
    """
    if not _exchange(temporary, target):
        temporary.replace(target)
        return True
    try:
        out = _now(temporary)
    except NotDone:
        _give_back(temporary, target)
        raise
    put, expected = after, before
    while out != expected:
        # What came out is newer than what should have: it goes back, and again there is something to look at.
        put, expected = out or b"", put
        _give_back(temporary, target)
        out = _now(temporary)
    return put == after


def _give_back(temporary: Path, target: Path) -> None:
    try:
        _exchange(temporary, target)
    except FileNotFoundError:
        # An editor has moved our file out of its way before it saves once more.
        os.link(temporary, target)


def _exchange(one: Path, other: Path) -> bool:
    """Let two files change names in one step; False where the system cannot."""
    try:
        import ctypes

        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, AttributeError, TypeError, OSError):
        return False
    here, exchange = -100, 2
    if rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN_HERE:
        return False
    raise OSError(number, os.strerror(number))


def _now(path: Path) -> bytes | None:
    """What a file holds at this moment; None when it is gone, or no file any more."""
    try:
        content = read(path, str(path))
    except NotDone as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise
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
    with refusals("remove", path):
        if _now(path) != before:
            raise ChangedMeanwhile(path)
        path.unlink()
        _sync_folder(path.parent)


def left_over(folder: Path) -> Iterator[str]:
    """Clear what writes that were cut off left in a folder, and say so; who calls this holds its lock."""
    with refusals("read", folder):
        left = sorted(path for path in folder.iterdir() if _TEMPORARY.fullmatch(path.name))
    for path in left:
        with contextlib.suppress(OSError):
            path.unlink()
            yield kinds.LEFT_OVER.said(f"cleared {shown(path)}, left over from a write that was cut off")


@contextlib.contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """A file with the content beside the *path* that it is to become; gone afterwards, whatever happens."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(temporary, content)
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    try:
        _sync_folder(path.parent)
    except OSError as error:
        raise NotConfirmed(path, error) from error


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
        except OSError as error:
            # Some shared drives cannot confirm a folder, ever: that is no news.
            if error.errno not in _UNKNOWN_HERE:
                raise
        finally:
            os.close(handle)
