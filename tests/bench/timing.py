"""How long whole commands take beside each other."""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
RALB = [str(Path(sys.executable).with_name("ralb"))]
BARE = [sys.executable, "-c", "pass"]


class Taken(NamedTuple):
    """Seconds of one run: on the clock, and of the processor, which a busy machine disturbs less."""

    clock: float
    processor: float


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, list[Taken]]:
    """Each run of each command, in turn, so that a busy machine slows all of them; the first does not count.

    Bytecode is written and used, as on a person's machine.
    """
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[Taken]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            used, begun = _processor(), time.perf_counter()
            subprocess.run(
                command,
                check=True,
                cwd=ROOT,
                env=surroundings,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if run:
                times[name].append(Taken(time.perf_counter() - begun, _processor() - used))
    return times


def _processor() -> float:
    """Seconds of the processor that the commands have used so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def line(name: str, taken: list[Taken], yardstick: list[Taken], of_what: str) -> str:
    """The median of a command, and how many times it is that of the yardstick."""
    clock, bare = [one.clock for one in taken], statistics.median(one.clock for one in yardstick)
    median, spread = statistics.median(clock), statistics.quantiles(clock, n=4)
    processor = statistics.median(one.processor for one in taken)
    of_processor = processor / statistics.median(one.processor for one in yardstick)
    return (
        f"{name:40} {median * 1000:8.1f} ms {median / bare:7.2f} x {of_what}"
        f" (middle half {spread[0] / bare:5.2f} to {spread[2] / bare:5.2f};"
        f" processor {processor * 1000:.1f} ms, {of_processor:.2f} x)"
    )
