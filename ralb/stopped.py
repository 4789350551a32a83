"""What git knows of a merge, a rebase or the like that stopped at a conflict: reading only."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ralb import git

_FAILED = 128


def merging(root: Path) -> str | None:
    """The commit that is being merged into the current branch; None where no merge is under way."""
    return git.said(root, "rev-parse", "--verify", "--quiet", "MERGE_HEAD") or None


class Stages(NamedTuple):
    """A file in conflict: the hashes of what both began from, of ours and of theirs; "" where it was not."""

    base: str
    ours: str
    theirs: str


def unmerged(root: Path) -> dict[str, Stages]:
    """The files of minutes/ that a merge left in conflict, by name."""
    found: dict[str, list[str]] = {}
    for line in git.said(root, "ls-files", "--unmerged", "-z", "--", git.FOLDER).split("\0"):
        about, _, path = line.partition("\t")
        if path:
            _, hash_, stage = about.split(" ")
            found.setdefault(path.rpartition("/")[2], ["", "", ""])[int(stage) - 1] = hash_
    return {name: Stages(*hashes) for name, hashes in found.items()}


def left_by_merge(ask: git.Ask, name: str) -> bytes | None:
    """A file of minutes/ as the merge, rebase or the like that is under way wrote it; None where nobody knows."""
    found = ask(f"AUTO_MERGE:./{git.FOLDER}/{name}")
    return found.content if found else None


_COMING = {
    "MERGE_HEAD": "git commit",
    "REBASE_HEAD": "git rebase --continue",
    "CHERRY_PICK_HEAD": "git cherry-pick --continue",
}


def coming(root: Path) -> str | None:
    """The commit that a merge, a rebase or the like is bringing in; None where none is under way."""
    return next((commit for _, commit in _under_way(root)), None)


def goes_on(root: Path) -> str:
    """What ends the merge, the rebase or the like that is under way."""
    return next((_COMING[name] for name, _ in _under_way(root)), "git commit")


def _under_way(root: Path) -> Iterator[tuple[str, str]]:
    for name in _COMING:
        if commit := git.said(root, "rev-parse", "--verify", "--quiet", name):
            yield name, commit


def first_written(root: Path, base: str, commit: str, words: str) -> int:
    """When a pattern first came into minutes/ on the way from *base* to a commit, in seconds; 0 if unknown."""
    if not base or not commit:
        return 0
    way = ("--reverse", "--format=%ct", "--pickaxe-regex", f"-S{words}", f"{base}..{commit}", "--", git.FOLDER)
    found = git.said(root, "log", *way)
    return int(found.split()[0]) if found else 0


def merged_lines(root: Path, ours: str, base: str, theirs: str, *style: str) -> str | None:
    """Three texts merged line by line, as git does it, with its marks where they clash; None where it cannot."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, text in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        done = git.run(root, "merge-file", "-p", *style, *map(str, paths))
    return done.stdout.decode("utf-8", "surrogateescape") if done and done.returncode < _FAILED else None
