"""Commands where something is missing, broken or hostile: a clear message, an exit code, nothing written."""

import json
import os
import platform
import shutil
from importlib.metadata import version
from pathlib import Path

import pytest
from conftest import ROOT, Make
from running import ralb

MINUTES = """\
---
date: 2026-01-22
actions:
  - number: 84
    status: open
    issued: 2026-01
    responsible: [{who}]
    action: {text}
---
Notes.
"""


def written(text: str = "Find out", who: str = "EF") -> dict[str, str | bytes]:
    return {"2026-01-22.md": MINUTES.replace("{text}", text).replace("{who}", who)}


def files(root: Path) -> list[str]:
    """All files of a board but the lock's, which holds nothing and stays."""
    there = (path for path in root.rglob("*") if path.is_file() and path != root / "minutes" / "ralb.lock")
    return sorted(str(path.relative_to(root)) for path in there)


@pytest.mark.parametrize("command", ["actions", "meetings", "new-meeting", "render", "validate"])
def test_without_a_board_the_way_out_is_said(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = ralb(command)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.endswith("make one with `ralb init`, or name one with `--board FOLDER`\n")


@pytest.mark.parametrize("command", ["actions", "meetings", "new-meeting", "render"])
def test_a_broken_board_file_stops_every_command(command: str, board: Make) -> None:
    root = board(written(), roster="name: Example\npeople: nobody\n")
    ran = ralb(command)
    assert (ran.code, ran.out) == (2, "")
    assert "minutes/board.yaml:2:9: error[wrong-kind]" in ran.err
    assert files(root) == ["minutes/2026-01-22.md", "minutes/board.yaml"]


def test_validate_tells_all_that_is_wrong_with_a_board_file(board: Make) -> None:
    board({}, roster="nam: Example\npeople:\n  - {initials: ab, name: A Brown, role: king}\n")
    ran = ralb("validate")
    assert ran.code == 1
    assert [line.split(" ")[1] for line in ran.out.splitlines() if not line.startswith("  ")] == [
        "error[unknown-key]",
        "error[bad-initials]",
        "error[wrong-kind]",
    ]


@pytest.mark.parametrize("given", ["board", "board/minutes", "board/minutes/board.yaml"])
def test_a_board_may_be_named(given: str, board: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = board(written())
    monkeypatch.chdir(root.parent)
    assert ralb("actions", "--board", given).code == 0
    monkeypatch.setenv("RALB_BOARD", given)
    assert ralb("actions").code == 0


def test_a_board_is_found_from_a_folder_inside(board: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(board(written()) / "minutes")
    assert ralb("actions", "--format", "plain").out == "84\topen\t2026-01\tEF\tFind out\n"


def test_an_unreadable_newest_file_is_never_passed_over(board: Make) -> None:
    root = board({**written(), "2026-04.md": "---\ndate: 2026-04\nactions: [\n---\n"})
    for command in (
        *(["actions"], ["actions", "--all"], ["actions", "--meeting", "2026-01-22"]),
        *(["meetings"], ["new-meeting", "2026-07"], ["render"], ["render", "2026-01-22"]),
    ):
        ran = ralb(*command)
        assert (ran.code, ran.out) == (2, ""), command
        assert "minutes/2026-04.md:3:10: error[unclosed-bracket]" in ran.err
    assert files(root) == ["minutes/2026-01-22.md", "minutes/2026-04.md", "minutes/board.yaml"]


def test_a_number_twice_in_the_newest_log_stops_a_query(board: Make) -> None:
    text = MINUTES.replace("{who}", "EF").replace("{text}", "Find out")
    rows = text.split("actions:\n")[1].split("---")[0]
    board({"2026-01-22.md": text.replace(rows, rows + rows)})
    ran = ralb("actions", "--open")
    assert ran.code == 2
    assert "error[number-twice] the number 84 is given twice (first on line 4)" in ran.err


def test_an_unreadable_older_file_is_said(board: Make) -> None:
    board({**written(), "2025-10.md": "no front matter\n"})
    assert ralb("actions").code == 0
    every = ralb("actions", "--all", "--format", "plain")
    assert (every.code, every.out) == (1, "84\topen\t2026-01\tEF\tFind out\n")
    assert every.err == "not all of minutes/2025-10.md can be read: `ralb validate` tells why\n"
    listed = ralb("meetings", "--format", "json")
    assert listed.code == 1
    assert [(one["date"], one["state"]) for one in json.loads(listed.out)] == [
        ("2025-10", "not readable"),
        ("2026-01-22", "draft"),
    ]
    assert ralb("meetings").out.splitlines()[1:] == [
        "October 2025     not readable  -             -       -     -",
        "22 January 2026  draft         not recorded       1     1  -",
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("'[red]R&D [/] :smile: [link=x]y[/link]'", "[red]R&D [/] :smile: [link=x]y[/link]"),
        ("Ask for it; \u65e5\u672c", "Ask for it; \u65e5\u672c"),
    ],
)
def test_text_never_acts_on_the_terminal(typed: str, shown: str, board: Make) -> None:
    board(written(typed))
    assert shown in ralb("actions", "--format", "plain").out
    assert shown in " ".join(ralb("actions").out.split())


def test_a_hostile_name_of_a_file_or_person_comes_out_visible(board: Make) -> None:
    root = board(written())
    (root / "minutes" / "\x1b[31m.md").write_text("x", encoding="utf-8")
    ran = ralb("validate")
    assert "\x1b" not in ran.both
    assert "minutes/\\u001b[31m.md:1:1: error[bad-file-name]" in ran.out
    assert "\x1b" not in ralb("actions", "--responsible", "\x1b[31m").both


def test_a_file_that_is_no_minutes_is_said(board: Make) -> None:
    root = board(written())
    (root / "minutes" / "notes.md").write_text("x", encoding="utf-8")
    (root / "minutes" / "README.md").write_text("x", encoding="utf-8")
    (root / "minutes" / "list.txt").write_text("x", encoding="utf-8")
    wrong = "error[bad-file-name] minutes are named by their date, as 2026-01-22.md or 2026-01.md"
    assert ralb("validate").out.splitlines() == [f"minutes/notes.md:1:1: {wrong}", "  help: rename or move it"]
    assert "minutes/list.txt:1:1: error[bad-file-name]" in ralb("validate", "minutes/list.txt").out


def test_validate_reads_files_without_a_board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    [text] = written(who="EF/AB").values()
    Path("2026-01-22.md").write_text(str(text), encoding="utf-8")
    ran = ralb("validate", "2026-01-22.md")
    assert (ran.code, ran.out) == (
        1,
        "2026-01-22.md:7:19: error[several-people-in-one-text] `EF/AB` are several people\n"
        "  help: write a list: [EF, AB]\n",
    )


def test_a_group_may_be_responsible_where_there_is_a_board(board: Make) -> None:
    board(written(who="RAA leaders"))
    assert ralb("validate").code == 0
    found = json.loads(ralb("actions", "--responsible", "CD", "--format", "json").out)
    assert [(one["number"], one["through"]) for one in found] == [(84, "RAA leaders")]
    assert json.loads(ralb("actions", "--responsible", "AB", "--format", "json").out) == []
    of_agency = ralb("actions", "--organisation", "AC South", "--format", "plain").out
    assert of_agency == "84\topen\t2026-01\tRAA leaders\tFind out\n"


def test_an_organisation_may_be_responsible(board: Make) -> None:
    board(written(who="Adopt Coast"))
    for words in (("--organisation", "AC South"), ("--responsible", "CD")):
        found = ralb("actions", *words, "--format", "plain").out
        assert found == "84\topen\t2026-01\tAdopt Coast\tFind out\n", words


def test_the_age_is_counted_in_meetings(board: Make) -> None:
    later = MINUTES.replace("{who}", "EF").replace("{text}", "Find out")
    dates = ["2026-01-22", "2026-02", "2026-04-16", "2026-07-09"]
    board({f"{date}.md": later.replace("2026-01-22", date) for date in dates})
    ages = [json.loads(ralb("actions", "--meeting", date, "--format", "json").out)[0]["age"] for date in dates]
    assert ages == [0, 1, 2, 3]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_with_the_name_of_minutes_is_refused(board: Make) -> None:
    root = board(written())
    os.mkfifo(root / "minutes" / "2026-04.md")
    assert "minutes/2026-04.md:1:1: error[not-a-regular-file]" in ralb("actions").err


def test_a_link_out_of_the_board_is_refused(board: Make, tmp_path: Path) -> None:
    root = board(written())
    (tmp_path / "elsewhere.md").write_text("secret", encoding="utf-8")
    (root / "minutes" / "2026-04.md").symlink_to(tmp_path / "elsewhere.md")
    ran = ralb("actions")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "ralb: minutes/2026-04.md:1:1: error[not-a-regular-file] "
        "this is a link that leads out of the board's folder\n"
        "  help: put the file itself here\n"
        "mend minutes/2026-04.md first; `ralb validate` shows all that is wrong\n"
    )


def test_a_folder_with_the_name_of_minutes_is_refused(board: Make) -> None:
    (board(written()) / "minutes" / "2026-04.md").mkdir()
    said = "minutes/2026-04.md:1:1: error[not-a-regular-file] this is a folder, not a file\n"
    assert ralb("validate").out == said


def test_a_file_that_may_not_be_read_ends_with_74(board: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    board(written())

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    ran = ralb("actions")
    assert (ran.code, ran.err) == (74, "ralb: cannot read minutes/board.yaml: permission denied\n")


def test_a_folder_that_may_not_be_listed_ends_with_74(board: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = board(written())

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    ran = ralb("actions")
    assert (ran.code, ran.both) == (74, f"ralb: cannot read {root}/minutes: permission denied\n")


def test_an_output_that_cannot_be_written_ends_with_74(board: Make, tmp_path: Path) -> None:
    board(written())
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    ran = ralb("render", "--out", str(tmp_path / "taken"))
    assert (ran.code, ran.err) == (74, f"ralb: cannot write {tmp_path}/taken/2026-01-22.html: file exists\n")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a file"


def test_a_disk_that_is_full_leaves_nothing_half_written(board: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = board(written())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = ralb("new-meeting", "2026-04-16")
    assert ran.code == 74
    assert ran.err.endswith("minutes/2026-04-16.md: no space left on device\n")
    assert ralb("render").code == 74
    assert files(root) == ["minutes/2026-01-22.md", "minutes/board.yaml"]


def test_a_file_that_appeared_meanwhile_is_not_overwritten(board: Make) -> None:
    from ralb import filing

    root = board(written())
    with pytest.raises(filing.AlreadyThere):
        filing.create(root / "minutes" / "2026-01-22.md", "new")
    assert {"2026-01-22.md": (root / "minutes" / "2026-01-22.md").read_text(encoding="utf-8")} == written()
    assert files(root) == ["minutes/2026-01-22.md", "minutes/board.yaml"]


def test_init_leaves_what_git_was_told_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".gitignore").write_text("mine\n", encoding="utf-8")
    ran = ralb("init")
    assert ran.code == 0
    assert ".gitignore exists already and was left as it is" in ran.err
    assert Path(".gitignore").read_text(encoding="utf-8") == "mine\n"
    assert ralb("validate").code == 0


def test_nothing_planned_on_a_new_board(board: Make) -> None:
    board({})
    assert ralb("new-meeting").code == 2
    assert ralb("render").err == "ralb: no minutes yet; begin with `ralb new-meeting`\n"
    assert ralb("meetings").both == "no meetings\n"
    assert json.loads(ralb("actions", "--format", "json").out) == []


def test_a_month_is_enough_to_name_a_meeting_of_a_day(board: Make) -> None:
    board(written())
    found = ralb("actions", "--meeting", "2026-01", "--format", "plain")
    assert (found.code, found.out) == (0, "84\topen\t2026-01\tEF\tFind out\n")
    other = ralb("actions", "--meeting", "2026-01-23")
    assert (other.code, other.err) == (
        2,
        "ralb: no minutes of 2026-01-23; the latest are 2026-01-22 (`ralb meetings` lists all)\n",
    )


def test_upcoming_asks_the_clock(board: Make) -> None:
    board(
        {"2020-01.md": "---\ndate: 2020-01\n---\n"},
        roster="name: Example\npeople: []\ncalendar: [{date: 2999-01-01}]\n",
    )
    assert [one["date"] for one in json.loads(ralb("meetings", "--upcoming", "--format", "json").out)] == [
        "2999-01-01"
    ]


def test_a_cancelled_meeting_says_so(board: Make) -> None:
    board({"2026-01.md": "---\ndate: 2026-01\ncancelled: true\npresent: [AB]\napologies: [CD]\n---\n",
           "2026-02.md": "---\ndate: 2026-02\nagreed: 2026-03\n---\n",
           "2026-03.md": "---\ndate: 2026-03\ncirculated: 2026-03-09\n---\n"})  # fmt: skip
    assert ralb("meetings", "--format", "plain").out == (
        "January 2026\tcancelled\t1 present, 1 apology\t0\t0\t-\n"
        "February 2026\tagreed\tnot recorded\t0\t0\t-\n"
        "March 2026\tcirculated\tnot recorded\t0\t0\t-\n"
    )


def test_a_restricted_action_is_marked_for_the_officer(board: Make) -> None:
    text = MINUTES.replace("    action: {text}", "    restricted: true\n    action: Find out").replace(
        "{who}", "EF"
    )
    board({"2026-01-22.md": text})
    assert "Find out (restricted)" in ralb("actions").out


def test_colour_only_on_a_terminal(board: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from ralb import terminal

    class Terminal:
        def isatty(self) -> bool:
            return True

    assert terminal.paint("x", "1", Terminal()) == "x"
    monkeypatch.setenv("TERM", "xterm")
    assert terminal.paint("x", "1", Terminal()) == "\x1b[1mx\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal.paint("x", "1", Terminal()) == "x"
    board(written())
    assert "\x1b" not in ralb("actions").both


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_every_word_is_shown_at_any_width(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", str(width))
    from ralb import store

    root = store.find()
    minutes = store.newest(root, store.board(root))
    assert minutes is not None
    assert minutes.meeting is not None
    shown = "".join(ralb("actions").out.split())
    for action in minutes.meeting.actions:
        assert action.text.split()[-1] in shown


def test_a_wide_terminal_needs_one_line_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "300")
    assert len(ralb("actions").out.splitlines()) == 3 + 6


def test_only_the_newest_minutes_are_opened_for_what_is_open(board: Make) -> None:
    root = board(written())
    (root / "minutes" / "2025-10.md").symlink_to(root / "minutes" / "nothing.md")
    assert ralb("actions", "--open", "--format", "plain").out == "84\topen\t2026-01\tEF\tFind out\n"
    said = "minutes/2025-10.md:1:1: error[not-a-regular-file] this is a link that leads nowhere\n"
    assert ralb("validate").out == f"{said}  help: put the file itself here\n"


def test_a_link_to_itself_is_said(board: Make) -> None:
    root = board(written())
    (root / "minutes" / "2026-04.md").symlink_to(root / "minutes" / "2026-04.md")
    said = "minutes/2026-04.md:1:1: error[not-a-regular-file] this is a link that leads nowhere\n"
    assert ralb("validate").out == f"{said}  help: put the file itself here\n"
    assert ralb("actions").err.startswith(f"ralb: {said}")


def test_who_joined_later_does_not_answer_for_what_was_issued_to_all(board: Make) -> None:
    roster = """\
name: Example
people:
  - {initials: AB, name: A Brown, to: 2025-12}
  - {initials: CD, name: C Dale, from: 2025-01, organisation: Adopt Coast}
  - {initials: EF, name: E Field, from: 2026-02, organisation: Adopt Coast}
organisations:
  - {name: Adopt Coast, aliases: [AC South]}
"""
    board(written(who="All"), roster)

    def numbers(*words: str) -> list[int]:
        return [one["number"] for one in json.loads(ralb("actions", "--format", "json", *words).out)]

    assert [numbers("--responsible", who) for who in ("AB", "CD", "EF")] == [[], [84], []]
    Path("minutes/2026-01-22.md").write_text(MINUTES.format(who="Adopt Coast", text="Ask"), encoding="utf-8")
    assert [numbers("--responsible", who) for who in ("AB", "CD", "EF", "AC South")] == [[], [84], [], [84]]
    Path("minutes/2026-01-22.md").write_text(MINUTES.format(who="CD", text="Ask"), encoding="utf-8")
    assert numbers("--organisation", "AC South") == [84]


def test_named_files_keep_the_paths_they_were_named_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        Path(folder, "minutes").mkdir(parents=True)
        Path(folder, "minutes", "2026-01.md").write_text("---\ndate: 2026-01\nfoo: 1\n---\n", encoding="utf-8")
    names = ["a/minutes/2026-01.md", "b/minutes/2026-01.md", "a/minutes/../minutes/2026-01.md"]
    ran = ralb("validate", *names)
    assert [line.split(" ")[0] for line in ran.out.splitlines() if "error" in line] == [
        "a/minutes/2026-01.md:3:1:",
        "b/minutes/2026-01.md:3:1:",
    ]
    assert ran.err == "2 files: 2 errors\n"
    monkeypatch.chdir(tmp_path / "a" / "minutes")
    assert ralb("validate", "2026-01.md").out.startswith("2026-01.md:3:1: ")
    folder = ralb("validate", ".")
    assert (folder.code, "is a folder" in folder.err) == (2, True)


def test_a_group_is_not_called_nobody_because_the_board_file_is_broken(board: Make) -> None:
    board(written(who="RAA leaders"), roster='name: "Example\npeople: []\n')
    assert ralb("validate").out == (
        'minutes/board.yaml:1:7: error[unclosed-quote] the quote of `"Example` is never closed\n  help: close it\n'
    )


def test_json_is_plain_ascii(board: Make) -> None:
    board(written("Ask for a caf\u00e9"))
    out = ralb("actions", "--format", "json").out
    assert out.isascii()
    assert json.loads(out)[0]["action"] == "Ask for a caf\u00e9"


def test_one_block_of_text_is_one_line_in_a_list(board: Make) -> None:
    text = MINUTES.replace("    action: {text}", "    action: |\n      one\n      two").replace("{who}", "EF")
    board({"2026-01-22.md": text})
    assert ralb("actions", "--format", "plain").out.endswith("\tone two\n")
    assert "one two" in ralb("actions").out


def test_a_table_is_no_wider_than_the_terminal(board: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    board(written("Ask for a quote " * 9, who="RAA leaders, Adopt Coast, AC South"))
    for width in (60, 80, 200):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = ralb("actions", "--responsible", "CD").out.splitlines()
        assert max(map(len, lines[1:])) <= width


def test_an_escalation_without_an_answer_is_carried(board: Make) -> None:
    lists = (
        "escalations:\n  - {number: 1, to: ADCS, sent: 2026-02-01, escalation: Ask for funding}\n"
        "  - {number: 2, to: DfE, responded: 2026-03-01, response: Yes, escalation: Ask for time}\n"
        "recommendations:\n  - {number: 1, recommendation: Share the survey}\n"
    )
    board({"2026-01-22.md": f"---\ndate: 2026-01-22\n{lists}---\n"})
    ran = ralb("new-meeting", "2026-04-16", "--dry-run")
    assert "escalation: Ask for funding" in ran.out
    assert "Ask for time" not in ran.out
    assert "recommendation: Share the survey" in ran.out
    assert "carried without an answer: escalation 1 to ADCS, sent 1 February 2026, 1 meeting old\n" in ran.err


def test_a_month_with_two_meetings_is_asked_back(board: Make) -> None:
    text = MINUTES.replace("{who}", "EF").replace("{text}", "Find out")
    board({f"{date}.md": text.replace("2026-01-22", date) for date in ("2026-01-08", "2026-01-22")})
    ran = ralb("actions", "--meeting", "2026-01")
    assert (ran.code, ran.err) == (
        2,
        "ralb: 2026-01 has several minutes: 2026-01-08, 2026-01-22; name one of them\n",
    )


def test_no_format_is_a_mistake(board: Make) -> None:
    board(written())
    assert ralb("render", "--to", ",").err == "ralb: `,` is not a format (known are html, docx, pdf and md)\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no terminals of its own")
def test_a_long_reading_shows_how_far_it_has_come(board: Make) -> None:
    import subprocess
    import sys

    root = board({f"{1800 + year}-01.md": f"---\ndate: {1800 + year}-01\n---\n" for year in range(220)})
    ours, theirs = os.openpty()
    surroundings = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    command = [sys.executable, "-m", "ralb", "validate"]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True, cwd=root, env=surroundings)
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)
    assert ran.stdout == b""
    assert b"reading minutes" in shown
    assert b"221 files: nothing wrong" in shown
    assert "reading minutes" not in ralb("validate").both


def test_the_version_names_its_parts_for_a_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    git = tmp_path / "git"
    git.write_text("#!/bin/sh\necho git version 2.39.5\n", encoding="utf-8")
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\nexit 81\n", encoding="utf-8")
    for program in (git, office):
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    lines = ralb("--version").out.splitlines()
    assert lines[0] == f"ralb {version('ralb')}"
    assert lines[1] == f"Python {platform.python_version()} ({platform.python_implementation()})"
    assert lines[2].startswith(f"{platform.system()} {platform.release()}")
    assert {f"{name} {version(name)}" for name in ("typer", "pyyaml", "jinja2", "docxtpl", "filelock")} <= set(
        lines
    )
    assert lines[-3:] == [
        "git: 2.39.5",
        "LibreOffice, for PDF: does not answer",
        "font in place of Arial: not found",
    ]


def test_without_a_command_the_help_is_shown() -> None:
    assert ralb().both == ralb("--help").out


def test_generated_boards_give_no_finding(shared: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    subprocess.run([sys.executable, shared / "tools" / "gen.py", "60", tmp_path, "--per-board", "20"], check=True)
    for root in sorted(tmp_path.iterdir()):
        ran = ralb("validate", "--board", str(root))
        assert (ran.code, ran.out) == (0, "")
    shutil.rmtree(tmp_path)


def test_the_help_cuts_no_sentence_short() -> None:
    groups = ["action", "decision", "escalation", "install", "people", "recommendation", "templates"]
    every = [ralb("--help"), *(ralb(group, "--help") for group in groups)]
    lines = [line for ran in every for line in ran.out.splitlines()]
    assert [line for line in lines if line.endswith("...") and "Usage:" not in line] == []


def test_beside_a_board_the_way_into_it_is_told(board: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = board({})
    monkeypatch.chdir(root.parent)
    assert ralb("actions").err == (
        f"ralb: no board here: neither {root.parent} nor a folder above it holds minutes/board.yaml\n"
        f"there is one in {root.name}: `cd {root.name}`, or `--board {root.name}`\n"
    )


@pytest.mark.parametrize("typed", ["minutes/2026-01-22.md", "minutes\\2026-01-22-board.md"])
def test_of_a_file_of_minutes_the_date_is_told(typed: str, board: Make) -> None:
    board({})
    ran = ralb("render", typed)
    assert (ran.code, ran.err.splitlines()[-1].split(": ")[-1]) == (2, "write 2026-01-22")
