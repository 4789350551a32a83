"""Where ralb runs badly: a broken terminal, a full disk, nobody reading, Ctrl-C, no home, no git.

Each ends in a sentence, with the right exit code, and with nothing half written.
"""

import os
import shlex
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import interrupts
import pytest
from conftest import Make
from running import ralb, run
from test_commands import written

from ralb import signals, streams, terminal
from ralb.clock import NoSuchTimeZone

LISTING = [
    *("actions", "actions --all --format csv", "meetings", "search pilot", "stats", "calendar", "people"),
    *("attendance", "explain number-twice", "rules", "schema", "action show 84", "--help", "--version"),
]
EVERY = [*LISTING, "decisions", "validate", "templates check", "fmt", "render", "export", "chase"]
# Another process each: some of every kind are enough.
SOME = ["actions", "schema", "rules", "action show 84", "--help"]
RALB = shlex.join([sys.executable, "-m", "ralb"])


# None of the sample's minutes are agreed, so its pages are stale, and say so.
FINDINGS = {"site": 1}


def bash(command: str, **surroundings: str) -> tuple[int, str]:
    """The exit code of ralb in a line of the shell, and all that is said; `ralb` begins the line."""
    line = command.replace("ralb", RALB, 1)
    ran = run(Path(), "bash", "-c", f"set -o pipefail; {line}", **surroundings)
    return ran.code, ran.both


@pytest.mark.usefixtures("sample")
def test_a_reader_that_has_seen_enough_is_no_trouble() -> None:
    for words in SOME:
        code, said = bash(f"ralb {words} | head -n 0")
        assert (code in (0, 141), said) == (True, ""), words


@pytest.mark.usefixtures("sample")
def test_a_reader_that_has_gone_is_no_trouble_where_no_signal_says_so() -> None:
    """Windows has no SIGPIPE: writing fails."""
    windows = "import signal; del signal.SIGPIPE; import ralb.__main__ as ralb; ralb.main()"
    ran = run(Path(), "bash", "-c", f"set -o pipefail; {sys.executable} -c '{windows}' schema | true")
    assert (ran.code, ran.both) == (141, "")


@pytest.mark.usefixtures("sample")
def test_streams_that_are_closed_are_no_trouble() -> None:
    for words in (*SOME, "decisions", "render", "review"):
        code, said = bash(f"ralb {words} <&- >&- 2>&-")
        assert (code, said) == (FINDINGS.get(words, 0), ""), words
    assert bash("ralb actions >&-") == (0, "")
    assert bash("ralb --version 2>&-") == (0, ralb("--version").out)


@pytest.mark.usefixtures("sample")
def test_a_full_disk_behind_stdout_ends_with_74() -> None:
    for words in (*SOME, "--version"):
        code, said = bash(f"ralb {words} > /dev/full")
        assert (code, said.splitlines()[-1]) == (
            74,
            "ralb: cannot write what was asked for: no space left on device",
        ), words


@pytest.mark.usefixtures("sample")
def test_a_full_disk_behind_both_streams_ends_with_74_too() -> None:
    assert bash("ralb actions > /dev/full 2> /dev/full") == (74, "")
    assert bash("ralb decisions 2> /dev/full") == (74, "")
    assert bash("ralb explain nothing 2> /dev/full") == (2, "")


@pytest.mark.parametrize("how", ["ascii", "iso-8859-1", "cp1252"])
def test_without_utf_8_what_is_shown_can_still_be_read(how: str, board: Make) -> None:
    board(written("“Zoë’s” plan → Łódź – 日"))
    shown = {
        "ascii": '"Zo\\xeb\'s" plan -> \\u0141\\xf3d\\u017a - \\u65e5',
        "iso-8859-1": '"Zoë\'s" plan -> \\u0141ód\\u017a - \\u65e5',
        "cp1252": "“Zoë’s” plan -> \\u0141ód\\u017a – \\u65e5",
    }[how]
    code, said = bash(f"ralb actions --format plain | iconv -f {how} -t utf-8", PYTHONIOENCODING=how)
    assert (code, said) == (0, f"84\topen\t2026-01\tEF\t{shown}\n")


def test_what_is_for_excel_is_utf_8_on_any_terminal(board: Make) -> None:
    board(written("Zoë"))
    for how in ("ascii", "utf-8"):
        code, said = bash("ralb actions --format csv", PYTHONIOENCODING=how)
        assert (code, said) == (
            0,
            "\ufeffNo.,Action,Responsible,Issued,Status,Age\n84,Zoë,EF,Jan 2026,open,new\n",
        )


@pytest.mark.usefixtures("sample")
def test_every_command_runs_without_a_terminal_a_home_or_a_place_on_earth(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TERM", "HOME", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for words in EVERY:
        assert ralb(*words.split()).code == FINDINGS.get(words, 0), words
    for name, value in {"TERM": "nonsense", "HOME": "/nowhere", "TZ": "Mars/Olympus", "COLUMNS": "20"}.items():
        monkeypatch.setenv(name, value)
    for words in EVERY:
        assert ralb(*words.split()).code == FINDINGS.get(words, 0), words
    assert bash("env -i ralb actions --open")[0] == 0


def test_a_terminal_of_20_columns_gets_a_list_in_place_of_a_table(
    board: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    board(written("Find out whether anybody came"))
    monkeypatch.setenv("COLUMNS", "20")
    assert ralb("actions").out.partition("\n\n")[2] == (
        "No.: 84\nAction: Find out\n  whether anybody\n  came\nResponsible: EF\nIssued: Jan 2026\nStatus: open\n"
        "Age: new\n\n"
    )


def test_only_numbers_stand_to_the_right(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    terminal.table(["Meeting", "Open"], [["one in October 2025", "4"], ["x", "11"]], 0)
    assert capsys.readouterr().out == (
        "Meeting             Open\none in October         4\n2025\nx                     11\n"
    )


def test_without_git_every_command_goes_on_or_says_what_it_needs(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample / ".git").mkdir()
    monkeypatch.setenv("PATH", str(sample))
    for words in EVERY:
        assert ralb(*words.split()).code == FINDINGS.get(words, 0), words
    for words in (["diff"], ["validate", "--against", "main"], ["check-merge"], ["action", "show", "84", "--who"],
                  ["resolve"], ["install", "hooks"], ["install", "ci", "github"]):  # fmt: skip
        ran = ralb(*words)
        assert (ran.code, ran.out, ran.err) == (
            2,
            "",
            f"ralb: git is not installed, so nothing is known of earlier versions of {sample}\n"
            "install it (`apt install git` on Debian, https://git-scm.com/downloads elsewhere)\n",
        )
    for words in (["action", "close", "84", "--on", "2026-03-27"], ["new-meeting", "2026-04-16"]):
        assert ralb(*words).code == 0
    assert ralb("validate").code == 0


def test_a_time_zone_that_nobody_knows_ends_in_a_sentence(board: Make) -> None:
    board(written(), roster="name: Example\npeople: []\ntimezone: Mars/Olympus\n")
    for words in ("action close 84", "chase", "calendar", "people", "circulate", "meetings --upcoming"):
        ran = ralb(*words.split())
        assert (ran.code, ran.err.splitlines()[0]) == (
            2,
            "ralb: the time zone `Mars/Olympus` of minutes/board.yaml is not known (Europe/London is)",
        ), words
    assert ralb("actions").code == 0


def test_a_computer_without_time_zones_is_not_told_that_the_name_is_wrong() -> None:
    assert str(NoSuchTimeZone("Europe/London", {"Europe/London"})) == (
        "the time zone `Europe/London` of minutes/board.yaml is not known (Europe/London is)"
    )
    assert str(NoSuchTimeZone("Europe/London", set())) == (
        "this computer knows no time zones, so not `Europe/London` of minutes/board.yaml either\n"
        "`pip install tzdata` brings them"
    )


def test_ctrl_c_leaves_files_whole_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert interrupts.main(tries=6) == 0, capsys.readouterr().out


@pytest.mark.parametrize("mask", [getattr(signal, "pthread_sigmask", None), None], ids=["a mask", "no mask"])
def test_ctrl_c_waits_until_a_file_is_whole(mask: Callable[..., object] | None) -> None:
    done = []

    def write() -> None:
        with signals.held(mask):
            signal.raise_signal(signal.SIGINT)
            done.append("written")

    with pytest.raises(KeyboardInterrupt):
        write()
    assert done == ["written"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no terminals of its own")
def test_ctrl_d_ends_what_is_asked_as_the_end_of_a_pipe_does(monkeypatch: pytest.MonkeyPatch) -> None:
    import tty  # which Windows does not have

    ours, theirs = os.openpty()
    tty.setcbreak(theirs)
    os.write(ours, b"\x04")
    with os.fdopen(theirs, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert terminal.asked("stop?", {"q": "stop"}) == ""
    os.close(ours)


def test_ctrl_c_is_known_inside_other_errors() -> None:
    hidden = RuntimeError("Error calling __set_name__")
    hidden.__cause__ = KeyboardInterrupt()
    assert signals.came_of_ctrl_c(hidden)
    assert not signals.came_of_ctrl_c(SystemExit(1))


def test_a_file_or_a_pipe_of_windows_gets_utf_8_and_the_line_ends_that_were_written() -> None:
    assert streams.settings(is_terminal=False, system="nt", encoding_is_chosen=False) == {
        "encoding": "utf-8",
        "newline": "\n",
    }
    assert streams.settings(is_terminal=False, system="nt", encoding_is_chosen=True) == {"newline": "\n"}
    assert streams.settings(is_terminal=True, system="nt", encoding_is_chosen=False) == {}
