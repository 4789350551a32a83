"""Tab in bash, zsh and fish, each as a person has it after `ralb --install-completion`."""

import os
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from running import run

pty = pytest.importorskip("pty", reason="this system has no terminals to play with")
Tab = Callable[[str, set[str]], set[str]]
_LONGEST = 30
_QUIET = 0.5


@pytest.fixture(params=["bash", "zsh", "fish"])
def tab(request: pytest.FixtureRequest, sample: Path, tmp_path: Path) -> Tab:
    """Type a line into a new shell that stands in the sample, and press Tab; which of some words it offers."""
    shell = shutil.which(request.param)
    if shell is None:
        pytest.skip(f"{request.param} is not installed here")
    there = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / ".config"),
        "TERM": "xterm",
        "COLUMNS": "120",
    }
    assert run(sample, shell, "-c", "ralb --install-completion; true", **there).code == 0
    begun = [shell, "--rcfile", str(tmp_path / ".bashrc"), "-i"] if request.param == "bash" else [shell, "-i"]

    def press(line: str, expected: set[str]) -> set[str]:
        if request.param == "fish":
            return words(run(sample, shell, "-c", f"complete -C {shlex.quote(line)}", **there).out) & expected
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        screen, keys = pty.openpty()
        surroundings = os.environ | there | {"PATH": path}
        with subprocess.Popen(
            begun, stdin=keys, stdout=keys, stderr=keys, env=surroundings, start_new_session=True
        ) as running:
            try:
                shown(screen, set())
                os.write(screen, line.encode() + b"\t\t")
                return shown(screen, expected)
            finally:
                running.send_signal(signal.SIGKILL)
                os.close(keys)
                os.close(screen)

    return press


def shown(screen: int, expected: set[str]) -> set[str]:
    """Which of the expected words a screen shows before it has been quiet for long; of none, what comes first."""
    text, end = "", time.monotonic() + _LONGEST
    while time.monotonic() < end and not (expected and expected <= words(text)):
        ready, _, _ = select.select([screen], [], [], _QUIET)
        if ready:
            text += os.read(screen, 65536).decode("utf-8", "replace")
        elif text and not expected:
            break
    return words(text) & expected


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", " ", text)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ralb re", {"render", "review", "resolve"}),
        ("ralb actions --", {"--responsible", "--organisation", "--as-of"}),
        ("ralb action close 8", {"80", "81", "82", "83", "84", "85"}),
        ("ralb actions --responsible R", {"RE", "RF", "RM", "RR"}),
        ("ralb actions --format ", {"table", "plain", "csv", "md", "json"}),
    ],
)
def test_tab_offers_what_may_be_typed(tab: Tab, line: str, expected: set[str]) -> None:
    assert tab(line, expected) == expected
