"""The next number: one above the highest ever issued, in any log here and on the upstream branch."""

from pathlib import Path

import pytest
from conftest import Make
from running import git, ralb


def log(date: str, *numbers: int, status: str = "open") -> str:
    rows = "".join(
        f"  - number: {number}\n    status: {status}\n    issued: {date[:7]}\n"
        f"    responsible: [AB]\n    action: Ask for quote {number}\n\n"
        for number in numbers
    )
    return f"---\ndate: {date}\nactions:\n{rows}---\nNotes.\n"


def added() -> int:
    """The number that a new action gets."""
    ran = ralb("action", "add", "AB to ask", "--responsible", "AB", "--dry-run")
    assert ran.code == 0, ran.err
    return int(ran.out.split("+  - number: ")[1].split("\n")[0])


def test_it_is_above_all_of_the_older_logs(board: Make) -> None:
    board({"2025-10-01.md": log("2025-10-01", 7, 90, status="complete"), "2026-01-22.md": log("2026-01-22", 80)})
    assert added() == 91


def test_the_first_is_one(board: Make) -> None:
    board({"2026-01-22.md": "---\ndate: 2026-01-22\n---\n"})
    assert added() == 1


def test_a_log_that_cannot_be_read_counts_with_every_number_in_it(board: Make) -> None:
    broken = log("2025-10-01", 7, 95).replace("status: open", "status: done")
    board({"2025-10-01.md": broken, "2026-01-22.md": log("2026-01-22", 80)})
    assert added() == 96


@pytest.fixture
def clone(board: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone, in which the test stands, of a board in which a colleague has issued 86 since."""
    origin = board({"2026-01-22.md": log("2026-01-22", 85)})
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "January")
    git(tmp_path, "clone", "-q", str(origin), "clone")
    (origin / "minutes" / "2026-01-22.md").write_text(log("2026-01-22", 85, 86))
    git(origin, "commit", "-qam", "86")
    monkeypatch.chdir(tmp_path / "clone")
    return tmp_path / "clone"


def test_what_the_upstream_branch_has_issued_is_taken(clone: Path) -> None:
    git(clone, "fetch", "-q")
    ran = ralb("action", "add", "AB to ask", "--responsible", "AB")
    assert [line for line in ran.out.splitlines() if line.startswith("+  - ")] == ["+  - number: 87"]
    assert ran.err == (
        "the upstream branch has issued 86 already: `git pull` brings it here\nchanged minutes/2026-01-22.md\n"
    )


def test_nothing_is_fetched(clone: Path) -> None:
    assert added() == 86
    assert (clone / "minutes" / "2026-01-22.md").read_text() == log("2026-01-22", 85)


def test_a_branch_without_upstream_asks_nobody(clone: Path) -> None:
    git(clone, "fetch", "-q")
    git(clone, "checkout", "-q", "-b", "mine", "--no-track")
    assert added() == 86


def test_without_git_the_logs_here_count(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(clone, "fetch", "-q")
    monkeypatch.setenv("PATH", str(clone))
    assert added() == 86


def test_the_lock_lies_in_the_folder_of_git(clone: Path) -> None:
    assert ralb("action", "close", "85", "--on", "2026-02-01").code == 0
    assert (clone / ".git" / "ralb.lock").exists()
    assert sorted(path.name for path in (clone / "minutes").iterdir()) == ["2026-01-22.md", "board.yaml"]
