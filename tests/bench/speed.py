"""How fast ralb is, as ratios: `python tests/bench/speed.py [PART ...] [--runs 7] [--json FILE] [--against FILE]`.

The parts: `start`, every command on a board of 10 meetings, beside bare Python; `10`, `100`, `1000`, `10000`,
queries and `validate` on a board of so many meetings, beside a plain script (10,000 take ten minutes); `search`,
beside ripgrep if it is there; `documents`, beside pandoc.

What is compared is processor time, which other work on the machine disturbs least. With `--json` the figures are
kept; with `--against` those of another day stand beside them.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import boards
from timing import Command, Figures, measured

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
RALB = str(Path(sys.executable).with_name("ralb"))
SIZES = (10, 100, 1000, 10_000)
BARE, IN_C, IN_PYTHON = "bare Python", "plain, yaml in C", "plain, yaml in Python"

# A call of every command that leaves the board as it is.
_CALLS = """
--version
--help
actions --open
actions --all
action show 5
action close 30 --dry-run
meetings
new-meeting 2026-02-05 --dry-run
import {note} --dry-run
harvest --dry-run
review --dry-run
attend 2026-01-22 --present AB --dry-run
circulate 2026-01-22 --on 2026-01-23 --dry-run
agree 2026-01-15 --at 2026-01-22 --dry-run
move-meeting 2026-01-22 2026-01-29 --today 2026-01-01 --dry-run
export --to json --out {out}
search harbour
chase
stats
decisions
escalations
recommendations
decision --help
calendar
people
attendance
render --to html --out {out} --audience board
render --to docx --out {out} --audience board
site --out {out}/site
templates list
validate
fmt --dry-run
diff HEAD~1..HEAD
check-merge main --into main
resolve --help
explain RALB402
rules
schema board
init --help
install --help
"""
_NOTE = "Board meeting 5 February 2026\nPresent: AB, CD\n\n1. Data\n\nAB reported.\n"


def start(folder: Path) -> Iterator[list[Command]]:
    """Every command beside bare Python."""
    board = boards.make(folder / "board", 10)
    _commit(board)
    note = folder / "note.txt"
    note.write_text(_NOTE, encoding="utf-8")
    bare = Command(BARE, [sys.executable, "-c", "pass"], board, BARE)
    calls = [(call, call.format(out=folder / "out", note=note)) for call in _CALLS.strip().splitlines()]
    yield [bare, *(Command(f"ralb {call}", [RALB, *words.split()], board, BARE) for call, words in calls)]


def _commit(board: Path) -> None:
    """Keep the board in git, its newest minutes in a commit of their own."""
    who = ["-c", "user.name=Ann Officer", "-c", "user.email=ann@example.org"]
    newest = str(max(board.glob("minutes/*.md")).relative_to(board))
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["rm", "-q", "--cached", newest],
                  [*who, "commit", "-qm", "one"], ["add", "."], [*who, "commit", "-qm", "two"]):  # fmt: skip
        subprocess.run(["git", *words], cwd=board, check=True)


def size(folder: Path, meetings: int) -> Iterator[list[Command]]:
    """Queries, a comparison and `validate` on a board of so many meetings, beside the plain script."""
    board = boards.make(folder / "board", meetings)
    _commit(board)
    bare = Command(BARE, [sys.executable, "-c", "pass"], board, BARE)
    plain = [sys.executable, str(HERE / "plain.py"), "minutes"]
    scripts = [Command(IN_C, plain, board, BARE), Command(IN_PYTHON, [*plain, "python"], board, BARE)]
    of = dict.fromkeys(("actions --open", "diff HEAD~1..HEAD"), BARE)
    of |= dict.fromkeys(("actions --all", "action show 9", "validate"), IN_PYTHON)
    ralb = [Command(f"ralb {call}", [RALB, *call.split()], board, by) for call, by in of.items()]
    yield [bare, *(_of(one, meetings) for one in (*scripts, *ralb))]


def _of(command: Command, meetings: int) -> Command:
    by = command.by if command.by == BARE else f"{command.by}, {meetings}"
    return command._replace(name=f"{command.name}, {meetings}", by=by)


def search(folder: Path) -> Iterator[list[Command]]:
    """Words that 5, 50, 500 of 1,000 files hold, beside ripgrep."""
    board = boards.make(folder / "board", 1000)
    ripgrep = shutil.which("rg")
    for word, often in boards.RARE.items():
        rg = Command(f"rg -il, {1000 // often} files", [ripgrep or "rg", "-il", word, "minutes"], board, "")
        found = Command(f"ralb search, {1000 // often} files", [RALB, "search", word], board, rg.name)
        yield [rg._replace(by=rg.name), found] if ripgrep else [found._replace(by=found.name)]


def documents(folder: Path) -> Iterator[list[Command]]:
    """A page and a Word copy of the minutes of January 2026 of the sample board, beside pandoc."""
    for to in ("html", "docx"):
        words = ["-s", "minutes/2026-01.md", "-o", f"{folder}/pandoc.{to}"]
        pandoc = Command(f"pandoc, {to}", ["pandoc", *words], ROOT, f"pandoc, {to}")
        render = [RALB, "render", "2026-01", "--to", to, "--out", str(folder)]
        yield [pandoc, Command(f"ralb render, {to}", render, ROOT, pandoc.name)]


PARTS = {
    "start": start,
    **{str(meetings): partial(size, meetings=meetings) for meetings in SIZES},
    "search": search,
    "documents": documents,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*PARTS, []], help=", ".join(PARTS))
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--against", type=Path, metavar="FILE")
    options = parser.parse_args()
    before = {one[0]: Figures(*one) for one in json.loads(options.against.read_text())} if options.against else {}
    figures: list[Figures] = []
    for part in options.parts or PARTS:
        with tempfile.TemporaryDirectory() as name:
            for commands in PARTS[part](Path(name)):
                for one in measured(commands, options.runs):
                    was = f"  was {before[one.name].ratio:.2f} x" if one.name in before else ""
                    print(f"{one}{was}", flush=True)
                    figures.append(one)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
