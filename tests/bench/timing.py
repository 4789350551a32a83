"""How long whole commands take beside each other, and how much memory."""

import os
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """What is run, where, and the name of the command that it is measured by."""

    name: str
    words: Sequence[str]
    folder: Path
    by: str


class Taken(NamedTuple):
    """One run: seconds of the processor, which a busy machine disturbs less than the clock; the most MB."""

    processor: float
    memory: float


class Figures(NamedTuple):
    """A command's median of processor seconds, this as a ratio, with the middle half of the runs; the most MB."""

    name: str
    by: str
    seconds: float
    ratio: float
    low: float
    high: float
    memory: float

    def __str__(self) -> str:
        spread = f"({self.low:6.2f} to {self.high:6.2f})"
        return (
            f"{self.name:46} {self.seconds * 1000:9.1f} ms {self.ratio:7.2f} x {self.by} {spread} "
            f"{self.memory:5.0f} MB"
        )


def measured(commands: Sequence[Command], runs: int) -> list[Figures]:
    """Each run of each command in turn, so that a busy machine slows all of them; the first does not count."""
    taken: dict[str, list[Taken]] = {command.name: [] for command in commands}
    for run in range(runs + 1):
        for command in commands:
            one = _run(command)
            if run:
                taken[command.name].append(one)
    return [_figures(command, taken) for command in commands]


def _figures(command: Command, taken: Mapping[str, Sequence[Taken]]) -> Figures:
    yardstick = statistics.median(one.processor for one in taken[command.by])
    mine = [one.processor for one in taken[command.name]]
    low, median, high = statistics.quantiles(mine, n=4, method="inclusive") if len(mine) > 1 else mine * 3
    most = max(one.memory for one in taken[command.name])
    ratios = (median / yardstick, low / yardstick, high / yardstick)
    return Figures(command.name, command.by, median, *ratios, most)


def _run(command: Command) -> Taken:
    """One run of a command; bytecode is written and used, as on a person's machine."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command.words, cwd=command.folder, env=surroundings, stdin=quiet, stdout=quiet, stderr=quiet
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command.words)} ended with {process.returncode}")
    return Taken(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
