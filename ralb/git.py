"""What git knows of the minutes: reading only, and never asking the network.

Names that people type go to git as lines, which it never takes for options; only hashes go to it as words.
"""

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import NamedTuple

from ralb import signals
from ralb.text import quoted
from ralb.trouble import Trouble

FOLDER = "minutes"
_SAFE = ("git", "--no-optional-locks", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_SURROUNDINGS = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
_PATHS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
_LONGEST = 30
_SHORT = 40


class NoGit(Trouble):
    """The board's folder is in no git repository, or there is no git."""

    def __init__(self, root: Path, why: str) -> None:
        if "not a git repository" not in why:
            super().__init__(f"git tells nothing of earlier versions of {root}; it says\n{why}")
            return
        super().__init__(
            f"{root} is in no git repository, so nothing is known of earlier versions\n"
            "begin one with `git init`, then `git add minutes` and `git commit`"
        )


class NotInstalled(NoGit):
    """There is no git on this computer."""

    def __init__(self, root: Path) -> None:
        Trouble.__init__(
            self,
            f"git is not installed, so nothing is known of earlier versions of {root}\n"
            "install it (`apt install git` on Debian, https://git-scm.com/downloads elsewhere)",
        )


class NoSuchVersion(Trouble):
    """git knows no commit, branch or tag of that name."""

    def __init__(self, name: str, root: Path) -> None:
        how = "`git branch -a` lists the branches, `git log --oneline` the commits"
        if is_shallow(root):
            how = "this clone does not hold all of the history: `git fetch --unshallow` brings it"
        super().__init__(f"git knows no branch, tag or commit {quoted(name)}\n{how}")


class Found(NamedTuple):
    """What git has under a name: its hash, and what stands in it."""

    hash: str
    content: bytes


Ask = Callable[[str], Found | None]
"""Asks git for what it has under a name; None where it has nothing."""


@contextmanager
def objects(root: Path, **surroundings: str) -> Iterator[Ask]:
    """One git that is asked for one thing after the other: to begin one for each takes longer than the answers."""
    try:
        git = subprocess.Popen(
            [*_SAFE, "cat-file", "--batch"],
            cwd=root,
            env=_environment(root, surroundings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise NotInstalled(root) from error
    with signals.outlive_pipes(), git:
        yield lambda name: _answer(git, name)


def _answer(git: "subprocess.Popen[bytes]", name: str) -> Found | None:
    if git.stdin is None or git.stdout is None or "\n" in name:
        return None
    try:
        os.write(git.stdin.fileno(), name.encode("utf-8", "surrogateescape") + b"\n")
    except BrokenPipeError:
        return None
    hash_, _, about = git.stdout.readline().decode("utf-8", "replace").rstrip("\n").partition(" ")
    kind, _, size = about.partition(" ")
    if kind not in ("commit", "tree", "blob") or not size.isdigit():
        return None
    return Found(hash_, git.stdout.read(int(size) + 1)[:-1])


def commit(root: Path, ask: Ask, name: str) -> str:
    """The hash of the commit that *name* stands for; raises `NoSuchVersion`, or `NoGit` outside a repository."""
    found = ask(f"{name}^{{commit}}")
    if found is None:
        check_repository(root)
        raise NoSuchVersion(name, root)
    return found.hash


def files(ask: Ask, commit: str) -> dict[str, str]:
    """The files of minutes/ at a commit: the hash of what stands in each, by its name."""
    tree = ask(f"{commit}:./{FOLDER}")
    left, width = tree.content if tree else b"", len(tree.hash) // 2 if tree else 0
    held = {}
    while left:
        head, _, left = left.partition(b"\0")
        mode, _, name = head.partition(b" ")
        if mode.startswith(b"100"):
            held[name.decode("utf-8", "surrogateescape")] = left[:width].hex()
        left = left[width:]
    return held


def contents(ask: Ask, hashes: Iterable[str]) -> dict[str, bytes]:
    """What stands in files, by the hashes that git gave for them."""
    return {one: found.content for one in hashes if (found := ask(one))}


def is_hash_of(hash_: str, content: bytes) -> bool:
    """Whether git knows the content of a file by this hash; repositories have short hashes or long ones."""
    import hashlib

    named = b"blob %d\0" % len(content) + content
    if len(hash_) == _SHORT:
        return hashlib.sha1(named, usedforsecurity=False).hexdigest() == hash_
    return hashlib.sha256(named).hexdigest() == hash_


def upstream(root: Path) -> Iterator[tuple[str, bytes]]:
    """The minutes as the upstream of the current branch has them: names and contents, as last fetched.

    Nothing outside a clone, without an upstream, or without git.
    """
    try:
        with objects(root) as ask:
            there = files(ask, "@{upstream}")
            held = contents(ask, there.values())
    except NoGit:
        return
    yield from ((name, held[hash_]) for name, hash_ in there.items())


def check_repository(root: Path) -> None:
    """Raise `NoGit` outside a repository."""
    done = run(root, "rev-parse", "--git-dir")
    if done is None:
        raise NoGit(root, "nothing at all") if which("git") else NotInstalled(root)
    if done.returncode:
        raise NoGit(root, done.stderr.decode("utf-8", "replace").strip())


def top(root: Path) -> Path:
    """The folder of the repository; raises `NoGit` outside one."""
    check_repository(root)
    return Path(said(root, "rev-parse", "--show-toplevel"))


def within(folder: Path) -> str | None:
    """The way from the top of the repository to a folder, as `south/minutes/`; None outside one.

    Only git knows: macOS writes accents otherwise than git does, Windows has short names beside the long ones.
    """
    done = run(folder, "rev-parse", "--show-prefix")
    return None if done is None or done.returncode else done.stdout.decode("utf-8", "replace").rstrip("\n")


def hooks(root: Path) -> Path:
    """Where git looks for hooks, also in a worktree or with `core.hooksPath`; raises `NoGit` as `top` does."""
    return Path(said(top(root), "rev-parse", "--path-format=absolute", "--git-path", "hooks"))


def is_shallow(root: Path) -> bool:
    """Whether a clone lacks the older part of the history."""
    return said(root, "rev-parse", "--is-shallow-repository") == "true"


def said(root: Path, *words: str) -> str:
    """What git says; "" when it cannot."""
    done = run(root, *words)
    return done.stdout.decode("utf-8", "surrogateescape").strip() if done and done.returncode == 0 else ""


def run(root: Path, *words: str, **surroundings: str) -> "subprocess.CompletedProcess[bytes] | None":
    try:
        return subprocess.run(
            [*_SAFE, *words],
            cwd=root,
            env=_environment(root, surroundings),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def keeps(path: Path) -> bool:
    """Whether git would keep a file of that path: it is in a clone, and not ignored, or in spite of that added."""
    folder = next(folder for folder in path.parents if folder.is_dir())
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return False
    done = run(folder, "check-ignore", "-q", "--", str(path))
    return done is None or done.returncode != 0


def _environment(root: Path, surroundings: Mapping[str, str]) -> dict[str, str]:
    """What surrounds git. It finds the repository from *root*, whatever a hook that runs ralb says of it.

    Of a worktree a hook says where its folder of git is, but not where its files begin: git would then take the
    board's folder, wherever it is, for all there is.
    """
    kept: dict[str, str] = {**os.environ, **_SURROUNDINGS, **surroundings}
    if any((folder / ".git").exists() for folder in (root, *root.parents)):
        kept.pop("GIT_DIR", None)
        kept.pop("GIT_WORK_TREE", None)
    return kept | {name: str(Path(kept[name]).absolute()) for name in _PATHS if name in kept}
