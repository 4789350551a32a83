"""`ralb import`: tables of old minutes, as action logs and as lists of who came; the board's page."""

import re
from pathlib import Path

import pytest
from running import ralb


def brought(folder: Path, text: str, name: str = "old.md") -> tuple[str, str]:
    """The minutes made of a text, and the report of it."""
    (folder / name).write_text(text, encoding="utf-8")
    ralb("import", name)
    report = ralb("import", name, "--report", "md").out
    return (folder / "minutes" / "2026-01-22.md").read_text(encoding="utf-8"), report


HEAD = "# Notes of 22 January 2026\n\nPresent: Ann Brown (Kent), Colin Dale (Hants)\n\n## Data\n\nAgreed.\n\n"


def row(
    folder: Path, typed: str, head: str = "No | Action | Owner | Issued | Status"
) -> tuple[dict[str, str], str]:
    """What a row of an old log says as a row of ours, and the report."""
    table = f"| {head} |\n|{'---|' * (head.count('|') + 1)}\n| {typed} |\n"
    minutes, report = brought(folder, f"{HEAD}Action log\n\n{table}")
    return dict(re.findall(r"^(?:  -|   ) (\S+): (.*)$", minutes, re.MULTILINE)), report


@pytest.mark.parametrize(
    ("typed", "status", "note", "why"),
    [
        ("Open", "open", None, ""),
        ("DONE", "complete", None, "`DONE`: means complete"),
        ("c/f", "ongoing", None, "`c/f`: means ongoing"),
        ("No longer required", "withdrawn", "No longer required", "means withdrawn"),
        ("complet", "complete", None, "`complet`: means complete"),
        ("letter sent, no reply", "ongoing", "letter sent, no reply", "says no status: taken as ongoing"),
        ("", "open", None, "no status is said: taken as open"),
        ("~~Open~~", "complete", None, "`Open`: struck out: taken as complete"),
        ("~~Open~~ Done", "complete", None, "`Open`: struck out; `Done` stands"),
        ("It was decided that this is done", "complete", "It was decided that this is done", "means complete"),
    ],
)  # fmt: skip
def test_a_status_is_understood_in_any_words(
    typed: str, status: str, note: str | None, why: str, empty: Path
) -> None:
    found, report = row(empty, f"7 | Ask | AB | Jan 2026 | {typed}")
    assert (found["status"], found.get("note"), why in report) == (status, note, True)


def test_a_status_with_its_day_closes_on_it(empty: Path) -> None:
    found, _ = row(empty, "7 | Ask | AB | Oct 2025 | Completed 14 January 2026")
    assert (found["status"], found["closed"]) == ("complete", "2026-01-14")


@pytest.mark.parametrize(
    ("typed", "issued", "why"),
    [
        ("Oct 2025", "2025-10", ""),
        ("November", "2025-11", "issued 2025-11: the last November up to the meeting"),
        ("Jan", "2026-01", "issued 2026-01: the last January up to the meeting"),
        ("last time", "2026-01", "is no date: taken as issued at this meeting, 2026-01-22"),
        ("", "2026-01", ""),
    ],
)
def test_when_an_action_was_issued_is_worked_out_with_a_reason(
    typed: str, issued: str, why: str, empty: Path
) -> None:
    found, report = row(empty, f"7 | Ask | AB | {typed} | Open")
    assert (found["issued"], why in report) == (issued, True)


def test_an_action_issued_after_the_meeting_is_asked(empty: Path) -> None:
    found, report = row(empty, "7 | Ask | AB | Mar 2026 | Open")
    assert found["issued"] == "2026-01"
    assert "`Mar 2026`: issued after the meeting? taken as issued at it" in report


def test_the_owner_may_stand_in_the_words_alone(empty: Path) -> None:
    found, report = row(empty, "7 | CD to ask the agencies |  | Jan 2026 | Open")
    assert found["responsible"] == "[CD]"
    assert "no owner is named; taken from its words" in report


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("7 | The agencies are asked |  | Jan 2026 | Open", "nobody is responsible for it"),
        ("7 |  | AB | Jan 2026 | Open", "it says nothing that is to be done"),
    ],
)
def test_a_row_that_cannot_be_one_stands_at_the_end_of_the_notes(typed: str, why: str, empty: Path) -> None:
    _, report = row(empty, typed)
    assert f"{why}; its words stand at the end of the notes" in report
    assert "Jan 2026 \\| Open" in (empty / "minutes" / "2026-01-22.md").read_text()


def test_a_row_struck_out_whole_is_complete(empty: Path) -> None:
    found, report = row(empty, "7 | ~~AB to ask~~ | AB | Jan 2026 | ")
    assert (found["status"], found["action"]) == ("complete", "AB to ask")
    assert "struck out: taken as complete" in report


def test_when_it_is_due_is_a_date_or_a_note(empty: Path) -> None:
    head = "No | Action | Owner | By when | Status"
    assert row(empty, "7 | Ask | AB | 31 March 2026 | Open", head)[0]["due"] == "2026-03-31"
    (empty / "minutes" / "2026-01-22.md").unlink()
    assert row(empty, "7 | Ask | AB | as soon as possible | Open", head)[0]["note"] == '"due: as soon as possible"'


def flat(folder: Path, rows: str) -> list[str]:
    """The rows of a log that was flattened to a cell a line."""
    text = HEAD.replace("# ", "").replace("#", "")
    brought(folder, f"{text}Action log\n\nAction\nOwner\nDate issued\nStatus\n\n{rows}", "old.txt")
    listed = ralb("actions", "--all", "--format", "plain").out.splitlines()
    return [" ".join(line.split("\t")[n] for n in (0, 1, 3, 4)) for line in listed]


def test_a_flattened_log_whose_cell_was_empty_is_read(empty: Path) -> None:
    assert flat(empty, "80\nCD to ask\nthe agencies\nCD\nOct 2025\nDone\n\n81\nAB to tell\nAB\nOpen\n") == [
        "80 complete CD CD to ask the agencies",
        "81 open AB AB to tell",
    ]


def test_lines_of_a_flattened_log_that_are_no_row_stay_in_the_notes(empty: Path) -> None:
    assert flat(empty, "80\nCD to ask\nCD\nOct 2025\nDone\n\n81\nthere was more to say\nof this\n") == [
        "80 complete CD CD to ask",
    ]
    assert "there was more to say" in (empty / "minutes" / "2026-01-22.md").read_text()


MATRIX = """
| Name | Initials | Organisation | {head} |
|---|---|---|---|---|
| Ann Brown (Chair) | AB | Kent | {ab} |
| Colin Dale | CD | Hants | {cd} |
| Ella Field | EF | Data Agency | {ef} |
| 3 vacancies | | | |
"""


@pytest.mark.parametrize(
    ("head", "ab", "cd", "ef", "lists", "why"),
    [
        ("9 Oct 2025 | 22 Jan 2026", "P | P", "A | Apols", "P | ",
         ["present: [AB]", "apologies: [CD]", "absent: [EF]"], "the column of the meeting's date"),
        ("9 Oct 2025 | 4 Dec 2025", "P | ✓", "A | x", "P | Deputy",
         ["present: [AB]", "apologies: [EF]", "absent: [CD]"], "the last column: none has the meeting's date"),
        ("Present | Apologies", "✓ | ", " | ✓", " | x",
         ["present: [AB]", "apologies: [CD, EF]"], ""),
        ("Role | Attended", "| yes", "Nurse | no", " | perhaps",
         ["present: [AB]", "apologies: []", "absent: [CD, EF]"], "no mark of attendance that is known"),
    ],
)  # fmt: skip
def test_a_matrix_of_attendance_is_read_by_its_marks(
    head: str, ab: str, cd: str, ef: str, lists: list[str], why: str, empty: Path
) -> None:
    text = (
        "# Minutes of 22 January 2026\n" + MATRIX.format(head=head, ab=ab, cd=cd, ef=ef) + "\n## Data\n\nAgreed.\n"
    )
    minutes, report = brought(empty, text)
    assert re.findall(r"^(?:present|apologies|absent): .*$", minutes, re.MULTILINE) == lists
    assert why in report
    assert "a row of the attendance that names nobody" in report


def test_a_table_of_lists_of_people_is_read(empty: Path) -> None:
    text = (
        "# Minutes of 22 January 2026\n\n| Present | Ann Brown (Kent), Colin Dale (Hants) |\n|---|---|\n"
        "| | Ella Field (Data Agency) |\n| Apologies | None |\n\n## Data\n\nAgreed.\n"
    )
    minutes, _ = brought(empty, text)
    assert "present: [AB, CD, EF]\napologies: []\n" in minutes


def test_apologies_below_a_numbered_item_are_read_and_stay(empty: Path) -> None:
    text = (
        "Minutes of 22 January 2026\nPresent: Ann Brown\n\n1. Apologies\nColin Dale, Ella Field\n\n2. Data\nNo.\n"
    )
    minutes, _ = brought(empty, text, "old.txt")
    assert "apologies: [CD, EF]\n" in minutes
    assert "Colin Dale, Ella Field\n" in minutes.split("---\n")[2]


AGENDA = """
| Item | Discussion | Actions agreed | Lead | Timescale |
|---|---|---|---|---|
| Data | The figures are late. | Ask the agencies<br>Tell the court | Colin<br>AB | March |
| Panels | Two were full. | AB to write | AB | |
| Training | It was good. | Send the slides<br>Book a room | AB / CD | |
| Survey | Nobody came. | Close it<br>Say so<br>Begin anew | CD<br>AB | |
"""


ITEM_IN_A_TABLE = """
| 3. Training | | |
|---|---|---|
| Colin reported that twenty of sixty carers have not yet had the course that they need. | | |
| Decision: Training is a standing item. | | |
| Action | Owner | Deadline |
| Send the list of courses to all carers | CD | 12/03/2026 |
"""


def test_what_was_said_above_the_actions_of_an_item_stands_in_the_notes(empty: Path) -> None:
    head = "Minutes of 22 January 2026\n\nPresent: Ann Brown (AB), Colin Dale (CD)\n\n## 1. Welcome\n\nAll came.\n"
    text, _ = brought(empty, head + ITEM_IN_A_TABLE)
    assert "responsible: [CD]\n    due: 2026-03-12\n    action: Send the list of courses to all carers\n" in text
    assert text.partition("All came.\n")[2] == (
        "\n## 3. Training\n\n"
        "Colin reported that twenty of sixty carers have not yet had the course that they need.\n\n"
        "Decision 1: Training is a standing item.\n"
    )


def test_a_row_with_the_reference_of_the_notes_is_theirs_however_short(empty: Path) -> None:
    head = "Minutes of 22 January 2026\n\nPresent: Ann Brown (AB), Colin Dale (CD)\n\n## 6. Plan\n\n"
    log = "| Ref | Action | Owner |\n|---|---|---|\n| 6.1 | Draft workplan | CD |\n"
    text, _ = brought(empty, f"{head}Action 6.1 CD to draft a workplan on three things.\n\n{log}")
    assert text.count("number:") == 1


def test_actions_and_their_leads_in_an_agenda_are_paired_line_by_line(empty: Path) -> None:
    minutes, _ = brought(empty, HEAD.replace("## Data\n\nAgreed.\n\n", "") + AGENDA)
    rows = re.findall(r"responsible: \[(.*)\]\n(?:    item: .*\n)?    action: (.*)", minutes)
    assert [(who, what.strip('"')) for who, what in rows] == [
        ("CD", "Colin: Ask the agencies"),
        ("AB", "AB: Tell the court"),
        ("AB", "AB to write"),
        ("AB, CD", "AB / CD: Send the slides"),
        ("AB, CD", "AB / CD: Book a room"),
    ]
    assert "Action: Close it\n\nAction: Say so\n\nAction: Begin anew\n\nFor action: CD; AB\n" in minutes
    assert "Timescale: March\n" in minutes


# The board's old page.


def told(folder: Path, text: str) -> tuple[str, str]:
    """The board that a page gives, and what is said of it."""
    (folder / "page.txt").write_text(text, encoding="utf-8")
    ran = ralb("import", "--board", "page.txt", "--report", "md")
    return (folder / "minutes" / "board.yaml").read_text(encoding="utf-8"), ran.out


def test_a_weekday_that_is_wrong_and_an_address_are_asked(empty: Path) -> None:
    board, report = told(
        empty,
        "Coast Board meeting dates for 2026\n\nMonday 23rd February, 11.00am, Lewes\n"
        "The next meeting is on 8 June 2026.\nWrite to board@example.org\n",
    )
    assert 'date: 2026-02-23\n    time: "11:00"\n    venue: Lewes' in board
    assert "date: 2026-06-08" in board
    assert "`board@example.org`: is that the board's own address?" in report
    assert "was a Monday" not in report


def test_a_day_that_is_no_such_weekday_is_asked(empty: Path) -> None:
    _, report = told(empty, "Coast Board meeting dates for 2026\n\nTuesday 23rd February, 11.00am, Lewes\n")
    assert "23 February 2026 was a Monday: which is right?" in report


def test_a_list_of_members_joins_the_board(empty: Path) -> None:
    board, report = told(empty, "Coast Board\n\nMembership\nAnn Brown (Kent)\nColin Dale (Hants)\n\nMore here.\n")
    assert "initials: AB\n    name: Ann Brown\n    organisation: Kent" in board
    assert "`Colin Dale (Hants)`: a member" in report


def test_priorities_and_enquiries_are_taken_once(empty: Path) -> None:
    text = "Coast Board\n\nPriorities:\n- Recruitment.\n- Support;\n\nLines of enquiry:\n- Who?\nPriorities:\n- No"
    board, _ = told(empty, text)
    assert "priorities: [Recruitment, Support]" in board
    assert "enquiries: [Who?]" in board


def test_a_page_that_cannot_be_read_is_refused(empty: Path) -> None:
    (empty / "page.pdf").write_bytes(b"%PDF-1.7")
    ran = ralb("import", "--board", "page.pdf")
    assert (ran.code, "page.pdf: was not imported: this is a PDF" in ran.err) == (1, True)
    assert [path.name for path in empty.iterdir()] == ["page.pdf"]


def test_one_date_is_that_of_one_meeting(empty: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (empty / name).write_text("Notes\nPresent: Ann Brown\n")
    ran = ralb("import", "a.txt", "b.txt", "--date", "2026-01")
    assert (ran.code, ran.err) == (
        2, "ralb: `--date` is that of one meeting, and 2 files are named; nothing was written\n",
    )  # fmt: skip
