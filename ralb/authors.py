"""Who changed an action, and when: its trail through the commits, and what is not committed yet.

Every commit is compared with the one that it was made from, so what came by a merge has the name of whoever
changed it, not of whoever merged. A merge is told of only where it made of the action what neither side had.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from ralb import commits, differences, git, minutes, store, versions
from ralb.book import Minutes
from ralb.commits import Commit
from ralb.dates import PartialDate
from ralb.git import Ask
from ralb.model import Action
from ralb.text import Source
from ralb.values import UNKNOWN


class How(StrEnum):
    """What became of the action in a log."""

    NEW = "new"
    CHANGED = "changed"
    CARRIED = "carried"
    MOVED = "moved"
    GONE = "gone"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Seen:
    """What minutes say of the action; of *unread* ones what they said when they could last be read."""

    minutes: Minutes
    action: Action | None
    unread: bool


class Change(NamedTuple):
    """What one commit made of the action in one log; without a commit, what is not committed yet."""

    commit: Commit | None
    how: How
    was: Seen | None
    now: Seen


class Found(NamedTuple):
    """The changes, the oldest first, and whether there were earlier ones, which a shallow clone does not hold."""

    changes: list[Change]
    is_cut: bool


Rows = Mapping[str, Seen]
"""What the files say of the action, by name; only those that have it, the oldest first."""


def of_action(root: Path, number: int) -> Found:
    """Who changed an action in which log; raises `git.NoGit` outside a repository."""
    git.check_repository(root)
    found, is_cut = [], False
    states: dict[str, Rows] = {}
    last: Rows = {}
    with git.objects(root) as ask:
        rows = _reader(ask, number)
        for commit in commits.history(root):
            before = [states[parent] for parent in commit.parents] or [{}]
            last = states[commit.hash] = rows(git.files(ask, commit.hash), {}, before[0])
            if not commit.parents and commits.is_cut(ask, commit.hash):
                is_cut = True
            else:
                found += list(_changes(commit, before, last))
        here = versions.here(root)
        found += list(_changes(None, [last], rows(here.files, here.held, last)))
    return Found(found, is_cut)


def _changes(commit: Commit | None, before: Sequence[Rows], after: Rows) -> Iterator[Change]:
    """What a version did to the action that none of those *before* it had done."""
    moved: set[str] = set()
    for name, now in after.items():
        had = [rows[name] for rows in before if name in rows]
        was = had[0] if had else None
        if now.unread:
            if not any(one.unread for one in had):
                yield Change(commit, How.UNREAD, was, now)
        elif any(one.action == now.action for one in had):
            continue
        elif was and was.action:
            yield Change(commit, How.CHANGED, was, now)
        else:
            gone = _moved(before[0], after, now)
            moved |= {gone} if gone else set()
            yield Change(commit, *(How.MOVED, before[0][gone]) if gone else _came(after, now), now)
    for name, was in before[0].items():
        if name not in moved and was.action and all(name in rows for rows in before) and name not in after:
            yield Change(commit, How.GONE, was, was)


def _moved(before: Rows, after: Rows, now: Seen) -> str | None:
    """The file that the same meeting had before it got another date."""
    gone = (name for name in before if name not in after)
    return next((name for name in gone if differences.is_moved(before[name].minutes, now.minutes)), None)


def _came(after: Rows, now: Seen) -> tuple[How, Seen | None]:
    """How the action came into a log: issued, or carried from the last that had it."""
    earlier = [one for one in after.values() if one.minutes.date < now.minutes.date and one.action]
    return (How.CARRIED, earlier[-1]) if earlier else (How.NEW, None)


def _reader(ask: Ask, number: int) -> Callable[[Mapping[str, str], Mapping[str, bytes], Rows], Rows]:
    """What finds the action in files, some *held* already; reads each version once, if it has the number."""
    named = re.compile(rb"number\W{1,9}%d(?![0-9])" % number)
    known: dict[tuple[str, str], Minutes | None] = {}

    def read(name: str, date: PartialDate, hash_: str, held: Mapping[str, bytes]) -> Minutes | None:
        if (name, hash_) not in known:
            path, found = f"{store.MINUTES}/{name}", ask(hash_) if hash_ not in held else None
            content = found.content if found else held.get(hash_)
            if content is None:
                known[name, hash_] = Minutes(source=Source(path, ""), date=date, meeting=None)
            else:
                has = named.search(content)
                known[name, hash_] = minutes.parse(path, content, date, UNKNOWN) if has else None
        return known[name, hash_]

    def rows(files: Mapping[str, str], held: Mapping[str, bytes], before: Rows) -> Rows:
        every = {}
        for date, name in minutes.dated(files):
            one = read(name, date, files[name], held)
            if one and (seen := _seen(one, number, before.get(name))):
                every[name] = seen
        return every

    return rows


def _seen(read: Minutes, number: int, before: Seen | None) -> Seen | None:
    """The action as these minutes have it; None if they have not."""
    rows = read.meeting.actions if read.meeting else ()
    row = next((one for one in rows if one.number == number), None)
    if row:
        return Seen(read, row, unread=False)
    unread = read.meeting is None or not {number, None}.isdisjoint(read.unread)
    return Seen(read, before.action if before else None, unread=True) if unread else None
