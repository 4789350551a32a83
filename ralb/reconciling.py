"""Putting together the minutes that a merge left in conflict: from git's three versions to the file on disk."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from ralb import conflicts, desk, following, git, numbering, resolving, saving, sides, stopped, store
from ralb.following import Followed
from ralb.git import Ask
from ralb.mending import Change
from ralb.resolving import Renumbered, Resolved, Side
from ralb.sides import Conflict, Merge
from ralb.text import counted, newline
from ralb.trouble import Trouble

Asking = Callable[[str, tuple[str, str]], resolving.Ask]
"""Who asks about a file, given its path and what the two sides are called."""
_STYLES = ((), ("--diff3",), ("--zdiff3",))


class EditedSince(Trouble):
    """Someone has begun to put the file together by hand; that is not thrown away."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} has been put together or edited since the merge; nothing was written to it\n"
            f"if it is as it should be, `git add {path}`; else finish it by hand, or begin again and lose what "
            f"was done with `git checkout --merge -- {path}`"
        )


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A conflict put together, and the next minutes if one side has begun them from its own version."""

    conflict: Conflict
    done: Resolved
    next: Followed | None


def resolve(root: Path, name: str, ask: Asking, *, dry: bool) -> Reconciled:
    """Put a file together and write it, unless *dry*; what both sides changed is asked.

    The next minutes are written first, so that this can be run again if it ends between the two. Raises
    `NoConflict`, `EditedSince`, `OneSideOnly`, `revising.NotSplicable`, `revising.WouldBeWrong`; then nothing
    was written.
    """
    with desk.writing(root, dry=dry), git.objects(root) as objects:
        merge, stages = sides.merge(root, objects, name)
        there = git.contents(objects, filter(None, stages))
        conflict = sides.conflict(merge, objects, name, [there.get(one) for one in stages])
        before = (root / store.MINUTES / name).read_bytes().decode("utf-8", "surrogateescape")
        left = stopped.left_by_merge(objects, name)
        _check_untouched(root, before, left, [there.get(one, b"") for one in stages], conflict.path)
        conflict = _renumbered(merge, conflict)
        done = resolving.resolved(
            conflict.base,
            conflict.ours,
            conflict.theirs,
            ask(conflict.path, (conflict.ours.name, conflict.theirs.name)),
            lambda ours, base, theirs: stopped.merged_lines(root, ours, base, theirs, *conflicts.STYLE),
            partial(store.retyped, merge.board, conflict.ours.minutes),
        )
        next_ = None if done.marked else _next(merge, objects, conflict, done, ask)
        if not dry:
            if next_:
                begun = next_.begun
                saving.put(root / store.MINUTES, Change(begun.path, begun.source.text, next_.done.text))
            saving.put(root / store.MINUTES, Change(conflict.path, before, _ended_as(before, done.text)))
        return Reconciled(conflict, done, next_)


def _next(merge: Merge, objects: Ask, conflict: Conflict, done: Resolved, ask: Asking) -> Followed | None:
    """The minutes after these, as they go on from these now, if just one side has begun them."""
    every = store.load(merge.root).minutes
    at = [one.path for one in every].index(conflict.path) + 1
    begun, meeting = (every[at], every[at].meeting) if at < len(every) else (None, None)
    if begun is None or meeting is None or begun.has_errors or done.minutes.meeting is None:
        return None
    name = begun.path.rpartition("/")[2]
    sides_ = (conflict.ours, conflict.theirs)
    having = [
        side
        for side, commit in zip(sides_, merge.commits, strict=True)
        if commit and name in git.files(objects, commit)
    ]
    if len(having) != 1:
        return None
    return following.followed(
        merge.board,
        Side(begun.path, begun, meeting),
        (having[0].meeting, Side(conflict.path, done.minutes, done.minutes.meeting)),
        ask(begun.path, (begun.path, conflict.path)),
        lambda kind: _free(merge, kind, conflict, conflict.renumbered),
        partial(store.retyped, merge.board, begun),
    )


def _ended_as(before: str, text: str) -> str:
    """The text with the line ends that git gave the file: on Windows others than it keeps."""
    end = newline(before)
    return text if newline(text) == end else text.replace("\r\n", "\n").replace("\n", end)


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


def _renumbered(merge: Merge, conflict: Conflict) -> Conflict:
    """The conflict without numbers that both sides gave: the later one gets the next free number."""
    done: list[Renumbered] = []
    for kind, ours, theirs in resolving.doubled(conflict.base.meeting, conflict.ours, conflict.theirs):
        number = ours.number
        later = conflict.ours if _is_later(merge, conflict, kind, (ours, theirs)) else conflict.theirs
        new = _free(merge, kind, conflict, done)
        side = resolving.renumbered(later, kind, number, new, partial(store.retyped, merge.board, later.minutes))
        both = (side, conflict.theirs) if later is conflict.ours else (conflict.ours, side)
        done.append(Renumbered(kind, side.name, number, new))
        conflict = Conflict(conflict.path, conflict.base, *both, done)
    return conflict


def _is_later(merge: Merge, conflict: Conflict, kind: str, rows: tuple[Any, Any]) -> bool:
    """Whether ours is the one to get another number: not if other minutes carry it, else if it came later."""
    others = [one.meeting for one in store.load(merge.root).minutes if one.path != conflict.path and one.meeting]
    carried = {row.text for meeting in others for row in getattr(meeting, kind) if row.number == rows[0].number}
    if (rows[0].text in carried) != (rows[1].text in carried):
        return rows[1].text in carried
    words = f"number: {rows[0].number}([^0-9]|$)"
    ours, theirs = (stopped.first_written(merge.root, merge.base, one, words) for one in merge.commits)
    return ours > theirs


def _free(merge: Merge, kind: str, conflict: Conflict, done: Sequence[Renumbered]) -> int:
    """The next free number of a list, above all of both sides."""
    book = store.load(merge.root)
    others = tuple(one for one in book.minutes if one.path != conflict.path)
    here = numbering.highest(merge.root, replace(book, minutes=others), kind)
    there = numbering.issued((conflict.ours.minutes, conflict.theirs.minutes), kind)
    return max(*here, *there, *(one.new for one in done if one.kind == kind)) + 1


def left_to_say(one: Reconciled) -> Iterator[str]:
    """What whoever put a file together has to know of it."""
    for number in one.conflict.renumbered:
        words = f"{number.number}, new on both sides, is {number.new} now where {number.side} gave it"
        yield f"{words}, in its notes, too"
    yield from _kept(one.done)
    for comment in one.done.comments:
        yield f"a comment of {one.conflict.theirs.name} is not in it: {comment}"
    if one.done.marked:
        places = counted(one.done.marked, "place")
        yield f"both versions are left in {places}, with git's marks: search for `<<<<<<<`"


def left_to_say_of_next(followed: Followed) -> Iterator[str]:
    """What whoever put a file together has to know of the minutes that follow it."""
    for one in followed.renumbered:
        yield f"{one.number} is {one.new} now, in its notes, too: the log before has come to that or beyond"
    yield from _kept(followed.done)


def _kept(done: Resolved) -> Iterator[str]:
    for clash in done.kept:
        yield f"{clash.name} was taken out by one side and changed by the other: it stays"
