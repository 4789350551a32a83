"""Who came: members, deputies, agencies that speak for authorities; what nobody wrote down is unknown."""

import json
from pathlib import Path

import pytest
from conftest import Make
from running import ralb

from ralb import attendance, store
from ralb.dates import PartialDate

TODAY = PartialDate(2026, 6, 1)

BOARD = """\
name: Example Board
people:
  - {initials: AB, name: A Brown, organisation: Northbridge, role: chair}
  - {initials: CD, name: C Dale, organisation: Adopt Coast}
  - {initials: EF, name: E Field}
  - {initials: GH, name: G Hill, organisation: Westmere, to: 2026-02}
organisations:
  - {name: Northbridge, kind: authority, aliases: [NB]}
  - {name: Eastmere, kind: authority}
  - {name: Southport, kind: Authority}
  - {name: Adopt Coast, kind: raa, covers: [Eastmere, NB, Farland]}
  - {name: Data Agency, kind: partner}
"""


def by_person(root: Path, *since_until: PartialDate) -> dict[str, list[str]]:
    book = store.load(root)
    rows = attendance.by_person(book.board, attendance.held(book, TODAY, *since_until))
    return {row.person.initials: said(row.turnouts) for row in rows}


def by_organisation(root: Path) -> dict[str, list[str]]:
    book = store.load(root)
    rows = attendance.by_organisation(book.board, attendance.held(book, TODAY))
    return {row.organisation.name: said(row.turnouts) for row in rows}


def said(turnouts: tuple[attendance.Turnout, ...]) -> list[str]:
    return [f"{one.how} {one.through}".rstrip() for one in turnouts]


def meeting(date: str, *lines: str) -> dict[str, str | bytes]:
    return {f"{date}.md": "\n".join(["---", f"date: {date}", *lines, "---", "Notes.", ""])}


def test_members_came_sent_a_deputy_or_apologies_or_stayed_away(board: Make) -> None:
    root = board(
        {
            **meeting("2026-01-22", "present: [AB, {who: XY, for: CD}]", "apologies: [CD, EF]"),
            **meeting("2026-04-16", "present: [AB]", "in-attendance: [EF]", "absent: [CD]"),
        },
        BOARD,
    )
    assert by_person(root) == {
        "AB": ["present", "present"],
        "CD": ["deputy XY", "absent"],
        "EF": ["apologies", "present"],
        "GH": ["absent"],
    }


def test_who_was_only_invited_is_unknown_and_never_absent(board: Make) -> None:
    root = board(meeting("2026-01", "invited: [AB, CD]", "apologies: [EF]"), BOARD)
    assert by_person(root) == {"AB": ["unknown"], "CD": ["unknown"], "EF": ["apologies"], "GH": ["unknown"]}
    assert by_organisation(root) == {
        "Northbridge": ["unknown"],
        "Eastmere": ["unknown"],
        "Southport": ["unknown"],
        "Adopt Coast": ["unknown"],
        "Farland": ["unknown"],
        "": ["apologies"],
        "Westmere": ["unknown"],
    }


def test_an_agency_speaks_for_the_authorities_that_it_covers(board: Make) -> None:
    root = board(meeting("2026-04-16", "present: [CD]", "apologies: [AB]"), BOARD)
    assert by_organisation(root) == {
        "Northbridge": ["agency Adopt Coast"],
        "Eastmere": ["agency Adopt Coast"],
        "Southport": ["absent"],
        "Adopt Coast": ["present"],
        "Farland": ["agency Adopt Coast"],
        "": ["absent"],
    }


def lacking(root: Path) -> tuple[list[str], list[str]]:
    book = store.load(root)
    held = attendance.held(book, TODAY)
    return attendance.not_represented(attendance.by_organisation(book.board, held), held[-1])


def test_an_authority_is_not_represented_when_neither_it_nor_its_agency_came(board: Make) -> None:
    root = board(meeting("2026-04-16", "present: [EF]", "apologies: [AB]"), BOARD)
    assert by_organisation(root)["Northbridge"] == ["apologies"]
    assert lacking(root) == (["Northbridge", "Eastmere", "Southport", "Farland"], [])


def test_apologies_do_not_tell_that_nobody_else_came(board: Make) -> None:
    root = board(meeting("2026-04-16", "invited: [CD]", "apologies: [AB, CD]"), BOARD)
    assert by_organisation(root)["Northbridge"] == ["apologies"]
    assert lacking(root) == ([], ["Northbridge", "Eastmere", "Southport", "Farland"])


def test_a_deputy_represents_the_organisation_of_the_member(board: Make) -> None:
    root = board(meeting("2026-04-16", "present: [EF, {who: XY, for: AB}]", "apologies: [AB]"), BOARD)
    assert by_organisation(root)["Northbridge"] == ["deputy XY"]


def test_only_meetings_that_took_place_count(board: Make) -> None:
    root = board(
        {
            **meeting("2025-10", "present: [AB]"),
            **meeting("2026-01-22", "present: [AB]", "cancelled: true"),
            **meeting("2026-04-16", "present: [AB]"),
            **meeting("2026-05-07", "present: [AB]"),
            **meeting("2026-07-09", "present: []", "apologies: [CD]"),
        },
        BOARD + "calendar:\n  - {date: 2026-05-07, cancelled: true}\n",
    )
    held = attendance.held(store.load(root), TODAY)
    assert [str(minutes.date) for minutes in held] == ["2025-10", "2026-04-16"]


@pytest.mark.parametrize(
    ("since", "until", "dates"),
    [
        ("2026-01", None, ["2026-01-22", "2026-04-16"]),
        ("2026-01-23", None, ["2026-04-16"]),
        (None, "2026-01", ["2025-10", "2026-01-22"]),
        ("2025-10-15", "2025-10-16", ["2025-10"]),
    ],
)
def test_a_month_holds_all_its_days(since: str | None, until: str | None, dates: list[str], board: Make) -> None:
    from ralb.dates import parse

    root = board({**meeting("2025-10"), **meeting("2026-01-22"), **meeting("2026-04-16")}, BOARD)
    held = attendance.held(store.load(root), TODAY, parse(since or ""), parse(until or ""))
    assert [str(minutes.date) for minutes in held] == dates


def test_someone_who_moved_counts_for_whom_they_spoke_on_the_day(board: Make) -> None:
    roster = """\
name: Example Board
people:
  - {initials: AB, name: A Brown, organisation: Northbridge, to: 2026-02}
  - {initials: AB, name: A Brown, organisation: Eastmere, role: chair, from: 2026-03}
"""
    root = board({**meeting("2026-01-22", "present: [AB]"), **meeting("2026-04-16", "present: [AB]")}, roster)
    assert by_person(root) == {"AB": ["present", "present"]}
    assert by_organisation(root) == {"Eastmere": ["present"], "Northbridge": ["present"]}


def test_initials_that_two_people_had_in_a_month_name_neither(board: Make) -> None:
    roster = """\
name: Example Board
people:
  - {initials: AB, name: A Brown, to: 2026-01-15}
  - {initials: AB, name: Ann Bird, from: 2026-01-16}
"""
    root = board(meeting("2026-01", "present: [AB]"), roster)
    book = store.load(root)
    rows = attendance.by_person(book.board, attendance.held(book, TODAY))
    assert [(row.person.name, said(row.turnouts)) for row in rows] == [
        ("A Brown", ["unknown"]),
        ("Ann Bird", ["unknown"]),
    ]


def test_each_person_is_counted(board: Make) -> None:
    board(
        {
            **meeting("2026-01-22", "present: [AB, {who: XY, for: CD}]", "apologies: [CD, EF]"),
            **meeting("2026-04-16", "invited: [AB, CD]"),
        },
        BOARD,
    )
    assert ralb("attendance", "--today", "2026-06-01", "--format", "csv").out.splitlines() == [
        "\ufeffWho,Name,Organisation,Meetings,Present,Deputy,Apologies,Absent,Unknown",
        "AB,A Brown,Northbridge,2,1,0,0,0,1",
        "CD,C Dale,Adopt Coast,2,0,1,0,0,1",
        "EF,E Field,,2,0,0,1,0,1",
        "GH,G Hill,Westmere,1,0,0,0,1,0",
    ]


def test_the_board_reads_which_authorities_were_not_represented(board: Make) -> None:
    board(
        {
            **meeting("2025-10", "invited: [AB]"),
            **meeting("2026-01-22", "present: [EF, CD]"),
            **meeting("2026-04-16", "present: [AB]"),
        },
        BOARD,
    )
    ran = ralb("attendance", "--by", "organisation", "--today", "2026-06-01")
    assert [line for line in ran.out.splitlines() if "20" in line] == [
        "Attendance of 3 meetings, October 2025 to 16 April 2026; of 1 of them it is not",
        "October 2025: not known of any authority",
        "22 January 2026: not represented: Southport",
        "16 April 2026: not represented: Eastmere, Southport and Farland",
    ]


def test_an_agency_of_which_nobody_wrote_whom_it_covers_may_have_spoken_for_more(board: Make) -> None:
    roster = BOARD.replace(", covers: [Eastmere, NB, Farland]", "")
    board({**meeting("2026-01-22", "present: [CD]"), **meeting("2026-04-16", "present: [AB]")}, roster)
    ran = ralb("attendance", "--by", "organisation", "--today", "2026-06-01")
    assert ran.out.split("\n\n")[-1].splitlines() == [
        "22 January 2026: not represented: Northbridge, Eastmere and Southport, unless",
        "Adopt Coast covers them (no `covers` says so)",
        "16 April 2026: not represented: Eastmere and Southport",
    ]


def test_a_file_that_cannot_be_read_is_said(board: Make) -> None:
    files = {"2026-01-22.md": "---\nno date\n---\n", **meeting("2026-04-16", "present: [AB]")}
    board(files, BOARD)
    ran = ralb("attendance", "--today", "2026-06-01", "--format", "plain")
    assert (ran.code, ran.out.splitlines()[0]) == (1, "AB\tA Brown\tNorthbridge\t1\t1\t0\t0\t0\t0")
    assert ran.err == "not all of minutes/2026-01-22.md can be read: `ralb validate` tells why\n"


def test_scripts_get_each_meeting(board: Make) -> None:
    board(meeting("2026-04-16", "present: [CD, {who: XY, for: AB}]"), BOARD)
    person = json.loads(ralb("attendance", "--today", "2026-06-01", "--format", "json").out)[0]
    assert person == {
        "initials": "AB",
        "name": "A Brown",
        "organisation": "Northbridge",
        "role": "chair",
        "from": None,
        "to": None,
        "present": 0,
        "deputy": 1,
        "apologies": 0,
        "absent": 0,
        "unknown": 0,
        "meetings": [{"date": "2026-04-16", "how": "deputy", "through": "XY"}],
    }
    bodies = json.loads(
        ralb("attendance", "--by", "organisation", "--today", "2026-06-01", "--format", "json").out
    )
    assert bodies[1] == {
        "organisation": "Eastmere",
        "kind": "authority",
        "authority": True,
        "present": 0,
        "deputy": 0,
        "agency": 1,
        "apologies": 0,
        "absent": 0,
        "unknown": 0,
        "meetings": [{"date": "2026-04-16", "how": "agency", "through": "Adopt Coast"}],
    }


def test_every_authority_may_have_been_represented(board: Make) -> None:
    roster = BOARD.replace("  - {name: Southport, kind: Authority}\n", "")
    board(meeting("2026-04-16", "present: [CD]"), roster)
    ran = ralb("attendance", "--by", "organisation", "--today", "2026-06-01")
    assert ran.out.splitlines()[-1] == "16 April 2026: every authority was represented"


def test_a_board_that_names_no_authority_is_told_of_none(board: Make) -> None:
    board(meeting("2026-04-16", "present: [AB]"), "name: X\npeople:\n  - {initials: AB, name: A Brown}\n")
    ran = ralb("attendance", "--by", "organisation", "--today", "2026-06-01", "--format", "md")
    assert ran.out.splitlines()[2:] == ["| No organisation given | 1 | 1 | 0 | 0 | 0 | 0 | 0 |"]


def test_no_period_runs_backwards(board: Make) -> None:
    board(meeting("2026-04-16"), BOARD)
    ran = ralb("attendance", "--from", "2026-05", "--to", "2026-04")
    assert (ran.code, ran.err.splitlines()[-1]) == (
        2,
        "Error: Invalid value: --from 2026-05 is after --to 2026-04",
    )


def test_without_a_meeting_nothing_is_counted(board: Make) -> None:
    board(meeting("2026-04-16"), BOARD)
    ran = ralb("attendance", "--today", "2026-04-01", "--by", "organisation")
    assert (ran.code, ran.out, ran.err) == (0, "", "no meeting that took place then has minutes\n")
