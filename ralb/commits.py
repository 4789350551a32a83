"""What git knows of commits: who made them, from which others, and what merging two of them would make."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ralb import dates, git
from ralb.dates import PartialDate
from ralb.git import Ask
from ralb.trouble import Trouble


def merge_base(root: Path, one: str, other: str) -> str | None:
    """The commit from which two went apart; None where their histories have nothing in common."""
    return git.said(root, "merge-base", one, other) or None


class CannotMerge(Trouble):
    """git could not try a merge."""

    def __init__(self, why: str) -> None:
        super().__init__(f"git cannot try this merge (2.38 or newer is needed): {why}")


@contextmanager
def tried(root: Path, ours: str, theirs: str) -> Iterator[tuple[str, Ask]]:
    """The tree that merging two commits would make, and whom to ask for it; the repository stays as it is."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        there = git.said(root, "rev-parse", "--path-format=absolute", "--git-path", "objects")
        apart = {"GIT_OBJECT_DIRECTORY": folder, "GIT_ALTERNATE_OBJECT_DIRECTORIES": there}
        done = git.run(root, "merge-tree", "--write-tree", ours, theirs, **apart)
        tree = done.stdout.decode("utf-8", "replace").partition("\n")[0] if done else ""
        if done is None or done.returncode not in (0, 1) or not tree:
            raise CannotMerge(done.stderr.decode("utf-8", "replace").strip() if done else "it did not answer")
        with git.objects(root, **apart) as ask:
            yield tree, ask


def parents(root: Path, commit: str) -> list[str]:
    """The commits that a commit was made from; two or more of a merge."""
    return git.said(root, "rev-list", "--parents", "--max-count=1", commit).split()[1:]


def called(root: Path, commit: str) -> str:
    """A commit as people know it: the branch whose last it is, or the beginning of its hash with its subject."""
    branches = ("--refs=heads/*", "--refs=remotes/*")
    found = git.said(root, "name-rev", "--name-only", "--no-undefined", *branches, commit)
    if found and not {"~", "^"} & set(found):
        return found.removeprefix("remotes/")
    shown = ("--no-show-signature", "--format=%h (%<(40,trunc)%s")
    return git.said(root, "log", "--max-count=1", *shown, commit).strip() + ")"


class Commit(NamedTuple):
    """A commit that changed the minutes: who made it, on which day, and from which others of these."""

    hash: str
    date: PartialDate | None
    author: str
    parents: tuple[str, ...]


def history(root: Path) -> list[Commit]:
    """The commits that changed minutes/ on the way to the last one, each after those that it was made from."""
    wanted = ("--date-order", "--reverse", "--parents", "--encoding=UTF-8", "--no-show-signature")
    lines = git.said(root, "log", *wanted, "--format=%H%x09%as%x09%aN%x09%P%x09.", "--", git.FOLDER)
    commits = []
    for line in lines.split("\n") if lines else ():
        hash_, date, *name, parents, _ = line.split("\t")
        commits.append(Commit(hash_, dates.parse(date), " ".join(name), tuple(parents.split())))
    return commits


def is_cut(ask: Ask, commit: str) -> bool:
    """Whether a shallow clone ends at a commit: it was made from others, and they are not here."""
    found = ask(commit)
    head = found.content.partition(b"\n\n")[0].decode("utf-8", "replace") if found else ""
    made_from = [line.partition(" ")[2] for line in head.splitlines() if line.startswith("parent ")]
    return bool(made_from) and not any(map(ask, made_from))
