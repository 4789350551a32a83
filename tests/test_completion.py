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
from running import ralb, run

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


def test_tab_offers_what_may_be_typed_in_each_shell(tab: Tab) -> None:
    commands, numbers = {"render", "review", "resolve"}, {"80", "81", "82", "83", "84", "85"}
    assert tab("ralb re", commands) == commands
    assert tab("ralb action close 8", numbers) == numbers


def test_what_is_offered_is_what_the_board_has_and_without_one_nothing(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered(line: str) -> list[str]:
        monkeypatch.setenv("_RALB_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        return ralb().out.split()

    lines = ["ralb action close 8", "ralb action assign 84 KY,R", "ralb render 2", "ralb actions --responsible R"]
    assert [offered(line) for line in lines] == [
        ["80", "84", "81", "82", "83", "85"],
        ["KY,RE", "KY,RF", "KY,RM", "KY,RR"],
        ["2026-01", "2025-10"],
        ["RE", "RF", "RM", "RR"],
    ]
    assert offered("ralb actions --format ") == ["table", "plain", "csv", "md", "json"]
    assert {"--responsible", "--organisation", "--as-of"} < {*offered("ralb actions --")}
    monkeypatch.chdir(sample.parent)
    assert [offered(line) for line in lines] == [[]] * 4
