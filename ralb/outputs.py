"""A folder of files made by ralb: what changed is written, and only what an earlier run wrote is taken away."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ralb import disk, filing
from ralb.text import counted, listed
from ralb.trouble import Trouble

_LIST = ".ralb-made"
_MOST = 5


class NotOurs(Trouble):
    """A file lies where one is to be written, and no run of ralb wrote it so."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        every = sorted(names)
        more = f" and {counted(len(every) - _MOST, 'more file')}" if len(every) > _MOST else ""
        super().__init__(
            f"{disk.shown(folder)} holds {listed(every[:_MOST])}{more}, which ralb did not write so; "
            "nothing was written\nname another folder with `--out`, or move them away"
        )


def put(folder: Path, files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Make a folder hold these files: what was done, `wrote` or `removed`, and to which.

    A file that says the same already is not touched; one that an earlier run wrote and this one does not make is
    removed. Raises `NotOurs`, with nothing written, where others have put or changed something in the way.
    """
    before = _made(folder)
    there = {name: _hash(folder / name) for name in {*before, *files}}
    foreign = [
        name for name in files if there[name] and there[name] not in (before.get(name), _digest(files[name]))
    ]
    if foreign:
        raise NotOurs(folder, foreign)
    changed = [name for name, content in files.items() if there[name] != _digest(content)]
    filing.publish({folder / name: files[name] for name in changed})
    yield from (("wrote", name) for name in changed)
    for name in before:
        if name not in files and there[name] == before[name]:
            with filing.refusals("remove", folder / name):
                (folder / name).unlink()
            yield "removed", name
    lines = "".join(f"{_digest(content)}  {name}\n" for name, content in sorted(files.items())).encode("utf-8")
    if _hash(folder / _LIST) != _digest(lines):
        filing.publish({folder / _LIST: lines})


def _made(folder: Path) -> dict[str, str]:
    """What the last run wrote: the hash of each file, by its path in the folder."""
    path = folder / _LIST
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: digest for digest, name in pairs if _stays_inside(name)}


def _stays_inside(name: str) -> bool:
    return not os.path.isabs(name) and ".." not in Path(name).parts  # noqa: PTH117 - a name, not a path yet


def _hash(path: Path) -> str:
    """The hash of a file; "" where there is nothing, and of what is no file something that is no hash."""
    if path.is_file():
        return _digest(path.read_bytes())
    return "no file" if path.is_symlink() or path.exists() else ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
