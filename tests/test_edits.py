"""Changes to minutes: only what has to change does, however the file is laid out."""

import dataclasses
import functools
from collections import Counter
from collections.abc import Callable

import pytest
from layouts import layouts
from splicing import needless, read

from ralb import log
from ralb.dates import PartialDate
from ralb.model import Board, Initials, Meeting, Number, Organisation, Person, Status
from ralb.revising import NotSplicable, Revision, revised
from ralb.series import Row

DATE, TODAY = PartialDate(2026, 1, 22), PartialDate(2026, 2, 3)
BOARD = Board(
    name="Example Board",
    people=tuple(Person(initials=Initials(who), name=who) for who in ("AB", "CD", "EF")),
    organisations=(Organisation(name="Panel, north"),),
)
STEPS: dict[str, Callable[[Meeting], Meeting]] = {
    "close": lambda meeting: log.finish(meeting, 84, Status.COMPLETE, TODAY, TODAY),
    "assign one more": lambda meeting: log.assign(
        BOARD, meeting, 84, [*_of(meeting, 84).responsible, "CD"], TODAY
    ),
    "assign another": lambda meeting: log.assign(BOARD, meeting, 84, ["CD"], TODAY),
    "set a date and note": lambda meeting: _set(meeting, due=PartialDate(2026, 5), note="NO: #4"),
    "reword": lambda meeting: log.reword(meeting, 84, "Ask AB's team: when?", TODAY),
    "reopen": lambda meeting: log.reopen(meeting, 85, "The roof leaks", TODAY, lambda: None),
    "reopen an old one": lambda meeting: log.reopen(meeting, 12, "Again", TODAY, lambda: _old(meeting)),
    "add": lambda meeting: log.add(BOARD, meeting, 86, "Clean, and paint", ["All"], TODAY),
}


_of = log.find


def _old(meeting: Meeting) -> Row:
    """Action 12, as an older log finished it."""
    action = dataclasses.replace(_of(meeting, 85), number=Number(12))
    return Row(action=action, date=DATE, path="minutes/2025-04.md", line=1, age=3)


def _set(meeting: Meeting, **changes: object) -> Meeting:
    return log.changed(meeting, _of(meeting, 84), TODAY, **changes)


def stepped(text: str, step: str) -> str:
    """What comes of a step: it is minimal, refused for a reason, or there is nothing to do it to."""
    old = read(text, DATE, BOARD)
    assert old.meeting
    assert not old.has_errors
    if not old.meeting.actions and step != "add":
        return "nothing to do"
    new = STEPS[step](old.meeting)
    try:
        change = revised(old, Revision(new), lambda after: read(after, DATE, BOARD))
    except NotSplicable as refused:
        return str(refused).splitlines()[0].partition(": ")[2]
    after = read(change.after, DATE, BOARD)
    wrong = needless(old, new, after) if after.meeting == new else ["something else is said"]
    return f"touched {wrong}" if wrong else "minimal"


GOES = "a comment would go with what changes"
ABOVE = "a comment stands above the first row, and may be meant for it"
KEPT = "this block of text keeps its blank lines or its indentation"
REFUSED = {
    ("the text folded and kept", "reword"): KEPT,
    ("the text literal and kept", "reword"): KEPT,
    ("the text literal with its indentation", "reword"): KEPT,
    ("the text below a blank line", "reword"): KEPT,
    ("people over lines", "assign another"): GOES,
    ("people below each other, not indented", "assign another"): GOES,
    ("an empty log with a comment inside", "add"): GOES,
    ("comments above each row", "reopen an old one"): ABOVE,
    ("rows in brackets with comments", "reopen an old one"): ABOVE,
}


@pytest.mark.parametrize("layout", layouts())
def test_in_every_layout_only_what_changes_is_touched(layout: str) -> None:
    outcomes = {step: stepped(layouts()[layout], step) for step in STEPS}
    done = [step for step in STEPS if outcomes[step] not in ("minimal", "nothing to do")]
    assert {(layout, step): outcomes[step] for step in done} == {
        place: why for place, why in REFUSED.items() if place[0] == layout
    }


def test_of_96_layouts_and_8_steps_one_in_eighty_is_refused() -> None:
    counts = Counter(stepped(text, step) for text in layouts().values() for step in STEPS)
    assert counts == {"minimal": 703, "nothing to do": 56, **Counter(REFUSED.values())}


def minutes(*lines: str, end: str = "\n") -> str:
    """A file with these lines in its front matter."""
    return end.join(["---", "date: 2026-01-22", "log-updated: 2026-02-03", *lines, "---", "Notes.  ", ""])


def changed(text: str, step: Callable[[Meeting], Meeting]) -> str:
    """The file after a step."""
    old = read(text, DATE, BOARD)
    assert old.meeting
    return revised(old, Revision(step(old.meeting)), lambda after: read(after, DATE, BOARD)).after


def refusal(text: str, step: Callable[[Meeting], Meeting]) -> str:
    """What is said instead of taking a step."""
    with pytest.raises(NotSplicable) as raised:
        changed(text, step)
    return str(raised.value)


def _ef_alone(meeting: Meeting) -> Meeting:
    return _set(meeting, responsible=("EF",))


CLOSE, REWORD, REOPEN, ADD = (STEPS[name] for name in ("close", "reword", "reopen", "add"))
ASK = (
    "  - number: 84",
    "    status: 'open'   # by phone",
    "    issued: 2026-01",
    "    responsible: [EF]",
    "    action: >-   # in short",
    "      Ask for a quote:",
    "      when?",
)
BOOK = (
    "  - number: 85",
    "    status: complete",
    "    issued: 2026-01",
    "    responsible: [AB]",
    "    closed: 2026-01-29   # she rang",
    "    action: Book",
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_closing_touches_one_line_and_adds_one(end: str) -> None:
    assert changed(minutes("actions:", *ASK, end=end), CLOSE) == minutes(
        "actions:",
        "  - number: 84",
        "    status: 'complete'   # by phone",
        "    issued: 2026-01",
        "    responsible: [EF]",
        "    closed: 2026-02-03",
        "    action: >-   # in short",
        "      Ask for a quote:",
        "      when?",
        end=end,
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("gap", [[""], []])
def test_the_first_date_of_the_log_goes_below_the_blank_line_that_ends_those_who_came(
    gap: list[str], end: str
) -> None:
    def file(*updated: str) -> str:
        front = ["date: 2026-01-22", "present: [AB]", *gap, *updated, "actions:", *ASK]
        return end.join(["---", *front, "---", "Notes.", ""])

    assert changed(file(), REWORD) == file("log-updated: 2026-02-03").replace(
        f"Ask for a quote:{end}      when?", "Ask AB's team: when?"
    )


def test_below_that_blank_line_a_key_may_come_where_another_goes() -> None:
    file = "---\ndate: 2026-01-22\npresent: [AB]\napologies: []\n\n{}actions: []\n---\nNotes.\n"

    def agreed(meeting: Meeting) -> Meeting:
        return dataclasses.replace(meeting, cancelled=False, agreed=PartialDate(2026, 4, 16))

    assert changed(file.format("cancelled: true\n"), agreed) == file.format("agreed: 2026-04-16\n")


@pytest.mark.parametrize("text", layouts().values())
def test_what_is_said_already_leaves_the_file_alone(text: str) -> None:
    assert changed(text, lambda meeting: meeting) == text


def test_closing_a_row_in_braces_touches_its_line_alone() -> None:
    row = "  - {number: 84, status: open, issued: 2026-01, responsible: [EF], action: Ask}   # by phone"
    assert changed(minutes("actions:", row), CLOSE) == minutes(
        "actions:",
        "  - {number: 84, status: complete, issued: 2026-01, responsible: [EF], closed: 2026-02-03, action: Ask}"
        "   # by phone",
    )


def test_opening_again_keeps_the_comment_of_what_is_taken_out() -> None:
    assert changed(minutes("actions:", *BOOK), REOPEN) == minutes(
        "actions:",
        "  - number: 85",
        "    status: open",
        "    issued: 2026-01",
        "    responsible: [AB]",
        "    note: The roof leaks",
        "    # she rang",
        "    action: Book",
    )


def test_opening_again_in_braces_keeps_the_comment_where_it_was() -> None:
    row = ("  - {", "      number: 85, status: complete, issued: 2026-01,", "      responsible: [AB],   # leads")
    assert changed(
        minutes("actions:", *row, "      closed: 2026-01-29,   # she rang", "      action: Book}"), REOPEN
    ) == minutes(
        "actions:",
        "  - {",
        "      number: 85, status: open, issued: 2026-01,",
        "      responsible: [AB],   # leads",
        "      note: The roof leaks,",
        "      # she rang",
        "      action: Book}",
    )


def test_a_text_stays_a_block_below_its_comment() -> None:
    assert changed(minutes("actions:", *ASK), REWORD) == minutes(
        "actions:", *ASK[:-2], "      Ask AB's team: when?"
    )


def test_a_block_that_keeps_its_blank_lines_is_left_alone() -> None:
    row = [line.replace(">-   # in short", "|+") for line in ASK]
    assert refusal(minutes("actions:", *row), REWORD).splitlines() == [
        "error[edit-not-minimal] minutes/2026-01-22.md was not changed: "
        "this block of text keeps its blank lines or its indentation",
        "to change it by hand, write:",
        '  row 84, from line 5: action: "Ask AB\'s team: when?"',
    ]


def test_a_text_that_no_block_can_hold_stands_in_quotes() -> None:
    row = [line.replace("   # in short", "") for line in ASK]
    assert changed(minutes("actions:", *row), lambda meeting: _set(meeting, text="a\tb")) == minutes(
        "actions:", *row[:-3], '    action: "a\\tb"'
    )
    assert GOES in refusal(minutes("actions:", *ASK), lambda meeting: _set(meeting, text="a\tb"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "  - {number: 84, status: open, issued: 2026-01, action: A, responsible: [EF], due: 2026-05, item: A}",
            "  - {number: 84, status: open, issued: 2026-01, action: A, responsible: [EF], }",
        ),
        (
            "  - due: 2026-05\n    item: A\n    number: 84\n    status: open\n    issued: 2026-01\n"
            "    action: Ask\n    responsible: [EF]",
            "  - \n    number: 84\n    status: open\n    issued: 2026-01\n    action: Ask\n    responsible: [EF]",
        ),
    ],
)
def test_two_neighbours_are_taken_out(old: str, new: str) -> None:
    step = functools.partial(_set, due=None, item=None)
    assert changed(minutes("actions:", old), step) == minutes("actions:", new)


def test_a_new_row_stands_below_the_comments_of_the_one_before() -> None:
    assert changed(minutes("actions:", *BOOK, "    # the big one", "  # the end"), ADD) == minutes(
        "actions:",
        *BOOK,
        "    # the big one",
        "",
        "  - number: 86",
        "    status: open",
        "    issued: 2026-01",
        "    responsible: [All]",
        "    action: Clean, and paint",
        "  # the end",
    )


def test_a_new_row_never_comes_between_a_row_and_the_comment_above_it() -> None:
    old = STEPS["reopen an old one"]
    assert ABOVE in refusal(minutes("actions:", "  # the hall", *BOOK), old)
    assert changed(minutes("actions:   # the hall", *BOOK), old) == minutes(
        "actions:   # the hall",
        "  - number: 12",
        "    status: open",
        "    issued: 2026-01",
        "    responsible: [AB]",
        "    note: Again",
        "    action: Book",
        "",
        *BOOK,
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_first_row_of_an_empty_log(end: str) -> None:
    assert changed(minutes("actions: []   # none yet", "cancelled: true", end=end), ADD) == minutes(
        "actions:   # none yet",
        "  - number: 86",
        "    status: open",
        "    issued: 2026-01",
        "    responsible: [All]",
        "    action: Clean, and paint",
        "cancelled: true",
        end=end,
    )


def test_a_comment_inside_an_empty_log_is_not_lost() -> None:
    assert GOES in refusal(minutes("actions: [   # none yet", "  ]"), ADD)
    assert changed(minutes("actions: [", "  ]"), ADD) == changed(minutes("actions: []"), ADD)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[EF]", "[EF, CD]"),
        ("EF", "[EF, CD]"),
        ("'EF'", "['EF', 'CD']"),
        ('["EF"]   # leads', '["EF", "CD"]   # leads'),
        ("[ EF, ]", "[ EF, CD, ]"),
        ("Panel, north", '["Panel, north", CD]'),
        ("\n      - EF   # leads", "\n      - EF   # leads\n      - CD"),
        (
            "\n    -   'EF'\n        # leads\n    # that is all",
            "\n    -   'EF'\n        # leads\n    - 'CD'\n    # that is all",
        ),
    ],
)
def test_one_more_is_responsible(old: str, new: str) -> None:
    row = "\n".join(ASK)
    assert changed(minutes("actions:", row.replace("[EF]", old)), STEPS["assign one more"]) == minutes(
        "actions:", row.replace("[EF]", new)
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[AB, EF]", "[EF]"),
        ("[EF, AB]", "[EF]"),
        ("[AB, EF, CD]", "[EF]"),
        ("[\n      AB,\n      EF   # leads\n    ]", "[\n      EF   # leads\n    ]"),
        ("\n      - AB\n      - EF   # leads", "\n      - EF   # leads"),
        ("\n      - >-\n        EF\n      - AB", "\n      - >-\n        EF"),
    ],
)
def test_one_less_is_responsible(old: str, new: str) -> None:
    row = "\n".join(ASK)
    assert changed(minutes("actions:", row.replace("[EF]", old)), _ef_alone) == minutes(
        "actions:", row.replace("[EF]", new)
    )


def test_someone_with_a_comment_is_not_taken_out() -> None:
    row = "\n".join(ASK).replace("[EF]", "\n      - AB   # helps\n      - EF")
    assert GOES in refusal(minutes("actions:", row), _ef_alone)


def test_notes_and_line_ends_that_yaml_would_count_are_left_alone() -> None:
    text = minutes("actions:", *ASK).replace("Notes.", "status: open\x85  - number: 84\u2028\n---\n  [")
    assert changed(text, CLOSE) == text.replace("'open'", "'complete'").replace(
        "    action", "    closed: 2026-02-03\n    action"
    )
