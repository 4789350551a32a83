"""One writer at a time: the lock of a board's folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ralb import disk, filing, kinds
from ralb.trouble import Trouble

WAIT = 30.0
_SOON = 1.0


class Locked(Trouble):
    """Another process has kept the lock for as long as we wait."""

    code = 75

    def __init__(self, path: Path) -> None:
        super().__init__(
            kinds.LOCKED.said(f"another ralb has been writing for {WAIT:.0f} seconds; nothing was written\n")
            + f"if none is running, a program holds {disk.shown(path)} open: end it, and try again"
        )


@contextmanager
def held(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of the *folder* of minutes, for which it waits up to half a minute; raises `Locked`.

    *waiting* is called once when another process has it. The lock's file is of no importance and stays.
    """
    import filelock

    path = _path(folder)
    # Whoever may write in the folder may lock it, too.
    lock = filelock.FileLock(path, mode=0o666)
    with filing.refusals("lock", path):
        try:
            try:
                lock.acquire(timeout=_SOON)
            except filelock.Timeout:
                waiting()
                lock.acquire(timeout=WAIT - _SOON)
        except filelock.Timeout as error:
            raise Locked(path) from error
    try:
        yield
    finally:
        # What was written is written; the system gives back the lock when the command ends.
        with suppress(OSError):
            lock.release()


def _path(folder: Path) -> Path:
    """In git's own folder, where no one commits it; else beside the minutes.

    A worktree and a submodule have their folder elsewhere, and a file `.git` that says where.
    """
    root = folder.absolute().parent
    git = next((one / ".git" for one in (root, *root.parents) if (one / ".git").exists()), None)
    if git and git.is_file():
        with suppress(OSError, UnicodeError):
            git = git.parent / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
    return (git if git and git.is_dir() else folder) / "ralb.lock"
