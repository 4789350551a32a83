"""Who changed an action, and when: `ralb action show 80 --who`."""

import json
from pathlib import Path

import pytest
from branches import JANUARY, NAME, commit, minutes, row, typed
from conftest import Make
from running import git, ralb

OPEN, ONGOING = "number: 80, status: open", "number: 80, status: ongoing"
APRIL = "2026-04-16.md"
Monkey = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def _a_day_for_each_commit(monkeypatch: Monkey) -> None:
    on(monkeypatch, 1, "Ann Officer")


def on(monkeypatch: Monkey, day: int, who: str) -> None:
    """The next commits are made on a day of March by this person."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_DATE", f"2026-03-{day:02}T10:00:00+00:00")
        monkeypatch.setenv(f"GIT_{name}_NAME", who)


def who(number: int = 80) -> list[str]:
    ran = ralb("action", "show", str(number), "--who", "--format", "plain")
    assert ran.code == 0, ran.err
    return [line.replace("\t", " | ") for line in ran.out.splitlines()]


ISSUED = "2026-03-01 | - | 2026-01-22 | issued to EF, open"


@pytest.fixture
def kept(kept: Path, monkeypatch: Monkey) -> Path:
    on(monkeypatch, 2, "Ann Officer")
    return kept


def test_each_change_has_its_day_and_person(kept: Path, monkeypatch: Monkey) -> None:
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    on(monkeypatch, 3, "Ben Deputy")
    typed(kept, "[EF], action: Ask", "[CD, EF], note: by phone, action: Ask")
    typed(kept, "Book the hall", "Book a hall")
    commit(kept, "81")
    typed(kept, "status: ongoing", "status: complete, closed: 2026-03-26")
    assert who() == [
        "2026-03-01 | Ann Officer | 2026-01-22 | issued to EF, open",
        "2026-03-02 | Ann Officer | 2026-01-22 | open -> ongoing",
        "2026-03-03 | Ben Deputy | 2026-01-22 | responsible EF -> CD, EF; note: by phone",
        "not committed yet | - | 2026-01-22 | ongoing -> complete (26 March 2026)",
    ]
    assert who(81)[-1] == "2026-03-03 | Ben Deputy | 2026-01-22 | reworded: Book a hall (was: Book the hall)"


def test_a_commit_that_leaves_the_action_alone_is_not_told_of(kept: Path) -> None:
    typed(kept, "EF spoke.", "EF spoke long about number: 80.")
    typed(kept, "Ask for a quote", "'Ask for a quote'")
    commit(kept, "notes")
    assert who() == ["2026-03-01 | Ann Officer | 2026-01-22 | issued to EF, open"]


def test_the_words_stand_whole_and_the_last_log_above_them(kept: Path) -> None:
    note = "; ".join(["they did not answer the telephone"] * 5)
    typed(kept, "action: Ask", f"note: {note}, restricted: true, action: Ask")
    ran = ralb("action", "show", "80", "--who", "--format", "md")
    assert ran.out.splitlines()[-1] == (
        f"| not committed yet | - | 22 January 2026 | note: {note}; restricted none -> yes |"
    )
    assert ralb("action", "show", "80", "--who").out.startswith(
        "Action 80: Ask for a quote\nEF; issued January 2026; open, new\n\nChanged on"
    )


def test_a_log_that_carries_it_is_said_with_what_it_changed(kept: Path) -> None:
    (kept / "minutes" / APRIL).write_text(minutes("2026-04-16", row(80, "Ask for a quote") + row(81, "Call")))
    commit(kept, "April")
    assert who()[1:] == ["2026-03-02 | Ann Officer | 2026-04-16 | carried"]
    assert who(81)[1:] == ["2026-03-02 | Ann Officer | 2026-04-16 | carried; reworded: Call (was: Book the hall)"]


def test_a_meeting_with_another_date_takes_its_log_along(kept: Path) -> None:
    git(kept, "mv", f"minutes/{NAME}", "minutes/2026-01-29.md")
    typed(kept, "date: 2026-01-22", "date: 2026-01-29", "2026-01-29.md")
    commit(kept, "moved")
    typed(kept, OPEN, ONGOING, "2026-01-29.md")
    assert who()[1:] == [
        "2026-03-02 | Ann Officer | 2026-01-29 | meeting moved from 22 January 2026",
        "not committed yet | - | 2026-01-29 | open -> ongoing",
    ]


def test_what_came_by_a_merge_has_the_name_of_whoever_did_it(kept: Path, monkeypatch: Monkey) -> None:
    git(kept, "checkout", "-qb", "side")
    on(monkeypatch, 3, "Ben Deputy")
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    git(kept, "checkout", "-q", "main")
    on(monkeypatch, 4, "Ann Officer")
    typed(kept, "EF spoke.", "EF spoke long.")
    commit(kept, "notes")
    on(monkeypatch, 5, "Ann Officer")
    git(kept, "merge", "-q", "--no-commit", "side")
    git(kept, "commit", "-qm", "merge")
    assert who()[1:] == ["2026-03-03 | Ben Deputy | 2026-01-22 | open -> ongoing"]


def test_what_neither_side_had_is_the_mergers(kept: Path, monkeypatch: Monkey) -> None:
    git(kept, "checkout", "-qb", "side")
    typed(kept, OPEN, ONGOING)
    commit(kept, "80")
    git(kept, "checkout", "-q", "main")
    on(monkeypatch, 3, "Ben Deputy")
    typed(kept, OPEN, "number: 80, status: withdrawn")
    commit(kept, "80")
    on(monkeypatch, 4, "Cai Chair")
    git(kept, "merge", "-q", "-s", "ours", "--no-commit", "side")
    typed(kept, "status: withdrawn", "status: complete")
    commit(kept, "merge")
    assert who()[1:] == [
        "2026-03-02 | Ann Officer | 2026-01-22 | open -> ongoing",
        "2026-03-03 | Ben Deputy | 2026-01-22 | open -> withdrawn",
        "2026-03-04 | Cai Chair | 2026-01-22 | withdrawn -> complete",
    ]


def test_a_version_that_cannot_be_read_is_said_and_the_rest_shown(kept: Path, monkeypatch: Monkey) -> None:
    typed(kept, "actions:", "actions: [")
    commit(kept, "broken")
    typed(kept, "EF spoke", "EF sang")
    commit(kept, "still broken")
    on(monkeypatch, 3, "Ben Deputy")
    typed(kept, "actions: [", "actions:")
    typed(kept, OPEN, ONGOING)
    commit(kept, "mended")
    assert who()[1:] == [
        "2026-03-02 | Ann Officer | 2026-01-22 | this log could not be read",
        "2026-03-03 | Ben Deputy | 2026-01-22 | open -> ongoing",
    ]


def test_a_number_that_was_first_typed_wrong_is_told_from_where_it_can_be_read(kept: Path) -> None:
    typed(kept, "number: 81, status: open", "number: 82, status: done")
    commit(kept, "82")
    typed(kept, "status: done", "status: open")
    commit(kept, "mended")
    assert who(82) == [
        "2026-03-02 | Ann Officer | 2026-01-22 | this log could not be read",
        "2026-03-02 | Ann Officer | 2026-01-22 | issued to EF, open",
    ]


def test_who_took_an_action_out_is_told_though_no_log_has_it(kept: Path) -> None:
    typed(kept, row(81, "Book the hall"), "")
    commit(kept, "gone")
    ran = ralb("action", "show", "81", "--who")
    assert ran.err == "no log has this action now\n"
    assert ran.out.splitlines()[-1].endswith("2 March 2026  Ann Officer  22 January 2026  taken out of this log")
    assert "no log has an action 99" in ralb("action", "show", "99", "--who").err


def test_a_shallow_clone_says_that_it_does_not_know_who_began(
    kept: Path, tmp_path: Path, monkeypatch: Monkey
) -> None:
    for old, new in ((OPEN, ONGOING), (ONGOING, "number: 80, status: withdrawn")):
        typed(kept, old, new)
        commit(kept, new)
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{kept}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert who() == ["2026-03-02 | Ann Officer | 2026-01-22 | ongoing -> withdrawn"]
    said = "this clone lacks the older history, and who changed what in it: `git fetch --unshallow` brings it\n"
    assert ralb("action", "show", "80", "--who").err == said


def test_a_shallow_clone_that_has_all_of_the_minutes_says_nothing(
    kept: Path, tmp_path: Path, monkeypatch: Monkey
) -> None:
    git(kept, "checkout", "-q", "--orphan", "later")
    git(kept, "rm", "-rq", "--cached", "minutes")
    for words in ("long before the board", "before the board"):
        git(kept, "commit", "-q", "--allow-empty", "-m", words)
    commit(kept, "the board")
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{kept}", "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    assert ralb("action", "show", "80", "--who").err == ""


def test_before_the_first_commit_nothing_is_committed_yet(board: Make) -> None:
    root = board({NAME: JANUARY})
    git(root, "init", "-q")
    assert who() == ["not committed yet | - | 2026-01-22 | issued to EF, open"]


def test_no_name_acts_on_the_terminal(kept: Path, monkeypatch: Monkey) -> None:
    on(monkeypatch, 2, "Eve\t\x1b[31m [tbc]")
    typed(kept, OPEN, ONGOING)
    commit(kept, "--format=%x00\n\ttabs")
    assert who()[-1] == "2026-03-02 | Eve \\u001b[31m [tbc] | 2026-01-22 | open -> ongoing"


def test_scripts_get_the_commit(kept: Path) -> None:
    [first] = json.loads(ralb("action", "show", "80", "--who", "--format", "json").out)
    assert first == {
        "on": "2026-03-01",
        "by": "Ann Officer",
        "commit": git(kept, "rev-parse", "HEAD").strip(),
        "meeting": "2026-01-22",
        "path": "minutes/2026-01-22.md",
        "change": "new",
        "said": "issued to EF, open",
    }
