"""Minutes in conflict are put together by number and key; what both sides changed is asked."""

from pathlib import Path

import pytest
from branches import JANUARY, NAME, commit, minutes, row, typed
from running import Ran, git, ralb

LAST = row(81, "Book the hall")
FILE = f"minutes/{NAME}"


def conflict(root: Path, ours: tuple[str, str], theirs: tuple[str, str], *more: tuple[str, str]) -> None:
    """Main and the branch `side` each type something else, and git stops at the merge."""
    git(root, "checkout", "-qb", "side")
    for pair in (theirs, *more):
        typed(root, *pair)
    commit(root, "theirs")
    git(root, "checkout", "-q", "main")
    typed(root, *ours)
    commit(root, "ours")
    with pytest.raises(Exception, match="merge"):
        git(root, "merge", "-q", "side")


def text(root: Path) -> str:
    return (root / FILE).read_text()


def changed(*pairs: tuple[str, str]) -> str:
    now = JANUARY
    for old, new in pairs:
        assert old in now
        now = now.replace(old, new)
    return now


QUOTE = "number: 80, status: open"
WHO = "[EF], action: Book"


def test_what_each_side_changed_of_a_row_is_taken(kept: Path) -> None:
    conflict(kept, ("81, status: open", "81, status: ongoing"), (WHO, "[CD], action: Book"))
    ran = ralb("resolve")
    assert text(kept) == changed(("81, status: open", "81, status: ongoing"), (WHO, "[CD], action: Book"))
    assert ran == Ran(0, "", ran.err, ran.err)
    assert ran.err == (
        f"put together {FILE}\n"
        "  from side: 81 responsible EF -> CD\n"
        "next: look at it (`ralb diff`, `ralb check-merge`), then `git add minutes` and `git commit`\n"
    )


def test_the_later_of_two_new_actions_gets_the_next_number_in_its_notes_too(kept: Path) -> None:
    ours = (LAST, LAST + row(82, "Write"))
    theirs = (LAST, LAST + row(82, "Call"))
    conflict(kept, ours, theirs, ("EF spoke.", "EF spoke.\n\nAction 82: EF to call. See actions 81 and 82."))
    ran = ralb("resolve")
    assert text(kept) == changed(
        (LAST, LAST + row(82, "Write") + row(83, "Call")),
        ("EF spoke.", "EF spoke.\n\nAction 83: EF to call. See actions 81 and 83."),
    )
    assert "82, new on both sides, is 83 now where side gave it, in its notes, too" in ran.err


def test_each_list_has_its_own_numbers_and_several_may_be_given_twice(kept: Path) -> None:
    def file(*decided: str, rows: str) -> str:
        decisions = "".join(f"  - {{number: {at}, decision: {text}}}\n" for at, text in enumerate(decided, 1))
        return minutes("2026-01-22", row(8, "Ask again") + rows, keys=f"decisions:\n{decisions}")

    def added(which: str) -> str:
        return file("Agreed", f"{which} two", rows=row(9, f"{which} nine") + row(10, f"{which} ten"))

    (kept / FILE).write_text(file("Agreed", rows=""))
    commit(kept, "begun")
    begun = text(kept)
    conflict(kept, (begun, added("Our")), (begun, added("Their")))
    assert ralb("resolve").code == 0
    rows = [row(number, f"Their {word}") for number, word in ((11, "nine"), (12, "ten"))]
    ours = row(9, "Our nine") + row(10, "Our ten")
    assert text(kept) == file("Agreed", "Our two", "Their two", rows=ours + "".join(rows))


APRIL = "2026-04-16.md"


def begun_on_main(root: Path, ours: tuple[str, str], theirs: tuple[str, str], rows: str) -> Path:
    """Main and the branch `side` each type something else; main begins April, too. Git stops at the merge."""
    april = root / "minutes" / APRIL
    git(root, "checkout", "-qb", "side")
    typed(root, *theirs)
    commit(root, "theirs")
    git(root, "checkout", "-q", "main")
    typed(root, *ours)
    april.write_text(minutes("2026-04-16", rows, "## 1. Data\n"))
    commit(root, "ours, and April begun")
    with pytest.raises(Exception, match="merge"):
        git(root, "merge", "-q", "side")
    return april


def test_a_number_that_the_next_log_carries_stays_and_the_other_is_carried_too(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-31T10:00:00+00:00")
    carried = row(80, "Ask for a quote") + LAST + row(82, "Write")
    april = begun_on_main(kept, (LAST, LAST + row(82, "Write")), (LAST, LAST + row(82, "Call")), carried)
    ran = ralb("resolve")
    assert (ran.code, text(kept)) == (0, changed((LAST, LAST + row(82, "Write") + row(83, "Call"))))
    assert april.read_text() == minutes("2026-04-16", carried + row(83, "Call"), "## 1. Data\n")
    assert ran.err.splitlines()[3:-1] == [
        f"changed minutes/{APRIL}, which carries this log",
        "  83 new, EF: Call",
    ]
    assert ralb("check-merge") == Ran(0, "", *["2 files: nothing wrong\n"] * 2)


def test_what_the_other_side_finished_is_not_carried_by_minutes_that_this_one_began(kept: Path) -> None:
    done = ("number: 80, status: open", "number: 80, status: complete")
    noted = row(81, "Book the hall", "note: by phone, ")
    april = begun_on_main(kept, (WHO, "[CD], action: Book"), done, row(80, "Ask for a quote") + noted)
    ran = ralb("resolve", given="")
    assert (ran.code, text(kept)) == (0, changed(done, (WHO, "[CD], action: Book")))
    assert april.read_text() == minutes("2026-04-16", noted, "## 1. Data\n")
    assert ran.err.splitlines()[2:-1] == [
        f"changed minutes/{APRIL}, which carries this log",
        "  80 gone, EF: Ask for a quote",
    ]


def test_of_a_merge_that_git_called_clean_the_next_minutes_follow_too(kept: Path) -> None:
    git(kept, "checkout", "-qb", "side")
    april = kept / "minutes" / APRIL
    rows = ["  - number: {}\n    status: open\n    issued: 2026-01\n    responsible: [EF]\n    action: {}\n"] * 2
    said = [rows[0].format(80, "Ask for a quote"), rows[1].format(81, "Book the hall")]
    april.write_text(minutes("2026-04-16", "\n".join(said), "## 1. Data\n"))
    commit(kept, "April begun")
    git(kept, "checkout", "-q", "main")
    typed(kept, "81, status: open", "81, status: complete")
    commit(kept, "81 is done")
    git(kept, "merge", "-q", "side")
    assert ralb("check-merge").code == 1
    ran = ralb("resolve", f"minutes/{NAME}")
    assert april.read_text() == minutes("2026-04-16", said[0], "## 1. Data\n")
    assert ran == Ran(0, "", ran.err, ran.err)
    assert ran.err == (
        f"put together minutes/{NAME}\n"
        f"changed minutes/{APRIL}, which carries this log\n"
        "  81 gone, EF: Book the hall\n"
        "next: look at it (`ralb diff`, `ralb validate`), then `git add minutes` and `git commit`\n"
    )


def test_what_the_next_minutes_say_of_a_finished_action_stays_and_is_told(kept: Path) -> None:
    done = ("number: 80, status: open", "number: 80, status: complete")
    noted = row(80, "Ask for a quote", "note: by phone, ") + LAST
    april = begun_on_main(kept, (QUOTE, "number: 80, status: ongoing"), done, noted)
    ran = ralb("resolve", given="t\n")
    assert (ran.code, april.read_text()) == (0, minutes("2026-04-16", noted, "## 1. Data\n"))
    assert "  80 was taken out by one side and changed by the other: it stays" in ran.err.splitlines()


def test_a_number_that_the_next_minutes_gave_meanwhile_gets_another(kept: Path) -> None:
    new = row(82, "Write", issued="2026-04")
    carried = row(80, "Ask for a quote") + LAST
    april = begun_on_main(kept, (WHO, "[CD], action: Book"), (LAST, LAST + row(82, "Call")), carried + new)
    ran = ralb("resolve")
    assert ran.code == 0
    assert "  82 is 83 now, in its notes, too: the log before has come to that or beyond" in ran.err
    assert april.read_text() == minutes(
        "2026-04-16", carried + row(82, "Call") + row(83, "Write", issued="2026-04"), "## 1. Data\n"
    )


def test_a_number_of_the_next_minutes_that_the_log_before_has_passed_gets_another(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-31T10:00:00+00:00")
    carried = row(80, "Ask for a quote") + LAST + row(82, "Write")
    new = row(83, "Sing", issued="2026-04")
    april = begun_on_main(kept, (LAST, LAST + row(82, "Write")), (LAST, LAST + row(82, "Call")), carried + new)
    assert ralb("resolve").code == 0
    assert text(kept) == changed((LAST, LAST + row(82, "Write") + row(84, "Call")))
    sung = row(85, "Sing", issued="2026-04")
    assert april.read_text() == minutes("2026-04-16", carried + row(84, "Call") + sung, "## 1. Data\n")
    assert ralb("check-merge").code == 0


def test_a_dry_run_leaves_the_next_minutes_alone(kept: Path) -> None:
    done = ("number: 80, status: open", "number: 80, status: complete")
    carried = row(80, "Ask for a quote") + LAST
    april = begun_on_main(kept, (WHO, "[CD], action: Book"), done, carried)
    before = text(kept)
    assert (
        f"would change minutes/{APRIL}, which carries this log\n  80 gone, EF: Ask for a quote\n"
        in ralb("resolve", "--dry-run").err
    )
    assert (text(kept), april.read_text()) == (before, minutes("2026-04-16", carried, "## 1. Data\n"))


def test_who_wrote_later_is_renumbered_even_on_main(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(kept, "checkout", "-qb", "side")
    typed(kept, LAST, LAST + row(82, "Call"))
    commit(kept, "theirs")
    git(kept, "checkout", "-q", "main")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-31T10:00:00+00:00")
    typed(kept, LAST, LAST + row(82, "Write"))
    commit(kept, "ours")
    with pytest.raises(Exception, match="merge"):
        git(kept, "merge", "-q", "side")
    assert ralb("resolve").code == 0
    assert text(kept) == changed((LAST, LAST + row(82, "Call") + row(83, "Write")))


def test_what_is_renumbered_stands_below_what_has_its_number_still(kept: Path) -> None:
    conflict(kept, (LAST, LAST + row(82, "Write")), (LAST, LAST + row(82, "Call") + row(83, "Visit")))
    assert ralb("resolve").code == 0
    assert text(kept) == changed((LAST, LAST + row(82, "Write") + row(83, "Visit") + row(84, "Call")))


@pytest.mark.parametrize(("answer", "word"), [("o", "ongoing"), ("t", "withdrawn"), ("ours", "ongoing")])
def test_what_both_changed_is_asked(answer: str, word: str, kept: Path) -> None:
    conflict(kept, (QUOTE, "number: 80, status: ongoing"), (QUOTE, "number: 80, status: withdrawn"))
    ran = ralb("resolve", given=f"{answer}\n")
    assert (ran.code, text(kept)) == (0, changed((QUOTE, f"number: 80, status: {word}")))
    assert ran.out == (
        f"{FILE}: both changed action 80, status (it was open)\n  [o] main: ongoing\n  [t] side: withdrawn\n"
    )


@pytest.mark.parametrize(("words", "given"), [(["--batch"], "o\n"), ([], ""), ([], "l\n")])
def test_what_nobody_decides_stays_marked(words: list[str], given: str, kept: Path) -> None:
    last = ("81, status: open", "81, status: ongoing")
    conflict(kept, (QUOTE, "number: 80, status: ongoing"), (QUOTE, "number: 80, status: withdrawn"), last)
    ran = ralb("resolve", *words, given=given)
    assert ran.code == 1
    row_of = "  - {{number: 80, status: {}, issued: 2026-01, responsible: [EF], action: Ask for a quote}}\n"
    marks = f"<<<<<<< main\n{row_of.format('ongoing')}=======\n{row_of.format('withdrawn')}>>>>>>> side\n"
    assert text(kept) == changed((row(80, "Ask for a quote"), marks), last)
    assert "both versions are left in 1 place, with git's marks" in ran.err


@pytest.mark.parametrize(
    ("answer", "notes"),
    [("o", "EF sang.\n"), ("t", "EF danced.\n"), ("b", "EF sang.\n\nEF danced.\n"),
     ("l", "<<<<<<< main\nEF sang.\n=======\nEF danced.\n>>>>>>> side\n")],
)  # fmt: skip
def test_the_same_lines_of_the_notes_are_asked(answer: str, notes: str, kept: Path) -> None:
    conflict(kept, ("EF spoke.", "EF sang."), ("EF spoke.", "EF danced."))
    ran = ralb("resolve", given=f"{answer}\n")
    assert text(kept) == changed(("EF spoke.\n", notes))
    assert "[o] main:\n    EF sang.\n  [t] side:\n    EF danced.\n" in ran.out


def test_attendance_and_the_day_of_the_log_need_no_question(kept: Path) -> None:
    begun = "date: 2026-01-22\n"
    conflict(
        kept,
        (begun, f"{begun}present: [AB, CD]\nlog-updated: 2026-02-01\n"),
        (begun, f"{begun}present: [AB, EF]\nlog-updated: 2026-02-03\n"),
    )
    assert ralb("resolve", "--batch").code == 0
    assert text(kept) == changed((begun, f"{begun}present: [AB, CD, EF]\nlog-updated: 2026-02-03\n"))


@pytest.mark.parametrize(
    ("answer", "lists"),
    [
        ("o", "present: [AB, EF]\nabsent: [CD]\n"),
        ("t", "present: [AB, EF, CD]\n"),
        ("l", "<<<<<<< main\npresent: [AB, EF]\nabsent: [CD]\n=======\npresent: [AB, EF, CD]\n>>>>>>> side\n"),
    ],
)
def test_someone_whom_the_sides_put_on_two_lists_is_asked(answer: str, lists: str, kept: Path) -> None:
    begun = "date: 2026-01-22\n"
    typed(kept, begun, f"{begun}apologies: [CD]\n")
    commit(kept, "who came")
    conflict(
        kept,
        ("apologies: [CD]\n", "present: [AB]\nabsent: [CD]\n"),
        ("apologies: [CD]\n", "present: [CD, EF]\n"),
    )
    ran = ralb("resolve", given=f"{answer}\n")
    assert ran.out == (
        f"{FILE}: both changed CD, attendance (it was apologies, CD)\n"
        "  [o] main: absent, CD\n  [t] side: present, CD\n"
    )
    assert text(kept) == changed((begun, f"{begun}{lists}"))


def test_both_sides_may_have_begun_the_same_meeting(kept: Path) -> None:
    name = "2026-04-16.md"
    path = kept / "minutes" / name
    rows = row(80, "Ask for a quote") + LAST
    git(kept, "checkout", "-qb", "side")
    path.write_text(minutes("2026-04-16", rows.replace("80, status: open", "80, status: ongoing")))
    commit(kept, "theirs")
    git(kept, "checkout", "-q", "main")
    path.write_text(minutes("2026-04-16", rows + row(82, "Write", issued="2026-04")))
    commit(kept, "ours")
    with pytest.raises(Exception, match="merge"):
        git(kept, "merge", "-q", "side")
    assert ralb("resolve", "--batch").code == 0
    both = rows.replace("80, status: open", "80, status: ongoing") + row(82, "Write", issued="2026-04")
    assert path.read_text() == minutes("2026-04-16", both)


def test_a_row_that_one_side_took_out_goes_and_comments_of_ours_stay(kept: Path) -> None:
    conflict(
        kept,
        ("81, status: open", "81, status: ongoing"),
        (row(80, "Ask for a quote"), ""),
        ("EF spoke", "EF sang"),
    )
    assert ralb("resolve").code == 0
    assert text(kept) == changed(
        (row(80, "Ask for a quote"), ""), ("81, status: open", "81, status: ongoing"), ("EF spoke", "EF sang")
    )


def test_a_row_that_one_side_took_out_and_the_other_changed_stays(kept: Path) -> None:
    conflict(kept, (row(80, "Ask for a quote"), ""), (QUOTE, "number: 80, status: ongoing"))
    ran = ralb("resolve")
    assert (ran.code, text(kept)) == (0, changed((QUOTE, "number: 80, status: ongoing")))
    assert "80 was taken out by one side and changed by the other: it stays" in ran.err


def test_a_comment_of_theirs_is_not_lost_unsaid(kept: Path) -> None:
    conflict(kept, ("81, status: open", "81, status: ongoing"), (LAST, LAST.replace("}", "}   # by phone")))
    ran = ralb("resolve")
    assert (ran.code, text(kept)) == (1, changed(("81, status: open", "81, status: ongoing")))
    assert "a comment of side is not in it: # by phone" in ran.err


def test_a_comment_that_ours_took_out_is_not_missed(kept: Path) -> None:
    with_comment = LAST.replace("}", "}   # by phone")
    typed(kept, LAST, with_comment)
    commit(kept, "a comment")
    conflict(kept, (with_comment, LAST.replace("open", "ongoing")), (WHO, "[CD], action: Book"))
    assert ralb("resolve").code == 0
    assert text(kept) == changed(("81, status: open", "81, status: ongoing"), (WHO, "[CD], action: Book"))


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_what_someone_began_to_mend_by_hand_is_not_thrown_away(style: str, kept: Path) -> None:
    git(kept, "config", "merge.conflictStyle", style)
    conflict(kept, (QUOTE, "number: 80, status: ongoing"), (QUOTE, "number: 80, status: withdrawn"))
    before = text(kept)
    typed(kept, "EF spoke.", "EF spoke long.")
    ran = ralb("resolve")
    assert (ran.code, text(kept)) == (2, before.replace("EF spoke.", "EF spoke long."))
    assert ran.err == (
        f"ralb: {FILE} has been put together or edited since the merge; nothing was written to it\n"
        f"if it is as it should be, `git add {FILE}`; else finish it by hand, or begin again and lose what was "
        f"done with `git checkout --merge -- {FILE}`\n"
    )
    git(kept, "checkout", "--merge", "--", FILE)
    assert ralb("resolve", given="o\n").code == 0


def test_lines_that_git_matches_in_two_ways_are_no_edit_by_hand(kept: Path) -> None:
    def written(closed: str = "", due: str = "", more: str = "") -> str:
        first = f"  - number: 80\n    issued: 2026-01\n    responsible: [EF]\n{due}{closed}    action: Ask\n"
        return minutes(
            "2026-01-22",
            first.replace("    issued", f"    status: {'complete' if closed else 'open'}\n    issued") + more,
        )

    new = "\n  - number: 81\n    status: open\n    issued: 2026-01\n    responsible: [EF]\n    action: Write\n"
    (kept / FILE).write_text(written())
    commit(kept, "as the tool writes it")
    conflict(
        kept,
        (written(), written(due="    due: 2026-04-01\n")),
        (written(), written("    closed: 2026-03-26\n", more=new)),
    )
    assert ralb("resolve").code == 0
    both = written("    closed: 2026-03-26\n", "    due: 2026-04-01\n", new)
    assert text(kept) == both


def test_a_dry_run_writes_nothing(kept: Path) -> None:
    conflict(kept, ("81, status: open", "81, status: ongoing"), (WHO, "[CD], action: Book"))
    before = text(kept)
    assert ralb("resolve", "--dry-run").err.startswith(f"would put together {FILE}\n")
    assert text(kept) == before


def test_a_merge_that_git_called_clean_may_be_named(kept: Path) -> None:
    git(kept, "checkout", "-qb", "side")
    typed(kept, WHO, "[CD], action: Book")
    commit(kept, "theirs")
    git(kept, "checkout", "-q", "main")
    typed(kept, "EF spoke.", "EF sang.")
    commit(kept, "ours")
    git(kept, "merge", "-q", "side", "-m", "the merge")
    right = text(kept)
    assert ralb("resolve", FILE).code == 0
    assert text(kept) == right


def test_a_rebase_is_put_together_too(kept: Path) -> None:
    git(kept, "checkout", "-qb", "side")
    typed(kept, WHO, "[CD], action: Book")
    commit(kept, "theirs")
    git(kept, "checkout", "-q", "main")
    typed(kept, "81, status: open", "81, status: ongoing")
    commit(kept, "ours")
    git(kept, "checkout", "-q", "side")
    with pytest.raises(Exception, match="rebase"):
        git(kept, "rebase", "-q", "main")
    ran = ralb("resolve")
    assert (ran.code, "then `git add minutes` and `git rebase --continue`\n" in ran.err) == (0, True)
    assert text(kept) == changed(("81, status: open", "81, status: ongoing"), (WHO, "[CD], action: Book"))


def test_a_stash_in_conflict_is_put_together_too(kept: Path) -> None:
    typed(kept, WHO, "[CD], action: Book")
    git(kept, "stash", "-q")
    typed(kept, "81, status: open", "81, status: ongoing")
    commit(kept, "ours")
    with pytest.raises(Exception, match="stash"):
        git(kept, "stash", "pop")
    ran = ralb("resolve")
    assert text(kept) == changed(("81, status: open", "81, status: ongoing"), (WHO, "[CD], action: Book"))
    assert "  from the other version: 81 responsible EF -> CD\n" in ran.err


def test_a_revert_in_conflict_is_put_together_too(kept: Path) -> None:
    typed(kept, WHO, "[CD], action: Book")
    commit(kept, "to be taken back")
    typed(kept, "81, status: open", "81, status: ongoing")
    commit(kept, "ours")
    with pytest.raises(Exception, match="revert"):
        git(kept, "revert", "HEAD~1")
    assert ralb("resolve").code == 0
    assert text(kept) == changed(("81, status: open", "81, status: ongoing"))


def test_without_a_conflict_it_says_so(kept: Path) -> None:
    for words, said in (((), "no minutes are in conflict"), ((FILE,), f"{FILE} is in no merge")):
        ran = ralb("resolve", *words)
        assert (ran.code, ran.out, ran.err.splitlines()[0]) == (
            2,
            "",
            f"ralb: {said}; `git status` tells what git waits for",
        )
    assert text(kept) == JANUARY


def test_a_file_that_one_side_deleted_is_left_to_people(kept: Path) -> None:
    git(kept, "checkout", "-qb", "side")
    (kept / FILE).unlink()
    commit(kept, "theirs")
    git(kept, "checkout", "-q", "main")
    typed(kept, "81, status: open", "81, status: ongoing")
    commit(kept, "ours")
    with pytest.raises(Exception, match="merge"):
        git(kept, "merge", "-q", "side")
    ran = ralb("resolve")
    assert ran.code == 2
    assert "as side has it, it is gone; `git add` or `git rm` says which is right" in ran.err


def test_a_meeting_that_both_sides_moved_is_said(kept: Path) -> None:
    def moved(date: str, branch: str) -> None:
        git(kept, "mv", FILE, f"minutes/{date}.md")
        typed(kept, "date: 2026-01-22", f"date: {date}", f"{date}.md")
        commit(kept, branch)

    git(kept, "checkout", "-qb", "side")
    moved("2026-01-29", "theirs")
    git(kept, "checkout", "-q", "main")
    moved("2026-01-15", "ours")
    with pytest.raises(Exception, match="merge"):
        git(kept, "merge", "-q", "side")
    ran = ralb("resolve")
    assert ran.code == 2
    said = "minutes/2026-01-15.md and minutes/2026-01-29.md are one meeting, to which both sides gave another date"
    assert said in ran.err
    assert "2026-01-29.md:2:1: error[merge-conflict-marker]" in ralb("check-merge").out


def test_line_ends_stay_as_git_gave_them(kept: Path) -> None:
    git(kept, "config", "core.autocrlf", "true")
    conflict(kept, ("81, status: open", "81, status: ongoing"), (WHO, "[CD], action: Book"))
    assert ralb("resolve").code == 0
    both = changed(("81, status: open", "81, status: ongoing"), (WHO, "[CD], action: Book"))
    assert (kept / FILE).read_bytes() == both.replace("\n", "\r\n").encode()


def test_a_side_that_cannot_be_read_is_said(kept: Path) -> None:
    conflict(kept, ("81, status: open", "81, status: ongoing"), ("81, status: open", '81, status: "open'))
    said = f"ralb: {FILE} cannot be put together: as side has it, it cannot be read; mend it there first\n"
    assert ralb("resolve").both == said
