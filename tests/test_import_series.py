"""`ralb import`: one meeting among others; what is there stays as it is."""

import re
from pathlib import Path

from oldminutes import actions, minutes, typed
from running import ralb


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


def test_a_number_of_the_notes_is_the_one_that_a_later_log_carries_with_like_words(empty: Path) -> None:
    head = "Example Board\nMinutes of {} 2026\nPresent: Ann Brown (Kent), Colin Dale (Kent)\n\n1. Data\n"
    asked = "Action 3: CD to write to the court.\n\nAction 4: AB to call Surrey.\n\nAction: CD to wait.\n"
    may = typed(empty, head.format("12 May") + asked, "may.md")
    log = "| No | Action | Owner | Date raised | Status |\n| --- | --- | --- | --- | --- |\n"
    rows = "| 3 | Write to the court | CD | 12/05/2026 | Open |\n| 4 | Book the hall | AB | 15/09/2026 | Open |\n"
    september = typed(empty, f"{head.format('15 September')}None.\n\n{log}{rows}", "september.md")

    ralb("import", str(september), str(may))

    notes = (empty / "minutes" / "2026-05-12.md").read_text().partition("## 1. Data\n")[2]
    assert notes == (
        "\nAction 3: CD to write to the court.\n\nAction 5: AB to call Surrey.\n\nAction 6: CD to wait.\n"
    )
    assert "error" not in ralb("validate").out


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
