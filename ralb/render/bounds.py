"""How much a template may take: so many rounds, so much memory, so much time."""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROUNDS = 200_000
SECONDS: float = 20
_MEMORY = 1024**3
_STATE = Path("/proc/self/statm")


class TooMuch(Exception):
    """A template takes more than it may."""


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Whatever runs inside gets no more memory and no more time; raises `TooMuch`.

    Where the system knows no such bounds (Windows), only rounds are counted.
    """
    with _in_memory(), _in_time():
        try:
            yield
        except MemoryError as error:
            raise TooMuch(f"it needs more than {_MEMORY // 1024**3} GB of memory") from error


@contextlib.contextmanager
def _in_memory() -> Iterator[None]:
    if not _STATE.exists():
        yield
        return
    import resource

    now = int(_STATE.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    set_already = [one for one in (soft, hard) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([now + _MEMORY, *set_already]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: Any) -> None:
        raise TooMuch(f"it takes longer than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
