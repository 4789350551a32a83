"""What can be done to a log, and what is refused: numbers, people, days, words."""

from pathlib import Path

import pytest
from conftest import Make
from running import ralb

FILE = Path("minutes/2026-01-22.md")
LOG = """\
---
date: 2026-01-22
actions:
  - number: 80
    status: open
    issued: 2025-10
    responsible: [AB]
    note: first
    action: Ask
---
See actions 79, 80 and 81. Action  80 it is.
"""
ROSTER = """\
name: X
people:
  - {initials: AB, name: A Brown, to: 2026-02}
  - {initials: AB, name: Ada Bell, from: 2026-03}
  - {initials: CD, name: C Dale, to: 2026-02}
  - {initials: EF, name: E Field}
  - {initials: GH, name: G Hill, from: 2026-03}
groups:
  "Data, AI and IT": [EF]
"""


def done(*words: str, today: str = "2026-01-30") -> str:
    """What an action's command says; "" where it was done."""
    ran = ralb("action", *words, "--today", today)
    return "" if ran.code == 0 else ran.err.splitlines()[0].removeprefix("ralb: ")


@pytest.mark.parametrize(
    ("name", "today", "said"),
    [
        ("EF", "2026-01-30", ""),
        ("Data, AI and IT", "2026-01-30", ""),
        ("AB", "2026-01-30", ""),
        ("AB", "2026-04-01", "AB may be A Brown or Ada Bell; nothing was written"),
        ("CD", "2026-01-30", ""),
        ("CD", "2026-04-01", "CD is not on the board any more on 1 April 2026; nothing was written"),
        ("GH", "2026-04-01", ""),
        (
            "GH",
            "2026-01-30",
            "`GH` is not on the board at that meeting; known are AB, All, CD, Data, AI and IT and EF",
        ),
    ],
)
def test_whoever_is_named_is_one_person_of_the_board(name: str, today: str, said: str, board: Make) -> None:
    board({"2026-01-22.md": LOG}, ROSTER)
    assert done("add", "Ask again", "--responsible", name, today=today) == said
    assert (FILE.read_text() == LOG) == bool(said)


@pytest.mark.parametrize(
    ("typed", "responsible"),
    [
        ("E Field", "[EF]"),
        ("Mr Field, AB", "[EF, AB]"),
        ("Cllr Siobhan O'Connell and E Field", "[SO, EF]"),
        ("Siobhán", "[SO]"),
        ("Cllr. O’Connell", "[SO]"),
        ("Data, AI and IT", '["Data, AI and IT"]'),
        ("all members", "[All]"),
    ],
)
def test_people_may_be_called_by_their_names(typed: str, responsible: str, board: Make) -> None:
    board(
        {"2026-01-22.md": LOG},
        ROSTER.replace("groups:", "  - {initials: SO, name: Cllr Siobhán O’Connell}\ngroups:"),
    )
    assert done("assign", "80", typed) == ""
    assert f"responsible: {responsible}" in FILE.read_text().replace("'", '"')


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("E Fields", "`E Fields` is not on the board at that meeting; did you mean EF (E Field)?"),
        ("e field", "`e field` is not on the board at that meeting; did you mean EF (E Field)?"),
        ("Mr Hill", "Mr Hill may be Greg Hill or Guy Hill; nothing was written"),
    ],
)
def test_a_name_that_is_nearly_right_or_that_of_two_is_asked(typed: str, said: str, board: Make) -> None:
    hills = "  - {initials: GI, name: Greg Hill}\n  - {initials: GU, name: Guy Hill}\n"
    board({"2026-01-22.md": LOG}, ROSTER.replace("groups:", f"{hills}groups:"))
    assert done("assign", "80", typed) == said
    assert FILE.read_text() == LOG


def test_initials_that_two_have_at_once_name_nobody(board: Make) -> None:
    board({"2026-01-22.md": LOG}, ROSTER.replace(", to: 2026-02}", "}").replace(", from: 2026-03}", "}"))
    assert done("assign", "80", "AB") == "AB may be A Brown or Ada Bell; nothing was written"


def test_several_actions_are_closed_at_once_or_none(board: Make) -> None:
    rows = "".join(
        f"  - {{number: {n}, status: {status}, issued: 2025-10, responsible: [EF], action: Ask}}\n"
        for n, status in ((81, "open"), (82, "complete"), (84, "ongoing"))
    )
    text = f"---\ndate: 2026-01-22\nlog-updated: 2026-01-26\nactions:\n{rows}---\n"
    board({"2026-01-22.md": text}, ROSTER)
    assert done("close", "81", "82", "84") == "82 is complete"
    assert done("close", "81", "84", "95") == "the log of 22 January 2026 has no action 95; it has 81, 82 and 84"
    assert FILE.read_text() == text
    assert done("close", "81", "84", "81", "--on", "2026-01-26") == ""
    closed = text.replace(
        "open, issued: 2025-10, responsible: [EF]",
        "complete, issued: 2025-10, responsible: [EF], closed: 2026-01-26",
    )
    closed = closed.replace(
        "ongoing, issued: 2025-10, responsible: [EF]",
        "complete, issued: 2025-10, responsible: [EF], closed: 2026-01-26",
    )
    assert FILE.read_text() == closed.replace("log-updated: 2026-01-26", "log-updated: 2026-01-30")


def test_a_note_stands_behind_the_one_before(board: Make) -> None:
    board({"2026-01-22.md": LOG})
    assert done("set", "80", "ongoing", "--note", "second") == ""
    assert "    note: first; second\n" in FILE.read_text()


@pytest.mark.parametrize("words", ["", " ", "a\u200bb", "a\udcffb", "a\x1bb"])
@pytest.mark.parametrize("option", ["--note", "--item", "--public"])
def test_words_that_are_none_are_refused(option: str, words: str, board: Make) -> None:
    board({"2026-01-22.md": LOG})
    assert ralb("action", "add", "Ask", "--responsible", "AB", option, words).code == 2
    assert FILE.read_text() == LOG


def test_all_mentions_of_a_number_change_with_it(board: Make) -> None:
    board({"2026-01-22.md": LOG})
    assert done("renumber", "80", "82") == ""
    assert FILE.read_text().endswith("See actions 79, 82 and 81. Action  82 it is.\n")


def test_a_number_far_above_all_is_a_slip(board: Make) -> None:
    board({"2026-01-22.md": LOG})
    assert done("renumber", "80", "9999") == "9999 is far above the next free number, 81; nothing was written"


def test_a_number_that_the_notes_use_is_not_given(board: Make) -> None:
    board({"2026-01-22.md": LOG + "\nAction 81: AB to write.\n"})
    assert done("add", "Ask", "--responsible", "AB") == ""
    assert "  - number: 82\n" in FILE.read_text()


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        (["answered 1 Yes --on 2026-01-25", "answered 1 No"], "escalation 1 was answered on 25 January 2026"),
        (["answered 1 Yes --on 2026-01-25", "sent 1"], "escalation 1 was answered on 25 January 2026"),
        (["sent 1 --on 2026-02-09"], "9 February 2026 is still to come"),
    ],
)
def test_what_was_answered_stays(commands: list[str], said: str, board: Make) -> None:
    board({"2026-01-22.md": LOG.replace("actions:", "escalations:\n  - {number: 1, escalation: Ask}\nactions:")})
    for command in commands:
        ran = ralb("escalation", *command.split(), "--today", "2026-01-30")
    assert (ran.code, ran.err) == (2, f"ralb: {said}; nothing was written\n")


def test_a_csv_for_excel_has_its_mark_and_no_sums(board: Make) -> None:
    board({"2026-01-22.md": LOG.replace("action: Ask", "action: '=HYPERLINK(1)'")})
    assert ralb("actions", "--format", "csv").out == (
        "\ufeffNo.,Action,Responsible,Issued,Status,Age\r\n80,'=HYPERLINK(1),AB,Oct 2025,open,1 meeting\r\n"
    )


def test_as_of_a_day_what_was_closed_later_is_open(board: Make) -> None:
    closed = LOG.replace("status: open", "status: complete").replace("note: first", "closed: 2026-03-01")
    board({"2026-01-22.md": closed})
    for day, status in (("2026-02-28", "open"), ("2026-03-01", "complete")):
        assert ralb("actions", "--as-of", day, "--format", "plain").out == f"80\t{status}\t2025-10\tAB\tAsk\n"


def test_an_item_that_no_log_carries_is_no_change_of_the_trail(board: Make) -> None:
    def log(date: str, item: str) -> str:
        keys = f"number: 80, status: open, issued: 2026-01, responsible: [EF], {item}action: Ask"
        return f"---\ndate: {date}\nactions:\n  - {{{keys}}}\n---\n"

    board({"2026-01-22.md": log("2026-01-22", "item: '3', "), "2026-04-16.md": log("2026-04-16", "")}, ROSTER)
    assert ralb("action", "show", "80", "--format", "plain").out == (
        "2026-01-22\tissued to EF, open\n2026-04-16\tstill open\n"
    )


def test_a_table_to_pass_on_says_what_only_the_board_may_read(board: Make) -> None:
    row = "  - {number: 1, status: open, issued: 2026-01, responsible: [AB], restricted: true, action: Ask}\n"
    decision = "decisions:\n  - {number: 1, restricted: true, decision: We wait}\n"
    board({"2026-01.md": f"---\ndate: 2026-01\n{decision}actions:\n{row}---\n"})

    tables = [ralb(name, "--format", "csv") for name in ("actions", "decisions")]

    assert [table.err for table in tables] == ["for the board only: 1 restricted\n"] * 2
    assert "(restricted)" in ralb("actions").out
    assert ralb("actions").err == ""
