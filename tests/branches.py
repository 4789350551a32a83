"""Boards with branches: minutes typed in a test, committed, changed on both sides."""

from pathlib import Path

from running import git


def row(number: int, text: str, more: str = "", issued: str = "2026-01") -> str:
    keys = f"status: open, issued: {issued}, responsible: [EF]"
    return f"  - {{number: {number}, {keys}, {more}action: {text}}}\n"


def minutes(date: str, rows: str = "", notes: str = "", keys: str = "") -> str:
    return f"---\ndate: {date}\n{keys}{'actions:' if rows else ''}\n{rows}---\n{notes}"


JANUARY = minutes("2026-01-22", row(80, "Ask for a quote") + row(81, "Book the hall"), "## 1. Data\n\nEF spoke.\n")
NAME = "2026-01-22.md"
TITLE = "22 January 2026 (minutes/2026-01-22.md)"


def commit(root: Path, words: str) -> None:
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", words)


def typed(root: Path, old: str, new: str, name: str = NAME) -> None:
    """Someone types something else."""
    path = root / "minutes" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
