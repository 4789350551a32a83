"""The membership: who is on the board, and small changes of board.yaml when people join, leave, change roles."""

import json
from pathlib import Path

import pytest
from conftest import Make
from running import ralb

HEAD = "name: Example Board   # ours\npeople:\n"
PEOPLE = [
    "  - {initials: AB, name: Dr A Brown, organisation: Northbridge, role: chair, from: 2024-09}   # elected",
    "  - {initials: CD, name: C Dale, organisation: 'Adopt Coast', to: 2026-02}",
    '  - {initials: EF, name: "E Field"}',
    "  - {initials: GH, name: G Hill, from: 2027-01-01}",
]
REST = "organisations:\n  - {name: Northbridge, kind: authority}\ngroups:\n  RAA: [EF]\nnot-initials: [AI]\n"
ROSTER = HEAD + "\n".join(PEOPLE) + "\n" + REST

MINUTES = """\
---
date: 2026-01-22
actions:
  - {number: 7, status: open, issued: 2026-01, responsible: [EF, CD], action: Ask}

  - {number: 8, status: open, issued: 2026-01, responsible: EF, action: Look}

  - {number: 9, status: complete, issued: 2026-01, responsible: EF, closed: 2026-02-01, action: Find}
---
Notes.
"""


def rows() -> list[str]:
    """The lines of people; everything else has to be as it was."""
    text = Path("minutes/board.yaml").read_text()
    assert text.startswith(HEAD)
    assert text.endswith(REST)
    return text.removeprefix(HEAD).removesuffix(REST).splitlines()


def people(*words: str) -> tuple[int, list[str]]:
    ran = ralb("people", *words, "--today", "2026-03-30")
    return ran.code, ran.err.splitlines()


CHANGED = ["changed minutes/board.yaml"]


def test_the_membership_is_listed_as_of_a_day(board: Make) -> None:
    board({}, ROSTER)
    for words, initials in (
        (["--today", "2026-03-30"], ["AB", "EF"]),
        (["--as-of", "2026-02-28"], ["AB", "CD", "EF"]),
        (["--as-of", "2026-02"], ["AB", "CD", "EF"]),
        (["--as-of", "2024-08-31"], ["CD", "EF"]),
        (["--as-of", "2027-01"], ["AB", "EF", "GH"]),
        (["--all"], ["AB", "CD", "EF", "GH"]),
    ):
        listed = json.loads(ralb("people", *words, "--format", "json").out)
        assert [one["initials"] for one in listed] == initials, words


def test_a_person_without_organisation_is_listed(board: Make) -> None:
    board({}, ROSTER)
    assert ralb("people", "--today", "2026-03-30", "--format", "plain").out.splitlines() == [
        "AB\tDr A Brown\tNorthbridge\tchair\t2024-09\t-",
        "EF\tE Field\t-\tmember\t-\t-",
    ]


def test_a_board_without_people_is_said(board: Make) -> None:
    board({}, "name: X\npeople: []\n")
    assert ralb("people", "--today", "2026-03-30").out == "The board on 30 March 2026: 0 people\n"


def test_someone_joins_in_one_line(board: Make) -> None:
    board({"2026-01-22.md": MINUTES}, ROSTER)
    assert people("add", "JS", "Jo Smith", "--organisation", "Northbridge", "--role", "observer") == (0, CHANGED)
    assert rows() == [
        *PEOPLE,
        "  - {initials: JS, name: Jo Smith, organisation: Northbridge, role: observer, from: 2026-03-30}",
    ]


def test_the_first_person_of_a_board_joins(board: Make) -> None:
    root = board({}, "name: X\npeople: []\nregion: Y\n")
    assert people("add", "JS", "Jo Smith", "--from", "2026-04", "--to", "2026-06")[0] == 0
    assert (root / "minutes" / "board.yaml").read_text() == (
        "name: X\npeople:\n  - initials: JS\n    name: Jo Smith\n    from: 2026-04\n    to: 2026-06\nregion: Y\n"
    )


def test_someone_who_comes_back_stands_below_their_earlier_period(board: Make) -> None:
    board({"2026-01-22.md": MINUTES}, ROSTER)
    assert people("add", "CD", "C Dale", "--from", "2026-06") == (0, CHANGED)
    assert rows() == [*PEOPLE[:2], "  - {initials: CD, name: C Dale, from: 2026-06}", *PEOPLE[2:]]


def test_an_organisation_that_nobody_knows_is_said(board: Make) -> None:
    board({}, ROSTER)
    assert people("add", "JS", "Jo Smith", "--organisation", "Kent") == (
        0,
        [
            *CHANGED,
            "`Kent` is none of the organisations of minutes/board.yaml",
            "if it is right, add `- {name: Kent}` there below `organisations:`; else mend the name of it",
        ],
    )


def test_an_organisation_that_looks_like_a_slip_is_asked_about_before_anything_is_written(board: Make) -> None:
    board({}, ROSTER)
    assert people("add", "JS", "Jo Smith", "--organisation", "Nortbridge") == (
        2,
        [
            "ralb: `Nortbridge` is none of the organisations of minutes/board.yaml; nothing was written",
            "did you mean `Northbridge`? if it is another, add `- {name: Nortbridge}` there first, "
            "below `organisations:`",
        ],
    )
    assert rows() == PEOPLE


def test_a_person_may_be_given_by_name(board: Make) -> None:
    board({"2026-01-22.md": MINUTES}, ROSTER)
    assert people("end", "E Field") == (
        0,
        [
            *CHANGED,
            "EF is still responsible for 7: `ralb action assign 7 INITIALS`",
            "EF is still responsible for 8: `ralb action assign 8 INITIALS`",
        ],
    )
    assert people("role", "Dr A Brown", "Member")[0] == 0
    assert people("role", "A Brwn", "member")[1] == [
        "ralb: `A Brwn` is not on the board; did you mean AB (Dr A Brown)?",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["AB", "Ann Bird", "--from", "2026-05"],
            [
                "AB is Dr A Brown since September 2024; nothing was written",
                "give the new one a digit, as AB2; or end that period first: `ralb people end AB --on 2026-04`",
            ],
        ),
        (
            ["AB", "Dr A Brown", "--from", "2026-05-01"],
            [
                "AB is Dr A Brown since September 2024; nothing was written",
                "`ralb people role AB chair` gives another role; or end that period first: "
                "`ralb people end AB --on 2026-04-30`",
            ],
        ),
        (
            ["GH", "Gay Hull", "--from", "2026-05"],
            [
                "GH is G Hill since 1 January 2027; nothing was written",
                "give the new one a digit, as GH2; or say when the new period ends: `--to 2026-12-31`",
            ],
        ),
        (
            ["GH", "Gay Hull", "--from", "2027-01-01"],
            ["GH is G Hill since 1 January 2027; nothing was written", "give the new one a digit, as GH2"],
        ),
        (
            ["CD", "Cy Dean", "--from", "2026-05"],
            [
                "CD is C Dale in the unfinished action 7; nothing was written",
                "give the new one a digit, as CD2; or pass the action on first: `ralb action assign 7 INITIALS`",
            ],
        ),
        (["js", "Jo"], ["`js` is not a person's initials (two to four capitals, then perhaps a digit)"]),
        (
            ["AI", "Al Ink"],
            ["AI is one of the `not-initials` in minutes/board.yaml; nothing was written",
             "give the new one a digit, as AI2"],
        ),
        (
            ["RAA", "Ra Ah"],
            ["RAA is a group or an organisation in minutes/board.yaml; nothing was written",
             "give the new one a digit, as RAA2"],
        ),
        (
            ["JS", "Jo", "--from", "2026-05", "--to", "2026-04-30"],
            ["30 April 2026 is before May 2026; nothing was written"],
        ),
    ],
)  # fmt: skip
def test_initials_that_are_not_free_are_refused_with_the_way_out(
    words: list[str], said: list[str], board: Make
) -> None:
    board({"2026-01-22.md": MINUTES}, ROSTER)
    code, err = people("add", *words)
    assert (code, err, rows()) == (2, [f"ralb: {said[0]}", *said[1:]], PEOPLE)


def test_initials_are_free_before_and_after(board: Make) -> None:
    board({}, ROSTER)
    assert people("add", "GH", "Gay Hull", "--from", "2026-05", "--to", "2026-12-31")[0] == 0
    assert people("add", "CD", "Cy Dean", "--from", "2026-03")[0] == 0
    assert ralb("validate", "--today", "2026-03-30").code == 0


def test_someone_leaves_and_what_they_answer_for_is_said(board: Make) -> None:
    board({"2026-01-22.md": MINUTES}, ROSTER)
    assert people("end", "EF", "--on", "2026-03-31") == (
        0,
        [
            *CHANGED,
            "EF is still responsible for 7: `ralb action assign 7 INITIALS`",
            "EF is still responsible for 8: `ralb action assign 8 INITIALS`",
        ],
    )
    assert rows() == [*PEOPLE[:2], '  - {initials: EF, name: "E Field", to: 2026-03-31}', PEOPLE[3]]


def test_a_last_day_may_be_set_earlier_and_the_comment_stays(board: Make) -> None:
    board({}, ROSTER)
    assert people("end", "AB", "--on", "2027-08")[0] == 0
    assert people("end", "AB") == (0, CHANGED)
    assert rows()[0] == PEOPLE[0].replace("2024-09}", "2024-09, to: 2026-03-30}")
    assert people("end", "AB") == (0, ["nothing to change"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["end", "XY"], "`XY` is not on the board; known are AB and EF"),
        (["end", "CD"], "CD (C Dale until February 2026) is not on the board on 30 March 2026"),
        (["role", "AB", "chair"], "AB is chair already"),
        (["role", "GH", "chair"], "GH (G Hill since 1 January 2027) is not on the board on 30 March 2026"),
    ],
)  # fmt: skip
def test_nothing_happens_to_who_is_not_there(words: list[str], said: str, board: Make) -> None:
    board({}, ROSTER)
    code, err = people(*words)
    assert (code, err[0].removesuffix("; nothing was written"), rows()) == (2, f"ralb: {said}", PEOPLE)


def test_a_new_role_is_a_new_period(board: Make) -> None:
    board({}, ROSTER)
    assert people("role", "EF", "vice chair", "--from", "2026-04-16") == (0, CHANGED)
    assert rows() == [
        *PEOPLE[:2],
        '  - {initials: EF, name: "E Field", to: 2026-04-15}',
        "  - {initials: EF, name: E Field, role: vice chair, from: 2026-04-16}",
        PEOPLE[3],
    ]
    assert ralb("validate", "--today", "2026-03-30").code == 0


def test_a_role_from_the_first_day_on_is_no_new_period(board: Make) -> None:
    board({}, ROSTER)
    assert people("role", "AB", "member", "--from", "2024-09")[0] == 0
    assert rows()[0] == PEOPLE[0].replace(", role: chair", "")


def test_a_role_at_the_turn_of_the_year(board: Make) -> None:
    board({}, ROSTER)
    assert people("role", "EF", "support", "--from", "2026-01")[0] == 0
    assert rows()[2] == '  - {initials: EF, name: "E Field", to: 2025-12}'


def test_the_first_day_of_all_has_none_before(board: Make) -> None:
    board({}, ROSTER)
    assert people("role", "EF", "support", "--from", "0001-01-01")[0] == 0


def test_a_second_chair_is_said(board: Make) -> None:
    board({}, ROSTER)
    assert people("role", "EF", "chair", "--from", "2026-05") == (
        0,
        [*CHANGED, "AB (Dr A Brown) is chair too: `ralb people role AB member --from 2026-05`"],
    )


def test_who_leaves_and_comes_back_is_said(board: Make) -> None:
    board({}, ROSTER)
    people("role", "EF", "chair", "--from", "2026-05")
    assert people("end", "EF", "--on", "2026-04-10")[1] == [
        *CHANGED,
        "EF (E Field) is on the board again from May 2026",
    ]


def test_a_dry_run_shows_the_change_and_writes_nothing(board: Make) -> None:
    board({"2026-01-22.md": MINUTES}, ROSTER)
    ran = ralb("people", "end", "EF", "--on", "2026-03-31", "--dry-run")
    assert (ran.code, rows()) == (0, PEOPLE)
    assert [line for line in ran.out.splitlines() if line[0] in "+-"][2:] == [
        '-  - {initials: EF, name: "E Field"}',
        '+  - {initials: EF, name: "E Field", to: 2026-03-31}',
    ]


def test_initials_that_two_have_in_a_month_name_neither(board: Make) -> None:
    people_rows = (
        "  - {initials: AB, name: A Brown, to: 2026-03}\n  - {initials: AB, name: Ann Bird, from: 2026-03}\n"
    )
    board({}, f"name: X\npeople:\n{people_rows}")
    assert people("end", "AB")[1][0] == "ralb: AB may be A Brown or Ann Bird; nothing was written"


def test_what_is_typed_otherwise_stays_as_typed(board: Make) -> None:
    roster = "name: X\r\npeople:\r\n- initials: AB   # the chair\r\n  name: A Brown\r\n\r\n# end of people\r\n"
    root = board({}, "")
    (root / "minutes" / "board.yaml").write_bytes(roster.encode())
    assert people("end", "AB", "--on", "2026-03")[0] == 0
    assert (root / "minutes" / "board.yaml").read_bytes() == roster.replace(
        "A Brown\r\n", "A Brown\r\n  to: 2026-03\r\n"
    ).encode()


def test_options_of_the_list_do_not_reach_what_changes(board: Make) -> None:
    board({}, ROSTER)
    ran = ralb("people", "--as-of", "2026-01", "end", "EF")
    assert (ran.code, rows()) == (2, PEOPLE)
    assert ran.err.splitlines()[-1] == "Error: Invalid value: put options behind `end`"
    assert ralb("people", "--all", "--as-of", "2026-01").code == 2


def test_a_broken_log_is_mended_first(board: Make) -> None:
    board({"2026-01-22.md": MINUTES.replace("issued: 2026-01", "issued: soon")}, ROSTER)
    assert people("end", "EF")[0] == 2
    assert rows() == PEOPLE


def test_what_cannot_be_spliced_is_told_to_be_typed(board: Make) -> None:
    roster = "name: X\npeople:\n- ? initials\n  : AB\n  ? name\n  : A Brown\n"
    root = board({}, roster)
    assert people("role", "AB", "chair", "--from", "2026-05") == (
        2,
        [
            "ralb: error[edit-not-minimal] minutes/board.yaml was not changed: read again, it would not say just "
            "what was meant",
            "to change it by hand, write:",
            "  in `people`:",
            "  - {initials: AB, name: A Brown, to: 2026-04}",
            "  - {initials: AB, name: A Brown, role: chair, from: 2026-05}",
        ],
    )
    assert (root / "minutes" / "board.yaml").read_text() == roster
