"""Strike every system call of a write: `python tests/faults.py [--faults] [--adds] [--edits]`.

Without a choice it does all three: a fault at each call (an error, or the end of the process), many processes that
add actions, and an editor that saves while actions change. Prints counts, and everything that was lost.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from running import ralb

ROOT = Path(__file__).parent.parent
COMMANDS = [
    ["action", "close", "84"],
    ["new-meeting", "2026-04-16"],
    ["harvest"],
]
NEXT = ["action", "set", "80", "open"]
FAULTS = ["error=EIO", "error=ENOSPC", "error=EACCES", "signal=KILL"]
RALB = [sys.executable, "-m", "ralb"]
SURROUNDINGS = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "RALB_TODAY": "2026-03-30"}
_CALL = re.compile(r"^(\w+)\(")
_ENDINGS = {0, 2, 74, 75}


class Call(NamedTuple):
    """The *nth* system call of that name in the life of a command, as strace shows it."""

    name: str
    nth: int
    line: str


def board(folder: Path) -> Path:
    """A copy of the sample board, with an action typed in its newest notes."""
    shutil.copytree(ROOT / "minutes", folder / "minutes")
    type_an_action(folder)
    return folder


def type_an_action(root: Path) -> None:
    """Something to harvest."""
    with (root / "minutes" / "2026-01.md").open("a", encoding="utf-8") as file:
        file.write("\nAction: KY to ask again.\n")


def minutes(root: Path) -> dict[str, str]:
    """What the files of minutes hold."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((root / "minutes").glob("[!.]*.md"))}


def run(root: Path, command: list[str], around: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command of ralb in a board, within another command."""
    words = [*(around or []), *RALB, *command]
    return subprocess.run(words, cwd=root, env=SURROUNDINGS, capture_output=True, text=True, check=False)


def strace_works() -> bool:
    """Whether this system lets one process strike the calls of another."""
    strace = shutil.which("strace")
    return bool(strace) and subprocess.run([str(strace), "-o", os.devnull, "true"], check=False).returncode == 0


def calls(root: Path, command: list[str]) -> list[Call]:
    """Every system call of a command from the opening of the lock on; the command is done then."""
    trace = root / "trace"
    run(root, command, ["strace", "-y", "-s", "0", "-o", str(trace)])
    counts: Counter[str] = Counter()
    every = []
    for line in trace.read_text(encoding="utf-8").splitlines():
        if found := _CALL.match(line):
            counts[found[1]] += 1
            every.append(Call(found[1], counts[found[1]], line))
    trace.unlink()
    first = next(place for place, call in enumerate(every) if "ralb.lock" in call.line)
    return [call for call in every[first:] if call.name != "exit_group"]


def of_the_board(call: Call, root: Path) -> bool:
    """Whether a call names the board's folder, a file in it, or what the command prints on.

    The others are Python's own, such as those that load a module. That a path would begin in the folder in which
    the command runs makes none of the board's.
    """
    named = re.sub(r"AT_FDCWD<[^>]*>", "", call.line)
    return str(root) in named or re.search(r"\((1|2)<", named) is not None


class Outcome(NamedTuple):
    """How a command ended that was struck, and everything that is wrong with that."""

    state: str
    wrong: list[str]


def struck(root: Path, command: list[str], call: Call, fault: str, old: dict[str, str]) -> Outcome:
    """Run a command with a fault at one call, then the next command; *old* is the board's minutes at the start."""
    strike = f"inject={call.name}:{fault}:when={call.nth}"
    trace = root / "trace"
    ran = run(root, command, ["strace", "-o", str(trace), "-e", f"trace={call.name}", "-e", strike])
    hit = "INJECTED" in trace.read_text(encoding="utf-8") or ran.returncode == -9
    outcome = judged(root, old, ran)
    return outcome if hit else Outcome("missed", ["the command made other calls than before"])


def judged(root: Path, old: dict[str, str], ran: subprocess.CompletedProcess[str]) -> Outcome:
    """What became of a command that was struck."""
    new = expected(tuple(ran.args[ran.args.index("ralb") + 1 :]))
    now = minutes(root)
    state = "old" if now == old else "new" if now == new else "broken"
    wrong = [f"neither old nor new: {[name for name in now if now[name] not in (old.get(name), new.get(name))]}"]
    wrong = wrong if state == "broken" else []
    if "Traceback" in ran.stderr:
        wrong.append(f"a traceback: {ran.stderr.splitlines()[-1]}")
    if ran.returncode not in (*_ENDINGS, -9, 137):
        wrong.append(f"exit code {ran.returncode}: {ran.stderr}")
    if (ran.returncode == 0 and state == "old") or ("nothing was written" in ran.stderr and state == "new"):
        wrong.append(f"it is {state}, but was said to be otherwise: {ran.stderr}")
    return Outcome(state, [*wrong, *_next(root)])


@cache
def expected(command: tuple[str, ...]) -> dict[str, str]:
    """The minutes of the sample board after a command that nothing disturbs."""
    with tempfile.TemporaryDirectory() as folder:
        root = board(Path(folder) / "board")
        run(root, list(command)).check_returncode()
        return minutes(root)


def _next(root: Path) -> Iterator[str]:
    """What is wrong with the next command: it should work, and clear what the struck one left."""
    left = [path.name for path in (root / "minutes").glob(".*.tmp")]
    after = run(root, NEXT)
    if after.returncode:
        yield f"the next command ended with {after.returncode}: {after.stderr}"
    if any(f"cleared minutes/{name}" not in after.stderr for name in left) or [*root.glob("minutes/.*.tmp")]:
        yield f"the next command did not clear {left}: {after.stderr}"


Strike = tuple[Call, str]


def struck_at(command: list[str], wanted: Callable[[Call, str, Path], bool]) -> dict[Strike, Outcome]:
    """How a command ends with a fault at one of its calls, for each call and fault that is wanted of a board."""
    with tempfile.TemporaryDirectory() as folder:
        root = board(Path(folder) / "board")
        old = minutes(root)
        strikes = [(call, fault) for call in calls(root, command) for fault in FAULTS if wanted(call, fault, root)]
        shutil.rmtree(root)
        expected(tuple(command))

        def one(strike: Strike) -> Outcome:
            # Every run has a folder of the same name, so that it makes the same calls.
            with tempfile.TemporaryDirectory(dir=folder) as own:
                return struck(board(Path(own) / "board"), command, *strike, old)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict(zip(strikes, pool.map(one, strikes), strict=True))


def strike_everything(command: list[str]) -> int:
    """A fault at each call of a command; how many outcomes were wrong."""
    outcomes = struck_at(command, lambda call, fault, root: "KILL" in fault or of_the_board(call, root))
    for (call, fault), outcome in outcomes.items():
        for wrong in outcome.wrong:
            print(f"  {fault} at {call.name} {call.nth}: {wrong}\n    {call.line}")
    for fault in FAULTS:
        ended = Counter(outcome.state for (_, of), outcome in outcomes.items() if of == fault)
        print(f"  {fault}: {ended.total()} calls struck, {ended['old']} old, {ended['new']} new", flush=True)
    return sum(bool(outcome.wrong) for outcome in outcomes.values())


def added(root: Path, processes: int, each: int) -> tuple[list[int], set[str]]:
    """Many processes add actions at once; the numbers in the log then, and which texts are missing.

    One that has waited too long for the lock tries again, as its message says.
    """
    command = ["action", "add", "--responsible", "KY"]

    def add(process: int) -> None:
        for count in range(each):
            while (ran := run(root, [*command, f"Ask {process} about {count}"])).returncode == 75:
                pass
            ran.check_returncode()

    with ThreadPoolExecutor(processes) as pool:
        list(pool.map(add, range(processes)))
    text = (root / "minutes" / "2026-01.md").read_text(encoding="utf-8")
    wanted = {f"Ask {process} about {count}" for process in range(processes) for count in range(each)}
    numbers = [int(number) for number in re.findall(r"number: (\d+)\n", text)]
    return numbers, wanted - set(re.findall(r"Ask \d+ about \d+", text))


class Edited(NamedTuple):
    """What became of an editor's saves, and of the commands that ran meanwhile, by exit code."""

    lost: int
    codes: Counter[int]


def edited(root: Path, saves: int, how: str) -> Edited:
    """An editor saves while an action is changed again and again."""
    path = root / "minutes" / "2026-01.md"
    codes: Counter[int] = Counter()
    words = [sys.executable, __file__, "--editor", str(path), "--saves", str(saves), "--how", how]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as editor:
        while editor.poll() is None:
            codes[ralb("action", "set", "80", ("open", "ongoing")[codes.total() % 2]).code] += 1
        assert editor.stdout
        lost = int(editor.stdout.read())
    assert f"Saved {saves}.\n" in path.read_text(encoding="utf-8") or lost
    return Edited(lost, codes)


def edit(path: Path, saves: int, how: str) -> int:
    """Save a file again and again, in the worst moments; how many saves were gone before the next one.

    For the moment in which a command gives a file back that came out of an exchange, an older one is seen.
    """
    typed = path.read_text(encoding="utf-8")
    lost = 0
    for count in range(1, saves + 1):
        _wait_for_a_write(path.parent)
        _save(path, f"{typed}\nSaved {count}.\n", how)
        time.sleep(random.choice((0, 0.001, 0.1)))
        tries = (f"Saved {count}.\n" in path.read_text(encoding="utf-8") or time.sleep(0.01) for _ in range(20))
        lost += not any(tries)
    return lost


def _wait_for_a_write(folder: Path) -> None:
    """Until a command has begun to write, and a little longer."""
    for _ in range(random.choice((0, 2000))):
        if any(path.suffix == ".tmp" for path in folder.iterdir()):
            time.sleep(random.random() / 200)
            return


def _save(path: Path, text: str, how: str) -> None:
    if how == "in place":
        path.write_text(text, encoding="utf-8")
    else:
        path.with_suffix(".new").write_text(text, encoding="utf-8")
        path.with_suffix(".new").replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for choice in ("faults", "adds", "edits"):
        parser.add_argument(f"--{choice}", action="store_true")
    parser.add_argument("--saves", type=int, default=3000)
    parser.add_argument("--editor", type=Path)
    parser.add_argument("--how", default="in place")
    options = parser.parse_args()
    everything = not (options.faults or options.adds or options.edits)
    if options.editor:
        print(edit(options.editor, options.saves, options.how))
        return
    if options.faults or everything:
        for command in COMMANDS:
            print(" ".join(command))
            print(f"  {strike_everything(command)} wrong", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        if options.adds or everything:
            numbers, missing = added(board(Path(folder) / "adds"), 32, 10)
            print(f"32 processes x 10 adds: {len(numbers)} rows, {len(set(numbers))} numbers")
            print(f"  missing: {sorted(missing) or 'none'}", flush=True)
        for how in ("in place", "by rename") if options.edits or everything else ():
            root = board(Path(folder) / how)
            os.chdir(root)
            lost, codes = edited(root, options.saves, how)
            print(f"{options.saves} saves {how}: {lost} lost; commands by exit code: {dict(codes)}", flush=True)


if __name__ == "__main__":
    main()
