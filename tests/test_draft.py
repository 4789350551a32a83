"""The next meeting: nothing unfinished is lost, and what is written is read back as the same."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from ralb import dates, draft, minutes
from ralb.dates import PartialDate
from ralb.draft import Draft
from ralb.model import (
    Action,
    Appointment,
    Attendee,
    Board,
    Decision,
    Escalation,
    Initials,
    Issued,
    Meeting,
    Number,
    Person,
    Place,
    Responsible,
    Role,
    Status,
    Time,
)
from ralb.values import names

BOARD = Board(
    name="Example Board",
    people=(
        Person(initials=Initials("AB"), name="A Brown", role=Role.CHAIR, to=PartialDate(2025, 12)),
        Person(initials=Initials("CD"), name="C Dale", role=Role.CHAIR, from_=PartialDate(2026, 1)),
    ),
    groups={"Leaders, north: [all]": (Initials("CD"),), "yes": (Initials("CD"),)},
    standing_items=("Welcome", "Previous minutes and actions"),
)
APRIL = Appointment(date=PartialDate(2026, 4, 16), time=Time("10:30"), venue="Hall: 2 #4")


def action(number: int, status: Status = Status.OPEN, text: str = "Ask for a quote") -> Action:
    return Action(
        number=Number(number),
        status=status,
        issued=Issued(PartialDate(2026, 1)),
        responsible=(Responsible("CD"),),
        text=text,
    )


def test_a_new_meeting_as_a_file() -> None:
    last = Meeting(
        date=PartialDate(2026, 1, 22),
        actions=(
            action(80),
            action(81, Status.COMPLETE),
            action(82, Status.WITHDRAWN),
            dataclasses.replace(
                action(83),
                due=PartialDate(2026, 3),
                note="NO",
                restricted=True,
                item="2",
                closed=PartialDate(2026, 2, 1),
            ),
            action(84, Status.COMPLETE),
        ),
    )
    assert (
        draft.write(draft.carry_forward(BOARD, last, APRIL))
        == """\
---
date: 2026-04-16
time: "10:30"
venue: "Hall: 2 #4"
chair: CD
present: []
apologies: []

actions:
  - number: 80
    status: open
    issued: 2026-01
    responsible: [CD]
    action: Ask for a quote

  - number: 83
    status: open
    issued: 2026-01
    responsible: [CD]
    due: 2026-03
    note: "NO"
    restricted: true
    action: Ask for a quote
---
## 1. Welcome

## 2. Previous minutes and actions

Complete since the minutes of 22 January 2026: actions 81 and 84.

Withdrawn since the minutes of 22 January 2026: action 82.
"""
    )


def test_the_chair_is_whoever_is_it_on_the_day() -> None:
    before = draft.carry_forward(BOARD, None, Appointment(date=PartialDate(2025, 11)))
    assert before.meeting.chair == "AB"


def test_a_board_without_standing_items_gets_two_headings() -> None:
    notes = draft.carry_forward(Board(name="", people=()), None, APRIL).notes
    assert notes == "## 1. Introductions and previous minutes\n\n## 2. AOB and issues for escalation\n"


# Texts as a person may type them: of one line or more, with everything YAML has a use for.
TEXT = st.one_of(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40),
    st.text(st.sampled_from("ab: #'\"[]{},&*!|>%@`-?\\\n\t=<~"), min_size=1, max_size=20),
    st.sampled_from(
        ["NO", "yes", "null", "~", "1", "1e3", "0x1f", "2026-01-22", "10:30", "=", "<<", "- a", "? b"]
    ),
).filter(lambda text: text.strip() == text and text and "<!--" not in text and "-->" not in text)
DATES = st.builds(PartialDate, st.integers(2000, 2099), st.integers(1, 12), st.integers(0, 28))
INITIALS = st.from_regex(r"\A[A-Z]{2,4}[0-9]?\Z").map(Initials)
RESPONSIBLE = st.one_of(INITIALS.map(Responsible), st.sampled_from(["All", *BOARD.groups]).map(Responsible))
RESTRICTION = st.one_of(st.booleans(), TEXT.filter(lambda text: text.lower() not in _FLAGS))
_FLAGS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"}
OPTIONAL_DATE = st.none() | DATES
NUMBER = st.integers(1, 9_999_999).map(Number)
NOWHERE = st.just(Place())
ACTION = st.builds(
    Action,
    number=NUMBER,
    status=st.sampled_from(Status),
    issued=DATES.map(Issued),
    responsible=st.lists(RESPONSIBLE, min_size=1, max_size=3, unique=True).map(tuple),
    due=OPTIONAL_DATE,
    closed=OPTIONAL_DATE,
    item=st.none() | TEXT,
    note=st.none() | TEXT,
    restricted=RESTRICTION,
    text=TEXT,
    place=NOWHERE,
)
ATTENDEE = st.builds(Attendee, who=INITIALS, deputy_for=st.none() | INITIALS, place=NOWHERE)
MEETING = st.builds(
    Meeting,
    title=st.none() | TEXT,
    date=DATES,
    time=st.none() | st.sampled_from([Time("10:30"), Time("10:00-12:00"), Time("09:00 - 10:15")]),
    venue=st.none() | TEXT,
    chair=st.none() | INITIALS,
    present=st.lists(ATTENDEE, max_size=4, unique_by=lambda one: one.who).map(tuple),
    agreed=OPTIONAL_DATE,
    cancelled=st.booleans(),
    restricted=RESTRICTION,
    decisions=st.lists(
        st.builds(Decision, number=NUMBER, restricted=RESTRICTION, text=TEXT, place=NOWHERE),
        max_size=2,
    ).map(tuple),
    escalations=st.lists(
        st.builds(
            Escalation, number=NUMBER, to=st.none() | TEXT, sent=OPTIONAL_DATE, response=st.none() | TEXT,
            responded=OPTIONAL_DATE, restricted=st.just(False), text=TEXT, place=NOWHERE,
        ),
        max_size=2,
    ).map(tuple),
    recommendations=st.just(()),
    allow=st.just(()),
    actions=st.lists(ACTION, max_size=4).map(tuple),
    place=NOWHERE,
)  # fmt: skip


@settings(max_examples=200)
@given(MEETING)
def test_a_draft_written_and_read_is_the_draft(meeting: Meeting) -> None:
    text = draft.write(Draft(meeting, "Notes.\n"))
    got = minutes.parse(f"minutes/{meeting.date}.md", text.encode(), meeting.date, names(BOARD))
    assert [str(fault) for fault in got.faults if fault.is_error] == []
    assert got.meeting == meeting
    assert [passage.text for passage in got.passages] == ["Notes.\n"]


@given(MEETING)
def test_other_readers_take_a_draft_for_the_same_texts(meeting: Meeting) -> None:
    import yaml

    front = draft.write(Draft(meeting, "")).split("\n---\n")[0].removeprefix("---\n")
    loaded = yaml.safe_load(front)["actions"] or []
    assert [row["action"] for row in loaded] == [one.text for one in meeting.actions]
    assert [row["responsible"] for row in loaded] == [list(one.responsible) for one in meeting.actions]


@given(MEETING)
def test_carrying_forward_loses_nothing(last: Meeting) -> None:
    new = draft.carry_forward(BOARD, last, APRIL)
    unfinished = [one for one in last.actions if not one.status.finished]
    kept = ("number", "issued", "responsible", "text", "status", "due", "note", "restricted")
    # What a meeting issued that is restricted as a whole, stays so.
    own = [bool(last.restricted) and dates.same(one.issued, last.date) for one in unfinished]
    expected = [
        dataclasses.replace(one, restricted=one.restricted or hidden)
        for one, hidden in zip(unfinished, own, strict=True)
    ]
    assert [[getattr(one, name) for name in kept] for one in new.meeting.actions] == [
        [getattr(one, name) for name in kept] for one in expected
    ]
    assert all(one.item is None and one.closed is None for one in new.meeting.actions)
    for one in last.actions:
        if one.status.finished:
            assert str(one.number) in new.notes
