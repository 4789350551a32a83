"""Putting together the minutes that a merge left in conflict: from git's three versions to the file on disk."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from ralb import (
    conflicts,
    desk,
    draft,
    git,
    merges,
    minutes,
    numbering,
    resolving,
    saving,
    stopped,
    store,
    versions,
)
from ralb.book import Book, Minutes
from ralb.git import Ask
from ralb.mending import Change
from ralb.model import Appointment, Board
from ralb.resolving import Begun, Renumbered, Resolved, Side
from ralb.stopped import Stages
from ralb.text import counted, listed, newline
from ralb.trouble import Trouble
from ralb.values import names
from ralb.versions import Version

_STYLES = ((), ("--diff3",), ("--zdiff3",))


class NoConflict(Trouble):
    """No minutes wait to be put together."""

    def __init__(self, name: str = "") -> None:
        which = f"{name} is in no merge" if name else "no minutes are in conflict"
        super().__init__(f"{which}; `git status` tells what git waits for")


class EditedSince(Trouble):
    """Someone has begun to put the file together by hand; that is not thrown away."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} has been edited since the merge; nothing was written to it\n"
            f"finish it by hand, or put git's version back with `git checkout --merge -- {path}`"
        )


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
class _Merge:
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
    if len(moved) > merges.TWO:
        raise MovedTwice([path for path in moved if not left[path.rpartition("/")[2]].base])
    return found


def resolve(
    root: Path, name: str, ask: Callable[[Conflict], resolving.Ask], *, dry: bool
) -> tuple[Conflict, Resolved]:
    """Put a file together and write it, unless *dry*; what both sides changed is asked.

    Raises `NoConflict`, `EditedSince`, `OneSideOnly`, `revising.NotSplicable`, `revising.WouldBeWrong`; then
    nothing was written.
    """
    with desk.writing(root, dry=dry), git.objects(root) as objects:
        merge, stages = _merge(root, objects, name)
        there = git.contents(objects, filter(None, stages))
        conflict = _conflict(merge, objects, name, [there.get(one) for one in stages])
        before = (root / store.MINUTES / name).read_bytes().decode("utf-8", "surrogateescape")
        left = stopped.left_by_merge(objects, name)
        _check_untouched(root, before, left, [there.get(one, b"") for one in stages], conflict.path)
        conflict = _renumbered(merge, conflict)
        done = resolving.resolved(
            conflict.base,
            conflict.ours,
            conflict.theirs,
            ask(conflict),
            lambda ours, base, theirs: stopped.merged_lines(root, ours, base, theirs, *conflicts.STYLE),
            partial(store.retyped, merge.board, conflict.ours.minutes),
        )
        if not dry:
            saving.put(root / store.MINUTES, Change(conflict.path, before, _ended_as(before, done.text)))
        return conflict, done


def _ended_as(before: str, text: str) -> str:
    """The text with the line ends that git gave the file: on Windows others than it keeps."""
    end = newline(before)
    return text if newline(text) == end else text.replace("\r\n", "\n").replace("\n", end)


def _merge(root: Path, objects: Ask, name: str) -> tuple[_Merge, Stages]:
    """The merge that a file is in: the one under way, in conflict there or not, or that of the last commit."""
    coming, board = stopped.coming(root), store.board(root)
    if coming:
        head = git.commit(root, objects, "HEAD")
        base = git.merge_base(root, head, coming) or ""
        sides = (git.called(root, head), git.called(root, coming))
        stages = stopped.unmerged(root).get(name) or _stages(objects, name, (base, head, coming))
        return _Merge(root, board, base, (head, coming), sides), stages
    head = git.commit(root, objects, "HEAD")
    if left := stopped.unmerged(root).get(name):
        # A stash that was popped, or a commit that was reverted: git does not say what comes in.
        return _Merge(root, board, "", (head, ""), (git.called(root, head), "the other version")), left
    found = git.parents(root, head)
    if len(found) != merges.TWO:
        raise NoConflict(f"{store.MINUTES}/{name}")
    ours, theirs = found
    base = git.merge_base(root, ours, theirs) or ""
    names = (git.called(root, ours), git.called(root, theirs))
    return _Merge(root, board, base, (ours, theirs), names), _stages(objects, name, (base, ours, theirs))


def _stages(objects: Ask, name: str, commits: tuple[str, str, str]) -> Stages:
    return Stages(*(git.files(objects, one).get(name, "") if one else "" for one in commits))


def _conflict(merge: _Merge, objects: Ask, name: str, contents: list[bytes | None]) -> Conflict:
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


def _begun(merge: _Merge, objects: Ask, new: Minutes) -> Begun:
    """What two sides that both added the same meeting began with: what the log before hands on."""
    before: Book | None = None
    if merge.base:
        before = versions.reader(objects)(Version("base", git.files(objects, merge.base)))
    earlier = [one.meeting for one in (before.minutes if before else ()) if one.meeting and one.date < new.date]
    begun = draft.carry_forward(merge.board, earlier[-1] if earlier else None, Appointment(date=new.date))
    return Begun(begun.meeting, begun.notes)


def _check_untouched(root: Path, now: str, left: bytes | None, three: list[bytes], path: str) -> None:
    """Raise `EditedSince` unless the file is what git made of the three versions, marks and all.

    *left* is what git says that it wrote. `git checkout --merge` finds other lines to match than `git merge`.
    """
    if left is not None and _plain(now) == _plain(left.decode("utf-8", "surrogateescape")):
        return
    base, ours, theirs = (one.decode("utf-8", "surrogateescape") for one in three)
    made = (stopped.merged_lines(root, ours, base, theirs, *style) or "" for style in _STYLES)
    if _plain(now) not in map(_plain, made):
        raise EditedSince(path)


def _plain(text: str) -> str:
    return conflicts.without_labels(text.replace("\r\n", "\n"))


def _renumbered(merge: _Merge, conflict: Conflict) -> Conflict:
    """The conflict without numbers that both sides gave: the later one gets the next free number."""
    done: list[Renumbered] = []
    for kind, ours, theirs in resolving.doubled(conflict.base.meeting, conflict.ours, conflict.theirs):
        number = ours.number
        later = conflict.ours if _is_later(merge, conflict, kind, (ours, theirs)) else conflict.theirs
        new = _free(merge, kind, conflict, done)
        side = resolving.renumbered(later, kind, number, new, partial(store.retyped, merge.board, later.minutes))
        sides = (side, conflict.theirs) if later is conflict.ours else (conflict.ours, side)
        done.append(Renumbered(kind, side.name, number, new))
        conflict = Conflict(conflict.path, conflict.base, *sides, done)
    return conflict


def _is_later(merge: _Merge, conflict: Conflict, kind: str, rows: tuple[Any, Any]) -> bool:
    """Whether ours is the one to get another number: not if other minutes carry it, else if it came later."""
    others = [one.meeting for one in store.load(merge.root).minutes if one.path != conflict.path and one.meeting]
    carried = {row.text for meeting in others for row in getattr(meeting, kind) if row.number == rows[0].number}
    if (rows[0].text in carried) != (rows[1].text in carried):
        return rows[1].text in carried
    words = f"number: {rows[0].number}([^0-9]|$)"
    ours, theirs = (stopped.first_written(merge.root, merge.base, one, words) for one in merge.commits)
    return ours > theirs


def _free(merge: _Merge, kind: str, conflict: Conflict, done: Sequence[Renumbered]) -> int:
    """The next free number of a list, above all of both sides."""
    book = store.load(merge.root)
    others = tuple(one for one in book.minutes if one.path != conflict.path)
    here = numbering.highest(merge.root, replace(book, minutes=others), kind)
    sides = numbering.issued((conflict.ours.minutes, conflict.theirs.minutes), kind)
    return max(*here, *sides, *(one.new for one in done if one.kind == kind)) + 1


def left_to_say(conflict: Conflict, done: Resolved) -> Iterator[str]:
    """What whoever put a file together has to know of it."""
    for one in conflict.renumbered:
        yield f"{one.number}, new on both sides, is {one.new} now where {one.side} gave it, in its notes, too"
    for clash in done.kept:
        yield f"{clash.name} was taken out by one side and changed by the other: it stays"
    for comment in done.comments:
        yield f"a comment of {conflict.theirs.name} is not in it: {comment}"
    if done.marked:
        yield f"both versions are left in {counted(done.marked, 'place')}, with git's marks: search for `<<<<<<<`"
