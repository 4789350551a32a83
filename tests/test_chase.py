"""Letters to those with open actions: who gets which, what they say, and where addresses must not lie."""

import email
import email.policy
import subprocess
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from running import Ran, ralb

Make = Callable[..., Path]
DAY = ("--today", "2026-08-01")
ROSTER = """\
name: Example Board
people:
  - {initials: AB, name: Dr A Brown, organisation: Northbridge, role: chair}
  - {initials: CD, name: "Ç Dale, jr", organisation: Adopt Coast}
  - {initials: EF, name: E Field, organisation: Data Agency, to: 2026-06}
  - {initials: GH, name: G Old, to: 2026-07-10}
  - {initials: GH, name: G New, from: 2026-07-20}
organisations:
  - {name: Adopt Coast, aliases: [AC South]}
groups:
  RAA leaders: [CD, EF]
"""


def rows(*typed: str) -> str:
    return "".join(f"  - {{{row}}}\n\n" for row in typed)


def minutes(date: str, *typed: str, notes: str = "", more: str = "") -> str:
    return f"---\ndate: {date}\n{more}actions:\n{rows(*typed)}---\n{notes}\n"


LOG = minutes(
    "2026-07-01",
    "number: 1, status: open, issued: 2026-01, responsible: [AB, CD], due: 2026-07-31, action: Lead",
    "number: 2, status: ongoing, issued: 2026-07, responsible: RAA leaders, action: Group",
    "number: 3, status: open, issued: 2026-01, responsible: All, action: Everyone",
    "number: 4, status: complete, issued: 2026-01, responsible: AB, action: DONE",
    "number: 5, status: open, issued: 2026-01, responsible: [EF, XY], action: Gone and guest",
    "number: 6, status: open, issued: 2026-01, responsible: AC South, note: SECRET, restricted: true, action: O",
    "number: 7, status: open, issued: 2026-02, responsible: GH, action: Of another GH",
)


def letters(*words: str) -> dict[str, str]:
    """The texts that were made, by initials."""
    assert ralb("chase", "--to", "txt", "--out", "letters", *words, *DAY).code == 0
    return {
        path.stem.rpartition("-")[2]: path.read_text(encoding="utf-8")
        for path in sorted(Path("letters").iterdir())
    }


def numbers(letter: str) -> list[int]:
    return [int(line.split(":")[0].split(" ")[1]) for line in letter.splitlines() if line.startswith("Action ")]


def test_everyone_gets_what_they_answer_for_by_name_or_with_others(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    assert {initials: numbers(text) for initials, text in letters().items()} == {
        "AB": [1, 3],
        "CD": [1, 2, 3, 6],
        "XY": [5],
    }


def test_who_leads_is_said_and_through_what(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    written = letters()
    assert "Action 1: Lead\nFrom the meeting of January 2026." in written["AB"]
    assert "It was due on 31 July 2026. You lead, with Ç Dale, jr." in written["AB"]
    assert "Dr A Brown leads." in written["CD"]
    assert "It is for RAA leaders, you among them." in written["CD"]
    assert "It is for AC South, for which you sit on the board." in written["CD"]
    assert "It is for every member of the board." in written["CD"]
    assert written["XY"].startswith("Dear XY,\n")
    assert "E Field leads." in written["XY"]


@pytest.mark.parametrize(
    ("responsible", "text", "to_ab", "to_cd"),
    [
        ("[AB, CD]", "Ask", "You lead, with Ç Dale, jr.", "Dr A Brown leads."),
        ("[AB, CD]", "AB to ask", "You lead, with Ç Dale, jr.", "Dr A Brown leads."),
        ("[AB, CD]", "CD to ask AB", "It is also for Ç Dale, jr.", "It is also for Dr A Brown."),
        ("[AB, CD]", "AB and CD to ask", "You lead, with Ç Dale, jr.", "Dr A Brown leads."),
        ("[RAA leaders, AB]", "Ask", "It is also for RAA leaders.", "you among them. It is also for Dr A Brown."),
    ],
)  # fmt: skip
def test_nobody_is_told_to_lead_who_only_supports(
    responsible: str, text: str, to_ab: str, to_cd: str, board: Make
) -> None:
    row = f'number: 1, status: open, issued: 2026-07, responsible: {responsible}, action: "{text}"'
    board({"2026-07-01.md": minutes("2026-07-01", row)}, ROSTER)
    written = letters()
    assert to_ab in written["AB"]
    assert to_cd in written["CD"]


def test_nobody_gets_what_was_put_to_someone_who_left_or_had_their_initials(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    ran = ralb("chase", *DAY)
    assert ran.err.splitlines()[-3:] == [
        "no letter to EF, who is not on the board: action 5 (`ralb action assign 5 KY`)",
        "no letter to GH, who is not on the board: action 7 (`ralb action assign 7 KY`)",
        "3 letters, for the board's own eyes; nothing was sent",
    ]


def test_nobody_gets_what_was_put_to_an_organisation_whose_people_left(board: Make) -> None:
    log = "number: 1, status: open, issued: 2026-05, responsible: Data Agency, action: Ask"
    board(
        {"2026-05.md": minutes("2026-05", log)},
        ROSTER.replace("aliases: [AC South]}", "}\n  - {name: Data Agency}"),
    )
    assert ralb("chase", *DAY).err.splitlines() == [
        "no letter to Data Agency: nobody who belonged to it then is on the board: "
        "action 1 (`ralb action assign 1 KY`)",
        "no letter, for the board's own eyes; nothing was sent",
    ]


def test_a_cancelled_meeting_did_not_take_place(board: Make) -> None:
    row = "number: 1, status: open, issued: 2026-01, responsible: AB, action: Ask"
    board(
        {
            "2026-01-22.md": minutes("2026-01-22", row),
            "2026-04-16.md": minutes("2026-04-16", row, more="cancelled: true\n"),
            "2026-05-14.md": minutes("2026-05-14", row),
            "2026-07-09.md": minutes("2026-07-09", row),
        },
        ROSTER + "calendar: [{date: 2026-05-14, cancelled: true}]\n",
    )
    assert "It is still open, 1 meeting later.\n" in letters()["AB"]
    assert ralb("chase", "--stale", "2", *DAY).err == "no letter, for the board's own eyes; nothing was sent\n"


def test_what_a_restricted_meeting_issued_is_marked(board: Make) -> None:
    old = "number: 1, status: open, issued: 2026-01, responsible: AB, action: Known"
    new = "number: 2, status: open, issued: 2026-05, responsible: AB, action: Of the case"
    board(
        {
            "2026-01.md": minutes("2026-01", old),
            "2026-05.md": minutes("2026-05", old, new, more="restricted: true\n"),
        },
        ROSTER,
    )
    assert "Action 1: Known\n" in letters()["AB"]
    assert "Action 2: Restricted: Of the case\n" in letters()["AB"]


def test_letters_mark_what_is_restricted_and_hold_no_note(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    written = letters()["CD"]
    assert "Action 6: Restricted: O" in written
    assert "SECRET" not in written
    assert "For the board's own eyes" in written


FIRST = minutes(
    "2026-01",
    "number: 1, status: open, issued: 2026-01, responsible: AB, item: 2, action: Named by the log",
    "number: 2, status: open, issued: 2026-01, responsible: AB, action: Named by the notes",
    "number: 3, status: open, issued: 2026-01, responsible: AB, item: 9, action: Of an item without heading",
    notes="## 1. Data\n\n## 2. Courts\n\n## 3. AOB\n\nAction 2: AB to do it.",
)


def test_a_letter_says_from_which_meeting_and_item_an_action_is(board: Make) -> None:
    carried = (
        f"number: {number}, status: open, issued: 2026-01, responsible: AB, action: {text}"
        for number, text in ((1, "Named by the log"), (2, "Named by the notes"), (3, "Of an item without heading"))
    )
    board({"2026-01.md": FIRST, "2026-07.md": minutes("2026-07", *carried)}, ROSTER)
    about = [line for line in letters()["AB"].splitlines() if line.startswith("From")]
    assert about == [
        "From the meeting of January 2026, under “2. Courts”. It is still open, 1 meeting later.",
        "From the meeting of January 2026, under “3. AOB”. It is still open, 1 meeting later.",
        "From the meeting of January 2026, item 9. It is still open, 1 meeting later.",
    ]


def test_stale_is_what_no_log_changed_for_so_many_meetings_that_took_place(board: Make) -> None:
    same = "number: 1, status: open, issued: 2026-01, responsible: AB, action: Still"
    moved = "number: 2, status: {}, issued: 2026-01, responsible: AB, action: Moved"
    board(
        {
            "2026-01.md": minutes("2026-01", same, moved.format("open")),
            "2026-03.md": minutes("2026-03", same, moved.format("ongoing")),
            "2026-05.md": minutes("2026-05", same, moved.format("ongoing")),
            "2026-09.md": minutes("2026-09", same, moved.format("ongoing")),
        },
        ROSTER,
    )
    assert numbers(letters()["AB"]) == [1, 2]
    assert "It is still open, 2 meetings later, and nothing changed for 2 meetings." in letters()["AB"]
    assert numbers(letters("--stale", "1")["AB"]) == [1, 2]
    assert numbers(letters("--stale", "2")["AB"]) == [1]
    assert "The next meeting" not in letters()["AB"]
    assert ralb("chase", "--stale", "3", *DAY).err == "no letter, for the board's own eyes; nothing was sent\n"


def test_the_next_meeting_is_said_where_its_day_is_known(board: Make) -> None:
    calendar = "calendar: [{date: 2026-10-01}, {date: 2026-09-01, cancelled: true}]\n"
    log = minutes("2026-07", "number: 1, status: open, issued: 2026-07, responsible: AB, action: Ask")
    board({"2026-07.md": log}, ROSTER + calendar)
    assert "The next meeting is on 1 October 2026." in letters()["AB"]
    Path("minutes/2026-07.md").write_text(log.replace("actions", "next-meeting: 2026-09-09\nactions"))
    assert "The next meeting is on 9 September 2026." in letters()["AB"]
    Path("minutes/2026-07.md").write_text(log.replace("actions", "next-meeting: 2026-09-01\nactions"))
    assert "The next meeting is on 1 October 2026." in letters()["AB"]


def chased(*words: str) -> Ran:
    return ralb("chase", "--addresses", "../private.csv", "--out", "../drafts", *words, *DAY)


def draft(initials: str) -> EmailMessage:
    content = Path(f"../drafts/2026-07-01-chase-{initials}.eml").read_bytes()
    read = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


def test_a_draft_is_a_message_that_any_program_for_email_reads(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    Path("../private.csv").write_text('initials,address\n"CD","c.d@example.org" # at work\n', encoding="utf-8")
    ran = chased()
    assert ran.code == 0
    assert "no address of AB and XY in ../private.csv" in ran.err
    one = draft("CD")
    assert not one.defects
    assert (one["X-Unsent"], one["Date"], one["From"], one["Message-ID"]) == ("1", None, None, None)
    assert [(to.display_name, to.addr_spec) for to in one["To"].addresses] == [("Ç Dale, jr", "c.d@example.org")]
    assert one["Subject"] == "Example Board: 4 open actions with you"
    words, page = one.get_body(("plain",)), one.get_body(("html",))
    assert words
    assert page
    assert words.get_content().replace("\r\n", "\n") == letters()["CD"]
    assert "<h2>Action 1: Lead</h2>" in page.get_content()
    assert draft("AB")["To"] is None
    lines = Path("../drafts/2026-07-01-chase-CD.eml").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\n" in line for line in lines)


def test_the_same_letter_is_the_same_bytes(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    Path("../private.csv").write_text("CD: c@example.org\n", encoding="utf-8")
    chased()
    before = {path.name: path.read_bytes() for path in Path("../drafts").iterdir()}
    chased()
    assert {path.name: path.read_bytes() for path in Path("../drafts").iterdir()} == before


def test_html_signs_are_text_in_a_page(board: Make) -> None:
    row = 'number: 1, status: open, issued: 2026-07, responsible: AB, action: "R&D <b>"'
    board({"2026-07.md": minutes("2026-07", row)}, ROSTER)
    ralb("chase", "--to", "html", *DAY)
    assert "Action 1: R&amp;D &lt;b&gt;" in Path("out/2026-07-chase-AB.html").read_text(encoding="utf-8")
    assert "Action 1: R&D <b>" in letters()["AB"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("AB: nobody\n", ":1: this is no address"),
        ("\n# us\nAB: a@example.org\nwho knows\n", ":4: this is no address"),
        ("AB: a@example.org\nAB: b@example.org\n", ":2: AB has two addresses"),
        ("AB: a@example.org, b@example.org\n", ":1: this is no address"),
        ("AB: a@example.org\r\nBcc: x@y\n", ":2: this is no address"),
    ],
)
def test_a_line_of_the_list_that_is_no_address_stops_everything(board: Make, typed: str, why: str) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    Path("../private.csv").write_text(typed, encoding="utf-8")
    ran = chased()
    assert ran.code == 2
    assert why in ran.err
    assert not Path("../drafts").exists()


def test_a_list_that_is_no_text_is_said(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    Path("../private.csv").write_bytes(b"AB: \xff\n")
    assert chased().err == "ralb: cannot read ../private.csv: it is not utf-8 text\n"


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)


def test_a_list_or_drafts_that_git_would_keep_are_refused(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    git("init", "-q")
    Path("private.csv").write_text("AB: a@example.org\n", encoding="utf-8")
    Path("../private.csv").write_text("AB: a@example.org\n", encoding="utf-8")
    inside = ralb("chase", "--addresses", "private.csv", "--out", "../drafts", *DAY)
    assert inside.code == 2
    assert "git keeps them for everyone who reads the repository" in inside.err
    drafts = ralb("chase", "--addresses", "../private.csv", *DAY)
    assert drafts.code == 2
    assert "is a folder that git keeps" in drafts.err
    assert not Path("out").exists()
    Path(".gitignore").write_text("out/\nprivate.csv\n", encoding="utf-8")
    assert ralb("chase", "--addresses", "private.csv", *DAY).code == 0
    assert "To: Dr A Brown <a@example.org>" in Path("out/2026-07-01-chase-AB.eml").read_text(encoding="utf-8")


def test_without_addresses_drafts_may_lie_anywhere(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    git("init", "-q")
    assert ralb("chase", *DAY).code == 0


def test_a_link_to_a_list_among_the_minutes_is_refused(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    Path("minutes/private").write_text("AB: a@example.org\n", encoding="utf-8")
    Path("../private.csv").symlink_to(Path("minutes/private").absolute())
    assert "lie among what the board publishes" in chased().err


def test_older_files_that_cannot_be_read_are_said_and_without_minutes_there_is_nothing(board: Make) -> None:
    root = board({"2026-07-01.md": LOG, "2026-01.md": "no minutes\n"}, ROSTER)
    ran = ralb("chase", *DAY)
    assert (ran.code, len(list((root / "out").iterdir()))) == (1, 3)
    for path in (root / "minutes").glob("*.md"):
        path.unlink()
    assert ralb("chase", *DAY).code == 2


def test_the_board_may_word_its_own_letters(board: Make) -> None:
    board({"2026-07-01.md": LOG}, ROSTER)
    Path("templates").mkdir()
    Path("templates/chase.txt").write_text("{{ name }}: {{ actions|length }} & more\n", encoding="utf-8")
    assert letters()["AB"] == "Dr A Brown: 2 & more\n"
    Path("templates/chase.txt").write_text("{{ nonsense }}\n", encoding="utf-8")
    assert "templates/chase.txt:1: 'nonsense' is undefined" in ralb("chase", *DAY).err
    assert "templates/chase.txt:1: nothing is called `nonsense`" in ralb("templates", "check", *DAY).out
