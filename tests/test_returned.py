"""A Word copy that a member sent back: each correction is one small change, and nothing else is touched."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from branches import commit
from docx.oxml.ns import qn
from januaryword import deleted, inserted
from running import Ran, ralb

Make = Callable[..., Path]
BACK = Path("back.docx")
MINUTES = """\
---
date: 2026-01-22
present: [AB, CD]
circulated: 2026-02-03
log-updated: 2026-02-01
actions:
  - number: 83
    status: complete
    issued: 2025-10
    responsible: [CD]
    closed: 2026-01-22
    action: CD to write

  - number: 84
    status: open
    issued: 2026-01
    responsible: [CD]   # for now
    action: CD to ask for a quote
---
## 1. Data

The **data** of 2025
was noted, see [the page](https://example.org/a_b). R&amp;D \\*grew\\*.

- first cause
- second cause

1. one
2. two

| Region | Trend |
|---|---|
| North | up |
| South | down |

Action 84: CD to ask for a quote.

## 2. AOB

::: restricted Staffing was discussed.
A leave was reported. <!-- by phone -->
:::
"""


def copy(board: Make, change: Callable[[Any], None], text: str = MINUTES, audience: str = "board") -> Path:
    """Minutes on disk, and beside them their Word copy as a member has changed it."""
    root = board({"2026-01-22.md": text})
    made = ralb("render", "--to", "docx", "--audience", audience, "--out", "out")
    assert made.code == 0, made.err
    [file] = Path("out").glob("*.docx")
    document = docx.Document(str(file))
    change(document)
    document.save(str(BACK))
    return root


def back(answers: str = "a" * 20, *more: str) -> Ran:
    return ralb("import", "--returned", str(BACK), "--today", "2026-02-10", *more, given="\n".join(answers) + "\n")


def found(document: Any, words: str) -> Any:
    return next(one for one in document.paragraphs if words in one.text)


def says(words: str, instead: str) -> Callable[[Any], None]:
    """The member typed something else in a paragraph."""

    def change(document: Any) -> None:
        for text in found(document, words)._p.iter(qn("w:t")):
            text.text = (text.text or "").replace(words, instead)

    return change


def differences(before: str) -> list[str]:
    """The lines that the minutes have no longer, or have anew."""
    old, new = before.splitlines(), Path("minutes/2026-01-22.md").read_text(encoding="utf-8").splitlines()
    return [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]


def test_a_copy_that_came_back_as_it_was_has_no_differences(board: Make) -> None:
    copy(board, lambda _: None)
    ran = back()
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "back.docx is of minutes/2026-01-22.md: 0 differences\naccepted 0 of 0 differences\n"
    assert differences(MINUTES) == []


GREW = "R&amp;D \\*grew\\*."
NOTED = f"-was noted, see [the page](https://example.org/a_b). {GREW}"


@pytest.mark.parametrize(
    ("words", "instead", "lines"),
    [
        ("first cause", "first main cause", ["-- first cause", "+- first main cause"]),
        ("was noted", "was not", [NOTED, "+was not, see [the page](https://example.org/a_b). " + GREW]),
        ("the page", "the chart", [NOTED, "+was noted, see [the chart](https://example.org/a_b). " + GREW]),
        ("grew", "fell_", [NOTED, "+was noted, see [the page](https://example.org/a_b). R&amp;D \\*fell\\_\\*."]),
        ("second cause", "# <second> [cause]", ["-- second cause", "+- \\# \\<second> \\[cause\\]"]),
        ("1. Data", "1. Data and IT", ["-## 1. Data", "+## 1. Data and IT"]),
        ("two", "two more", ["-2. two", "+2. two more"]),
        (" CD to ask", " CD and AB to ask",
         ["-Action 84: CD to ask for a quote.", "+Action 84: CD and AB to ask for a quote."]),
        ("A leave", "One leave",
         ["-A leave was reported. <!-- by phone -->", "+One leave was reported. <!-- by phone -->"]),
    ],
)  # fmt: skip
def test_other_words_change_where_they_stand(words: str, instead: str, lines: list[str], board: Make) -> None:
    copy(board, says(words, instead))
    assert (back().code, differences(MINUTES)) == (0, lines)


def test_a_paragraph_that_is_gone_or_new_goes_or_comes(board: Make) -> None:
    def change(document: Any) -> None:
        first, second = found(document, "first cause"), found(document, "second cause")
        first.insert_paragraph_before("another", style=first.style)
        second._p.getparent().remove(second._p)
        found(document, "Action 84:").insert_paragraph_before("1. AB * thanked CD.")
        found(document, "2. AOB").insert_paragraph_before("New item", style="Heading 2")

    copy(board, change)
    ran = back()
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "accepted 4 of 4 differences")
    assert differences(MINUTES) == [
        "-- second cause",
        "+- another",
        "+1\\. AB \\* thanked CD.",
        "+## New item",
    ]


def test_a_new_item_of_a_list_begins_as_the_one_before(board: Make) -> None:
    copy(board, behind("second cause", "third"), MINUTES.replace("- first", "• first").replace("- sec", "• sec"))

    assert back().code == 0

    notes = (Path("minutes") / "2026-01-22.md").read_text(encoding="utf-8")
    assert "• first cause\n• second cause\n• third\n\n1. one\n" in notes


def test_actions_on_lines_that_follow_each_other_are_corrected_one_by_one(board: Make) -> None:
    line = "Action 84: CD to ask for a quote.\n"
    copy(
        board,
        says("AB to wait", "EF to wait"),
        MINUTES.replace(line, f"{line}Action 85: AB to wait.\n"),
    )

    assert back().code == 0

    assert "Action 85: EF to wait.\n" in (Path("minutes") / "2026-01-22.md").read_text(encoding="utf-8")


def test_a_cell_of_a_table_changes(board: Make) -> None:
    def change(document: Any) -> None:
        table = next(one for one in document.tables if one.rows[0].cells[0].text == "Region")
        table.rows[2].cells[1].paragraphs[0].runs[0].text = "down slowly"

    copy(board, change)
    assert (back().code, differences(MINUTES)) == (0, ["-| South | down |", "+| South | down slowly |"])


def log_row(document: Any, number: int) -> Any:
    return next(row for row in document.tables[-1].rows if row.cells[0].text == str(number))


def put(cell: Any, words: str) -> None:
    cell.paragraphs[0].runs[0].text = words


def test_a_row_of_the_log_gets_other_words_and_other_people(board: Make) -> None:
    def change(document: Any) -> None:
        cells = log_row(document, 84).cells
        put(cells[1], "CD to ask for two quotes")
        put(cells[2], "CD, AB")

    copy(board, change)
    assert (back().code, differences(MINUTES)) == (
        0,
        [
            "-log-updated: 2026-02-01",
            "-    responsible: [CD]   # for now",
            "-    action: CD to ask for a quote",
            "+log-updated: 2026-02-10",
            "+    responsible: [CD, AB]   # for now",
            "+    action: CD to ask for two quotes",
        ],
    )


def test_what_ralb_does_not_change_is_shown_for_a_person_to_decide(board: Make) -> None:
    def change(document: Any) -> None:
        put(log_row(document, 84).cells[-1], "Complete")
        put(log_row(document, 83).cells[1], "CD to phone")
        put(log_row(document, 84).cells[2], "CD, AB and XY")
        document.tables[0].rows[1].cells[1].paragraphs[0].runs[0].text = "Dr Ann Brown"
        row = document.tables[1].add_row()
        row.cells[0].text, row.cells[1].text = "East", "even"

    copy(board, change)
    ran = back()
    assert (ran.code, differences(MINUTES)) == (1, [])
    assert [line for line in ran.err.splitlines() if not line.startswith("[a]")] == [
        "back.docx is of minutes/2026-01-22.md: 5 differences",
        "left, for you to decide: it stands in no paragraph of the notes; type it where it belongs",
        "left, for you to decide: rows are added by hand; an action with `ralb action add`",
        "ralb: left: 83 is complete since 22 January 2026",
        '`ralb action reopen 83 --note "why"` opens it again',
        "ralb: left: `XY` is not on the board at that meeting; known are AB, AC South, Adopt Coast, All, CD, EF "
        "and RAA leaders",
        "left, for you to decide: how it stands is written with `ralb action`, as `ralb action close 84`",
        "accepted 0 of 5 differences",
    ]


def test_a_row_that_is_gone_stays(board: Make) -> None:
    def change(document: Any) -> None:
        for row in (log_row(document, 84), document.tables[1].rows[1]):
            row._tr.getparent().remove(row._tr)

    copy(board, change)
    ran = back()
    assert (ran.code, differences(MINUTES)) == (1, [])
    assert "left, for you to decide: rows of a table are taken out by hand" in ran.err
    assert "left, for you to decide: actions do not go; `ralb action withdraw 84` ends one" in ran.err


def test_tracked_changes_are_read_as_accepted_and_comments_are_shown(board: Make) -> None:
    def change(document: Any) -> None:
        paragraph = found(document, "first cause")
        paragraph.runs[0].text = "first "
        paragraph._p.append(deleted("cause", "Cy Dale"))
        paragraph._p.append(inserted("reason", "Cy Dale"))
        document.add_comment(found(document, "second").runs[0], text="Is it?", author="Cy Dale", initials="CD")

    copy(board, change)
    ran = back()
    assert (ran.code, differences(MINUTES)) == (0, ["-- first cause", "+- first reason"])
    assert "a comment by Cy Dale on `second cause`: Is it?" in ran.err.splitlines()


def several(document: Any) -> None:
    for words in ("first", "second", "one"):
        says(words, f"{words} and only")(document)


@pytest.mark.parametrize(
    ("answers", "accepted"),
    [("ala", [1, 3]), ("aq", [1]), ("q", []), ("l", []), ("", []), ("xa", [1])],
)
def test_each_is_accepted_or_left(answers: str, accepted: list[int], board: Make) -> None:
    copy(board, several)
    ran = back(answers)
    new = ["+- first and only cause", "+- second and only cause", "+1. one and only"]
    assert [line for line in differences(MINUTES) if line.startswith("+")] == [new[n - 1] for n in accepted]
    assert (ran.code, ran.err.splitlines()[-1]) == (1, f"accepted {len(accepted)} of 3 differences")


def test_without_answers_all_differences_are_shown(board: Make) -> None:
    copy(board, several)
    assert ralb("import", "--returned", str(BACK)).out.splitlines() == [
        "",
        "1 of 3: 1. Data",
        "- first cause",
        "+ first and only cause",
        "",
        "2 of 3: 1. Data",
        "- second cause",
        "+ second and only cause",
        "",
        "3 of 3: 1. Data",
        "- one",
        "+ one and only",
    ]


def test_a_dry_run_shows_what_would_be_written(board: Make) -> None:
    copy(board, several)
    ran = back("aaa", "--dry-run")
    assert (ran.code, differences(MINUTES)) == (0, [])
    assert "+- first and only cause" in ran.out.splitlines()


def test_of_a_long_paragraph_what_is_near_the_change_is_shown(board: Make) -> None:
    long = "Much was said before it. " * 5
    copy(
        board,
        says("grew", "fell"),
        MINUTES.replace("The **data**", f"{long}The data").replace("AOB\n", "AOB\n\n" + long),
    )
    assert ralb("import", "--returned", str(BACK)).out.splitlines() == [
        "",
        "1 of 1: 1. Data",
        "- … said before it. The data of 2025 was noted, see the page. R&D *grew*.",
        "+ … said before it. The data of 2025 was noted, see the page. R&D *fell*.",
    ]


def test_what_signs_of_markdown_are_in_the_way_of_is_left(board: Make) -> None:
    def change(document: Any) -> None:
        first, *others = found(document, "data of 2025")._p.iter(qn("w:t"))
        first.text = "The data of 2025 was noted. R&D *grew*."
        for other in others:
            other.text = ""

    copy(board, change)
    ran = back()
    assert (ran.code, differences(MINUTES)) == (1, [])
    why = "left, to be made by hand in minutes/2026-01-22.md: signs of Markdown stand between these words"
    assert why in ran.err.splitlines()


def test_a_comment_in_the_file_is_not_lost_with_its_paragraph(board: Make) -> None:
    def change(document: Any) -> None:
        paragraph = found(document, "A leave")
        paragraph._p.getparent().remove(paragraph._p)

    copy(board, change)
    ran = back()
    assert (ran.code, differences(MINUTES)) == (1, [])
    assert "a comment in the file would go with it" in ran.err


def behind(words: str, new: str) -> Callable[[Any], None]:
    """The member began a new paragraph behind another."""

    def change(document: Any) -> None:
        before = found(document, words)
        after = deepcopy(before._p)
        before._p.addnext(after)
        type(before)(after, before._parent).text = new

    return change


def test_what_is_new_behind_a_restricted_passage_is_not_put_into_it(board: Make) -> None:
    root = copy(board, behind("A leave was reported.", "The board thanked AB."))

    ran = back()

    assert (ran.code, ran.err.splitlines()[-1]) == (1, "accepted 0 of 1 difference")
    assert "for you to decide: it stands behind a restricted passage: type it in there, or below" in ran.err
    assert (root / "minutes" / "2026-01-22.md").read_text(encoding="utf-8") == MINUTES


def test_what_is_new_between_restricted_paragraphs_is_restricted_too(board: Make) -> None:
    two = MINUTES.replace("<!-- by phone -->\n", "<!-- by phone -->\n\nIt ends in May.\n")
    root = copy(board, behind("A leave was reported.", "It was long."), two)

    assert back().code == 0

    notes = (root / "minutes" / "2026-01-22.md").read_text(encoding="utf-8")
    assert notes == two.replace("<!-- by phone -->\n", "<!-- by phone -->\n\nIt was long.\n")


def test_of_a_public_copy_what_is_restricted_does_not_count_as_gone(board: Make) -> None:
    text = MINUTES.replace(" <!-- by phone -->", "")
    copy(board, says("first", "last"), text, audience="public")
    assert (back().code, differences(text)) == (0, ["-- first cause", "+- last cause"])


def test_agreed_minutes_do_not_change(board: Make) -> None:
    text = MINUTES.replace("log-updated", "agreed: 2026-02-05\nlog-updated")
    copy(board, says("first", "last"), text)
    ran = back()
    assert (ran.code, differences(text)) == (1, [])
    assert "left, for you to decide: these minutes were agreed at the meeting of 5 February 2026" in ran.err


def test_the_log_of_an_older_meeting_is_history(board: Make) -> None:
    def change(document: Any) -> None:
        put(log_row(document, 84).cells[1], "CD to ask for two quotes")

    root = copy(board, change)
    (root / "minutes" / "2026-04-16.md").write_text("---\ndate: 2026-04-16\nactions: []\n---\n", encoding="utf-8")
    ran = back()
    assert (ran.code, differences(MINUTES)) == (1, [])
    assert "left, for you to decide: the log of this meeting is history" in ran.err


def test_the_meeting_is_known_by_the_title_or_the_first_words_or_is_named(board: Make) -> None:
    def change(document: Any) -> None:
        several(document)
        document.core_properties.title = ""

    def unknown(document: Any) -> None:
        change(document)
        for paragraph in document.paragraphs[:6]:
            for run in paragraph.runs:
                run.text = run.text.replace("22 January 2026", "that day")

    copy(board, change)
    assert back("q").err.splitlines()[0] == "back.docx is of minutes/2026-01-22.md: 3 differences"
    document = docx.Document(str(BACK))
    unknown(document)
    document.save(str(BACK))
    assert back("q").err == (
        "ralb: back.docx does not say which of the board's meetings it is of; add `--date 2026-01`\n"
    )
    assert back("q", "--date", "2026-01-22").err.startswith("back.docx is of minutes/2026-01-22.md: ")


def test_windows_line_ends_and_comments_stay(board: Make) -> None:
    text = MINUTES.replace("## 1. Data", "## 1. Data <!-- late -->").replace("\n", "\r\n")
    root = board({})
    (root / "minutes" / "2026-01-22.md").write_bytes(text.encode())
    ralb("render", "--to", "docx", "--audience", "board", "--out", "out")
    [file] = Path("out").glob("*.docx")
    document = docx.Document(str(file))
    found(document, "second cause").insert_paragraph_before("between", style=found(document, "second cause").style)
    says("Data", "Figures")(document)
    document.save(str(BACK))
    assert back().code == 0
    expected = text.replace("1. Data <", "1. Figures <").replace("- second", "- between\r\n- second")
    assert (root / "minutes" / "2026-01-22.md").read_bytes().decode() == expected


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"words", "back.docx: this is no Word document; nothing was written"),
        (None, "cannot read back.docx: no such file or directory"),
    ],
)
def test_what_is_no_word_document_is_refused(content: bytes | None, why: str, board: Make) -> None:
    board({"2026-01-22.md": MINUTES})
    if content is not None:
        BACK.write_bytes(content)
    assert back().err == f"ralb: {why}\n"


def test_minutes_that_changed_while_the_questions_were_answered_are_left(board: Make) -> None:
    from running import ralb as run

    from ralb import returning, store
    from ralb.dates import PartialDate

    root = copy(board, several)
    file = root / "minutes" / "2026-01-22.md"

    class Meanwhile:
        """A person who answers, and someone else who edits the file before the last answer."""

        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            file.write_text(MINUTES.replace("first", "1st"), encoding="utf-8")
            return "a\n"

    import sys

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdin", Meanwhile())
        with pytest.raises(returning.ChangedSince):
            returning.go_through(root, BACK, None, PartialDate(2026, 2, 10), str, dry=False)
    assert run("validate").code in (0, 1)
    assert store.held(root) == [PartialDate(2026, 1, 22)]
    assert "1st" in file.read_text(encoding="utf-8")


def test_returned_stands_alone(board: Make) -> None:
    copy(board, several)
    assert "import other files by themselves" in ralb("import", "old.txt", "--returned", str(BACK)).err


@pytest.mark.parametrize(
    ("notes", "words", "instead", "expected"),
    [
        ("One.", "One", "Two", "Two."),
        ("One  \ntwo.", "two", "three", "One  \nthree."),
        ("One\r\ntwo three.", "two", "two or", "One\r\ntwo or three."),
        ("> One.", "One", "Two", "> Two."),
        ("`code` one", "code", "sign", "`sign` one"),
        ("~~One~~ two", "two", "three", "~~One~~ three"),
        ("A <!-- why --> one", "one", "two", "A <!-- why --> two"),
    ],
)
def test_words_change_in_whatever_they_stand(
    notes: str, words: str, instead: str, expected: str, board: Make
) -> None:
    text = f"---\ndate: 2026-01-22\n---\n{notes}"
    copy(board, says(words, instead), text)
    assert back().code == 0
    after = Path("minutes/2026-01-22.md").read_bytes().decode()
    assert after == f"---\ndate: 2026-01-22\n---\n{expected}"


@pytest.mark.parametrize(
    ("notes", "before", "style", "expected"),
    [
        ("One.", "One", None, "New * words.\n\nOne.".replace("*", "\\*")),
        ("One.\n\nTwo.", "Two", None, "One.\n\nNew \\* words.\n\nTwo."),
        ("1. One\n2. Two", "Two", "List Number", "1. One\n2. New \\* words.\n2. Two"),
        ("- One\n\nTwo.", "Two", "List Bullet", "- One\n- New \\* words.\n\nTwo."),
        ("One.\n\nTwo.", "Two", "List Bullet", "One.\n\n- New \\* words.\n\nTwo."),
        ("## A\n\nOne.", "One", None, "## A\n\nNew \\* words.\n\nOne."),
    ],
)
def test_what_is_new_comes_where_it_stands_in_the_copy(
    notes: str, before: str, style: str | None, expected: str, board: Make
) -> None:
    text = f"---\ndate: 2026-01-22\n---\n{notes}\n"
    copy(
        board, lambda document: found(document, before).insert_paragraph_before("New * words.", style=style), text
    )
    assert back().code == 0
    assert Path("minutes/2026-01-22.md").read_text(encoding="utf-8") == text.replace(notes, expected)


def test_what_is_new_behind_the_last_words_of_a_file_without_a_line_end_begins_a_line(board: Make) -> None:
    def change(document: Any) -> None:
        last = found(document, "One.")
        new = last.insert_paragraph_before("Two.")
        new._p.addprevious(last._p)

    text = "---\ndate: 2026-01-22\n---\nOne."
    copy(board, change, text)
    assert back().code == 0
    assert Path("minutes/2026-01-22.md").read_text(encoding="utf-8") == f"{text}\n\nTwo.\n"


def on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is committed next is of that day."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", f"{day}T10:00:00+00:00")


def test_what_changed_here_since_it_was_circulated_is_no_correction(
    board: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy(board, says("first cause", "first main cause"))
    on("2026-02-02", monkeypatch)
    commit(root, "January, as circulated")
    path = Path("minutes/2026-01-22.md")
    later = MINUTES.replace("second cause", "the second cause").replace(
        "- first cause\n", "- a new one\n- first cause\n"
    )
    path.write_text(later, encoding="utf-8")
    on("2026-02-06", monkeypatch)
    commit(root, "January, after a talk")
    ran = back()
    assert ran.err.splitlines()[:2] == [
        "back.docx is of minutes/2026-01-22.md: 1 difference",
        "2 other differences came here since it was circulated, and the copy says what stood there then",
    ]
    assert differences(later) == ["-- first cause", "+- first main cause"]


def test_without_the_day_or_without_git_it_is_compared_with_the_minutes_of_now(board: Make) -> None:
    copy(board, says("first cause", "first main cause"))
    path = Path("minutes/2026-01-22.md")
    path.write_text(MINUTES.replace("second cause", "the second cause"), encoding="utf-8")
    assert "2 differences" in back("l" * 20).err


def test_minutes_that_were_committed_only_later_are_compared_with_those_of_now(
    board: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy(board, says("first cause", "first main cause"))
    path = Path("minutes/2026-01-22.md")
    path.unlink()
    on("2026-02-02", monkeypatch)
    commit(root, "the board alone")
    path.write_text(MINUTES.replace("- second cause", "- the second cause"), encoding="utf-8")
    on("2026-02-06", monkeypatch)
    commit(root, "January")
    assert "is of minutes/2026-01-22.md: 2 differences" in back("l" * 20).err
