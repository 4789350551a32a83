"""Tables for other programs: every column, nothing restricted for the public, nothing that a spreadsheet runs."""

import csv
import importlib.util
import io
import json
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Make
from running import ralb

from ralb.tables import TABLES
from ralb.text import disarmed

CANARY = "CANARY"


def exported(*words: str) -> dict[str, list[dict[str, Any]]]:
    """The tables as JSON has them."""
    ran = ralb("export", "--to", "json", "--out", "tables", *words)
    assert ran.code == 0, ran.err
    name = "ralb-board.json" if "board" in words else "ralb.json"
    tables: dict[str, list[dict[str, Any]]] = json.loads(Path("tables", name).read_text(encoding="utf-8"))
    return tables


def columns(table: str, *names: str, words: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
    """Some columns of a table."""
    return [tuple(row[name] for name in names) for row in exported(*words)[table]]


JANUARY = """\
    ---
    date: 2026-01-22
    time: 10:00-12:00
    chair: AB
    present: [AB, {who: IJ, for: CD}]
    apologies: [CD]
    agreed: 2026-04
    decisions:
      - number: 1
        decision: Publish
      - number: 2
        restricted: Something was decided.
        decision: CANARY decision
    escalations:
      - number: 1
        to: ADCS
        sent: 2026-02-01
        escalation: Delays
      - number: 2
        to: CANARY receiver
        response: CANARY answer
        responded: 2026-02-02
        restricted: true
        escalation: CANARY escalation
    actions:
      - number: 1
        status: open
        issued: 2026-01
        responsible: [AB, AC South]
        item: "2"
        note: CANARY note
        action: Ask

      - number: 2
        status: open
        issued: 2026-01
        responsible: EF
        action: CANARY, not restricted yet

      - number: 3
        status: open
        issued: 2026-01
        responsible: EF
        restricted: true
        item: CANARY item
        action: CANARY restricted from the beginning
    ---
    ::: restricted
    CANARY
    :::
    """
APRIL = """\
    ---
    date: 2026-04
    log-updated: 2026-04-30
    actions:
      - number: 1
        status: complete
        issued: 2026-01
        responsible: [AB, AC South]
        closed: 2026-04-02
        action: Ask them

      - number: 2
        status: ongoing
        issued: 2026-01
        responsible: EF
        restricted: It is restricted now.
        action: CANARY restricted now

      - number: 3
        status: open
        issued: 2026-01
        responsible: EF
        restricted: true
        action: CANARY restricted from the beginning
    ---
    Notes.
    """
JULY = """\
    ---
    date: 2026-07
    venue: CANARY house
    restricted: true
    present: [AB]
    actions:
      - number: 2
        status: open
        issued: 2026-01
        responsible: EF
        action: CANARY of a restricted meeting

      - number: 4
        status: open
        issued: 2026-07
        responsible: AB
        action: CANARY issued by a restricted meeting
    ---
    CANARY
    """
MEETINGS = {"2026-01-22.md": JANUARY, "2026-04.md": APRIL}


def test_every_table_has_its_columns_and_no_other(board: Make) -> None:
    board(MEETINGS)
    tables = exported("--audience", "board")
    assert list(tables) == [table.name for table in TABLES]
    for table in TABLES:
        for row in tables[table.name]:
            assert list(row) == [column.name for column in table.columns]
    assert {row["board"] for rows in tables.values() for row in rows} == {"Example Board"}
    assert [name for name, rows in tables.items() if not rows] == ["recommendations"]


def test_the_history_has_every_row_of_every_log_and_what_changed(board: Make) -> None:
    board(MEETINGS)
    wanted = ("meeting", "number", "status", "changed")
    assert columns("action_history", *wanted, words=("--audience", "board")) == [
        ("2026-01-22", 1, "open", "new"),
        ("2026-01-22", 2, "open", "new"),
        ("2026-01-22", 3, "open", "new"),
        ("2026-04", 1, "complete", "status, closed, action, note"),
        ("2026-04", 2, "ongoing", "status, action, restricted"),
        ("2026-04", 3, "open", None),
    ]


def test_an_action_is_told_as_the_last_log_has_it_with_who_leads(board: Make) -> None:
    board(MEETINGS)
    assert columns("actions", "number", "meeting", "status", "closed", "finished", "age", "responsible")[0] == (
        *(1, "2026-04", "complete", "2026-04-02", True, 1, "AB, AC South"),
    )
    assert columns("action_people", "number", "place", "responsible", "name", "organisation") == [
        (1, 1, "AB", "Dr A Brown", "Northbridge"),
        (1, 2, "AC South", None, "Adopt Coast"),
    ]


def test_attendance_is_told_as_typed_and_meetings_of_the_calendar_are_planned(board: Make) -> None:
    root = board(MEETINGS)
    with (root / "minutes" / "board.yaml").open("a", encoding="utf-8") as file:
        file.write("calendar: [{date: 2026-10-01, time: '10:30'}]\n")
    assert columns("attendance", "initials", "name", "organisation", "listed", "deputy_for") == [
        ("AB", "Dr A Brown", "Northbridge", "present", None),
        ("IJ", None, None, "present", "CD"),
        ("CD", "C Dale", "Adopt Coast", "apologies", None),
    ]
    assert columns("meetings", "meeting", "state", "time", "attendance_recorded", "agreed") == [
        ("2026-01-22", "agreed", "10:00-12:00", True, "2026-04"),
        ("2026-04", "draft", None, False, None),
        ("2026-10-01", "planned", "10:30", False, None),
    ]


def test_of_what_is_restricted_the_public_gets_the_public_words_in_earlier_logs_too(board: Make) -> None:
    board({**MEETINGS, "2026-07.md": JULY})
    assert columns("action_history", "meeting", "number", "responsible", "action", "restricted") == [
        ("2026-01-22", 1, "AB, AC South", "Ask", False),
        ("2026-01-22", 2, None, "It is restricted now.", True),
        ("2026-01-22", 3, None, "This part of the minutes is restricted.", True),
        ("2026-04", 1, "AB, AC South", "Ask them", False),
        ("2026-04", 2, None, "It is restricted now.", True),
        ("2026-04", 3, None, "This part of the minutes is restricted.", True),
    ]


@pytest.mark.parametrize("to", ["csv", "json", "sqlite", "parquet"])
def test_nothing_restricted_and_no_note_is_in_any_file_for_the_public(board: Make, to: str) -> None:
    if to == "parquet":
        needs_pyarrow()
    board({**MEETINGS, "2026-07.md": JULY})
    assert ralb("export", "--to", to, "--out", "tables").code == 0
    made = [*Path("tables").iterdir()]
    assert made
    assert [path.name for path in made if CANARY.encode() in path.read_bytes()] == []
    assert ralb("export", "--to", to, "--out", "tables", "--audience", "board").code == 0
    assert [path.name for path in Path("tables").glob("*-board.*") if CANARY.encode() in path.read_bytes()]


def test_of_a_restricted_meeting_only_date_and_state_are_for_the_public(board: Make) -> None:
    board({**MEETINGS, "2026-07.md": JULY})
    tables = exported()
    assert [row for row in tables["meetings"] if row["meeting"] == "2026-07"] == [
        {
            **dict.fromkeys(tables["meetings"][0]),
            "board": "Example Board",
            "meeting": "2026-07",
            "state": "draft",
            "attendance_recorded": False,
            "restricted": True,
        }
    ]
    assert {row["meeting"] for row in tables["attendance"]} == {"2026-01-22"}
    assert {row["number"] for row in tables["actions"]} == {1, 2, 3}


def test_of_a_restricted_request_not_even_to_whom_it_went_is_said(board: Make) -> None:
    board(MEETINGS)
    wanted = ("number", "meeting", "sent_to", "sent", "response", "responded", "waits", "escalation")
    assert columns("escalations", *wanted) == [
        (1, "2026-01-22", "ADCS", "2026-02-01", None, None, True, "Delays"),
        (2, "2026-01-22", None, None, None, None, False, "This part of the minutes is restricted."),
    ]
    assert columns("decisions", "number", "decision", "restricted") == [
        (1, "Publish", False),
        (2, "Something was decided.", True),
    ]


HOSTILE = """\
    ---
    date: 2026-01
    venue: "\\t=1+1"
    actions:
      - {{number: 1, status: open, issued: 2026-01, responsible: AB, action: {text}}}
    ---
    """


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\\t=1", "\\n=1", "=cmd|' /C calc'!A0"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed_in_csv_and_as_typed_elsewhere(
    board: Make, text: str
) -> None:
    board({"2026-01.md": HOSTILE.format(text=f'"{text}"')})
    typed = text.replace("\\t", "\t").replace("\\n", "\n")
    assert ralb("export", "--to", "csv").code == 0
    with Path("out/actions.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert f"'{typed}" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []
    assert columns("actions", "action") == [(typed,)]


def test_what_is_disarmed_is_said_the_same_way_in_lists_and_exports() -> None:
    assert [disarmed(cell) for cell in ("=1", "\t=1", "\r=1", "-", "a=1", "")] == [
        *("'=1", "'\t=1", "'\r=1", "-", "a=1", ""),
    ]


def test_csv_is_what_excel_reads(board: Make) -> None:
    board(MEETINGS)
    ralb("export")
    content = Path("out/decisions.csv").read_bytes()
    assert content == (
        b"\xef\xbb\xbfboard,number,meeting,decision,restricted\r\n"
        b"Example Board,1,2026-01-22,Publish,false\r\n"
        b"Example Board,2,2026-01-22,Something was decided.,true\r\n"
    )


def rows_of_csv(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(Path("out", name).read_text(encoding="utf-8-sig"), newline="")))[1:]


def test_a_database_holds_what_the_other_files_hold(board: Make) -> None:
    board(MEETINGS)
    ralb("export", "--to", "csv")
    ralb("export", "--to", "sqlite")
    base = sqlite3.connect("out/ralb.sqlite")
    try:
        for table in TABLES:
            rows = base.execute(f"SELECT * FROM {table.name}").fetchall()  # noqa: S608
            assert len(rows) == len(rows_of_csv(f"{table.name}.csv"))
        found = base.execute("SELECT number FROM actions WHERE finished AND NOT restricted").fetchall()
        assert found == [(1,)]
        kinds = {kind for (kind,) in base.execute("SELECT DISTINCT typeof(age) FROM actions")}
        assert kinds == {"integer"}
    finally:
        base.close()


def needs_pyarrow() -> None:
    if importlib.util.find_spec("pyarrow") is None:
        if os.environ.get("RALB_CHECKS"):
            pytest.fail("pyarrow is not here, and RALB_CHECKS says that it should be")
        pytest.skip("pyarrow is not installed here: pip install 'ralb[parquet]'")


def test_parquet_holds_what_json_holds_with_kinds(board: Make) -> None:
    needs_pyarrow()
    from pyarrow import parquet

    board(MEETINGS)
    tables = exported()
    assert ralb("export", "--to", "parquet").code == 0
    for table in TABLES:
        assert parquet.read_table(f"out/{table.name}.parquet").to_pylist() == tables[table.name]
    kinds = {field.name: str(field.type) for field in parquet.read_schema("out/actions.parquet")}
    assert (kinds["number"], kinds["finished"], kinds["issued"]) == ("int64", "bool", "string")


def test_without_pyarrow_the_way_to_it_is_said(board: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    board(MEETINGS)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ran = ralb("export", "--to", "parquet")
    assert (ran.code, ran.err) == (2, "ralb: `--to parquet` needs pyarrow: `pip install 'ralb[parquet]'`\n")
    assert not Path("out").exists()


@pytest.mark.parametrize("to", ["csv", "json", "sqlite", "parquet"])
def test_the_same_minutes_are_the_same_bytes(board: Make, to: str) -> None:
    if to == "parquet":
        needs_pyarrow()
    board(MEETINGS)
    ralb("export", "--to", to)
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    ralb("export", "--to", to)
    assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before


def test_a_board_that_is_named_twice_is_exported_once(board: Make) -> None:
    root = board(MEETINGS)
    assert columns("actions", "number", words=("--board", ".", "--board", str(root))) == [(1,), (2,), (3,)]


def test_several_boards_are_named_in_the_surroundings_as_folders_of_a_path(
    board: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = board(MEETINGS)
    other = root.parent / "the other"
    (other / "minutes").mkdir(parents=True)
    (other / "minutes" / "board.yaml").write_text("name: Other\npeople: []\n", encoding="utf-8")
    monkeypatch.setenv("RALB_BOARD", f"{other}{os.pathsep}{root}")
    assert {row["board"] for row in exported()["people"]} == {"Example Board"}
    (other / "minutes" / "2026-01.md").write_text("---\ndate: 2026-01\n---\n", encoding="utf-8")
    assert [row["board"] for row in exported()["meetings"]] == ["Other", "Example Board", "Example Board"]


def test_what_nobody_has_allowed_is_not_published_and_an_allowance_settles_it(board: Make) -> None:
    phone = JANUARY.replace("decision: Publish", "decision: Publish 01632 960123")
    root = board({"2026-01-22.md": phone})
    ran = ralb("export")
    assert ran.code == 1
    assert "minutes/2026-01-22.md:10:23: error[phone-number]" in ran.err
    assert not Path("out").exists()
    assert ralb("export", "--audience", "board").code == 0
    with (root / "minutes" / "board.yaml").open("a", encoding="utf-8") as file:
        file.write("allow: [{rule: phone-number, about: 01632 960123, reason: the office}]\n")
    assert ralb("export").code == 0


def test_a_name_in_the_membership_is_looked_at_too(board: Make) -> None:
    plain = "---\ndate: 2026-01\n---\n"
    board({"2026-01.md": plain}, "name: Example\npeople:\n  - {initials: AB, name: A Brown 01632 960123}\n")
    ran = ralb("export")
    assert ran.code == 1
    assert "minutes/board.yaml:3:34: error[phone-number]" in ran.err


def test_a_file_that_cannot_be_read_is_in_the_meetings_and_said(board: Make) -> None:
    board({**MEETINGS, "2025-10.md": "no minutes\n"})
    ran = ralb("export", "--to", "json", "--out", "tables")
    assert ran.code == 1
    said = "not all of minutes/2025-10.md can be read: `ralb validate` tells why"
    assert ran.err.splitlines() == ["wrote tables/ralb.json", said]
    meetings = json.loads(Path("tables/ralb.json").read_text(encoding="utf-8"))["meetings"]
    assert (meetings[0]["meeting"], meetings[0]["state"]) == ("2025-10", "not readable")


def reference() -> str:
    """What docs/export.md says of the tables."""
    lines = []
    for table in TABLES:
        lines += [f"## `{table.name}`", "", table.about, "", "| column | kind | what it is |", "|---|---|---|"]
        lines += [f"| `{column.name}` | {column.kind.value} | {column.about} |" for column in table.columns]
        lines.append("")
    return "\n".join(lines)


def test_the_reference_describes_every_column(update: bool) -> None:
    path = ROOT / "docs" / "export.md"
    text = path.read_text(encoding="utf-8")
    above = text.partition("## `")[0]
    if update:
        path.write_text(above + reference(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == above + reference()
