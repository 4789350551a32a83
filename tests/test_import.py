"""`ralb import`: what boards typed in their own ways, and what becomes of it."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT
from running import ralb

from ralb import dates
from ralb.imports import blocks, joining, readers, understanding
from ralb.imports.persons import Met
from ralb.model import Board, Person

SHAPES = sorted(path for path in (ROOT / "tests" / "imports").iterdir() if path.suffix in (".txt", ".md"))
# What a reader found who did not know what ralb would find.
ASKED = [path for path in SHAPES if path.with_name(f"{path.name}.asked").exists()]
_WORD = re.compile(r"[^\W_]+")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the test stands."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("RALB_TODAY", "2026-03-30")
    return folder


def typed(folder: Path, text: str, name: str = "old.txt") -> Path:
    """A source that was typed."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def minutes(folder: Path) -> str:
    """The only minutes of a board."""
    (path,) = (folder / "minutes").glob("2*.md")
    return path.read_text(encoding="utf-8")


def notes(folder: Path) -> str:
    """What stands below the front matter of the only minutes."""
    return minutes(folder).split("---\n", 2)[2]


def actions(folder: Path) -> list[str]:
    """The rows of the only log: number, status, month, who, what."""
    return ralb("actions", "--all", "--format", "plain", "--board", str(folder)).out.splitlines()


def outcome(folder: Path) -> str:
    """What an import made, as text: the minutes, and the people who joined."""
    return minutes(folder) + "\n" + ralb("people", "--all", "--format", "plain", "--board", str(folder)).out


# The shapes in which boards type their minutes.


@pytest.mark.parametrize("source", SHAPES, ids=lambda path: path.name)
def test_every_shape_of_minutes_becomes_what_stands_beside_it(source: Path, empty: Path, update: bool) -> None:
    ran = ralb("import", str(source))
    expected = source.with_name(source.name + ".out")
    if update:
        expected.write_text(outcome(empty), encoding="utf-8")
    assert ran.code == 0, ran.both
    assert outcome(empty) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", SHAPES, ids=lambda path: path.name)
def test_no_word_is_lost(source: Path, empty: Path) -> None:
    report = ralb("import", str(source), "--report", "md").out
    assert lost(source.read_text(encoding="utf-8"), notes(empty) + report) == Counter()


def lost(source: str, made: str) -> Counter[str]:
    """The words that stand more often in a source than in all that was made of it."""
    return Counter(_WORD.findall(source.lower().replace("<br>", " "))) - Counter(_WORD.findall(made.lower()))


@pytest.mark.parametrize("seed", range(30))
def test_no_word_is_lost_of_minutes_that_were_shuffled(seed: int, empty: Path) -> None:
    chance = random.Random(seed)
    one, other = (path.read_text(encoding="utf-8").split("\n") for path in chance.sample(SHAPES, 2))
    begin, end = sorted(chance.sample(range(len(one)), 2))
    mixed = "\n".join([*one[:begin], *chance.sample(other, 8), *one[end:]])
    report = ralb("import", str(typed(empty, mixed)), "--date", "2026-01", "--report", "md").out
    assert lost(mixed, notes(empty) + report) == Counter()


@pytest.mark.parametrize("source", SHAPES, ids=lambda path: path.name)
def test_a_second_import_changes_nothing(source: Path, empty: Path) -> None:
    ralb("import", str(source))
    before = {path: path.read_bytes() for path in (empty / "minutes").iterdir()}
    ran = ralb("import", str(source))
    assert (ran.code, ran.err.splitlines()[-1].endswith("is there already, and says the same")) == (0, True)
    assert {path: path.read_bytes() for path in (empty / "minutes").iterdir()} == before


@pytest.mark.parametrize("source", SHAPES, ids=lambda path: path.name)
@pytest.mark.usefixtures("empty")
def test_what_came_in_has_no_errors(source: Path) -> None:
    ralb("import", str(source))
    assert ralb("validate").code == 0


@pytest.mark.parametrize("source", ASKED, ids=lambda path: path.name)
def test_every_action_that_a_reader_found_is_a_row_and_nothing_else_is(source: Path, empty: Path) -> None:
    ralb("import", str(source))
    found = [(row.split("\t")[3], " ".join(_WORD.findall(row.split("\t")[4].lower()))) for row in actions(empty)]
    wanted = [line.split(": ", 1) for line in source.with_name(f"{source.name}.asked").read_text().splitlines()]
    for who, what in wanted:
        words = " ".join(_WORD.findall(what.lower()))
        same = [row for row in found if words in row[1]]
        assert [row[0] for row in same] == [who], what
        found.remove(same[0])
    assert found == []


# The seeds.


def test_both_seeds_give_a_board_that_answers(shared: Path, empty: Path) -> None:
    seed = shared / "seeds" / "minutes-january-2026.txt"
    assert ralb("import", str(seed)).code == 0
    ralb("import", "--board", str(shared / "seeds" / "board-web-page.txt"))
    assert [row.split("\t")[:4] for row in ralb("actions", "--open", "--format", "plain").out.splitlines()] == [
        ["80", "ongoing", "2025-10", "AC, RE"],
        ["84", "open", "2026-01", "KY"],
    ]
    assert ralb("validate").code == 0
    assert ralb("render", "2026-01", "--to", "html").code == 0
    assert not re.search("[0-9]{9}", (empty / "minutes" / "board.yaml").read_text())


@pytest.mark.usefixtures("empty")
def test_the_page_may_come_before_the_minutes(shared: Path) -> None:
    ralb("import", "--board", str(shared / "seeds" / "board-web-page.txt"))
    ralb("import", str(shared / "seeds" / "minutes-january-2026.txt"))
    assert [
        row.split("\t")[2:] for row in ralb("people", "--all", "--format", "plain").out.splitlines() if "LH" in row
    ] == [
        ["Bracknell Forest", "member", "-", "2017-07"],
        ["PACT", "vice chair", "2026-01", "-"],
    ]
    assert "unknown-person" not in ralb("validate").both


@pytest.mark.usefixtures("empty")
def test_a_careful_reader_s_questions_about_january_are_in_the_report(shared: Path) -> None:
    ran = ralb("import", str(shared / "seeds" / "minutes-january-2026.txt"))
    assert ran.err.splitlines()[2:-1] == [
        "  no time and no venue is said",
        "  on which day was the meeting? only the month is said",
        "  when were these complete: 81, 82, 83, 85? no day is said",
        "  who came? only who was invited is listed",
        "  who was in the chair?",
        "  line 3: `Lorna Hunt`: `Chair PACT` is read as the organisation PACT, since the list calls them "
        "vice chair",
        "  line 3: `… South),`: the list `invited` breaks off here: is someone missing?",
        "  line 4: `… (Oxfordshire),`: the list `apologies` breaks off here: is someone missing?",
        "  line 8: `Item 1: Case management system`: a second item has the number 1; the headings were left as "
        "they are",
        "  line 42: `AOB and issues for escalation`: is anything of it to be escalated, and to whom? may the "
        "public read it?",
    ]


def test_the_seed_is_read_whole(shared: Path, empty: Path) -> None:
    seed = shared / "seeds" / "minutes-january-2026.txt"
    report = ralb("import", str(seed), "--report", "md").out
    text = seed.read_text(encoding="utf-8")
    assert lost(text, notes(empty) + report) == Counter()
    rows = [row.split("\t") for row in actions(empty)]
    assert [row[:4] for row in rows] == [
        ["80", "ongoing", "2025-10", "AC, RE"],
        ["81", "complete", "2025-10", "MH"],
        ["82", "complete", "2025-10", "KY"],
        ["83", "complete", "2025-10", "All"],
        ["84", "open", "2026-01", "KY"],
        ["85", "complete", "2026-01", "MH, RE"],
    ]
    assert [row[4] for row in rows if row[4] not in text] == []
    assert re.findall(r"Action[ 0-9]*:", notes(empty)) == ["Action 84:", "Action 85:"]
    assert len(re.findall(r"^## ", notes(empty), re.MULTILINE)) == 6
    people = ralb("people", "--all", "--format", "plain").out.splitlines()
    assert len(people) == 12
    assert {row.split("\t")[3] for row in people} == {"chair", "vice chair", "support", "member"}


def test_the_page_of_the_seeds_gives_dates_members_and_priorities(shared: Path, empty: Path) -> None:
    ralb("import", "--board", str(shared / "seeds" / "board-web-page.txt"))
    text = (empty / "minutes" / "board.yaml").read_text(encoding="utf-8")
    assert re.findall(r"date: (\S+)", text.split("\ncalendar:")[1].split("\n#")[0]) == [
        "2016-09-15", "2017-09-22", "2017-12-15", "2018-02-23", "2018-06-08", "2018-09-21", "2018-12-19",
    ]  # fmt: skip
    assert "venue: Shute End Wokingham" in text
    assert text.count("to: 2017-07") == 5
    report = ralb("import", "--board", str(shared / "seeds" / "board-web-page.txt"), "--report", "md").out
    assert re.findall("^- (line [0-9]+: .*)$", report.split("## To ask")[1].split("##")[0], re.MULTILINE) == [
        "line 12: `met on 27th June`: a meeting in which year? it was left out",
        "line 21: `comprises 19 authorities`: which are they? `organisations` is for them, each with "
        "`kind: authority`",
        "line 98: `Membership List (at July 2017)`: the list itself is not in this text: who is on it?",
        "line 103: `(telephone number)`: a telephone number stands there; it was left out",
    ]
    assert "priorities: [Increasing adopter recruitment, " in text


# Attendance.


def came(folder: Path, lines: str) -> list[str]:
    """The lists of people, and the people with organisation and role, that some lines give."""
    old = typed(folder, f"Example Board\nNotes of 22 January 2026\n{lines}\n1. Data\nAgreed.\n")
    ralb("import", str(old))
    lists = re.findall(
        r"^(?:chair|present|apologies|absent|in-attendance|invited): .*[^\[\]\n]\]?$",
        minutes(folder),
        re.MULTILINE,
    )
    people = ralb("people", "--all", "--format", "plain").out.splitlines()
    people = [re.sub(r", -(?=,|$)", "", one.replace("\t", ", ")) for one in people]
    return [one for one in lists if not one.endswith("[]")] + people


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Present: Ann Brown (CHAIR Kent), Colin Dale VICE CHAIR (Chair PACT)",
         ["chair: AB", "present: [AB, CD]", "AB, Ann Brown, Kent, chair", "CD, Colin Dale, PACT, vice chair"]),
        ("Attendees\n- Ann Brown, Head of Service, Kent\n- Colin Dale – Adopt South",
         ["present: [AB, CD]", "AB, Ann Brown, Kent, member", "CD, Colin Dale, Adopt South, member"]),
        ("Chair: Dr Ann Brown, Kent\nPresent: Colin Dale; Ella Field (for Gita Hussain)\nApologies: Gita Hussain",
         ["chair: AB", "present: [AB, CD, {who: EF, for: GH}]", "apologies: [GH]",
          "AB, Dr Ann Brown, Kent, chair", "CD, Colin Dale, member", "EF, Ella Field, member",
          "GH, Gita Hussain, member"]),
        ("In attendance: Kay Lowe (minutes)\nApologies: none received",
         ["in-attendance: [KL]", "KL, Kay Lowe, support"]),
        ("Invitees: Ann Brown (Kent), Alan Boyd (Medway)",
         ["invited: [AB, AB2]", "AB, Ann Brown, Kent, member", "AB2, Alan Boyd, Medway, member"]),
        ("Present: Kim Bromley-Derry (Kent)", ["present: [KB]", "KB, Kim Bromley-Derry, Kent, member"]),
        ("In attendance: Ann Brown - Head of Service (Chair), Colin Dale - Performance Lead, Kay Lowe (clerk)",
         ["chair: AB", "present: [AB, CD]", "in-attendance: [KL]",
          "AB, Ann Brown, chair", "CD, Colin Dale, member", "KL, Kay Lowe, support"]),
        ("Present: Ann Brown (AB) Chair, Kent; Colin Dale (CD), Adopt Coast",
         ["chair: AB", "present: [AB, CD]", "AB, Ann Brown, Kent, chair", "CD, Colin Dale, Adopt Coast, member"]),
        ("Present: Cllr A Brown (Chairman), 4 members of the public and the Clerk (Mrs K Lowe)",
         ["chair: AB", "present: [AB, KL]", "AB, Cllr A Brown, chair", "KL, Mrs K Lowe, support"]),
        ("Governors: Mrs M Evers [ME] Headteacher; Dr S Hume [SH] (PG)\nAlso present: Mr A Wool [AW] School Lead",
         ["present: [ME, SH]", "in-attendance: [AW]", "ME, Mrs M Evers, member",
          "SH, Dr S Hume, PG, member", "AW, Mr A Wool, member"]),
        ("Present:\nDr Ann Brown (AB)\tClinical Chair\nGita Hussain (GHu)\tLay Member\nGreg Holt (GH)\tNurse",
         ["chair: AB", "present: [AB, GH2, GH]", "AB, Dr Ann Brown, chair", "GH, Greg Holt, member",
          "GH2, Gita Hussain, member"]),
        ("Present:\n- Mark de Vries (MdV) – Kent County Council (minutes)\n"
         "- Insp. Dawn Pike (DP) – Kent Police (observer)",
         ["present: [MDV, DP]", "MDV, Mark de Vries, Kent County Council, support",
          "DP, Insp. Dawn Pike, Kent Police, observer"]),
        ("Did not attend: Ann Brown", ["absent: [AB]", "AB, Ann Brown, member"]),
    ],
)  # fmt: skip
def test_attendance_is_read_however_it_is_written(lines: str, expected: list[str], empty: Path) -> None:
    assert came(empty, lines) == expected


def test_initials_that_two_could_have_are_marked(empty: Path) -> None:
    old = typed(
        empty, "Notes of 22 January 2026\nPresent: Rae Rowe (Kent), Rob Reed (Hants)\n1. Data\nRR said yes.\n"
    )
    report = ralb("import", str(old), "--report", "md").out
    assert "- line 2: `RR is Rae Rowe`: ambiguous: Rob Reed would fit, too\n" in report
    assert "- line 2: `RR2 is Rob Reed`: ambiguous: RR is Rae Rowe; in the notes RR may be either\n" in report


def test_someone_of_the_board_is_known_again_by_a_shorter_name() -> None:
    board = Board(
        name="Example", people=(Person(initials="JS", name="Jo Smith"), Person(initials="AB", name="A Bell"))
    )  # type: ignore[arg-type]
    for name, expected in (("J Smith", "JS"), ("Cllr Smith", "JS"), ("Jo Smyth", "JS"), ("K Smith", None)):
        person = joining.known(board, Met(name), dates.PartialDate(2026, 1))
        assert (name, person.initials if person else None) == (name, expected)


# Actions.


def logged(folder: Path, lines: str) -> list[str]:
    """The rows that some lines of the notes give, without their month."""
    people = "Present: Ann Brown (Kent), Colin Dale (Adopt Coast), Ella Field (Data Agency)"
    old = typed(folder, f"Notes of 22 January 2026\n{people}\n\n1. Data\n{lines}\n")
    ralb("import", str(old))
    return [" ".join(row.split("\t")[n] for n in (0, 1, 3, 4)) for row in actions(folder)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Action: CD to ask.", ["1 open CD CD to ask"]),
        ("**Action EF to ask the others**", ["1 open EF EF to ask the others"]),
        ("ACTION on all to read the paper", ["1 open All all to read the paper"]),
        ("It was late. Action: Colin to ask Ella. Nobody minded.", ["1 open CD Colin to ask Ella"]),
        ("Action items\n- CD and EF: share the data\n- [ ] [AB] ask\n- [x] [EF] tell",
         ["1 open CD, EF CD and EF: share the data", "2 open AB AB: ask", "3 complete EF EF: tell"]),
        ("ACTION: the letter to be sent (CD)", ["1 open CD the letter to be sent"]),
        ("Action: Adopt Coast to send the figures", ["1 open Adopt Coast Adopt Coast to send the figures"]),
        ("Action: somebody should ask", []),
        ("The actions were agreed. This action was hard.", []),
        ("Action: JD to ask", ["1 open JD JD to ask"]),
    ],
)  # fmt: skip
def test_actions_of_the_notes_become_rows(lines: str, expected: list[str], empty: Path) -> None:
    assert logged(empty, lines) == expected


LOG = """
| | Action | Owner | Issued | Status |
|---|---|---|---|---|
| 7 | CD to ask the agencies for the figures | CD | Dec 2025 | C/F |
| 8 | Book a room | Ella/AB | Jan 2026 | ~~Open~~ Done 3 February 2026 |
| 9 | Write it down | whoever comes to the next meeting | Jan 2026 | new |
|  | Read it | ALL | 22/01/2026 | |
"""


def test_a_table_is_the_log(empty: Path) -> None:
    assert logged(empty, f"Action: CD to ask all of the agencies for the figures.\n\nAction log\n{LOG}") == [
        "7 ongoing CD CD to ask the agencies for the figures",
        "8 complete EF, AB Book a room",
        "10 open All Read it",
    ]
    assert "Action 7: CD to ask all of the agencies" in notes(empty)
    assert notes(empty).endswith(
        "\n9 \\| Write it down \\| whoever comes to the next meeting \\| Jan 2026 \\| new\n"
    )


def test_owners_who_were_in_no_list_keep_their_rows(empty: Path) -> None:
    table = (
        "Action log\n\n| No | Action | Owner | Status |\n|---|---|---|---|\n| 7 | Pay | Finance team | Open |\n"
        "| 8 | Tell | Nina Known | Open |\n| 9 | Ask | RAA leaders / EF | Open |\n"
    )
    assert logged(empty, table) == [
        "7 open Finance team Pay",
        "8 open NK Tell",
        "9 open RAA leaders, EF Ask",
    ]
    assert ralb("validate").code == 0
    report = ralb("import", "old.txt", "--report", "md").out
    assert "`Finance team` is" not in report
    assert "- line 11: `NK`" not in report


def test_of_an_update_and_a_status_the_status_is_the_status(empty: Path) -> None:
    table = (
        "| Ref | Minute | Action | Lead | Update | Status |\n|---|---|---|---|---|---|\n"
        "| 38 | 24/88 | CD to ask | CD | done in part | Closed |\n"
    )
    assert logged(empty, f"Action log\n\n{table}") == ["38 complete CD CD to ask"]
    assert 'note: "Minute: 24/88; Update: done in part"' in minutes(empty)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("The audit was late. CD agreed to ask the agencies.\nAction: CD",
         ["1 open CD CD agreed to ask the agencies"]),
        ("The audit was late. The board asked for a new one (ACTION: EF/AB). Nobody minded.",
         ["1 open EF, AB The board asked for a new one"]),
        ("1.1 Letting rooms: still to be settled.\nFollow up: CD and EF",
         ["1 open CD, EF 1.1 Letting rooms: still to be settled"]),
        ("Follow up: EF to present the results.", ["1 open EF EF to present the results"]),
        ("Follow up: next time", []),
        ("It was late. CD will ask the agencies.  ACTION CD", ["1 open CD CD will ask the agencies"]),
        ("It was late. We looked at our Action Plan", []),
        ("AP1: CD to ask.\nAP 2 Ella Field to tell.", ["1 open CD CD to ask", "2 open EF Ella Field to tell"]),
        ("→ CD to ask, EF to tell\n→ the figures go up\n=> EF to sing",
         ["1 open CD, EF CD to ask, EF to tell", "2 open EF EF to sing"]),
        ("Action 7: CD to ask.\nAction 8 - EF to tell.", ["7 open CD CD to ask", "8 open EF EF to tell"]),
        ("Action 7 was late.", []),
        ("Action: CD", []),
        ("Action: CD to ask.\nAction: EF", ["1 open CD CD to ask"]),
        ("The Chair to write to the court.", []),
        ("Action: the chair to write to the court", ["1 open AB the chair to write to the court"]),
        ("Action: AB to draft a paper on the figures\n\nAction: CD to draft a paper on the figures",
         ["1 open AB AB to draft a paper on the figures", "2 open CD CD to draft a paper on the figures"]),
    ],
)  # fmt: skip
def test_an_action_that_says_only_who_takes_the_sentence_before(
    lines: str, expected: list[str], empty: Path
) -> None:
    people = "Chair: Ann Brown\nPresent: Colin Dale (Adopt Coast), Ella Field (Data Agency)"
    old = typed(empty, f"Notes of 22 January 2026\n{people}\n\n1. Data\n{lines}\n")
    ralb("import", str(old))
    assert [" ".join(row.split("\t")[n] for n in (0, 1, 3, 4)) for row in actions(empty)] == expected


def test_numbers_that_begin_anew_in_each_meeting_go_on(empty: Path) -> None:
    for month in ("March", "May"):
        people = "Present: Ann Brown, Colin Dale"
        asked = f"Action 1: AB to ask in {month}.\nAction 2: CD to tell {month}.\n"
        typed(empty, f"Notes of 3 {month} 2025\n{people}\n\n1. Data\n{asked}", f"{month}.txt")
    ran = ralb("import", "March.txt", "May.txt", "--report", "md")
    assert "- line 5: `Action 1: AB to ask in May.`: is 3 here: numbers go on from meeting to meeting\n" in ran.out
    assert "Action 4: CD to tell May." in (empty / "minutes" / "2025-05-03.md").read_text()


def test_decisions_and_escalations_of_the_notes_become_rows(empty: Path) -> None:
    logged(
        empty,
        "Decision: the plan is adopted.\n\nEscalation to ADCS: medical advice is late.\n\nDecisions taken: two.",
    )
    assert "decisions:\n  - number: 1\n    decision: the plan is adopted\n" in minutes(empty)
    assert "escalations:\n  - number: 1\n    to: ADCS\n    escalation: medical advice is late\n" in minutes(empty)
    assert "Decision 1: the plan is adopted." in notes(empty)
    assert "a decision in other words" in ralb("import", "old.txt", "--report", "md").out


AGENDA = """
| No | Item | Discussion | Action |
|---|---|---|---|
| 1 | Welcome | AB welcomed all. | |
| 2.1 | Data | CD showed the figures.<br>They are late. | CD to ask the agencies |
| 3 | Panels | EF agreed to write to the panels. | EF |
| 4 | Training | Two courses were full. | AB<br>CD |
| 5 | Survey | Action: EF to close it.<br>Nobody minded. | EF |
| 6 | Any other business | None. | Noted |
"""


def test_an_agenda_that_is_a_table_becomes_headings_and_actions(empty: Path) -> None:
    people = "Present: Ann Brown (Kent), Colin Dale (Adopt Coast), Ella Field (Data Agency)"
    typed(empty, f"# Notes of 22 January 2026\n\n{people}\n{AGENDA}", "old.md")
    ran = ralb("import", "old.md")
    assert [row.split("\t")[3:5] for row in actions(empty)] == [
        ["CD", "CD to ask the agencies"],
        ["EF", "EF agreed to write to the panels"],
        ["EF", "EF to close it"],
    ]
    assert "`AB; CD`: not understood: named for action beside this item: which of them for what?" in ran.err
    assert (
        notes(empty)
        == """\
## 1 Welcome

AB welcomed all.

### 2.1 Data

CD showed the figures.

They are late.

Action 1: CD to ask the agencies

## 3 Panels

EF agreed to write to the panels.

Action 2: EF

## 4 Training

Two courses were full.

For action: AB; CD

## 5 Survey

Action 3: EF to close it.

Nobody minded.

For action: EF

## 6 Any other business

None.

Noted
"""
    )


def test_a_log_is_no_agenda(empty: Path) -> None:
    table = (
        "| Item | Summary | Action by | Status |\n|---|---|---|---|\n| 1 | CD to ask the agencies | CD | Open |\n"
    )
    logged(empty, f"Action log\n\n{table}")
    assert "## 1" not in notes(empty).replace("## 1. Data", "")


FLAT = (
    "Action log\n\nAction\nOwner\nDate issued\nStatus\n\n"
    "80\nCD to ask\nthe agencies\nCD\nOct 2025\nDone\n\n81\nEF to tell\nEF\nNov 2025\nin progress\n"
)


def test_a_log_of_a_cell_a_line_is_read(empty: Path) -> None:
    assert logged(empty, FLAT) == ["80 complete CD CD to ask the agencies", "81 ongoing EF EF to tell"]


def test_bold_lines_beside_a_real_heading_are_items_too(empty: Path) -> None:
    typed(
        empty,
        "# Notes of 3 June 2025\n\nPresent: Ann Brown\n\n## Welcome\n\nAgreed.\n\n**Data on matching**\n\nNoted.\n"
        "\n**AOB**\n\nNone.\n",
        "old.md",
    )
    ralb("import", "old.md")
    assert re.findall("^#.*", notes(empty), re.MULTILINE) == ["## Welcome", "## Data on matching", "## AOB"]


def test_who_is_responsible_and_in_no_list_is_asked(empty: Path) -> None:
    table = "| No | Action | Owner | Status |\n|---|---|---|---|\n| 7 | Pay | JD, RB | Open |\n"
    assert logged(empty, f"Action log\n\n{table}") == ["7 open JD, RB Pay"]
    report = ralb("import", "old.txt", "--report", "md").out
    assert "- line 9: `JD, RB`: who is JD and RB? They stand in no list of people\n" in report


def test_what_begins_as_an_action_does_and_is_not_marked_is_asked(empty: Path) -> None:
    assert logged(empty, "CD will ask the agencies. EF agreed.\nEF spoke.") == []
    report = ralb("import", "old.txt", "--report", "md").out
    assert "- line 5: `CD will ask the agencies`: is that an action?" in report


# What is there stays.


def test_an_older_meeting_is_inserted_and_touches_nothing(sample: Path) -> None:
    before = {path: path.read_bytes() for path in (sample / "minutes").glob("2*.md")}
    old = typed(sample, "Notes of 3 June 2025\nPresent: Lorna Hunt, Amy Coombs\n1. Data\nAction: LH to ask.\n")
    assert ralb("import", str(old)).code == 0
    after = {path: path.read_bytes() for path in (sample / "minutes").glob("2*.md")}
    new = sample / "minutes" / "2025-06-03.md"
    assert {path: text for path, text in after.items() if path != new} == before
    assert "present: [LH, AC]" in new.read_text()


def test_minutes_that_were_changed_since_are_left(empty: Path) -> None:
    old = typed(empty, "Notes of 3 June 2025\nPresent: Ann Brown\n1. Data\nAgreed.\n")
    ralb("import", str(old))
    path = empty / "minutes" / "2025-06-03.md"
    path.write_text(path.read_text() + "\nMore.\n")
    ran = ralb("import", str(old))
    assert (ran.code, ran.err) == (
        1, f"{old}: minutes/2025-06-03.md is there already, and says otherwise; it was left as it is\n",
    )  # fmt: skip
    assert path.read_text().endswith("More.\n")


def test_a_row_without_a_date_of_issue_was_issued_when_an_older_log_says_so(empty: Path) -> None:
    head = "Example Board\nMinutes of {} 2026\nPresent: Ann Brown (Kent), Colin Dale (Kent)\n\n"
    log = "| Ref | Action | Owner | Progress |\n| --- | --- | --- | --- |\n"
    rows = ["| 7 | Ask for a quote | Ann Brown | open |\n", "| 8 | Book the hall | Colin Dale | open |\n"]
    may = typed(empty, head.format("12 May") + log + rows[0], "may.md")
    september = typed(empty, head.format("15 September") + log + "".join(rows), "september.md")
    report = ralb("import", str(september), str(may), "--report", "md").out
    assert [one.split("\t")[:3] for one in actions(empty)] == [["7", "open", "2026-05"], ["8", "open", "2026-09"]]
    assert "`7`: no date of issue is said: 2026-05, as in the log of 2026-05-12\n" in report
    assert "`8`: no date of issue is said: taken as issued at this meeting, 2026-09\n" in report
    assert ralb("validate").code == 0


def test_several_meetings_are_numbered_in_the_order_of_their_dates(empty: Path) -> None:
    for month in ("March", "May"):
        typed(
            empty,
            f"Notes of 3 {month} 2025\nPresent: Ann Brown\n1. Data\nAction: AB to ask in {month}.\n",
            f"{month}.txt",
        )
    assert ralb("import", "May.txt", "March.txt").code == 0
    assert "number: 1" in (empty / "minutes" / "2025-03-03.md").read_text()
    assert "number: 2" in (empty / "minutes" / "2025-05-03.md").read_text()


LATER = "Notes of 3 {month} 2025\nPresent: Ann Brown\n1. Data\nAction: AB to ask in {month}.\n"


def test_actions_that_no_later_minutes_name_are_settled_by_an_allow_in_those(empty: Path) -> None:
    for month in ("March", "May", "July"):
        typed(empty, LATER.format(month=month), f"{month}.txt")
    ran = ralb("import", "May.txt", "March.txt", "July.txt")
    assert (
        "2 unfinished actions of 2 meetings in no later log: an `allow:` says so. Is one still to be done? Copy "
        "its row into the log of 2025-07-03; `--report md` lists them\n" in ran.err
    )
    allow = (
        'allow:\n  - rule: unfinished-action-dropped\n    about: "{}"\n'
        "    reason: brought in on 2026-03-30; no later minutes say what became of it\n"
    )
    text = {path.stem: path.read_text() for path in (empty / "minutes").glob("2*.md")}
    assert "allow:" not in text["2025-03-03"]
    assert allow.format(1) in text["2025-05-03"]
    assert allow.format(2) in text["2025-07-03"]
    assert ralb("validate").err == "4 files: nothing wrong\n"
    assert "`AB to ask in March`: 1 (AB), open in minutes/2025-03-03.md" in (
        ralb("import", "March.txt", "--report", "md").out
    )


def test_minutes_without_a_log_go_on_with_the_log_in_force(sample: Path) -> None:
    old = typed(sample, "Notes of 16 April 2026\nPresent: Lorna Hunt\n1. Data\nAction: LH to ask.\n")
    ran = ralb("import", str(old))
    assert "carried from the log before, for these minutes hold none: 80 and 84; is any of them done?" in ran.err
    text = (sample / "minutes" / "2026-04-16.md").read_text()
    assert re.findall(r"number: (\d+)\n    status: (\w+)", text) == [
        ("80", "ongoing"), ("84", "open"), ("86", "open"),
    ]  # fmt: skip
    assert "allow:" not in text
    assert ralb("validate").code == 0
    assert ralb("import", str(old)).err.splitlines()[0].endswith("is there already, and says the same")


def test_an_older_meeting_settles_its_own_actions_and_later_files_stay(empty: Path) -> None:
    for month in ("March", "May"):
        ralb("import", str(typed(empty, LATER.format(month=month), f"{month}.txt")))
    before = (empty / "minutes" / "2025-05-03.md").read_bytes()
    ralb("import", str(typed(empty, LATER.format(month="April"), "April.txt")))
    assert (empty / "minutes" / "2025-05-03.md").read_bytes() == before
    assert ralb("validate").code == 0


def test_a_later_log_that_loses_an_action_by_hand_is_still_told(empty: Path) -> None:
    ralb("import", str(typed(empty, LATER.format(month="March"))))
    ralb("new-meeting", "2025-05-03")
    path = empty / "minutes" / "2025-05-03.md"
    path.write_text(re.sub(r"actions:\n.*?---", "actions: []\n---", path.read_text(), flags=re.DOTALL))
    assert "unfinished-action-dropped" in ralb("validate").both


def test_the_numbers_of_a_log_are_kept_free_for_it(empty: Path) -> None:
    typed(empty, LATER.format(month="March"), "March.txt")
    log = "\nAction log\n\n| No | Action | Owner | Status |\n|---|---|---|---|\n| 1 | Ask | AB | Open |\n"
    typed(empty, f"Notes of 3 May 2025\nPresent: Ann Brown\n1. Data\nAgreed.\n{log}", "May.md")
    ralb("import", "March.txt", "May.md")
    assert "number: 2\n" in (empty / "minutes" / "2025-03-03.md").read_text()
    assert "number: 1\n" in (empty / "minutes" / "2025-05-03.md").read_text()
    assert ralb("validate").code == 0


def test_two_sources_of_one_meeting_are_not_both_taken(empty: Path) -> None:
    for name in ("a.txt", "b.txt"):
        typed(empty, "Notes of 3 March 2025\nPresent: Ann Brown\n1. Data\nAgreed.\n", name)
    ran = ralb("import", "a.txt", "b.txt")
    assert "b.txt: was not imported: a.txt is of 3 March 2025, too; import the better one of them\n" in ran.err


def test_a_dry_run_writes_nothing(empty: Path) -> None:
    old = typed(empty, "Notes of 3 June 2025\nPresent: Ann Brown\n1. Data\nAgreed.\n")
    ran = ralb("import", str(old), "--dry-run")
    assert ran.out.startswith("---\ntitle: Notes\ndate: 2025-06-03\npresent: [AB]\n")
    assert sorted(empty.iterdir()) == [old]


def test_a_pasted_e_mail_comes_through_a_pipe(empty: Path) -> None:
    ran = ralb(
        "import",
        "-",
        given="Subject: Notes, 3 June 2025\n\n> Present: Ann Brown (Kent)\n>\n> 1. Data\n> Agreed.\n",
    )
    assert ran.code == 0
    assert minutes(empty).startswith("---\ntitle: Notes\ndate: 2025-06-03\npresent: [AB]\n")


# Bad input.

PDF = "open it, copy its text (or run `pdftotext -layout`), and import that as .txt"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", b"%PDF-1.7 x", f"this is a PDF: {PDF}"),
        ("a.txt", b"%PDF-1.7 x", f"this is a PDF: {PDF}"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "this is an old Word document: open it, save it as .docx, and import that"),
        ("2026-01.md", b"---\ndate: 2026-01\npresent: [AB]\n---\n## 1. Data\n",
         "these are minutes of ralb already: copy the file into minutes/, under the name of its date"),
        ("a.txt", b"x y\n" * 200_000,
         "it is too long for minutes (800,000 bytes): bring its parts in one by one"),
        ("a.docx", b"", "it is empty"),
        ("a.txt", b" \n\n", "it is empty: no word stands in it"),
        ("a.txt", b"a\x00b\xff\x00", "it is no text: zeros stand in it"),
        ("a.csv", b"Action,Owner",
         "this is a spreadsheet: copy its rows, with their head, into a Word document or a text file, and import "
         "that"),
        ("a.txt", "Niederschrift der Sitzung vom 3. März 2025. Anwesend waren wir. ".encode() * 9,
         "it does not seem to be in English, whose words (Present, Apologies, Action) are looked for"),
        ("a.txt", b"Notes\nPresent: Ann Brown",
         "no date was found in its first lines: give it, as `--date 2026-01`"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(name: str, data: bytes, why: str, empty: Path) -> None:
    (empty / name).write_bytes(data)
    ran = ralb("import", name)
    assert (ran.code, ran.err) == (1, f"{name}: was not imported: {why}\n")
    assert [path.name for path in empty.iterdir()] == [name]


def test_text_of_older_windows_is_read_and_said(empty: Path) -> None:
    (empty / "a.txt").write_bytes(
        "Notes of 3 June 2025\nPresent: Ann Brown\n1. Data\nAB’s view.\n".encode("cp1252")
    )
    ran = ralb("import", "a.txt")
    assert "read as Windows-1252" in ran.err
    assert "AB’s view." in minutes(empty)


def test_signs_that_mean_something_in_markdown_are_kept_as_words(empty: Path) -> None:
    old = typed(
        empty, "Notes of 3 June 2025\nPresent: Ann Brown\n1. Data\n<b> 2*3*4 # [x](y) <!-- no -->\n::: odd\n"
    )
    assert ralb("import", str(old)).code == 0
    assert ralb("validate").code == 0


def test_the_date_of_the_file_s_name_is_taken_if_no_line_has_one() -> None:
    reading = readers.read("x.txt", b"Notes\nPresent: Ann Brown\n1. Data\nAgreed.")
    assert understanding.understand("minutes 22 January 2026.txt", reading, None).date == (2026, 1, 22)
    assert blocks.bare(reading.blocks[0].text) == "Notes"
