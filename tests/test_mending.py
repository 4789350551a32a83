"""Certain cures and layout: what is moved stays as typed, what is said stays the same."""

import random
import re
from pathlib import Path

import pytest
from conftest import Make
from hypothesis import given, settings
from hypothesis import strategies as st
from running import ralb
from test_draft import BOARD, MEETING

from ralb import draft, mending, minutes
from ralb.book import Minutes
from ralb.draft import Draft
from ralb.model import Meeting
from ralb.text import Edit, Span, apply
from ralb.values import names

ROSTER = "name: Example\npeople: []\n"


def mended(text: str | bytes, board: Make, command: tuple[str, ...] = ("validate", "--fix")) -> bytes:
    """A minutes file after the command."""
    root = board({"2026-01.md": text if isinstance(text, bytes) else text.encode()}, ROSTER)
    ralb(*command)
    return (root / "minutes" / "2026-01.md").read_bytes()


def front(*lines: str) -> str:
    return "\n".join(["---", "date: 2026-01", *lines, "---", "Notes.  ", ""])


def row(*lines: str) -> str:
    return front("actions:", "  - number: 84", *(f"    {line}" for line in lines), "    action: Ask")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("present: [NO, AB]   # both", 'present: ["NO", AB]   # both'),
        ("log-updated: March 26 2026", "log-updated: 2026-03-26"),
        ("log-updated: 2026-3-26", "log-updated: 2026-03-26"),
        ("Log Updated: 2026-03-26", "log-updated: 2026-03-26"),
        ("log_updated: 2026-03-26", "log-updated: 2026-03-26"),
        ("present: AB and CD", "present: [AB, CD]"),
        ("present: AB and NO", 'present: [AB, "NO"]'),
        ("log-updated: Thursday, 26th March 2026", "log-updated: 2026-03-26"),
        ("log-updated: 26 Mar. 2026", "log-updated: 2026-03-26"),
        ("Log_Updated: March 26 2026", "log-updated: 2026-03-26"),
    ],
)
def test_a_certain_cure_is_made_and_nothing_else(old: str, new: str, board: Make) -> None:
    assert mended(front(old), board) == front(new).encode()


def test_a_cure_that_cannot_be_made_keeps_no_other_from_being_made(board: Make) -> None:
    typed = front("chair: NO", "log-updated: >-", "  Mar 2026", "Venue: X")
    expected = front('chair: "NO"', "log-updated: >-", "  Mar 2026", "venue: X")
    assert mended(typed, board) == expected.encode()


def test_several_cures_in_one_row(board: Make) -> None:
    typed = row("status: open", "issued: Jan 2026", "responsible: AC/RE")
    assert mended(typed, board) == row("status: open", "issued: 2026-01", "responsible: [AC, RE]").encode()


@pytest.mark.parametrize(
    "typed",
    [
        front("log-updated: 03/04/2026"),
        front("present: [AB/CD]"),
        row("status: done", "issued: 2026-01", "responsible: [AB]"),
        front("venu: Slough"),
        front("log-updated: 2026-03-26", "Log Updated: 2026-03-27"),
        front("Venue: Hall A", "VENUE: Hall B"),
        front("chair: AC/RE"),
        front("present: [{who: AC/RE, for: GH}]"),
        front("venue: ~"),
        front("agreed: null"),
        front("log-updated: >-", "  Mar 2026"),
        *(
            front(f"log-updated: {typed}")
            for typed in (
                *("Decision in 2027", "Maybe 2027", "Marked complete at the 2026 meeting", "Separate paper 2026"),
                *("5pm 22 January 2026", "Q1 2026 (by March)", "Jan 2026/27", "not before March 2026"),
                *("March or April 2026", "22-23 January 2026", "Sept/Oct 2025", "22 January 2026 (moved)"),
            )
        ),
    ],
)
def test_what_is_not_certain_is_left_alone(typed: str, board: Make) -> None:
    assert mended(typed, board) == typed.encode()


def test_one_kind_of_line_end_is_made_of_two(board: Make) -> None:
    windows = front("venue: Slough").replace("\n", "\r\n")
    assert mended(windows.replace("Slough\r\n", "Slough\n"), board) == windows.encode()
    unix = front("venue: Slough")
    Path("minutes/2026-01.md").write_bytes(unix.replace("Slough\n", "Slough\r\n").encode())
    ralb("validate", "--fix")
    assert Path("minutes/2026-01.md").read_bytes() == unix.encode()


def test_a_byte_order_mark_is_taken_away(board: Make) -> None:
    assert mended("\ufeff" + front(), board) == front().encode()


def test_a_dry_run_writes_nothing(board: Make) -> None:
    typed = front("Venue: Slough")
    assert mended(typed, board, ("validate", "--fix", "--dry-run")) == typed.encode()
    assert mended_twice_is_once(typed)


def mended_twice_is_once(_typed: str) -> bool:
    first = ralb("validate", "--fix")
    second = ralb("validate", "--fix")
    return "changed minutes/2026-01.md" in first.err and "nothing to change" in second.err


def test_the_change_is_shown_as_git_shows_it(board: Make) -> None:
    board({"2026-01.md": front("Venue: Slough")}, ROSTER)
    ran = ralb("validate", "--fix")
    assert ran.out.splitlines() == [
        "--- minutes/2026-01.md",
        "+++ minutes/2026-01.md",
        "@@ -1,5 +1,5 @@",
        " ---",
        " date: 2026-01",
        "-Venue: Slough",
        "+venue: Slough",
        " ---",
        " Notes.",
    ]


UNTIDY = """\
---
date: 2026-01
venue: Slough
time: 10:00-12:00   # as always
actions:
  - number: 84
    action: >
      Ask for
      a quote
    status: open   # by phone
    issued: 2026-01
    responsible: [AB]
  - {number: 85, action: "Book, soon", status: open, issued: 2026-01, responsible: [AB]}
  - number: 86
    status: open
    issued: 2026-01
    responsible: [AB]
    # the hall, that is
    action: Book



  - number: 87
    status: open
    issued: 2026-01
    responsible: [AB]
    action: Clean
---
Notes.
"""
TIDY = """\
---
date: 2026-01
time: 10:00-12:00   # as always
venue: Slough
actions:
  - number: 84
    status: open   # by phone
    issued: 2026-01
    responsible: [AB]
    action: >
      Ask for
      a quote
  - {number: 85, status: open, issued: 2026-01, responsible: [AB], action: "Book, soon"}
  - number: 86
    status: open
    issued: 2026-01
    responsible: [AB]
    # the hall, that is
    action: Book

  - number: 87
    status: open
    issued: 2026-01
    responsible: [AB]
    action: Clean
---
Notes.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_keys_are_put_in_order_with_a_blank_line_between_actions(end: str, board: Make) -> None:
    assert mended(UNTIDY.replace("\n", end), board, ("fmt",)) == TIDY.replace("\n", end).encode()


@pytest.mark.parametrize(
    "typed",
    [
        front("venue: Slough", "# from now on", "time: 10:00-12:00"),
        "---\n# who came\npresent: [AB]\ndate: 2026-01\n---\n",
        "---\nvenue: Hall\ndate: 2026-01\n# to be confirmed\n---\n",
    ],
)
def test_a_comment_is_not_taken_from_its_key(typed: str, board: Make) -> None:
    assert mended(typed, board, ("fmt",)) == typed.encode()


def test_blank_lines_that_belong_to_a_text_are_kept(board: Make) -> None:
    rows = [
        f"  - number: {number}\n    status: open\n    issued: 2026-01\n    responsible: [AB]\n"
        for number in (84, 85)
    ]
    typed = front("actions:", rows[0] + "    action: |+\n      Ask\n\n\n" + rows[1] + "    action: Book")
    assert mended(typed, board, ("fmt",)) == typed.encode()


def test_a_text_that_keeps_its_blank_lines_is_not_moved(board: Make) -> None:
    typed = front("venue: |+", "  Slough", "", "time: 10:00-12:00")
    assert mended(typed, board, ("fmt",)) == typed.encode()
    quoted = front('venue: ">+"', "time: 10:00-12:00")
    assert mended_again(quoted) == front("time: 10:00-12:00", 'venue: ">+"').encode()


def mended_again(text: str) -> bytes:
    path = Path("minutes/2026-01.md")
    path.write_text(text, encoding="utf-8")
    ralb("fmt")
    return path.read_bytes()


def test_a_tidy_file_is_left_alone(board: Make) -> None:
    assert mended(TIDY, board, ("fmt",)) == TIDY.encode()
    assert ralb("fmt").err == "nothing to change\n"


def test_a_file_with_errors_is_left_alone(board: Make) -> None:
    typed = UNTIDY.replace("status: open   # by phone", "status: done   # by phone")
    assert mended(typed, board, ("fmt",)) == typed.encode()


def test_a_file_that_changed_meanwhile_is_not_written(board: Make) -> None:
    from ralb import replacing

    root = board({"2026-01.md": front()}, ROSTER)
    path = root / "minutes" / "2026-01.md"
    with pytest.raises(replacing.ChangedMeanwhile) as raised:
        replacing.replace(path, b"what was read", b"what is to be written")
    assert raised.value.code == 75
    assert path.read_bytes() == front().encode()
    assert sorted(one.name for one in path.parent.iterdir()) == ["2026-01.md", "board.yaml"]


def test_the_mode_of_a_file_is_kept(board: Make) -> None:
    root = board({"2026-01.md": front("Venue: Slough")}, ROSTER)
    path = root / "minutes" / "2026-01.md"
    path.chmod(0o640)
    ralb("validate", "--fix")
    assert path.stat().st_mode & 0o777 == 0o640


def test_of_two_edits_that_overlap_the_first_is_made() -> None:
    assert apply("abcdef", [Edit(Span(1, 3), "X"), Edit(Span(2, 5), "Y"), Edit(Span(5, 6), "")]) == "aXde"


def _read(text: str) -> Minutes:
    date = minutes.date_of(f"{text.split('date: ')[1].split(chr(10))[0]}.md")
    assert date
    return minutes.parse("minutes/x.md", text.encode(), date, names(BOARD))


def _shuffled(text: str, chance: random.Random) -> str:
    """The same file with the keys of each action, and of the meeting, in another order."""
    head, notes = text.removeprefix("---\n").split("\n---\n", 1)
    blocks = re.split(r"^(?=\S)", head, flags=re.MULTILINE)[1:]
    chance.shuffle(blocks)
    return "---\n" + "".join(_rows(block.rstrip("\n") + "\n", chance) for block in blocks) + "---\n" + notes


def _rows(block: str, chance: random.Random) -> str:
    if not block.startswith("actions:\n"):
        return block
    rows = []
    for typed in block.removeprefix("actions:\n").split("\n\n"):
        keys = [line[4:] for line in typed.splitlines()]
        chance.shuffle(keys)
        rows.append("  - " + "\n    ".join(keys) + "\n")
    return "actions:\n" + chance.choice(("", "\n", "\n\n")).join(rows)


@settings(max_examples=100)
@given(MEETING, st.randoms(use_true_random=False))
def test_any_order_of_keys_is_put_right_and_says_the_same(meeting: Meeting, chance: random.Random) -> None:
    with_blank_below_those_who_came = draft.write(Draft(meeting, "Notes.\n"))
    tidy = with_blank_below_those_who_came.replace("\n\n", "\n", 1)
    untidy = _shuffled(tidy, chance)
    assert _read(untidy).meeting == meeting
    assert mending.laid_out(_read(untidy), _read).after == tidy


def test_json_stays_json_while_something_is_mended(board: Make) -> None:
    import json

    board({"2026-01.md": front("Venue: Slough")}, ROSTER)
    ran = ralb("validate", "--fix", "--format", "json")
    assert json.loads(ran.out) == []
    assert ran.err == "changed minutes/2026-01.md\n"


def test_a_certain_cure_mends_the_board_too(board: Make) -> None:
    roster = "\ufeffname: Example\npeople: []\ncalendar:\n  - {date: 26 November 2026, time: 10:00}   # booked\n"
    root = board({"2026-01.md": front()}, roster)
    file = root / "minutes" / "board.yaml"
    ralb("validate", "--fix", "--dry-run")
    assert file.read_text(encoding="utf-8") == roster
    ran = ralb("validate", "--fix", "--select", "bad-date")
    assert "changed minutes/board.yaml" in ran.both
    assert file.read_text(encoding="utf-8").splitlines()[::3] == [
        "\ufeffname: Example",
        "  - {date: 2026-11-26, time: 10:00}   # booked",
    ]
    ralb("validate", "--fix")
    assert file.read_text(encoding="utf-8").startswith("name")


def test_a_cure_that_would_break_the_board_is_left(board: Make) -> None:
    roster = "name: Example\npeople: []\nPeople: []\n"
    root = board({"2026-01.md": front()}, roster)
    ralb("validate", "--fix")
    assert (root / "minutes" / "board.yaml").read_text(encoding="utf-8") == roster
