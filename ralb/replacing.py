"""A file in place of another: only what was read is replaced, whoever else writes meanwhile."""

import os
import stat
from pathlib import Path

from ralb import disk, filing, kinds
from ralb.diagnostics import Diagnostic
from ralb.trouble import Trouble

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class ChangedMeanwhile(Trouble):
    """The file was edited by someone else between our reading and our writing."""

    code = 75

    def __init__(self, path: Path) -> None:
        why = "has changed since it was read; nothing was written to it: try again"
        super().__init__(kinds.CHANGED_MEANWHILE.said(f"{disk.shown(path)} {why}"))


class OutsideTheFolder(Trouble):
    """What should be written is a link to something that is not the board's."""

    def __init__(self, path: Path, wrong: str) -> None:
        super().__init__(kinds.OUTSIDE_THE_FOLDER.said(f"{disk.shown(path)}: {wrong}; nothing was written"))


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Write a changed file, if it still holds what was read before; its mode is kept, and a link stays one."""
    with filing.refusals("write", path):
        if path.is_symlink() and (wrong := disk.wrong_link(path)):
            raise OutsideTheFolder(path, wrong)
        target = Path(os.path.realpath(path))
        if _now(target) != before:
            raise ChangedMeanwhile(path)
        mode = target.stat().st_mode
        if not mode & _WRITABLE or not os.access(target, os.W_OK):
            raise filing.ReadOnly(path)
        with filing.beside(target, after) as temporary:
            temporary.chmod(stat.S_IMODE(mode))
            if _now(target) != before or not _put(temporary, target, before, after):
                raise ChangedMeanwhile(path)


def _put(temporary: Path, target: Path, before: bytes, after: bytes) -> bool:
    """Let the files change places, and look at what came out: an editor may have saved since the last look.

    Then its file goes back, and nothing is written: the answer is False. Where the system cannot exchange two
    names in one step, only the last look guards what others save.
    """
    if not _exchange(temporary, target):
        filing.replace(temporary, target)
        return True
    try:
        out = _now(temporary)
    except disk.NotDone:
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
    if number in filing.UNKNOWN_HERE:
        return False
    raise OSError(number, os.strerror(number))


def _now(path: Path) -> bytes | None:
    """What a file holds at this moment; None when it is gone, or no file any more."""
    try:
        content = disk.read(path, str(path))
    except disk.NotDone as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return None
        raise
    return None if isinstance(content, Diagnostic) else content


def remove(path: Path, before: bytes) -> None:
    """Take a file away, if it still holds what was read before."""
    with filing.refusals("remove", path):
        if _now(path) != before:
            raise ChangedMeanwhile(path)
        path.unlink()
        filing.sync_folder(path.parent)
