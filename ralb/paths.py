"""Paths as people type them, and what differs of them from system to system."""

import time
from collections.abc import Callable, Sequence
from pathlib import PurePath

_HELD_OPEN = (32, 33)
_REFUSED = (5, *_HELD_OPEN)
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5)


def typed(path: PurePath, here: PurePath) -> str:
    """The path as one would type it *here*, with the same slashes on every system.

    So what a script reads, and what GitHub underlines, is the same wherever it was found.
    """
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def is_held_open(error: OSError) -> bool:
    """Whether Windows refused because another program has the file open, as Word does."""
    return getattr(error, "winerror", None) in _HELD_OPEN


def patiently(step: Callable[[], object], waits: Sequence[float] = _WAITS) -> None:
    """Do what Windows refuses while a program that looks for viruses, or copies to a cloud, has a file."""
    for wait in waits:
        try:
            step()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _REFUSED:
                raise
            time.sleep(wait)
        else:
            return
    step()
