"""What changed between two versions, in the board's words; what a branch or a merge did to history."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from branches import JANUARY, NAME, TITLE, commit, minutes, row, typed
from conftest import Make
from running import git, ralb


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("number: 80, status: open", "number: 80, status: ongoing", "80 open -> ongoing"),
        ("status: open, issued: 2026-01, responsible: [EF], action: Ask",
         "status: complete, closed: 2026-03-26, issued: 2026-01, responsible: [EF], action: Ask",
         "80 open -> complete (26 March 2026)"),
        ("[EF], action: Book", "[CD, EF], action: Book", "81 responsible EF -> CD, EF"),
        ("action: Book the hall", "due: 2026-05, action: Book a hall",
         "81 due none -> May 2026; reworded: Book a hall (was: Book the hall)"),
        ("action: Book", "note: by phone, action: Book", "81 note: by phone"),
        (row(81, "Book the hall"), "", "81 gone, EF: Book the hall"),
        (row(81, "Book the hall"), row(81, "Book the hall") + row(82, "Write"), "82 new, EF: Write"),
        ("actions:", "decisions: [{number: 1, decision: Agreed}]\nactions:", "decision 1 new: Agreed"),
        ("actions:", "present: [AB, {who: CD, for: EF}]\nactions:", "present AB, CD for EF added"),
        ("actions:", "agreed: 2026-04-16\nactions:", "agreed 16 April 2026"),
        ("EF spoke.", "EF spoke long.", "notes reworded: 1. Data"),
        ("## 1. Data", "## 1. Figures", "notes renamed: 1. Data -> 1. Figures"),
        ("EF spoke.\n", "EF spoke.\n\n## 2. AOB\n\nNone.\n", "notes added: 2. AOB"),
        ("## 1. Data\n\nEF spoke.\n", "", "notes taken out: 1. Data"),
        ("EF spoke.\n", "EF spoke.\n\n::: restricted A risk.\nSecret.\n:::\n", "notes reworded: 1. Data\n"
         "  notes restricted words changed (not shown): 1. Data"),
        ("action: Book the hall", "restricted: true, action: Secret",
         "81 restricted and action changed (restricted, not shown)"),
        (row(81, "Book the hall"), row(81, "Book the hall") + row(82, "Secret", "restricted: true, "),
         "82 new, restricted (not shown)"),
        ("date: 2026-01-22", "date: 2026-01-22 # as planned",
         "it says the same only comments, or how it is typed, changed"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_the_words_of_the_board(old: str, new: str, said: str, kept: Path) -> None:
    typed(kept, old, new)
    ran = ralb("diff")
    assert (ran.code, ran.out) == (0, f"{TITLE}\n  {said}\n")
    assert "Secret" not in ralb("diff", "--format", "json").out + ralb("diff", "--format", "md").out


HIDDEN = """\
---
date: 2026-01-22
decisions:
  - {number: 1, restricted: true, decision: CANARY one}
escalations:
  - {number: 1, to: CANARY, response: CANARY, restricted: true, escalation: CANARY two}
actions:
  - {number: 80, status: open, issued: 2026-01, responsible: [EF], action: Ask for a quote}
  - {number: 81, status: open, issued: 2026-01, responsible: [EF], note: CANARY, restricted: true, action: CANARY}
---
## 1. Data

EF spoke.

::: restricted A risk was raised.
CANARY four.

## CANARY five

Action 81: CANARY six.
:::

## 2. Other
"""
CLOSED_MEETING = """\
---
date: 2026-01-22
venue: CANARY
present: [EF, {who: CANARY, for: EF}]
restricted: true
decisions:
  - {number: 1, decision: CANARY one}
actions:
  - {number: 80, status: open, issued: 2026-01, responsible: [EF], action: CANARY two}
---
## 1. CANARY three

CANARY four.
"""


@pytest.mark.parametrize("form", ["text", "md", "json"])
@pytest.mark.parametrize(
    "texts",
    [
        (JANUARY, HIDDEN),
        (HIDDEN, HIDDEN.replace("CANARY", "Another CANARY")),
        (HIDDEN, HIDDEN.replace("::: restricted A risk was raised.\n", "").replace(":::\n", "")),
        (JANUARY, HIDDEN.replace("::: restricted", "::: restrictd")),
        (HIDDEN, HIDDEN.replace("restricted: true", "note: no more")),
        (JANUARY, CLOSED_MEETING),
        (CLOSED_MEETING, CLOSED_MEETING.replace("CANARY", "CANARI")),
        (HIDDEN, CLOSED_MEETING),
    ],
)
def test_no_restricted_word_is_shown(texts: tuple[str, str], form: str, kept: Path) -> None:
    for number, text in enumerate((*texts, texts[0])):
        (kept / "minutes" / NAME).write_text(text)
        git(kept, "add", "-A")
        git(kept, "commit", "-qm", f"version {number}", "--allow-empty")
    for two in ("HEAD~2..HEAD~1", "HEAD~1..HEAD"):
        said = ralb("diff", two, "--format", form).both
        assert "CANARY" not in said.upper()
        assert len(said.splitlines()) > 1


def test_a_new_file_or_one_that_is_gone_shows_no_restricted_word(kept: Path) -> None:
    def nothing_is_shown_of(name: str) -> None:
        for form in ("text", "md", "json"):
            said = ralb("diff", "--format", form).out
            assert (f"minutes/{name}" in said, "CANARY" in said) == (True, False)

    for text in (HIDDEN, CLOSED_MEETING):
        april = kept / "minutes" / "2026-04-16.md"
        april.write_text(text.replace("date: 2026-01-22", "date: 2026-04-16"))
        nothing_is_shown_of("2026-04-16.md")
        commit(kept, "April")
        april.rename(april.with_name("2026-04-23.md"))
        nothing_is_shown_of("2026-04-23.md")
        april.with_name("2026-04-23.md").unlink()
        nothing_is_shown_of("2026-04-16.md")


def test_markdown_is_safe_to_paste(kept: Path) -> None:
    typed(kept, "Book the hall", "'Ask @ann for #84, <b>not</b> `me`'")
    assert ralb("diff", "--format", "md").out.splitlines()[2] == (
        "- **81** reworded: Ask &#64;ann for &#35;84, &#60;b&#62;not&#60;/b&#62; &#96;me&#96; (was: Book the hall)"
    )


def test_a_new_file_is_compared_with_what_the_log_before_hands_on(kept: Path) -> None:
    rows = row(80, "Ask for two quotes", issued="2026-01") + row(82, "Write", issued="2026-04")
    (kept / "minutes" / "2026-04-16.md").write_text(minutes("2026-04-16", rows))
    assert ralb("diff").out == (
        "16 April 2026 (minutes/2026-04-16.md): new, carries 80\n"
        "  80 reworded: Ask for two quotes (was: Ask for a quote)\n"
        "  82 new, EF: Write\n"
        "  81 gone, EF: Book the hall\n"
    )


def test_a_file_that_is_gone_or_has_another_date_is_said(kept: Path) -> None:
    (kept / "minutes" / NAME).rename(kept / "minutes" / "2026-01-29.md")
    typed(kept, "date: 2026-01-22", "date: 2026-01-29", "2026-01-29.md")
    moved = "29 January 2026 (minutes/2026-01-29.md): moved from 22 January 2026\n"
    assert ralb("diff").out == moved + "  date 22 January 2026 -> 29 January 2026\n"
    (kept / "minutes" / "2026-01-29.md").unlink()
    assert ralb("diff").out == f"{TITLE}: deleted\n  its log had 80 and 81\n"


def test_what_cannot_be_read_is_said_and_the_rest_compared(kept: Path) -> None:
    (kept / "minutes" / "2025-10-16.md").write_text("---\nactions: [\n---\n")
    typed(kept, "Book the hall", "Book a hall")
    ran = ralb("diff")
    assert ran.code == 1
    assert "16 October 2025 (minutes/2025-10-16.md): new\n  the file cannot be read as it is now;" in ran.out
    assert "81 reworded: Book a hall" in ran.out


def test_the_membership_is_compared_too(kept: Path) -> None:
    typed(kept, "name: C Dale,", "name: C Dale, to: 2026-03,", "board.yaml")
    typed(kept, "people:\n", "people:\n  - {initials: XY, name: X Young}\n", "board.yaml")
    assert ralb("diff").out == (
        "minutes/board.yaml\n  person XY new: X Young\n  person CD to none -> March 2026\n"
    )


def test_dots_compare_as_in_git(kept: Path) -> None:
    git(kept, "checkout", "-qb", "side")
    typed(kept, "Book the hall", "Book a hall")
    commit(kept, "reworded")
    git(kept, "checkout", "-q", "main")
    typed(kept, "EF spoke.", "EF spoke long.")
    commit(kept, "notes")
    both = "  81 reworded: Book a hall (was: Book the hall)\n  notes reworded: 1. Data\n"
    assert ralb("diff", "main..side").out == f"{TITLE}\n{both}"
    assert ralb("diff", "main...side").out == f"{TITLE}\n{both.splitlines()[0]}\n"
    assert ralb("diff", "side").out.splitlines()[1] == "  81 reworded: Book the hall (was: Book a hall)"
    [file] = json.loads(ralb("diff", "main...side", "--format", "json").out)
    assert [(one["name"], one["key"], one["now"]) for one in file["differences"]] == [
        ("81", "action", "Book a hall")
    ]


@pytest.mark.parametrize("words", [(), ("--object-format=sha256",)])
def test_line_ends_that_git_gives_on_windows_are_no_change(words: tuple[str, ...], board: Make) -> None:
    root = board({NAME: JANUARY})
    git(root, "init", "-q", "-b", "main", *words)
    commit(root, "January")
    git(root, "config", "core.autocrlf", "true")
    (root / "minutes" / NAME).unlink()
    git(root, "checkout", "--", ".")
    assert b"\r\n" in (root / "minutes" / NAME).read_bytes()
    assert ralb("diff").both == "nothing changed in the minutes: HEAD and the working tree\n"
    typed(root, "Book the hall", "Book a hall")
    assert ralb("diff").out == f"{TITLE}\n  81 reworded: Book a hall (was: Book the hall)\n"


def test_outside_a_repository_it_is_said(board: Make) -> None:
    root = board({NAME: JANUARY})
    for words in ("diff", "validate --against main", "check-merge", "action show 80 --who", "install hooks",
                  "install ci github"):  # fmt: skip
        ran = ralb(*words.split())
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            f"ralb: {root} is in no git repository, so nothing is known of earlier versions\n"
            "begin one with `git init`, then `git add minutes` and `git commit`\n"
        )


@pytest.mark.usefixtures("kept")
def test_what_git_says_of_a_repository_that_it_does_not_trust_is_passed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    ran = ralb("diff")
    assert (ran.code, "git init" in ran.err) == (2, False)
    assert "dubious ownership" in ran.err
    assert "git config --global --add safe.directory" in ran.err


def test_a_hook_of_a_worktree_sees_the_whole_repository(board: Make) -> None:
    inner = board({NAME: JANUARY})
    root = inner.parent
    commit(root, "January")
    git(root, "worktree", "add", "-q", "beside")
    hook = root / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\ncd board && {sys.executable} -m ralb diff HEAD > ../said\n")
    hook.chmod(0o755)
    beside = root / "beside"
    typed(beside / "board", "Book the hall", "Book a hall")
    git(beside, "commit", "-qam", "reworded")
    assert (beside / "said").read_text() == f"{TITLE}\n  81 reworded: Book a hall (was: Book the hall)\n"


@pytest.mark.parametrize("name", ["mian", "--help", "-c core.pager=x", "main\nHEAD", ":/", "HEAD:minutes"])
@pytest.mark.usefixtures("kept")
def test_a_version_that_git_does_not_know_is_said(name: str) -> None:
    ran = ralb("diff", "--", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"ralb: git knows no branch, tag or commit `{' '.join(name.split())}`\n"
        "`git branch -a` lists the branches, `git log --oneline` the commits\n"
    )


def test_a_shallow_clone_says_that_it_is(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(kept, "Book the hall", "Book a hall")
    commit(kept, "reworded")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{kept}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    ran = ralb("diff", "HEAD~1")
    assert (ran.code, ran.both) == (
        2,
        "ralb: git knows no branch, tag or commit `HEAD~1`\n"
        "this clone does not hold all of the history: `git fetch --unshallow` brings it\n",
    )


def test_branches_without_a_common_beginning_are_said(kept: Path) -> None:
    git(kept, "checkout", "-q", "--orphan", "other")
    commit(kept, "another beginning")
    assert "main and other have no common history" in ralb("diff", "main...other").err
    assert "other and main have no common history" in ralb("check-merge", "main", "--into", "other").err
    assert "main and HEAD have no common history" in ralb("validate", "--against", "main").err


def test_a_branch_is_checked_against_where_it_began_and_where_main_is(kept: Path) -> None:
    git(kept, "checkout", "-qb", "side")
    git(kept, "checkout", "-q", "main")
    april = minutes("2026-04-16", row(80, "Ask for a quote") + row(81, "Book the hall"))
    (kept / "minutes" / "2026-04-16.md").write_text(april)
    commit(kept, "April")
    git(kept, "checkout", "-q", "side")
    assert ralb("validate", "--against", "main").out == ""
    typed(kept, "Book the hall", "Book a hall")
    said = ralb("validate", "--against", "main").out
    assert said == (
        "minutes/2026-01-22.md:5:76: error[old-log-edited] 81: `action` changed, "
        "but the log of 16 April 2026 carries on from this one\n"
        "  help: put it back as it is on main; what is new belongs into the newest log\n"
    )
    commit(kept, "late")
    assert ralb("validate", "--against", "main").out == said
    typed(kept, "Book a hall", "Book the hall")
    assert ralb("validate", "--against", "main").out == ""


def test_what_main_changed_itself_is_not_the_branchs_doing(kept: Path) -> None:
    git(kept, "checkout", "-qb", "side")
    git(kept, "checkout", "-q", "main")
    typed(kept, "date: 2026-01-22\n", "date: 2026-01-22\nagreed: 2026-04-16\n")
    typed(kept, "EF spoke.", "EF spoke long.")
    commit(kept, "corrected and agreed")
    git(kept, "checkout", "-q", "side")
    assert ralb("validate", "--against", "main").out == ""
    typed(kept, "EF spoke.", "EF sang.")
    assert ralb("validate", "--against", "main").out == (
        "minutes/2026-01-22.md:1:1: warning[agreed-minutes-edited] agreed on 16 April 2026, "
        "but changed since: the notes under `1. Data`\n"
        "  help: what the board agreed is a record; correct it in the minutes of the meeting that notices it\n"
    )


def merged(kept: Path, ours: Callable[[], None], theirs: Callable[[], None], result: Callable[[], None]) -> str:
    """What check-merge finds in a merge of two sides whose result somebody typed."""
    git(kept, "checkout", "-qb", "side")
    theirs()
    commit(kept, "theirs")
    git(kept, "checkout", "-q", "main")
    ours()
    commit(kept, "ours")
    git(kept, "merge", "-q", "--no-ff", "--no-commit", "-s", "ours", "side")
    result()
    commit(kept, "the merge")
    ran = ralb("check-merge")
    assert ran.code == int(bool(ran.out))
    return "\n".join(line.partition("] ")[2] for line in ran.out.splitlines() if "[merge-changed" in line)


def change(kept: Path, *pairs: tuple[str, str]) -> Callable[[], None]:
    return lambda: [typed(kept, *pair) for pair in pairs] and None


QUOTE = ("number: 80, status: open", "number: 80, status: ongoing")
HALL = ("[EF], action: Book", "[CD], action: Book")


def test_a_right_merge_is_no_finding(kept: Path) -> None:
    assert merged(kept, change(kept, QUOTE), change(kept, HALL), change(kept, HALL)) == ""


def test_what_one_side_meant_and_the_merge_lost_is_named(kept: Path) -> None:
    said = merged(kept, change(kept, QUOTE), change(kept, HALL), change(kept))
    assert said == "81: responsible is EF here, but side made it CD"


def test_github_gets_the_merge_by_paths_from_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    south = tmp_path / "south" / "minutes"
    south.mkdir(parents=True)
    (south / "board.yaml").write_text("name: South\npeople: []\n")
    (south / NAME).write_text(JANUARY)
    commit(tmp_path, "both began here")
    git(tmp_path, "checkout", "-qb", "side")
    typed(tmp_path / "south", *QUOTE)
    commit(tmp_path, "done")
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "merged", "side")
    typed(tmp_path / "south", *reversed(QUOTE))
    git(tmp_path, "commit", "-qa", "--amend", "--no-edit")
    monkeypatch.chdir(tmp_path / "south")
    said = ralb("check-merge", "--format", "github").out.splitlines()
    assert [line.partition(",")[0] for line in said] == [f"::error file=south/minutes/{NAME}"]


def test_what_neither_side_meant_is_named(kept: Path) -> None:
    extra = ("Book the hall", "Book nothing")
    said = merged(kept, change(kept, QUOTE), change(kept, HALL), change(kept, HALL, extra))
    assert said == "81: action is Book nothing here, but was Book the hall on both sides"


@pytest.mark.parametrize(("chosen", "wrong"), [("ongoing", False), ("withdrawn", False), ("complete", True)])
def test_where_both_sides_differ_either_is_right(chosen: str, wrong: bool, kept: Path) -> None:
    withdrawn = ("number: 80, status: open", "number: 80, status: withdrawn")
    last = ("number: 80, status: ongoing", f"number: 80, status: {chosen}")
    said = merged(kept, change(kept, QUOTE), change(kept, withdrawn), change(kept, last))
    ours = git(kept, "log", "-1", "--format=%h (%s)", "HEAD^").strip()
    assert said == (f"80: status is complete here, but {ours} made it ongoing" if wrong else "")


def test_a_new_action_may_get_another_number_but_not_be_lost(kept: Path) -> None:
    last = row(81, "Book the hall")
    ours, theirs = (change(kept, (last, last + row(82, text))) for text in ("Write", "Call"))
    both = change(kept, (row(82, "Write"), row(82, "Write") + row(83, "Call")))
    assert merged(kept, ours, theirs, both) == ""


def test_a_new_action_whose_number_a_later_log_gives_away_is_named(kept: Path) -> None:
    last = row(81, "Book the hall")

    def ours() -> None:
        rows = row(80, "Ask for a quote") + last + row(82, "Write to all")
        typed(kept, last, last + row(82, "Write to all"))
        (kept / "minutes" / "2026-04-16.md").write_text(minutes("2026-04-16", rows))

    theirs = change(kept, (last, last + row(82, "Write to both")))
    both = change(kept, (row(82, "Write to all"), row(82, "Write to both") + row(83, "Write to all")))
    said = merged(kept, ours, theirs, both)
    assert said == "82, new on side, is a number that a later log gives to something else: `Write to both`"


def test_a_new_action_that_is_lost_is_named(kept: Path) -> None:
    last = row(81, "Book the hall")
    ours, theirs = (change(kept, (last, last + row(82, text))) for text in ("Write", "Call"))
    assert merged(kept, ours, theirs, change(kept)) == "82, new on side, is lost: `Call`"


def test_what_one_side_closed_before_both_began_the_next_meeting_is_not_lost(kept: Path) -> None:
    def april(*rows: str) -> Callable[[], None]:
        return lambda: (
            (kept / "minutes" / "2026-04-16.md").write_text(minutes("2026-04-16", "".join(rows))) and None
        )

    def ours() -> None:
        typed(kept, "number: 80, status: open", "number: 80, status: complete")
        april(row(81, "Book the hall"))()

    assert merged(kept, ours, april(row(80, "Ask for a quote"), row(81, "Book the hall")), change(kept)) == ""


def test_a_merge_that_lost_restricted_words_does_not_show_them(kept: Path) -> None:
    secret = row(82, "CANARY", "restricted: true, ")
    last = row(81, "Book the hall")
    typed(kept, last, last.replace("action: ", "restricted: true, action: "))
    commit(kept, "restricted")
    last = last.replace("action: ", "restricted: true, action: ")
    theirs = change(
        kept,
        (last, last.replace("Book", "CANARY") + secret),
        (row(80, "Ask for a quote"), row(80, "CANARY", "restricted: true, ")),
    )
    said = merged(kept, change(kept, ("EF spoke.", "EF sang.")), theirs, change(kept))
    assert said.splitlines() == [
        "82, new on side, is lost: it is restricted",
        "80: restricted is none here, but side made it yes",
        "81: action is (restricted, not shown) here, but side made it (restricted, not shown)",
    ]


def test_a_row_that_both_sides_keep_does_not_go(kept: Path) -> None:
    gone = (row(81, "Book the hall"), "")
    assert merged(kept, change(kept, QUOTE), change(kept, ("EF spoke.", "EF sang.")), change(kept, gone)) == (
        "81 is gone, and neither side took it out"
    )
