"""What checks the minutes by itself: before a commit, on GitHub, on GitLab. Written once, then the board's own."""

import json
import shlex
from pathlib import Path
from typing import NamedTuple

from ralb import builtin, disk, filing, git
from ralb.formats import Host
from ralb.trouble import Trouble


class Safeguard(NamedTuple):
    """A file that makes the minutes be checked; git runs *programs* itself."""

    path: Path
    text: str
    is_program: bool = False


class InTheWay(Trouble):
    """There is a file of that name, which says something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{disk.shown(path)} exists already; nothing was written\n"
            "with `--dry-run` the command shows what it would write, to be put in there by hand"
        )


def hook(root: Path) -> Safeguard:
    """The hook that git runs before each commit, where git looks for it."""
    return Safeguard(git.hooks(root) / "pre-commit", _text("pre-commit", root), is_program=True)


def framework(root: Path) -> Safeguard:
    """The same for those who use the pre-commit framework."""
    return Safeguard(git.top(root) / ".pre-commit-config.yaml", _text("pre-commit-config.yaml", root))


_WORKFLOWS = {Host.GITHUB: ".github/workflows/minutes.yml", Host.GITLAB: ".gitlab-ci.yml"}


def workflow(root: Path, host: Host) -> Safeguard:
    """What checks the minutes on a host whenever someone pushes, or asks for a merge."""
    return Safeguard(git.top(root) / _WORKFLOWS[host], _text(f"{host}.yml", root))


def install(one: Safeguard) -> bool:
    """Write the file; whether it was not there yet. Raises `InTheWay` rather than overwrite another."""
    if is_there(one):
        return False
    if one.path.exists():
        raise InTheWay(one.path)
    filing.create(one.path, one.text)
    if one.is_program:
        one.path.chmod(one.path.stat().st_mode | 0o111)
    return True


def is_there(one: Safeguard) -> bool:
    """Whether the file says already what it is to say, among other things maybe."""
    return one.path.exists() and part(one) in one.path.read_text(encoding="utf-8", errors="replace")


def part(one: Safeguard) -> str:
    """What a file must say that says other things, too."""
    return one.text.partition("repos:\n")[2] or one.text


def _text(name: str, root: Path) -> str:
    """A file as it comes with ralb, for this board and this edition of ralb; JSON's strings are YAML's, too."""
    from importlib.metadata import version

    board = (git.within(root) or "").rstrip("/") or "."
    filled = {
        "@RALB@": f"ralb=={version('ralb')}",
        "@BOARD@": board,
        "@ENTRY@": "ralb validate" if board == "." else f"ralb validate --board {shlex.quote(board)}",
    }
    text = (builtin.hooks() / name).read_text(encoding="utf-8")
    for mark, value in filled.items():
        text = text.replace(mark, json.dumps(value))
    return text
