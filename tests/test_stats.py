"""The figures of a board: what counts as raised, closed and carried, how old, of whom, and on which drafts."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from running import ralb

Make = Callable[..., Path]
DAY = ("--today", "2026-12-01")
MEETINGS = {
    "2026-01-20.md": """\
        ---
        date: 2026-01-20
        present: [AB, {who: XY, for: CD}]
        agreed: 2026-04
        actions:
          - number: 7
            status: ongoing
            issued: 2025-10
            responsible: [AB]
            action: Old

          - number: 8
            status: complete
            issued: 2026-01
            responsible: [CD]
            closed: 2026-02-19
            action: Quick

          - number: 9
            status: open
            issued: 2026-01
            responsible: [AB, CD]
            action: Slow
        ---
        Notes.
        """,
    "2026-04.md": """\
        ---
        date: 2026-04
        apologies: [EF]
        actions:
          - number: 7
            status: withdrawn
            issued: 2025-10
            responsible: [AB]
            closed: 2026-04
            action: Old

          - number: 8
            status: complete
            issued: 2026-01
            responsible: [CD]
            closed: 2026-02-19
            action: Quick

          - number: 9
            status: complete
            issued: 2026-01
            responsible: [AB, CD]
            action: Slow

          - number: 10
            status: open
            issued: 2026-04
            responsible: [All, RAA leaders, AC South]
            action: CANARY
        ---
        Notes.
        """,
    "2027-01.md": "---\ndate: 2027-01\npresent: [AB]\n---\nStill to come.\n",
}


def figures(*words: str) -> Any:
    return json.loads(ralb("stats", *words, *DAY, "--format", "json").out)


def plain(*words: str) -> list[str]:
    return ralb("stats", *words, *DAY, "--format", "plain").out.splitlines()


def test_a_meeting_raises_what_it_issued_closes_what_its_log_finished_first_and_carries_the_rest(
    board: Make,
) -> None:
    board(MEETINGS)
    assert [line for line in plain() if line.startswith(("Meeting", "Total"))] == [
        "Meeting\t20 January 2026\t2\t1\t2\t30\t0\t2 of 3",
        "Meeting\tApril 2026\t1\t2\t1\t182\t1.5\t0 of 1, 2 unknown",
        "Total\t\t3\t3\t1\t106\t1\t2 of 4, 2 unknown",
    ]


def test_days_are_counted_only_where_the_day_of_closing_is_recorded_and_a_month_is_its_middle(board: Make) -> None:
    board(MEETINGS)
    total = figures()["total"]
    assert (total["closed"], total["days-known"], total["median-days"], total["withdrawn"]) == (3, 2, 106, 1)
    shown = " ".join(ralb("stats", *DAY).out.split())
    assert (
        "3 actions raised, 3 closed (1 of them withdrawn), 1 carried. Median age at closing: 1 meeting," in shown
    )
    assert "106 days (of 2; of the others the day is not recorded)" in shown


def test_an_action_counts_for_each_who_is_named_and_for_all_and_groups_by_themselves(board: Make) -> None:
    board(MEETINGS)
    assert [line for line in plain() if line.startswith("Person")] == [
        "Person\tDr A Brown (AB)\t1\t2\t0\t182\t1.5\t1 of 1, 1 unknown",
        "Person\tC Dale (CD)\t2\t2\t0\t30\t0.5\t1 of 1, 1 unknown",
        "Person\tE Field (EF)\t0\t0\t0\t-\t-\t0 of 2",
        "Person\tAll\t1\t0\t1\t-\t-\t-",
        "Person\tRAA leaders\t1\t0\t1\t-\t-\t-",
        "Person\tAC South\t1\t0\t1\t-\t-\t-",
    ]
    organisations = {line.split("\t")[1]: line for line in plain() if line.startswith("Organisation")}
    assert organisations["Adopt Coast"].startswith("Organisation\tAdopt Coast\t3\t2\t1\t30\t0.5\t")
    assert organisations["Northbridge"].startswith("Organisation\tNorthbridge\t1\t2\t0\t182\t1.5\t")
    assert organisations["RAA leaders"].startswith("Organisation\tRAA leaders\t1\t0\t1\t-")


def test_of_a_period_only_its_meetings_count_and_the_last_log_of_it_is_carried(board: Make) -> None:
    board(MEETINGS)
    assert plain("--to", "2026-01")[-1] == "Total\t\t2\t1\t2\t30\t0\t2 of 3"
    assert plain("--from", "2026-02")[-1] == "Total\t\t1\t2\t1\t182\t1.5\t0 of 1, 2 unknown"
    assert figures("--from", "2026-02")["drafts"] == ["2026-04"]


def test_what_was_reopened_and_closed_again_is_closed_twice(board: Make) -> None:
    row = "actions:\n  - {{number: 1, status: {}, issued: 2026-01, responsible: AB, note: x, action: Ask}}\n---\n"
    statuses = {"2026-01": "complete", "2026-02": "open", "2026-03": "complete", "2026-04": "complete"}
    board({f"{date}.md": f"---\ndate: {date}\n{row.format(status)}" for date, status in statuses.items()})
    total = figures()["total"]
    assert (total["raised"], total["closed"], total["carried"]) == (1, 2, 0)


def test_what_the_log_of_a_cancelled_meeting_closed_or_raised_counts_with_the_next(board: Make) -> None:
    old = "  - {{number: 1, status: {}, issued: 2026-01, responsible: AB, action: Ask}}\n\n"
    new = "  - {{number: 2, status: {}, issued: 2026-04, responsible: AB, action: Write}}\n\n"
    rows = {
        "2026-01-20": old.format("open"),
        "2026-04-16": old.format("complete") + new.format("open"),
        "2026-07-09": new.format("open"),
        "2026-10-08": new.format("complete"),
    }
    keys = {"2026-04-16": "cancelled: true\n"}
    files = {
        date: f"---\ndate: {date}\n{keys.get(date, '')}actions:\n{typed}---\n" for date, typed in rows.items()
    }
    board({f"{date}.md": text for date, text in files.items()})
    assert [line.rpartition("\t")[0] for line in plain() if line.startswith(("Meeting", "Total"))] == [
        "Meeting\t20 January 2026\t1\t0\t1\t-\t-",
        "Meeting\t9 July 2026\t1\t1\t1\t-\t0",
        "Meeting\t8 October 2026\t0\t1\t0\t-\t2",
        "Total\t\t2\t2\t0\t-\t1",
    ]


def test_initials_that_passed_to_another_are_two_people(board: Make) -> None:
    roster = """\
        name: Example
        people:
          - {initials: AB, name: A Brown, to: 2026-01}
          - {initials: AB, name: A Black, from: 2026-02}
        """
    row = "actions:\n  - {{number: {0}, status: open, issued: {1}, responsible: AB, action: Ask {0}}}\n---\n"
    board(
        {
            "2026-01.md": "---\ndate: 2026-01\n" + row.format(1, "2026-01"),
            "2026-03.md": "---\ndate: 2026-03\n" + row.format(2, "2026-03"),
        },
        re.sub("^        ", "", roster, flags=re.MULTILINE),
    )
    assert [(one["name"], one["raised"]) for one in figures()["people"]] == [("A Brown", 1), ("A Black", 1)]


def test_the_page_holds_every_number_of_its_charts_in_a_table_and_no_text_of_an_action(board: Make) -> None:
    board(MEETINGS)
    assert ralb("stats", "--out", "out", *DAY).code == 0
    page = Path("out/stats-board.html").read_text(encoding="utf-8")
    assert "CANARY" not in page
    assert "For the board&#39;s own eyes" in page
    assert "not agreed yet: April 2026" in page
    assert re.findall(r'<text x="\d+" y="\d+">(.*?)</text>', page) == [
        *("20 January 2026", "2", "April 2026", "1"),
        *("All", "1", "RAA leaders", "1", "AC South", "1"),
    ]
    assert re.findall(r'<rect x="(\d+)"', page) == ["147", "147", "111", "111", "111"]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page)
    carried = {name: re.findall("<td>(.*?)</td>", cells)[2] for name, cells in rows}
    assert (carried["20 January 2026"], carried["April 2026"], carried["RAA leaders"]) == ("2", "1", "1")
    again = Path("out/stats-board.html").read_bytes()
    ralb("stats", "--out", "out", *DAY)
    assert Path("out/stats-board.html").read_bytes() == again


def test_a_file_that_cannot_be_read_is_said(board: Make) -> None:
    board({**MEETINGS, "2026-02.md": "no minutes\n"})
    ran = ralb("stats", *DAY)
    assert ran.code == 1
    assert "not all of minutes/2026-02.md can be read" in ran.err


def test_of_many_meetings_the_chart_shows_the_latest(board: Make) -> None:
    dates = [f"20{year}-{month:02}" for year in (24, 25) for month in range(1, 13)]
    board({f"{date}.md": f"---\ndate: {date}\n---\nNotes.\n" for date in dates})
    assert ralb("stats", "--out", "out", *DAY).code == 0
    page = Path("out/stats-board.html").read_text(encoding="utf-8")
    assert page.count("<rect") == 12
    assert "the latest 12" in page
    assert "24 of 24 meetings" in page
