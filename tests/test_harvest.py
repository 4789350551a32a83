"""What is typed in a meeting becomes rows of the log; what is not understood stays as it is and is said."""

import re
from pathlib import Path

import pytest
from conftest import Make
from hypothesis import given, settings
from hypothesis import strategies as st
from running import ralb

from ralb import harvest, marks, minutes
from ralb.dates import PartialDate
from ralb.model import Board, Initials, Person
from ralb.values import names

JANUARY = PartialDate(2026, 1, 22)
HEAD = "---\ndate: 2026-01-22\n---\n"
BOARD = Board(
    name="Example",
    people=(
        Person(initials=Initials("AB"), name="Dr Ann Brown"),
        Person(initials=Initials("CD"), name="Carl Dale"),
        Person(initials=Initials("EF"), name="Carl Field"),
    ),
    groups={"RAA leaders": (Initials("CD"),)},
)


def harvested(notes: str) -> harvest.Harvest:
    """What is harvested from notes, numbered from 80."""
    read = minutes.parse("minutes/2026-01-22.md", (HEAD + notes).encode(), JANUARY, names(BOARD))
    assert read.meeting
    return harvest.harvest(BOARD, read, read.meeting, JANUARY, lambda _: 80)


def notes_after(notes: str) -> str:
    from ralb.text import apply

    return apply(HEAD + notes, harvested(notes).revision.notes).removeprefix(HEAD)


BEFORE = """\
---
date: 2026-01-22
present: [AB, CD, EF]   # JK was ill
log-updated: 2026-01-23
---
## 1. Introductions

The project runs for three years.  Action:  EF to find out whether the region was asked.

## Item 2: Data

Decision: The data are published.

**Action: AB to share the findings. CD to consider where else they could be shared.**

Escalation to ADCS: the delays grow.
Recommendation to Directors: fund the post, soon.

::: restricted A risk was noted.
AB told of it. Action: AB to write to the police.
:::
"""
AFTER = """\
---
date: 2026-01-22
present: [AB, CD, EF]   # JK was ill
log-updated: 2026-02-01
decisions:
  - number: 1
    decision: The data are published
escalations:
  - number: 1
    to: ADCS
    escalation: the delays grow
recommendations:
  - number: 1
    to: Directors
    recommendation: fund the post, soon
actions:
  - number: 1
    status: open
    issued: 2026-01
    responsible: [EF]
    item: "1"
    action: EF to find out whether the region was asked

  - number: 2
    status: open
    issued: 2026-01
    responsible: [AB, CD]
    item: "2"
    action: AB to share the findings. CD to consider where else they could be shared

  - number: 3
    status: open
    issued: 2026-01
    responsible: [AB]
    item: "2"
    restricted: true
    action: AB to write to the police
---
## 1. Introductions

The project runs for three years.  Action 1:  EF to find out whether the region was asked.

## Item 2: Data

Decision 1: The data are published.

**Action 2: AB to share the findings. CD to consider where else they could be shared.**

Escalation 1 to ADCS: the delays grow.
Recommendation 1 to Directors: fund the post, soon.

::: restricted A risk was noted.
AB told of it. Action 3: AB to write to the police.
:::
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_typed_in_a_meeting_becomes_rows_of_the_log(end: str, board: Make) -> None:
    root = board({"2026-01-22.md": BEFORE.replace("\n", end).encode()})
    assert ralb("harvest", "--today", "2026-02-01").code == 0
    assert (root / "minutes" / "2026-01-22.md").read_bytes() == AFTER.replace("\n", end).encode()


def test_harvesting_twice_changes_nothing(board: Make) -> None:
    root = board({"2026-01-22.md": AFTER})
    ran = ralb("harvest", "--today", "2026-03-01")
    assert (ran.code, ran.both) == (0, "nothing to change\n")
    assert (root / "minutes" / "2026-01-22.md").read_text() == AFTER


@pytest.mark.parametrize(
    ("typed", "becomes", "who", "text"),
    [
        ("Action: AB to ask.", "Action 80: AB to ask.", "AB", "AB to ask"),
        ("ACTION: AB to ask.", "ACTION 80: AB to ask.", "AB", "AB to ask"),
        ("**Action:** AB to ask.", "**Action 80:** AB to ask.", "AB", "AB to ask"),
        ("**Action: AB to ask.** All agreed.", "**Action 80: AB to ask.** All agreed.", "AB", "AB to ask"),
        ("We met. **Action: AB to ask.** Fine.", "We met. **Action 80: AB to ask.** Fine.", "AB", "AB to ask"),
        ("Action AB: to ask.", "Action 80: AB to ask.", "AB", "AB to ask"),
        ("Action AB: ask.", "Action 80: AB: ask.", "AB", "AB: ask"),
        ("Action for AB/CD: ask.", "Action 80: AB/CD: ask.", "AB, CD", "AB/CD: ask"),
        ("Action (AB): to ask.", "Action 80: AB to ask.", "AB", "AB to ask"),
        ("**Action** – AB to ask.", "**Action 80:** AB to ask.", "AB", "AB to ask"),
        ("**Action AB:** to ask", "**Action 80:** AB to ask", "AB", "AB to ask"),
        ("ACTION on all to read it.", "ACTION 80: all to read it.", "All", "all to read it"),
        ("Action - AB to ask.", "Action 80: AB to ask.", "AB", "AB to ask"),
        ("Action: AB, CD and EF to ask", "Action 80: AB, CD and EF to ask", "AB, CD, EF", "AB, CD and EF to ask"),
        ("Action: Ann will ask", "Action 80: Ann will ask", "AB", "Ann will ask"),
        ("Action: Carl Field to ask", "Action 80: Carl Field to ask", "EF", "Carl Field to ask"),
        ("Action: Dr Ann Brown to ask", "Action 80: Dr Ann Brown to ask", "AB", "Dr Ann Brown to ask"),
        ("Action: RAA leaders to ask", "Action 80: RAA leaders to ask", "RAA leaders", "RAA leaders to ask"),
        ("- Action: AB to ask\n- Next", "- Action 80: AB to ask\n- Next", "AB", "AB to ask"),
        (
            "Action: AB to ask\nthem all.\nCD left.",
            "Action 80: AB to ask\nthem all.\nCD left.",
            "AB",
            "AB to ask them all",
        ),
        ("Done. Action: AB to ask. CD left.", "Done. Action 80: AB to ask. CD left.", "AB", "AB to ask"),
        ("It is so (Action: AB to ask).", "It is so (Action 80: AB to ask).", "AB", "AB to ask"),
        (
            "Action: AB to ask, e.g. CD. Soon.\n",
            "Action 80: AB to ask, e.g. CD. Soon.\n",
            "AB",
            "AB to ask, e.g. CD. Soon",
        ),
        (
            "Action: AB to ask the LA, police etc.",
            "Action 80: AB to ask the LA, police etc.",
            "AB",
            "AB to ask the LA, police etc.",
        ),
        (
            "Action: AB to ask CD and EF to come",
            "Action 80: AB to ask CD and EF to come",
            "AB",
            "AB to ask CD and EF to come",
        ),
        ("Action: AB to <!-- not CD --> ask", "Action 80: AB to <!-- not CD --> ask", "AB", "AB to ask"),
    ],
)
def test_an_action_is_understood(typed: str, becomes: str, who: str, text: str) -> None:
    assert notes_after(typed) == becomes
    (row,) = harvested(typed).revision.meeting.actions
    assert (", ".join(row.responsible), row.text) == (who, text)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Action: Siobhan to ask", "SO"),
        ("Action: Siobhán O'Connell to ask", "SO"),
        ("Action: Cllr O’Connell and Dr. Mehta to ask", "SO, AM"),
        ("Action: Councillor O'Connell will ask", "SO"),
        ("Action: Ms Mehta to ask", "AM"),
        ("Action (Dr Mehta): ask Ann Lee", "AM"),
        ("Action: all members to read it", "All"),
        ("Action: Mrs O'Connell to ask", ""),
        ("Action: Lee to ask", ""),
        ("Action: Dr Hill to ask", ""),
        ("Action: Mr Hill to ask", ""),
        ("Action: Dr Guy Hill to ask", "GH"),
    ],
)
def test_people_are_named_as_people_name_each_other(typed: str, who: str) -> None:
    people = (
        ("SO", "Cllr Siobhán O’Connell"),
        ("AM", "Asha Mehta"),
        ("AL", "Ann Lee"),
        ("GH", "Dr Guy Hill"),
        ("PH", "Pat Hill"),
    )
    board = Board(
        name="X", people=tuple(Person(initials=Initials(initials), name=name) for initials, name in people)
    )
    read = minutes.parse("minutes/2026-01-22.md", (HEAD + typed).encode(), JANUARY, names(board))
    assert read.meeting
    rows = harvest.harvest(board, read, read.meeting, JANUARY, lambda _: 80).rows
    assert ", ".join(name for row in rows for name in row.responsible) == who  # type: ignore[union-attr]


@pytest.mark.parametrize("sign", ["-", "–"])
def test_a_decision_may_be_typed_with_a_dash(sign: str) -> None:
    assert notes_after(f"## Decision {sign} a heading\n\n**Decision** {sign} We move.") == (
        f"## Decision {sign} a heading\n\n**Decision 80:** We move."
    )


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (
            "Action: Kate Brierley to send the form.",
            "`Kate Brierley` is nobody on the board at that meeting; "
            "a guest goes by initials: `ralb attend --in-attendance XY`, then `XY to ...`",
        ),
        ("Action: circulate the slides.", "who? begin with who: `KY to ...`, `KY and RE to ...`, `All to ...`"),
        ("Action: XY to ask.", "`XY` is nobody on the board at that meeting"),
        (
            "Action: Anne Brown to ask.",
            "`Anne Brown` is nobody on the board at that meeting; did you mean Ann Brown?",
        ),
        ("Action: AB and XY to ask.", "`XY` is nobody on the board at that meeting"),
        ("Action: Carl to ask.", "`Carl` may be two people of the board"),
        ("Action:", "nothing is said"),
        ("Actions: AB to ask; CD to answer", "several under one word: begin each with `Action:`"),
        ("Decision: ", "nothing is said"),
    ],
)
def test_what_is_not_understood_is_left_alone_and_said(typed: str, why: str) -> None:
    assert notes_after(typed) == typed
    assert [(one.line, one.why) for one in harvested(typed).left] == [(4, why)]


@pytest.mark.parametrize(
    "typed",
    [
        "Action plans were discussed. The action: a plan.",
        "Action 12: AB to ask.",
        "**Action 12:** AB to ask.",
        "Decision 3: it is so. Escalation 2 to ADCS: delays.",
        "<!-- Action: AB to ask -->",
        "The Decision: a novel.",
        "Action on adoption was noted.",
        "An in-Action: AB to ask.",
    ],
)
def test_what_is_none_or_has_its_number_is_left_alone(typed: str) -> None:
    assert notes_after(typed) == typed
    assert harvested(typed).left == []


def test_several_in_one_sentence_are_several_rows() -> None:
    typed = "AB had it (Action: AB to send it), Action: CD to ask; Action: EF to wait."
    assert (
        notes_after(typed) == "AB had it (Action 80: AB to send it), Action 81: CD to ask; Action 82: EF to wait."
    )
    assert [row.text for row in harvested(typed).rows] == ["AB to send it", "CD to ask", "EF to wait"]


def test_what_is_said_twice_is_one_row() -> None:
    typed = "Action: AB to ask.\n\nAt the end: Action: AB to ask"
    assert notes_after(typed) == "Action 80: AB to ask.\n\nAt the end: Action 80: AB to ask"


def test_a_row_typed_by_hand_is_not_made_twice(board: Make) -> None:
    root = board({"2026-01-22.md": AFTER.replace("Action 1:", "Action:")})
    ralb("harvest", "--today", "2026-03-01")
    assert (root / "minutes" / "2026-01-22.md").read_text() == AFTER


def test_an_older_meeting_is_not_harvested(board: Make) -> None:
    board({"2026-01-22.md": BEFORE, "2026-04-16.md": "---\ndate: 2026-04-16\n---\n"})
    ran = ralb("harvest", "2026-01-22")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "ralb: the log of minutes/2026-01-22.md is history since 16 April 2026 has minutes; nothing was written\n"
        "what is new belongs into the newest: `ralb action add`\n"
    )


def test_the_line_of_what_was_left_is_that_of_the_file_as_it_is_now(board: Make) -> None:
    root = board({"2026-01-22.md": BEFORE + "\nAction: see to it.\n"})
    ran = ralb("harvest")
    assert ran.code == 1
    found = re.search(r"2026-01-22.md:(\d+): not understood, left alone: `Action: see to it.`", ran.err)
    assert found
    lines = (root / "minutes" / "2026-01-22.md").read_text().split("\n")
    assert lines[int(found[1]) - 1] == "Action: see to it."


@pytest.mark.parametrize(
    "typed",
    [
        "Action: AB to write to the landlords\nThe board was sad.",
        "Decision: we move\nRecommendation to Directors - pay",
    ],
)
def test_what_goes_on_below_a_line_that_ended_early_is_left_and_asked(typed: str) -> None:
    done = harvested(typed)
    assert done.rows == []
    assert [one.why for one in done.left] == [
        "does it end with its line? then put a blank line below it; else join the lines"
    ]


@pytest.mark.parametrize(
    ("typed", "who", "text"),
    [
        ("• Action: AB to ask", "AB", "AB to ask"),
        ("- [ ] Action: AB to ask", "AB", "AB to ask"),
        ("a) Action: AB to ask", "AB", "AB to ask"),
        ("(1) Action: AB to ask", "AB", "AB to ask"),
        ("2.1 Action: AB to ask", "AB", "AB to ask"),
        ("action: AB to ask", "AB", "AB to ask"),
        ("It is so (action: AB to ask).", "AB", "AB to ask"),
        ("**Action** AB to ask", "AB", "AB to ask"),
        ("**Action** – AB to ask", "AB", "AB to ask"),
        ("Talk. _Action: AB to sing._ More talk.", "AB", "AB to sing"),
        ("Talk. *Action: AB to sing.* More talk.", "AB", "AB to sing"),
        ("Action： AB to ask", "AB", "AB to ask"),
        ("Action by AB: ask", "AB", "AB: ask"),
        ("Action [AB]: ask", "AB", "AB: ask"),
        ("Action point: AB to ask", None, None),
        ("Action point AB: to ask", "AB", "AB to ask"),
        ("Action: AB to send data, CD to review it and EF to sign off.", "AB, CD, EF", None),
        ("Action: AB to send data - CD to review", "AB, CD", None),
        ("Action: AB to ask; also CD to wait", "AB, CD", None),
        ("Action: AB to ask CD to come", "AB", None),
        ("Action: AB to meet CD and EF to agree dates", "AB", None),
        ("Action: AB to ask. CD will be on leave. EF would like to know.", "AB", None),
        ("Talk. Action: AB to ask. CD would welcome that.", "AB", "AB to ask"),
        ("Well. Action: AB to see Dr. Smith. Then.", "AB", "AB to see Dr. Smith"),
        ("Well. Action: AB to visit St. Mary with J. Smith. Then.", "AB", "AB to visit St. Mary with J. Smith"),
        ("Well. Action: AB to use e.g. Ofsted vs. Five. Then.", "AB", "AB to use e.g. Ofsted vs. Five"),
        ("> Action: AB to ask the\n> DfE about it", "AB", "AB to ask the DfE about it"),
        ("| Data | Action: AB to send the data | by May |", "AB", "AB to send the data"),
        ("(Action: AB to send it; Action: AB to read it) and moved on.", "AB, AB", "AB to send it"),
        ("Action: AB to ask\n***\nnext", "AB", "AB to ask"),
        ("Action: AB to wait...", "AB", "AB to wait..."),
        ("Talk. Action: AB to ring.<br>Action: CD to ask", "AB, CD", "AB to ring"),
    ],
)
def test_what_tired_people_type_is_understood(typed: str, who: str | None, text: str | None) -> None:
    rows = harvested(typed).revision.meeting.actions
    assert ", ".join(name for row in rows for name in row.responsible) == (who or "")
    if text:
        assert rows[0].text == text


@pytest.mark.parametrize(
    "typed",
    [
        "Action point: AB to ask",
        "Action required: AB to ask",
        "New Action: AB to ask",
        "Agreed action: AB to ask",
        "Decision (AB): it is so.",
        "Decision (AB) - it is so.",
        "Escalate to ADCS: the delays",
        "Recommendations to Directors: fund it",
        "Action (AB, by May): send it",
        "Action: AB to",
        "Action: AB to ask\u200b CD",
        "Action 95: AB to write.",
        "Decision 95: it is so.",
    ],
)
def test_what_looks_like_one_is_never_passed_over_in_silence(typed: str) -> None:
    done = harvested(typed)
    assert (len(done.left), done.rows, notes_after(typed)) == (1, [], typed)


def test_a_number_that_the_notes_use_is_given_to_nothing_else() -> None:
    typed = "Action 80: AB to write.\n\nAction: CD to book a room."
    assert notes_after(typed) == "Action 80: AB to write.\n\nAction 81: CD to book a room."


def test_who_may_be_meant_too_is_asked() -> None:
    assert harvested("Action: AB to ask CD to come").doubts == ["action 80: is CD responsible, too?"]


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("## 2. Data", "2"),
        ("## 2a. Data of the winter", "2a"),
        ("### 12b) Data", "12b"),
        ("## Item 2c: Data", "2c"),
        ("## 1st of three", None),
        ("## Data", None),
    ],
)
def test_an_action_has_the_number_of_its_item(heading: str, item: str | None) -> None:
    [row] = harvested(f"## 1. Introductions\n\n{heading}\n\nAction: AB to report.").revision.meeting.actions
    assert row.item == item


def test_the_same_words_under_another_item_are_another_action() -> None:
    typed = "## 1. One\n\nAction: AB to report.\n\n## 2. Two\n\nAction: AB to report."
    assert [(row.number, row.item) for row in harvested(typed).revision.meeting.actions] == [(80, "1"), (81, "2")]
    again = harvested("Action: AB to report.\n\nAction: AB to report.")
    assert again.doubts == ["action 80 is said again: AB to report"]


def test_one_decision_under_two_items_is_two() -> None:
    typed = "## 1. One\n\nDecision: Agreed.\n\n## 2. Two\n\nDecision: Agreed."
    assert [row.number for row in harvested(typed).revision.meeting.decisions] == [80, 81]


def test_a_decision_whose_number_the_notes_bear_is_not_another(board: Make) -> None:
    rows = "decisions:\n  - {number: 1, decision: Agreed}\n  - {number: 2, decision: Fine}\n"
    front = f"---\ndate: 2026-01-22\n{rows}---\n"
    board({"2026-01-22.md": front + "Decision 1: Agreed.\n\nDecision: Agreed.\n\nDecision: Fine.\n"})
    assert ralb("harvest").code == 0
    text = Path("minutes/2026-01-22.md").read_text()
    assert text.endswith("---\nDecision 1: Agreed.\n\nDecision 3: Agreed.\n\nDecision 2: Fine.\n")


def test_what_is_restricted_is_never_tied_to_a_public_row(board: Make) -> None:
    restricted = "::: restricted A risk.\nAction: AB to tell the police.\n:::\n"
    board({"2026-01-22.md": HEAD + "Action: AB to tell the police.\n\n" + restricted})
    ralb("harvest")
    text = Path("minutes/2026-01-22.md").read_text()
    assert "restricted A risk.\nAction 2:" in text
    assert text.count("restricted: true") == 1


def test_in_a_restricted_meeting_every_row_is_restricted(board: Make) -> None:
    head = "---\ndate: 2026-01-22\nrestricted: A special meeting.\n---\n"
    board({"2026-01-22.md": head + "Action: AB to tell the police.\n\nEscalation to ADCS: a danger.\n"})
    ralb("harvest")
    ralb("action", "add", "AB to wait", "--responsible", "AB")
    ralb("decision", "add", "We wait")
    assert Path("minutes/2026-01-22.md").read_text().count("restricted: true") == 4


def test_what_a_restricted_meeting_issued_is_carried_as_restricted(board: Make) -> None:
    row = "{status: open, responsible: [AB], action: Ask,"
    head = "---\ndate: 2026-01-22\nrestricted: true\nescalations:\n  - {number: 1, escalation: Wait}\n"
    log = f"actions:\n  - {row} number: 1, issued: 2025-10}}\n  - {row} number: 2, issued: 2026-01}}\n---\n"
    board({"2026-01-22.md": head + log})
    ralb("new-meeting", "2026-04-16")
    text = Path("minutes/2026-04-16.md").read_text()
    assert [part.count("restricted: true") for part in re.split(r"number: ", text)] == [0, 1, 0, 1]


def test_agreed_notes_are_not_harvested(board: Make) -> None:
    root = board({"2026-01-22.md": HEAD.replace("\n---", "\nagreed: 2026-04-16\n---") + "Action: AB to ask.\n"})
    before = (root / "minutes" / "2026-01-22.md").read_bytes()
    for words in (("harvest",), ("decision", "add", "It is so"), ("action", "renumber", "1", "2")):
        ran = ralb(*words)
        assert (ran.code, "these minutes were agreed" in ran.err) == (2, True)
    assert (root / "minutes" / "2026-01-22.md").read_bytes() == before


def test_a_thousand_actions_take_no_age() -> None:
    import time

    begun = time.perf_counter()
    assert len(harvested("\n\n".join(f"Action: AB to ask {n} times." for n in range(1000))).rows) == 1000
    assert time.perf_counter() - begun < 5


PIECES = (
    *("Action:", "Action ", "AB to ", "CD", " and ", "ask. ", "\n", "\n\n", "- ", "**", "(", ")", "; ", "84: "),
    *("Decision: ", "Escalation to X: ", "::: restricted\n", ":::\n", "<!-- ", " -->", "## 2. Data\n", "e.g. "),
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_whatever_is_typed_only_numbers_are_put_in_and_a_second_time_none(notes: str) -> None:
    after = notes_after(notes)
    assert re.sub(r"[\W\d]", "", after) == re.sub(r"[\W\d]", "", notes)
    read = minutes.parse("minutes/2026-01-22.md", (HEAD + after).encode(), JANUARY, names(BOARD))
    if not read.has_errors:
        numbers = {mark.number for mark in marks.marks(read.source, read.notes, read.comments)}
        assert {row.number for row in harvested(notes).revision.meeting.actions} <= numbers
        assert notes_after(after) == after
