"""Versions of the minutes: minutes/ at a commit, or as it lies on disk, and where two of them differ."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from ralb import commits, comparing, git, minutes, roster, store
from ralb.book import Against, Book, Minutes
from ralb.comparing import Compared
from ralb.diagnostics import Faults
from ralb.git import Ask
from ralb.model import Board
from ralb.trouble import Trouble
from ralb.values import UNKNOWN, names

HERE = "the working tree"


@dataclass(frozen=True, slots=True)
class Version:
    """The files of minutes/ by name, each with the hash by which git knows what stands in it, or another name."""

    name: str
    """What people call it."""
    files: Mapping[str, str]
    held: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """What stands in files that git may not have, by hash."""


class NothingInCommon(Trouble):
    """Two versions come from no common one, so nobody knows which of them changed something."""

    def __init__(self, root: Path, one: str, other: str) -> None:
        how = "`git fetch --unshallow` brings the rest of the history" if git.is_shallow(root) else ""
        super().__init__("\n".join(filter(None, [f"{one} and {other} have no common history", how])))


def at(root: Path, ask: Ask, name: str) -> Version:
    """The minutes at a commit, branch or tag; raises `git.NoSuchVersion` or `git.NoGit`."""
    return Version(name, git.files(ask, git.commit(root, ask, name)))


def here(root: Path, known: Mapping[str, str] | None = None) -> Version:
    """The minutes as they lie on disk; files that are as *known* to git have the same hash.

    On Windows git gives files other line ends than it keeps; that is no change.
    """
    held: dict[str, bytes] = {}
    files: dict[str, str] = {}
    for name, content in store.contents(root):
        hash_ = (known or {}).get(name, "")
        same = hash_ and any(git.is_hash_of(hash_, one) for one in (content, content.replace(b"\r\n", b"\n")))
        files[name] = hash_ if same else f"{name} on disk"
        held[files[name]] = content
    return Version(HERE, files, held)


def pair(root: Path, ask: Ask, asked: str) -> tuple[Version, Version]:
    """The two versions that `BASE`, `BASE..HEAD` or `BASE...HEAD` asks for.

    As in git, two dots compare the two, three what HEAD did since it left BASE; without dots BASE is compared with
    what lies on disk. Raises as `at`, and `NothingInCommon`.
    """
    base, dots, head = asked.partition("...") if "..." in asked else asked.partition("..")
    old = at(root, ask, base or "HEAD")
    if not dots:
        return old, here(root, old.files)
    new = at(root, ask, head or "HEAD")
    return (apart(root, ask, old.name, new.name) if dots == "..." else old), new


def apart(root: Path, ask: Ask, one: str, other: str) -> Version:
    """The version from which two went apart; raises `NothingInCommon`."""
    base = commits.merge_base(root, git.commit(root, ask, one), git.commit(root, ask, other))
    if base is None:
        raise NothingInCommon(root, one, other)
    return Version(f"where {other} left {one}", git.files(ask, base))


Read = Callable[..., Book]
"""Reads the book of a version, whatever is wrong with it; or *only* some of its files, and `board.yaml`."""


def reader(ask: Ask) -> Read:
    """What reads versions, each file once however many have it."""
    known: dict[tuple[str, str, str], Minutes] = {}
    boards: dict[str, tuple[Board | None, Faults | None]] = {"": (None, None)}

    def read(version: Version, only: Collection[str] | None = None) -> Book:
        wanted = {name for name in version.files if only is None or name in only or name == store.BOARD}
        missing = {version.files[name] for name in wanted} - set(version.held)
        held = {**version.held, **git.contents(ask, missing)}
        of = version.files.get(store.BOARD, "")
        if of not in boards:
            boards[of] = roster.parse(comparing.BOARD, held[of])
        board, faults = boards[of]
        every = []
        for date, name in minutes.dated(wanted):
            key = (name, version.files[name], of)
            if key not in known:
                there = names(board) if board else UNKNOWN
                known[key] = minutes.parse(f"{store.MINUTES}/{name}", held[key[1]], date, there)
            every.append(known[key])
        met = tuple(faults.met) if faults else ()
        return Book(board or Board(name="", people=()), tuple(every), faults.source if faults else None, met)

    return read


def compared(ask: Ask, old: Version, new: Version) -> list[Compared]:
    """What two versions say otherwise, file by file: `board.yaml`, then the minutes by date."""
    changed = {name for name in {*old.files, *new.files} if old.files.get(name) != new.files.get(name)}
    if not changed:
        return []
    read = reader(ask)
    paths = {f"{store.MINUTES}/{name}" for name in changed}
    added = changed - set(old.files)
    return comparing.books(read(old, changed), read(new, changed | _before(new, added)), paths)


def beside(book: Book, branch: str) -> Book:
    """The book with a branch to compare it with; raises as `at` and `apart`."""
    root = (book.folder or Path()).parent
    with git.objects(root) as ask:
        tip, base = at(root, ask, branch), apart(root, ask, branch, "HEAD")
        read = reader(ask)
        return replace(store.kept(book), against=Against(branch, read(base), read(tip)))


def _before(version: Version, added: Collection[str]) -> set[str]:
    """The files whose meetings come before those that are new."""
    if not added:
        return set()
    return {name for (_, name), (_, after) in pairwise(minutes.dated(version.files)) if after in added}
