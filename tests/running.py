"""Running commands inside the tests: in this process, with what they print on both streams."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from ralb.cli.app import main


class Ran(NamedTuple):
    """How a command ended: its exit code, what went to stdout and to stderr, and both as they came."""

    code: int
    out: str
    err: str
    both: str


class _Tee(io.TextIOWrapper):
    """A stream that also writes to another, so that the order of both is known."""

    def __init__(self, other: io.StringIO) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)
        self.other = other

    def write(self, text: str) -> int:
        self.other.write(text)
        return super().write(text)

    def text(self) -> str:
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


def ralb(*words: str, given: str = "") -> Ran:
    """Run `ralb` with these words; *given* comes to it through a pipe."""
    both = io.StringIO()
    out, err = _Tee(both), _Tee(both)
    code: object = 0
    piped = patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode("utf-8")), encoding="utf-8"))
    with patch.object(sys, "argv", ["ralb", *words]), piped, redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code
    return Ran(code if isinstance(code, int) else int(bool(code)), out.text(), err.text(), both.getvalue())


def run(folder: Path, *words: str, **surroundings: str) -> Ran:
    """Run any other program in a folder, as a person would who has activated the environment of these tests."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    there = os.environ | {"PATH": path} | surroundings
    done = subprocess.run(words, cwd=folder, env=there, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr, done.stdout + done.stderr)


def shell(command: str) -> Ran:
    """Run what a person would type."""
    return run(Path(), "bash", "-c", command)


def git(folder: Path, *words: str) -> str:
    """What git says to these words in a folder; raises when it cannot do what they say."""
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout
