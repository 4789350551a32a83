"""Keys pressed at a terminal: one by itself is an answer, several in a row are a word that Enter ends."""

import codecs
import os
import sys
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager

Key = Callable[[float | None], str]
"""Waits so many seconds, or for ever, for a character; "" when none came."""

_PAUSE = 0.4
"""How long after a key the next letter of a word may come."""
_ENDS, _ENTER, _RUBS_OUT = "\x04\x1a", "\r\n", "\b\x7f"


def typed(known: Container[str], key: Key, show: Callable[[str], None]) -> str:
    """One of the *known* keys if nothing follows it at once, else all until Enter; Ctrl-D raises EOFError.

    What is typed is shown, and rubbed out at the end, so that whoever asked can put the answer in its place.
    """
    text = ""
    while True:
        one = key(_PAUSE if text.lower() in known else None)
        if not one or one in _ENTER:
            break
        if one in _ENDS:
            raise EOFError
        if one in _RUBS_OUT:
            show("\b \b" if text else "")
            text = text[:-1]
        elif one.isprintable():
            show(one)
            text += one
    show("\b \b" * len(text))
    return text


@contextmanager
def pressed() -> Iterator[Key]:
    """The keys of the terminal as they are pressed, those pressed before, too."""
    if sys.platform == "win32":
        yield _of_windows
        return
    import select
    import termios
    import tty

    at = sys.stdin.fileno()
    decoder = codecs.getincrementaldecoder(sys.stdin.encoding)("replace")

    def key(wait: float | None) -> str:
        one = ""
        while not one:
            if not select.select([at], [], [], wait)[0]:
                return ""
            one = decoder.decode(os.read(at, 1))
        return one

    before = termios.tcgetattr(at)
    tty.setcbreak(at, termios.TCSADRAIN)
    try:
        yield key
    finally:
        termios.tcsetattr(at, termios.TCSADRAIN, before)


def _of_windows(wait: float | None) -> str:
    import msvcrt
    import time

    end = None if wait is None else time.monotonic() + wait
    while end is not None and not msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        if time.monotonic() > end:
            return ""
        time.sleep(0.01)
    one: str = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
    if one == "\x03":
        raise KeyboardInterrupt
    return one
