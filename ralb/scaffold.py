"""A new board's first files."""

from pathlib import Path

from ralb import builtin, filing

_FOR_GIT = {
    ".gitattributes": "*.md text eol=lf\n*.yaml text eol=lf\n*.docx binary diff=docx\n",
    ".gitignore": "out/\nsite/\nminutes/ralb.lock\n.*.tmp\n",
}


def create(folder: Path) -> tuple[list[Path], list[Path]]:
    """Write a board's first files, with a `board.yaml` to fill in, as `begin` does."""
    return begin(folder, new_board())


def new_board() -> str:
    """A `board.yaml` whose comments say what to fill in."""
    return (builtin.templates() / "new-board.yaml").read_text(encoding="utf-8")


def begin(folder: Path, roster: str) -> tuple[list[Path], list[Path]]:
    """Write a board's first files; which were written, and which were there and left alone.

    Raises `filing.AlreadyThere`, with nothing written, when the folder holds a board.
    """
    board = folder / "minutes" / "board.yaml"
    filing.create(board, roster)
    written: list[Path] = [board]
    kept: list[Path] = []
    for name, text in _FOR_GIT.items():
        if (folder / name).exists():
            kept.append(folder / name)
        else:
            filing.create(folder / name, text)
            written.append(folder / name)
    return written, kept
