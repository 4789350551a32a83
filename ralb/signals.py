"""What the system tells a command meanwhile: Ctrl-C, the end of a session, that nobody reads any more.

Windows knows neither a mask of signals nor SIGPIPE; what is done instead stands here, and only here.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

STOPPED = 130
"""The exit code of what Ctrl-C ended."""
UNREAD = 141
"""The exit code of what was ended because nobody reads its output."""

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_MASK: Callable[..., Any] | None = getattr(signal, "pthread_sigmask", None)


@contextmanager
def held(mask: Callable[..., Any] | None = _MASK) -> Iterator[None]:
    """What would end the command waits until this is done; without a *mask* of signals, only Ctrl-C does."""
    if mask is None:
        with _remembered():
            yield
        return
    before = mask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


@contextmanager
def _remembered() -> Iterator[None]:
    came: list[int] = []
    try:
        before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    except ValueError:
        # Only the main thread is told of Ctrl-C.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def end_unread() -> None:
    """`ralb actions | head` ends as every other tool does, not as one that found something."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


@contextmanager
def outlive_pipes() -> Iterator[None]:
    """Another program that ends before it has read all must not end ralb with it."""
    if not hasattr(signal, "SIGPIPE"):
        yield
        return
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)


def came_of_ctrl_c(error: BaseException | None) -> bool:
    """Whether an error stands for Ctrl-C, which Python and typer put into others: in a class just made, at an end.

    >>> came_of_ctrl_c(RuntimeError("cannot make this class"))
    False
    """
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def be_deaf() -> None:
    """At its end a command is not stopped any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
