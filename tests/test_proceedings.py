"""Attendance, circulation, agreement, another date: the front matter alone changes, and only where it must."""

from pathlib import Path

import pytest
from conftest import Make
from running import ralb


def meeting(*lines: str, date: str = "2026-01-22") -> str:
    return "\n".join(["---", f"date: {date}", *lines, "---", "Notes.  ", ""])


def front(name: str = "2026-01-22.md") -> list[str]:
    """The keys of a meeting's file below its date."""
    return Path("minutes", name).read_text().split("\n---\n")[0].splitlines()[2:]


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        (["present: []"], ["--present", "AB,CD"], ["present: [AB, CD]"]),
        (["present: [AB]   # late"], ["--present", "CD, AB"], ["present: [AB, CD]   # late"]),
        (["present: AB"], ["--present", "CD"], ["present: [AB, CD]"]),
        (["present: [AB]"], ["--apologies", "AB"], ["apologies: [AB]"]),
        (["present: [AB, CD]"], ["--absent", "AB"], ["present: [CD]", "absent: [AB]"]),
        (
            ["present:", "  - AB   # late", "  - EF"],
            ["--present", "CD"],
            ["present:", "  - AB   # late", "  - EF", "  - CD"],
        ),
        ([], ["--for", "CD=JS"], ["present: [{who: JS, for: CD}]"]),
        (
            ["present: [JS]"],
            ["--for", "CD=JS", "--apologies", "CD"],
            ["present: [{who: JS, for: CD}]", "apologies: [CD]"],
        ),
        (["present: [AB]"], ["--present", "AB"], ["present: [AB]"]),
        (["invited: [AB, CD]"], ["--in-attendance", "JS"], ["in-attendance: [JS]", "invited: [AB, CD]"]),
        (['present: ["AB"]'], ["--present", "AB CD"], ['present: ["AB", CD]']),
    ],
)  # fmt: skip
def test_who_came_is_written_down(before: list[str], words: list[str], after: list[str], board: Make) -> None:
    board({"2026-01-22.md": meeting(*before)})
    assert ralb("attend", *words).code == 0
    assert front() == after


ROSTER = """\
name: X
people:
  - {initials: AB, name: Dr Ann Brown}
  - {initials: CD, name: Carol Dale}
  - {initials: JS, name: Jim Stone}
"""


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (["--present", "Ann Brown, Carol Dale"], ["present: [AB, CD]"]),
        (["--present", "Dr Brown and CD"], ["present: [AB, CD]"]),
        (["--for", "Carol Dale=KK"], ["present: [{who: KK, for: CD}]"]),
    ],
)  # fmt: skip
def test_members_may_be_called_by_their_names(words: list[str], after: list[str], board: Make) -> None:
    board({"2026-01-22.md": meeting()}, ROSTER)
    assert ralb("attend", *words).code == 0
    assert front() == after


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--in-attendance", "Jo Smith"],
            "ralb: nobody on the board is called `Jo Smith`; nothing was written\n"
            "a guest or a deputy needs no row there: give initials, as JS2, and say in the notes who that is\n",
        ),
        (
            ["--for", "CD=Kim O’Neill"],
            "ralb: nobody on the board is called `Kim O’Neill`; nothing was written\n"
            "a guest or a deputy needs no row there: give initials, as KON, and say in the notes who that is\n",
        ),
        (
            ["--present", "Carole Dale"],
            "ralb: `Carole Dale` is not on the board at that meeting; did you mean CD (Carol Dale)?\n",
        ),
    ],
)
def test_a_guest_is_given_initials_and_no_place_on_the_board(words: list[str], said: str, board: Make) -> None:
    board({"2026-01-22.md": meeting()}, ROSTER)
    ran = ralb("attend", *words)
    assert (ran.code, ran.err, front()) == (2, said, [])


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["agreed: 2026-04-16"], ["attend", "--present", "AB"]),
        (["agreed: 2026-04-16"], ["agree", "2026-01-22", "--at", "2026-05-01", "--today", "2026-06-01"]),
        (["cancelled: true"], ["agree", "2026-01-22", "--at", "2026-05-01", "--today", "2026-06-01"]),
        (["cancelled: true"], ["circulate", "--on", "2026-05-01", "--today", "2026-06-01"]),
        ([], ["agree", "2026-01-22", "--at", "2026-01-22"]),
        ([], ["agree", "2026-01-22"]),
        ([], ["attend", "--for", "XX=AB"]),
        ([], ["attend", "--in-attendance", "Jane Smith (DfE)"]),
        ([], ["attend", "--in-attendance", "J\udcff"]),
    ],
)
def test_what_cannot_be_is_refused(lines: list[str], words: list[str], board: Make) -> None:
    board({"2026-01-22.md": meeting(*lines)})
    ran = ralb(*words)
    assert (ran.code, ran.out, front()) == (2, "", lines)


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        (["present: [{who: JS, for: CD}]"], ["--present", "CD"], ["present: [CD]"]),
        (["present: [{who: JS, for: CD}]"], ["--for", "CD=KK"], ["present: [{who: KK, for: CD}]"]),
        (
            ["present: [CD]", "apologies: [EF]"],
            ["--for", "CD=JS", "--for", "EF=KK"],
            ["present: [{who: JS, for: CD}, {who: KK, for: EF}]", "apologies: [EF]"],
        ),
    ],
)
def test_one_comes_for_a_member(before: list[str], words: list[str], after: list[str], board: Make) -> None:
    board({"2026-01-22.md": meeting(*before)})
    assert ralb("attend", *words).code == 0
    assert front() == after


@pytest.mark.parametrize("words", [["--for", "CD=CD"], ["--for", "CD=JS", "--for", "CD=KK"], ["--for", "CD=JS=K"]])
def test_a_deputy_is_one_other_person(words: list[str], board: Make) -> None:
    board({"2026-01-22.md": meeting()})
    assert (ralb("attend", *words).code, front()) == (2, [])


def test_a_cancelled_meeting_agrees_nothing(board: Make) -> None:
    files = {"2026-01-22.md": meeting(), "2026-04-16.md": meeting("cancelled: true", date="2026-04-16")}
    board({**files, "2026-07-09.md": meeting(date="2026-07-09")})
    ran = ralb("agree", "2026-01-22", "--at", "2026-04-16", "--today", "2026-08-01")
    assert (ran.code, front()) == (2, [])
    assert ralb("agree", "2026-01-22", "--today", "2026-08-01").code == 0
    assert front() == ["agreed: 2026-07-09"]


def test_the_day_of_circulation_is_not_overwritten_by_chance(board: Make) -> None:
    board({"2026-01-22.md": meeting("circulated: 2026-02-03")})
    assert (ralb("circulate", "--today", "2026-03-01").code, front()) == (2, ["circulated: 2026-02-03"])
    assert ralb("circulate", "--on", "2026-02-05", "--today", "2026-03-01").code == 0
    assert front() == ["circulated: 2026-02-05"]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("2026-04", "2 April 2026 has a meeting already, so none can be on April 2026"),
        ("2026-04-02", "minutes/2026-04-02.md exists already; nothing was written"),
    ],
)
def test_a_date_that_is_taken_is_refused(new: str, said: str, board: Make) -> None:
    board({"2026-04-02.md": meeting("venue: X", date="2026-04-02"), "2026-04-16.md": meeting(date="2026-04-16")})
    ran = ralb("move-meeting", "2026-04-16", new, "--today", "2026-04-10")
    assert (ran.code, ran.err) == (2, f"ralb: {said}\n")
    assert front("2026-04-16.md") == []


@pytest.mark.parametrize(("old", "new"), [("2026-07-09", "2026-04-16"), ("2026-04-16", "2026-07-09")])
def test_two_lines_of_the_calendar_do_not_become_one_date(old: str, new: str, board: Make) -> None:
    roster = "name: X\npeople: []\ncalendar:\n  - {date: 2026-04-16}\n  - {date: 2026-07-09}\n"
    root = board({}, roster)
    ran = ralb("move-meeting", old, new, "--today", "2026-04-10")
    assert (ran.code, "has a meeting already" in ran.err) == (2, True)
    assert (root / "minutes" / "board.yaml").read_text() == roster


def test_a_meeting_to_come_has_no_updated_log(board: Make) -> None:
    board({"2026-04-16.md": meeting("log-updated: 2026-04-16", date="2026-04-16")})
    assert ralb("move-meeting", "2026-04-16", "2026-05-07", "--today", "2026-04-16").code == 0
    assert front("2026-05-07.md") == []


def test_an_older_file_is_agreed_and_its_log_stays(board: Make) -> None:
    log = [
        "actions:   # as agreed",
        "  - {number: 1, status: complete, issued: 2026-01, responsible: [AB], action: Ask}",
    ]
    board({"2026-01-22.md": meeting(*log), "2026-04-16.md": meeting(date="2026-04-16")})
    assert ralb("agree", "2026-01-22", "--today", "2026-04-17").code == 0
    assert front() == ["agreed: 2026-04-16", *log]


def test_the_next_meeting_agrees_nothing_before_it_was_held(board: Make) -> None:
    board({"2026-01-22.md": meeting(), "2026-04-16.md": meeting(date="2026-04-16")})
    ran = ralb("agree", "2026-01-22", "--today", "2026-04-15")
    assert (ran.code, ran.err.splitlines()) == (
        2,
        [
            "ralb: the next meeting, which would agree them, is on 16 April 2026; nothing was written",
            "if another agreed them, say which: `ralb agree 2026-01-22 --at DATE`",
        ],
    )
    ran = ralb("agree", "2026-01-22", "--at", "2026-04-16", "--today", "2026-04-15")
    assert ran.err == "ralb: 16 April 2026 is still to come; nothing was written\n"


ACTION = ["actions:", "  - {number: 1, status: open, issued: 2026-04, responsible: [AB], action: Ask}"]


def test_an_action_issued_at_a_meeting_moves_with_it(board: Make) -> None:
    board({"2026-04-16.md": meeting(*ACTION, date="2026-04-16")})
    assert ralb("move-meeting", "2026-04-16", "2026-05-07", "--today", "2026-04-01").code == 0
    assert front("2026-05-07.md") == [line.replace("2026-04", "2026-05") for line in ACTION]
    assert sorted(path.name for path in Path("minutes").iterdir()) == ["2026-05-07.md", "board.yaml", "ralb.lock"]


def test_a_move_that_was_cut_off_can_be_run_again(board: Make) -> None:
    moved = meeting(*ACTION, date="2026-05-07").replace("2026-04,", "2026-05,")
    board({"2026-04-16.md": meeting(*ACTION, date="2026-04-16"), "2026-05-07.md": moved})
    assert ralb("move-meeting", "2026-04-16", "2026-05-07", "--today", "2026-04-01").code == 0
    assert sorted(path.name for path in Path("minutes").iterdir()) == ["2026-05-07.md", "board.yaml", "ralb.lock"]
    assert Path("minutes/2026-05-07.md").read_text() == moved


def test_another_file_of_the_new_date_is_not_overwritten(board: Make) -> None:
    board({"2026-04-16.md": meeting(date="2026-04-16"), "2026-05-07.md": meeting("venue: X", date="2026-05-07")})
    ran = ralb("move-meeting", "2026-04-16", "2026-05-07", "--today", "2026-04-01")
    assert (ran.code, front("2026-05-07.md"), front("2026-04-16.md")) == (2, ["venue: X"], [])


def test_a_planned_meeting_moves_in_the_calendar_alone(board: Make) -> None:
    root = board({}, "name: X\npeople: []\ncalendar:\n  - date: 2026-04-16   # booked\n    time: '10:30'\n")
    assert ralb("move-meeting", "2026-04-16", "2026-05-07", "--today", "2026-04-01").code == 0
    assert (root / "minutes" / "board.yaml").read_text() == (
        "name: X\npeople: []\ncalendar:\n"
        "  - date: 2026-04-16   # booked\n    time: '10:30'\n    cancelled: true\n\n"
        '  - date: 2026-05-07\n    time: "10:30"\n'
    )


CALENDAR = """\
name: X
people: []
calendar:
  # as agreed in January
  - {date: 2026-04-16, time: 10:30-12:30, venue: Town Hall}   # booked
  - {date: 2026-07-09}
"""


def calendar() -> list[str]:
    text = Path("minutes/board.yaml").read_text()
    return [line for line in text.splitlines() if line.startswith("  ")]


def move(old: str, new: str) -> int:
    return ralb("move-meeting", old, new, "--today", "2026-04-01").code


def test_the_old_day_of_a_meeting_stays_in_the_calendar_cancelled(board: Make) -> None:
    board({}, CALENDAR)
    assert move("2026-04-16", "2026-05-07") == 0
    assert calendar() == [
        "  # as agreed in January",
        "  - {date: 2026-04-16, time: 10:30-12:30, venue: Town Hall, cancelled: true}   # booked",
        '  - {date: 2026-05-07, time: "10:30-12:30", venue: Town Hall}',
        "  - {date: 2026-07-09}",
    ]


def test_a_meeting_moved_twice_leaves_both_days(board: Make) -> None:
    board({}, CALENDAR)
    assert (move("2026-04-16", "2026-05-07"), move("2026-05-07", "2026-05-14")) == (0, 0)
    assert calendar()[1:] == [
        "  - {date: 2026-04-16, time: 10:30-12:30, venue: Town Hall, cancelled: true}   # booked",
        '  - {date: 2026-05-07, time: "10:30-12:30", venue: Town Hall, cancelled: true}',
        '  - {date: 2026-05-14, time: "10:30-12:30", venue: Town Hall}',
        "  - {date: 2026-07-09}",
    ]


def test_a_meeting_moved_back_is_no_longer_cancelled(board: Make) -> None:
    board({}, CALENDAR)
    assert (move("2026-04-16", "2026-05-07"), move("2026-05-07", "2026-04-16")) == (0, 0)
    assert calendar()[1:] == [
        "  - {date: 2026-04-16, time: 10:30-12:30, venue: Town Hall}   # booked",
        '  - {date: 2026-05-07, time: "10:30-12:30", venue: Town Hall, cancelled: true}',
        "  - {date: 2026-07-09}",
    ]


def test_a_day_that_was_left_does_not_move_again(board: Make) -> None:
    board({}, CALENDAR)
    move("2026-04-16", "2026-05-07")
    ran = ralb("move-meeting", "2026-04-16", "2026-05-14", "--today", "2026-04-01")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "ralb: the meeting of 16 April 2026 was cancelled, or moved already; nothing was written",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("venue: Town Hall", ["  - date: 2026-04-16", "    venue: Town Hall", "    cancelled: true"]),
        ("venue: Town Hall\nrestricted: true", ["  - date: 2026-04-16", "    cancelled: true"]),
    ],
)
def test_a_meeting_with_minutes_leaves_its_day_too(before: str, after: list[str], board: Make) -> None:
    board({"2026-04-16.md": meeting(*before.split("\n"), date="2026-04-16")}, "name: X\npeople: []\n")
    assert move("2026-04-16", "2026-05-07") == 0
    assert calendar() == after
    assert front("2026-05-07.md") == before.split("\n")
    assert ralb("validate").code == 0


def test_a_meeting_that_gets_its_day_leaves_nothing(board: Make) -> None:
    board({}, CALENDAR.replace("2026-04-16", "2026-05"))
    assert move("2026-05", "2026-05-07") == 0
    assert calendar()[1] == "  - {date: 2026-05-07, time: 10:30-12:30, venue: Town Hall}   # booked"


def test_a_move_cut_off_behind_the_calendar_can_be_run_again(board: Make) -> None:
    roster = CALENDAR.replace("Hall}", "Hall, cancelled: true}").replace(
        "  - {date: 2026-07-09}", "  - {date: 2026-05-07, time: 10:30-12:30, venue: Town Hall}"
    )
    board({"2026-04-16.md": meeting("venue: Town Hall", date="2026-04-16")}, roster)
    assert move("2026-04-16", "2026-05-07") == 0
    assert calendar() == [line for line in roster.splitlines() if line.startswith("  ")]
    assert front("2026-05-07.md") == ["venue: Town Hall"]
