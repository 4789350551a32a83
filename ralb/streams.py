"""The three streams of a command, whatever stands behind them: nothing, a file, a terminal without UTF-8."""

import codecs
import os
import sys
from typing import Any

_PLAIN = str.maketrans(
    {"→": "->", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "•": "*", "\u00a0": " "}
)


def ready() -> None:
    """Make the streams such that reading and writing never ends a command because of a character."""
    # A stream that was closed is None; what is meant for it goes nowhere.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115 - open until the end
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: PTH123, SIM115
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    codecs.register_error("ralb", _nearest)
    chosen = "PYTHONIOENCODING" in os.environ
    for stream in (sys.stdout, sys.stderr):
        meant = settings(is_terminal=stream.isatty(), system=os.name, encoding_is_chosen=chosen)
        stream.reconfigure(errors="ralb", **meant)  # type: ignore[union-attr]


def settings(*, is_terminal: bool, system: str, encoding_is_chosen: bool) -> dict[str, Any]:
    """What a stream should be; Windows would write a file or a pipe in a code page, with line ends of its own."""
    if is_terminal or system != "nt":
        return {}
    return {"newline": "\n"} if encoding_is_chosen else {"encoding": "utf-8", "newline": "\n"}


def exact() -> None:
    """What is written to stdout from now on is for a program, byte for byte, whatever the terminal knows."""
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """In place of characters that a stream does not know: a sign that looks like it, or its number."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    meant = error.object[error.start : error.end].translate(_PLAIN)
    return meant.encode("ascii", "backslashreplace").decode("ascii"), error.end
