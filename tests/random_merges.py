"""Merge random pairs of branches: `python tests/random_merges.py [10000] [--seed 1] [--days 7]`.

Each pair begins with three meetings as the tool writes them; both branches are edited as its commands edit, git
merges them, and `intentions.wrong` says whether what each side meant holds. Then right merges are spoilt, which
`check-merge` must find, and conflicts are put together by `resolve`. A conflict is needless where the sides
changed other things; two who changed one action are counted apart, since neither knew what the other knew.
Prints how often what came out, and ends with exit code 1 where something was wrong and nobody said so. With
`--days`, theirs edits so many days later than ours.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

import spoiling
from intentions import Branch, begun, edited, together, wrong

from ralb import git, merges, reconciling, sides
from ralb.conflicts import Hunk
from ralb.dates import PartialDate
from ralb.diagnostics import Diagnostic
from ralb.git import Ask
from ralb.merges import Merge
from ralb.merging import Clash
from ralb.versions import Version

BATCH = 250
RIGHT = "clean and right"
SAID = "clean and wrong, said by validate"
ONLY = "clean and wrong, said by check-merge alone"
SILENT = "CLEAN AND WRONG, SAID BY NOTHING"
REAL, ROW, NEEDLESS = (
    "conflict: both changed the same, or gave a number",
    "conflict: both changed one action, in other keys",
    "conflict, needless",
)
FALSE = "RIGHT, BUT CHECK-MERGE REPORTS IT"
NOT_FOUND = "SPOILT, NOT FOUND BY CHECK-MERGE"
MUST_NOT = (SILENT, FALSE, NOT_FOUND)


@dataclass
class Counts:
    """How often what came out, and the pairs in which something must not have."""

    of: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    def add(self, what: str, pair: "Pair", *why: object) -> None:
        self.of[what] += 1
        if what.isupper() or what in MUST_NOT:
            self.bad.append(f"{what}: seed {pair.seed}: {' | '.join(map(str, why))}")


@dataclass
class Pair:
    """Two branches, and what both began with; then their commits, and what git made of them."""

    seed: int
    base: dict[str, str]
    ours: Branch
    theirs: Branch
    commits: tuple[str, str, str] = ("", "", "")
    tree: str = ""
    stages: list[tuple[str, str, str]] = field(default_factory=list)
    """Of each path in conflict: its mode with its hash, its stage, its name."""


def pair(seed: int, days: int) -> Pair:
    chance = random.Random(seed)
    base = begun(seed)
    ours = edited(base, "ours", PartialDate(2025, 6, 10), chance)
    theirs = edited(base, "theirs", PartialDate(2025, 6, 10 + days), chance)
    return Pair(seed, base, ours, theirs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=0)
    options = parser.parse_args()
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    counts, start = Counts(), time.time()
    for at in range(0, options.pairs, BATCH):
        seeds = range(options.seed * 1_000_000 + at, options.seed * 1_000_000 + min(at + BATCH, options.pairs))
        batch([pair(seed, options.days) for seed in seeds], counts)
    for what, count in sorted(counts.of.items()):
        print(f"{count:7,} {count / options.pairs:7.2%} {what}")
    print(f"{options.pairs:7,} pairs of branches, {time.time() - start:.0f} s", *counts.bad[:20], sep="\n")
    sys.exit(bool(counts.bad))


def batch(pairs: Sequence[Pair], counts: Counts) -> None:
    """Merge pairs in a repository of their own, and count what comes out."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        subprocess.run(["git", "init", "-q", "-b", "main", root], check=True)
        (root / "minutes").mkdir()
        _commit(root, pairs)
        _merge(root, pairs)
        with git.objects(root) as ask:
            for one in pairs:
                _judge(root, ask, one, counts)


def _commit(root: Path, pairs: Sequence[Pair]) -> None:
    """All commits in one stream; their marks are 3 to a pair."""
    marks = root / "marks"
    stream = b"".join(
        _commits(files, 3 * at + which + 1, 3 * at + 1 if which else 0)
        for at, one in enumerate(pairs)
        for which, files in enumerate((one.base, one.ours.files, one.theirs.files))
    )
    importing = ["git", "fast-import", "--quiet", f"--export-marks={marks}"]
    subprocess.run(importing, cwd=root, input=stream, check=True)
    known = dict(line.split() for line in marks.read_text().splitlines())
    for at, one in enumerate(pairs):
        base, ours, theirs = (known[f":{3 * at + which + 1}"] for which in range(3))
        one.commits = base, ours, theirs


def _commits(files: dict[str, str], mark: int, parent: int) -> bytes:
    said = [
        f"commit refs/heads/b{mark}\nmark :{mark}\ncommitter Ann <ann@example.org> {1_700_000_000 + mark} +0000\n"
    ]
    said += ["data 1\nx\n", f"from :{parent}\n" if parent else ""]
    head = "".join(said).encode()
    contents = ((name, text.encode()) for name, text in files.items())
    return head + b"".join(
        f"M 644 inline minutes/{name}\ndata {len(content)}\n".encode() + content + b"\n"
        for name, content in contents
    )


def _merge(root: Path, pairs: Sequence[Pair]) -> None:
    """All merges in one process."""
    asked = "".join(f"{one.commits[1]} {one.commits[2]}\n" for one in pairs)
    trying = ["git", "merge-tree", "--write-tree", "--no-messages", "--stdin"]
    done = subprocess.run(trying, cwd=root, input=asked.encode(), capture_output=True, check=True)
    said = iter(done.stdout.decode().split("\0"))
    for one in pairs:
        next(said)
        one.tree = next(said)
        for line in iter(lambda: next(said), ""):
            about, _, path = line.partition("\t")
            hash_, _, stage = about.rpartition(" ")
            one.stages.append((hash_, stage, path))


def _judge(root: Path, ask: Ask, one: Pair, counts: Counts) -> None:
    made = _files(ask, one.tree)
    if one.stages:
        rows = [{key[1] for key in side.meant if key[0] == "action"} for side in (one.ours, one.theirs)]
        needless = NEEDLESS if rows[0].isdisjoint(rows[1]) else ROW
        counts.add(REAL if together(one.ours, one.theirs) else needless, one)
        _resolve(root, ask, one, counts)
        return
    bad, found = wrong(one.base, one.ours, one.theirs, made), _found(ask, one, made)
    said = [finding.kind.code for finding in found]
    if bad:
        counts.add(SILENT if not said else ONLY if {*said} == {"RALB501"} else SAID, one, bad)
    else:
        counts.add(FALSE if said else RIGHT, one, *found)
        _spoil(ask, one, made, counts)


def _files(ask: Ask, tree: str) -> dict[str, str]:
    there = git.files(ask, tree)
    held = git.contents(ask, there.values())
    return {name: held[hash_].decode() for name, hash_ in there.items()}


def _found(ask: Ask, one: Pair, made: dict[str, str]) -> list[Diagnostic]:
    """What `check-merge` reports of a result."""
    sides = [
        Version(name, git.files(ask, commit))
        for name, commit in zip(("base", "ours", "theirs"), one.commits, strict=True)
    ]
    hashes = {name: f"made {text}" for name, text in made.items()}
    result = Version("made", hashes, {hashes[name]: text.encode() for name, text in made.items()})
    return merges.wrong(Merge(sides[0], sides[1], sides[2], result, ask))[1]


def _spoil(ask: Ask, one: Pair, made: dict[str, str], counts: Counts) -> None:
    """Put one wrong thing into a right merge; `check-merge` must name it."""
    chance = random.Random(one.seed)
    for spoil in spoiling.WAYS:
        spoilt = spoil(one.base, (one.ours, one.theirs), dict(made), chance)
        if spoilt and wrong(one.base, one.ours, one.theirs, spoilt):
            found = _found(ask, one, spoilt)
            name = spoil.__name__
            counts.add(f"spoilt: {name}, found" if found else NOT_FOUND, one, name)


def _resolve(root: Path, ask: Ask, one: Pair, counts: Counts) -> None:
    """Put a conflict together, as in a merge that git has stopped at."""
    _stop_at(root, ask, one)
    chance = random.Random(one.seed)
    given: list[str] = []
    chosen, left = "", 0

    def answer(question: Clash | Hunk) -> str:
        nonlocal chosen
        chosen += "".join(question) if isinstance(question, Hunk) else ""
        given.append(chance.choice(("ours", "theirs", "ours", "theirs", "")))
        return given[-1]

    for name in sides.waiting(root):
        put = reconciling.resolve(root, name, lambda _path, _sides: answer, dry=False)
        left += put.done.marked + len(put.done.comments) + (put.next.done.marked if put.next else 0)
    made = {
        path.name: path.read_text() for path in (root / "minutes").iterdir() if path.suffix in (".md", ".yaml")
    }
    if left:
        counts.add("resolved: left marked" if "" in given else "RESOLVED: MARKED, THOUGH ALL WAS ANSWERED", one)
        return
    bad, found = wrong(one.base, one.ours, one.theirs, made, chosen), _found(ask, one, made)
    asked = "with questions" if given else "without a question"
    if bad and not found:
        counts.add("RESOLVED WRONGLY, SAID BY NOTHING", one, bad)
    elif bad:
        counts.add("resolved: wrong, said by check-merge", one, bad, *found)
    elif found:
        counts.add("RESOLVED RIGHT, BUT CHECK-MERGE REPORTS IT", one, *found)
    else:
        counts.add(f"resolved: right, {asked}", one)


def _stop_at(root: Path, ask: Ask, one: Pair) -> None:
    """The repository as `git merge` leaves it in a conflict."""
    for path in (root / "minutes").iterdir():
        path.unlink()
    for name, text in _files(ask, one.tree).items():
        (root / "minutes" / name).write_text(text)
    (root / ".git" / "HEAD").write_text(f"{one.commits[1]}\n")
    (root / ".git" / "MERGE_HEAD").write_text(f"{one.commits[2]}\n")
    (root / ".git" / "AUTO_MERGE").write_text(f"{one.tree}\n")
    index = root / ".git" / "index"
    index.unlink(missing_ok=True)
    lines = "".join(f"{about} {stage}\t{path}\n" for about, stage, path in one.stages)
    subprocess.run(["git", "update-index", "--index-info"], cwd=root, input=lines.encode(), check=True)


if __name__ == "__main__":
    main()
