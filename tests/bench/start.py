"""How long whole commands take, as ratios to a bare Python: `python tests/bench/start.py [--runs 15]`.

The compared commands run in turn, so that a busy machine slows all of them; bytecode is written and used, as on
a person's machine. With ../shared beside the project, boards of 10, 100 and 1,000 meetings are measured too.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GENERATOR = ROOT.parent / "shared" / "tools" / "gen.py"
RALB = [str(Path(sys.executable).with_name("ralb"))]


def measure(commands: dict[str, list[str]], runs: int) -> dict[str, list[float]]:
    """Seconds of each run of each command, after one that does not count."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(
                command,
                check=True,
                cwd=ROOT,
                env=surroundings,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if run:
                times[name].append(time.perf_counter() - begun)
    return times


def generated(folder: Path, meetings: int) -> str:
    """The folder of a generated board of so many meetings."""
    out = folder / str(meetings)
    subprocess.run(
        [sys.executable, str(GENERATOR), str(meetings), str(out), "--per-board", str(meetings)], check=True
    )
    return str(out / "board-001")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "ralb --help": [*RALB, "--help"],
            "ralb actions --open": [*RALB, "actions", "--open"],
            "ralb validate": [*RALB, "validate"],
        }
        if GENERATOR.exists():
            for meetings in (10, 100, 1000):
                board = generated(Path(name), meetings)
                commands[f"ralb actions --open, {meetings} meetings"] = [
                    *RALB,
                    "actions",
                    "--open",
                    "--board",
                    board,
                ]
                commands[f"ralb validate, {meetings} meetings"] = [*RALB, "validate", "--board", board]
        times = measure(commands, runs)
    bare = statistics.median(times["python -c pass"])
    for command, taken in times.items():
        median, spread = statistics.median(taken), statistics.quantiles(taken, n=4)
        quarter = f"{spread[0] / bare:5.2f} to {spread[2] / bare:5.2f}"
        print(f"{command:40} {median * 1000:8.1f} ms {median / bare:7.2f} x bare Python (middle half {quarter})")


if __name__ == "__main__":
    main()
