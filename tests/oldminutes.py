"""Old minutes typed by a test, and what an import made of them."""

from pathlib import Path

from running import ralb


def typed(folder: Path, text: str, name: str = "old.txt") -> Path:
    """A source that was typed."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def minutes(folder: Path) -> str:
    """The only minutes of a board."""
    (path,) = (folder / "minutes").glob("2*.md")
    return path.read_text(encoding="utf-8")


def notes(folder: Path) -> str:
    """What stands below the front matter of the only minutes."""
    return minutes(folder).split("---\n", 2)[2]


def actions(folder: Path) -> list[str]:
    """The rows of the only log: number, status, month, who, what."""
    return ralb("actions", "--all", "--format", "plain", "--board", str(folder)).out.splitlines()


def outcome(folder: Path) -> str:
    """What an import made, as text: the minutes, and the people who joined."""
    return minutes(folder) + "\n" + ralb("people", "--all", "--format", "plain", "--board", str(folder)).out
