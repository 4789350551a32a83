"""What git merges: the commits of both sides, and the three versions of a minutes file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ralb import commits, draft, git, minutes, resolving, stopped, store, versions
from ralb.book import Book, Minutes
from ralb.git import Ask
from ralb.model import Appointment, Board
from ralb.resolving import Begun, Renumbered, Side
from ralb.stopped import Stages
from ralb.text import listed
from ralb.trouble import Trouble
from ralb.values import names
from ralb.versions import Version


class NoConflict(Trouble):
    """No minutes wait to be put together."""

    def __init__(self, name: str = "") -> None:
        which = f"{name} is in no merge" if name else "no minutes are in conflict"
        super().__init__(f"{which}; `git status` tells what git waits for")


class OneSideOnly(Trouble):
    """A side does not have the file, or has it so that it cannot be read."""

    def __init__(self, path: str, side: str, *, there: bool) -> None:
        how = (
            "cannot be read; mend it there first"
            if there
            else "is gone; `git add` or `git rm` says which is right"
        )
        super().__init__(f"{path} cannot be put together: as {side} has it, it {how}")


class MovedTwice(Trouble):
    """Both sides gave the meeting another date, each its own."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(
            f"{listed(list(paths))} are one meeting, to which both sides gave another date\n"
            "begin again: `git merge --abort`, `ralb move-meeting` to their date, `git commit`, `git merge`"
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """The versions of a file: what both sides began with, its notes, and what each side made of it."""

    path: str
    base: Begun
    ours: Side
    theirs: Side
    renumbered: Sequence[Renumbered] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """What git merges: the board as it lies there, and the commits of both sides with where they went apart."""

    root: Path
    board: Board
    base: str
    commits: tuple[str, str]
    sides: tuple[str, str]

    def read(self, path: str, content: bytes) -> Minutes:
        name = path.rpartition("/")[2]
        date = minutes.date_of(name) or store.held(self.root)[-1]
        first = minutes.parse(path, content, date, names(self.board))
        return store.retyped(self.board, first, first.source.text)


def waiting(root: Path) -> list[str]:
    """The minutes files that a merge left in conflict; raises `NoConflict` or `MovedTwice`."""
    left = stopped.unmerged(root)
    found = [name for name in left if minutes.date_of(name)]
    if not found:
        git.check_repository(root)
        raise NoConflict
    moved = [f"{store.MINUTES}/{name}" for name in found if [*map(bool, left[name])].count(True) == 1]
    if len(moved) > 2:
        raise MovedTwice([path for path in moved if not left[path.rpartition("/")[2]].base])
    return found


def merge(root: Path, objects: Ask, name: str) -> tuple[Merge, Stages]:
    """The merge that a file is in: the one under way, in conflict there or not, or that of the last commit."""
    coming, board = stopped.coming(root), store.board(root)
    head = git.commit(root, objects, "HEAD")
    left = stopped.unmerged(root).get(name)
    if coming:
        base = commits.merge_base(root, head, coming) or ""
        sides = (commits.called(root, head), commits.called(root, coming))
        return Merge(root, board, base, (head, coming), sides), left or _stages(
            objects, name, (base, head, coming)
        )
    if left:
        # A stash that was popped, or a commit that was reverted: git does not say what comes in.
        return Merge(root, board, "", (head, ""), (commits.called(root, head), "the other version")), left
    found = commits.parents(root, head)
    if len(found) != 2:
        raise NoConflict(f"{store.MINUTES}/{name}")
    ours, theirs = found
    base = commits.merge_base(root, ours, theirs) or ""
    names = (commits.called(root, ours), commits.called(root, theirs))
    return Merge(root, board, base, (ours, theirs), names), _stages(objects, name, (base, ours, theirs))


def _stages(objects: Ask, name: str, commits: tuple[str, str, str]) -> Stages:
    return Stages(*(git.files(objects, one).get(name, "") if one else "" for one in commits))


def conflict(merge: Merge, objects: Ask, name: str, contents: list[bytes | None]) -> Conflict:
    path = f"{store.MINUTES}/{name}"
    sides = []
    for side, content in zip(merge.sides, contents[1:], strict=True):
        read = merge.read(path, content) if content is not None else None
        if read is None or read.meeting is None:
            raise OneSideOnly(path, side, there=read is not None)
        sides.append(Side(side, read, read.meeting))
    if contents[0] is None:
        return Conflict(path, _begun(merge, objects, sides[0].minutes), sides[0], sides[1])
    base = merge.read(path, contents[0])
    if base.meeting is None:
        raise OneSideOnly(path, "both sides began with", there=True)
    begun = Begun(base.meeting, base.source.text[slice(*base.notes)], [*resolving.comments(base, base.meeting)])
    return Conflict(path, begun, sides[0], sides[1])


def _begun(merge: Merge, objects: Ask, new: Minutes) -> Begun:
    """What two sides that both added the same meeting began with: what the log before hands on."""
    before: Book | None = None
    if merge.base:
        before = versions.reader(objects)(Version("base", git.files(objects, merge.base)))
    earlier = [one.meeting for one in (before.minutes if before else ()) if one.meeting and one.date < new.date]
    begun = draft.carry_forward(merge.board, earlier[-1] if earlier else None, Appointment(date=new.date))
    return Begun(begun.meeting, begun.notes)
