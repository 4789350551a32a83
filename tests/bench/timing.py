"""How long whole commands take beside each other."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
GENERATOR = ROOT.parent / "shared" / "tools" / "gen.py"
RALB = [str(Path(sys.executable).with_name("ralb"))]
BARE = [sys.executable, "-c", "pass"]


class Taken(NamedTuple):
    """Seconds of one run: on the clock, and of the processor, which a busy machine disturbs less; the most MB."""

    clock: float
    processor: float
    memory: float


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, list[Taken]]:
    """Each run of each command, in turn, so that a busy machine slows all of them; the first does not count.

    Bytecode is written and used, as on a person's machine.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[Taken]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            taken = _run(command, surroundings)
            if run:
                times[name].append(taken)
    return times


def _run(command: list[str], surroundings: dict[str, str]) -> Taken:
    """One run of a command, which must succeed."""
    begun, quiet = time.perf_counter(), subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=quiet, stderr=quiet) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:5])} ended with {process.returncode}")
    return Taken(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def boards(folder: Path, meetings: int, each: int) -> list[str]:
    """The folders of generated boards with so many meetings in all, and that many each."""
    out = folder / f"{meetings}-{each}"
    subprocess.run([sys.executable, str(GENERATOR), str(meetings), str(out), "--per-board", str(each)], check=True)
    return [str(board) for board in sorted(out.iterdir())]


def line(name: str, taken: Sequence[Taken], yardstick: Sequence[Taken], of_what: str) -> str:
    """The median of a command, and how many times it is that of the yardstick."""
    clock, bare = [one.clock for one in taken], statistics.median(one.clock for one in yardstick)
    median, spread = statistics.median(clock), statistics.quantiles(clock, n=4)
    processor = statistics.median(one.processor for one in taken)
    of_processor = processor / statistics.median(one.processor for one in yardstick)
    return (
        f"{name:40} {median * 1000:8.1f} ms {median / bare:7.2f} x {of_what}"
        f" (middle half {spread[0] / bare:5.2f} to {spread[2] / bare:5.2f};"
        f" processor {processor * 1000:.1f} ms, {of_processor:.2f} x; {max(one.memory for one in taken):.0f} MB)"
    )
