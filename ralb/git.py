"""What git knows of the minutes: reading only, and never asking the network."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

_SAFE = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_LONGEST = 30


def upstream(root: Path) -> Iterator[tuple[str, bytes]]:
    """The minutes as the upstream of the current branch has them: names and contents, as last fetched.

    Nothing outside a clone, without an upstream, or without git.
    """
    listed = _git(root, b"", "ls-tree", "-z", "@{upstream}", "minutes/") or b""
    blobs = [line.split(b"\t", 1) for line in listed.split(b"\0") if b" blob " in line]
    asked = b"".join(about.split(b" ")[2] + b"\n" for about, _ in blobs)
    answer = _git(root, asked, "cat-file", "--batch") or b"" if blobs else b""
    for _, path in blobs:
        head, _, answer = answer.partition(b"\n")
        size = int(head.rsplit(b" ", 1)[-1] or 0)
        yield path.decode("utf-8", "replace").rpartition("/")[2], answer[:size]
        answer = answer[size + 1 :]


def _git(root: Path, given: bytes, *words: str) -> bytes | None:
    """What git answers; None when it cannot."""
    try:
        ran = subprocess.run(
            ["git", *_SAFE, *words], cwd=root, input=given, capture_output=True, timeout=_LONGEST, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ran.stdout if ran.returncode == 0 else None


def keeps(path: Path) -> bool:
    """Whether git would keep a file of that path: it is in a clone, and not ignored, or in spite of that added."""
    folder = next(folder for folder in path.parents if folder.is_dir())
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return False
    return _git(folder, b"", "check-ignore", "-q", "--", str(path)) is None
