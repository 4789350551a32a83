"""Which versions a merge brought together, and what came out wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ralb import commits, comparing, git, kinds, stopped, versions
from ralb.book import Book, Merged
from ralb.diagnostics import Diagnostic
from ralb.git import Ask
from ralb.rules import catalogue, settling
from ralb.trouble import Trouble
from ralb.versions import Version

_HOW = "once the merge has begun, `ralb resolve` puts together what it can, and asks for the rest"


class NoMerge(Trouble):
    """What was named is no merge."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is no merge of two, and none is under way\n"
            "name one (`git log --merges --oneline` lists them), or try one: `ralb check-merge BRANCH --into main`"
        )


class Merge(NamedTuple):
    """Two sides, what both went out from, and what came of them."""

    base: Version
    ours: Version
    theirs: Version
    result: Version
    ask: Ask


@contextmanager
def made(root: Path, name: str | None) -> Iterator[Merge]:
    """The merge commit *name*; without a name the merge under way, else the last commit. Raises `NoMerge`."""
    with git.objects(root) as ask:
        theirs = stopped.merging(root) if name is None else None
        if theirs:
            ours = git.commit(root, ask, "HEAD")
            sides, result = [ours, theirs], versions.here(root, git.files(ask, ours))
        else:
            result = versions.at(root, ask, name or "HEAD")
            sides = commits.parents(root, git.commit(root, ask, result.name))
        if len(sides) != 2:
            raise NoMerge(name or "the last commit")
        common = commits.merge_base(root, *sides)
        base = Version("nothing", git.files(ask, common) if common else {})
        one, other = (Version(commits.called(root, side), git.files(ask, side)) for side in sides)
        yield Merge(base, one, other, result, ask)


@contextmanager
def tried(root: Path, name: str, into: str) -> Iterator[Merge]:
    """What merging a branch *into* another would make; nothing is merged. Raises `versions.NothingInCommon`."""
    with git.objects(root) as ask:
        ours, theirs = (versions.at(root, ask, one) for one in (into, name))
        base = versions.apart(root, ask, into, name)
        sides = [git.commit(root, ask, one) for one in (into, name)]
    with commits.tried(root, *sides) as (tree, ask):
        yield Merge(base, ours, theirs, Version("the merge", git.files(ask, tree)), ask)


def wrong(merge: Merge) -> tuple[Book, list[Diagnostic]]:
    """The book as merged, and what is wrong with it: outcomes that nobody meant, errors that neither side had."""
    read = versions.reader(merge.ask)
    base, ours, theirs, result = (read(one) for one in merge[:4])
    sides = ((merge.ours.name, ours), (merge.theirs.name, theirs))
    book = replace(result, merged=Merged(base, sides))
    known = {(one.kind.code, one.path, one.message) for side in (ours, theirs) for one in _errors(side)}
    new = [one for one in _errors(book) if (one.kind.code, one.path, one.message) not in known]
    return book, settling.unsettled(new, settling.allowed(book))


def _errors(book: Book) -> Iterator[Diagnostic]:
    """The errors of a book; of a file in conflict just that it is."""
    in_conflict = {one.path: one for one in reversed(book.findings) if one.kind is kinds.MERGE_CONFLICT_MARKER}
    for one in in_conflict.values():
        how = one.help if one.path == comparing.BOARD else _HOW
        yield replace(one, message="both sides changed the same lines", help=how)
    every = (*book.findings, *catalogue.check(book))
    yield from (one for one in every if one.is_error and one.kind is not kinds.MERGE_CONFLICT_MARKER)
