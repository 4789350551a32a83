"""`ralb import`: actions in the notes and in logs, and the rows that they become."""

import re
from pathlib import Path

import pytest
from oldminutes import actions, minutes, notes, typed
from running import ralb


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


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Other words than `Action`, with references, and in the midst of a paragraph.
        ("AP26/01   Agreed action: CD to ask.", ["1 open CD CD to ask"]),
        (
            "Task: ask the agencies\nTo be progressed by: CD and EF   Timescale: May",
            ["1 open CD, EF ask the agencies"],
        ),
        ("It was late. AP3 CD: ask the agencies.", ["3 open CD CD: ask the agencies"]),
        (
            "Next steps: CD to ask; EF to tell the others.",
            ["1 open CD CD to ask", "2 open EF EF to tell the others"],
        ),
        ("Action by: Colin Dale\nTo ask the agencies", ["1 open CD Colin Dale: To ask the agencies"]),
        # In brackets behind the word: who, or until when.
        (
            "Action Point 1 (CD/EF):  ask the agencies\nAction (All members): read it",
            ["1 open CD, EF CD/EF: ask the agencies", "2 open All All members: read it"],
        ),
        ("**Action (by 5 May): CD to ask**", ["1 open CD CD to ask"]),
        # A list of them, or of boxes anywhere, with how far each is.
        (
            "Summary of actions\nAP1 Ask the agencies. Action: CD\nAP2 Tell them - Ella - urgent",
            ["1 open CD Ask the agencies", "2 open EF Tell them"],
        ),
        (
            "Carried from May:\n- [x] Colin - ask them\n- [ ] Ella - tell them (not done)\n- [ ] nobody knows",
            ["1 complete CD Colin - ask them", "2 open EF Ella - tell them"],
        ),
        ("- CD to ask them - done, thank you!", ["1 complete CD CD to ask them"]),
        # Who it is, behind what is to be done.
        ("Action: ask the agencies - CD - 5 May", ["1 open CD ask the agencies"]),
        ("Action: ask the agencies by May CD & EF", ["1 open CD, EF ask the agencies by May"]),
        (
            "The agencies are late and should be asked.          CD",
            ["1 open CD The agencies are late and should be asked"],
        ),
        ("The agencies are late. CD to action by May.", ["1 open CD The agencies are late"]),
        ("The agencies are late.\nACTION CD & EF", ["1 open CD, EF The agencies are late"]),
        ("Action: figures to be asked for. Owner: CD   Due: May", ["1 open CD figures to be asked for"]),
        ("FF/12 Ask the agencies - CD - done", ["1 complete CD Ask the agencies"]),
        # On lines of their own, in any order.
        ("Who: CD\nWhat: ask the agencies\nWhen: May", ["1 open CD ask the agencies"]),
        ("Action\nAsk the agencies\nLead\nCD\nTimescale\nMay", ["1 open CD Ask the agencies"]),
        # Below and beside it: sentences at whose edge or under which initials stand, until when.
        (
            "The figures that the audit gave were wrong. CD to ask the two     CD\n"
            "Kent agencies for those of May.\nEF said that action had been taken in many of the places.",
            ["1 open CD CD to ask the two Kent agencies for those of May"],
        ),
        (
            "CD to ask the agencies.\n\nCD\n\nA letter to be sent to Kent.\n\nAB, EF",
            ["1 open CD CD to ask the agencies", "2 open AB, EF A letter to be sent to Kent"],
        ),
        ("CD was sorry to be late and left.\n\nEF", []),
        (
            "Dog bin - nobody has answered. CD to chase.\nACTION: CD",
            ["1 open CD Dog bin - nobody has answered. CD to chase"],
        ),
        # As it was resolved.
        (
            "The gate is broken. RESOLVED that Mr Dale write to them and ask.\nRESOLVED that EF be thanked.\n"
            "(ii) Ella Field be asked to bring a paper.\nRESOLVED that the minutes be signed.",
            ["1 open CD Mr Dale write to them and ask", "2 open EF Ella Field be asked to bring a paper"],
        ),
        # The log says more of it.
        (
            "A letter went out. ACTION - CD\nAction log\n| Action | Who | When |\n|---|---|---|\n"
            "| Write to Kent | CD | May |\n| Tell them | EF | June |",
            ["1 open CD Write to Kent", "2 open EF Tell them"],
        ),
        (
            "Last actions\n| Action | Who | Status |\n|---|---|---|\n| Write to Kent | CD | Carried forward |\n\n"
            "Action log\n| No | Action | Who |\n|---|---|---|\n| 4 | Write to Kent | CD |",
            ["4 ongoing CD Write to Kent"],
        ),
        (
            "It was late (Action: Ella Field and Communications Manager). Nobody minded.",
            ["1 open EF, Communications Manager It was late"],
        ),
        # By whatever they are called.
        (
            "- Colin D to ask\n- Data Agency team to tell",
            ["1 open CD Colin D to ask", "2 open Data Agency Data Agency team to tell"],
        ),
        ("Action (All authorities and schools): read it", ["1 open All All authorities and schools: read it"]),
        ("Action: Ms Dale to ask.", ["1 open CD Ms Dale to ask"]),
        ("Action: Finance team to pay.", ["1 open Finance team Finance team to pay"]),
        ("Action: all members who were late to say why", ["1 open All all members who were late to say why"]),
        # Nothing else marks actions here.
        ("It was late. CD to ask the agencies. EF said no.", ["1 open CD CD to ask the agencies"]),
    ],
)
def test_an_action_is_read_however_it_is_marked(lines: str, expected: list[str], empty: Path) -> None:
    assert logged(empty, lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        "CD reported that action had been taken.",
        "The action plan was noted. The task force met. Follow up is needed.",
        "Action on late papers is for each agency.",
        "Action: none\nNO ACTION. No further action.",
        "AP25/12 - CD said that this was completed.",
        "It was agreed that CD should be thanked. Members will think about it.",
        "Actions\nAll were closed.",
    ],
)
def test_what_only_sounds_like_an_action_is_none(lines: str, empty: Path) -> None:
    assert logged(empty, f"Action: EF to tell.\n\n2. More\n{lines}") == ["1 open EF EF to tell"]


def test_until_when_and_the_reference_stand_beside_the_action(empty: Path) -> None:
    logged(empty, "AP 25/7 Ask the agencies - CD - 5 May\nAction: tell them (EF). Deadline: next meeting")
    assert re.findall("(?:due|note): .*", minutes(empty)) == [
        "due: 2026-05-05",
        'note: "reference: 25/7"',
        'note: "due: next meeting"',
    ]


def test_until_when_and_how_far_stand_behind_or_below_the_action(empty: Path) -> None:
    lines = "Action: CD to ask - by 5 May\nAction: EF to tell\nBy the end of May.\nAction: AB to go (done)\n"
    assert logged(empty, f"{lines}Next meeting: 4 June 2026") == [
        "1 open CD CD to ask",
        "2 open EF EF to tell",
        "3 complete AB AB to go",
    ]
    assert re.findall("(?:due|note): .*", minutes(empty)) == ["due: 2026-05-05", 'note: "due: By the end of May"']


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


def test_a_log_without_a_head_is_known_by_what_it_holds(empty: Path) -> None:
    rows = "| 1 | Ask the agencies about it | CD | Open |\n| 2 | Tell the agencies about it | EF | Done |\n"
    assert logged(empty, f"Action log\n{rows}") == [
        "1 open CD Ask the agencies about it",
        "2 complete EF Tell the agencies about it",
    ]


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
        ("The figures were late.\nAction: CD - report back in May", ["1 open CD The figures were late"]),
        ("Follow up: next time", []),
        ("It was late. CD will ask the agencies.  ACTION CD", ["1 open CD CD will ask the agencies"]),
        ("It was late. We looked at our Action Plan", []),
        ("AP1: CD to ask.\nAP 2 Ella Field to tell.", ["1 open CD CD to ask", "2 open EF Ella Field to tell"]),
        ("→ CD to ask, EF to tell\n→ the figures go up\n=> EF to sing",
         ["1 open CD, EF CD to ask, EF to tell", "2 open EF EF to sing"]),
        ("** CD to ask\n» EF to tell\n** the figures go up", ["1 open CD CD to ask", "2 open EF EF to tell"]),
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


def test_an_agenda_of_a_cell_a_line_ends_its_rows_with_the_action(empty: Path) -> None:
    table = (
        "Item\nDiscussion\nAction\n1\nData\nCD showed the figures.\nCD - figures to the next meeting\n"
        "2\nPanels\nNone is needed.\n3\nTraining\nEF spoke.\nAll members to book a place\n4\nAny other business\n"
    )
    assert logged(empty, table) == [
        "1 open CD CD - figures to the next meeting",
        "2 open All All members to book a place",
    ]


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
