"""How long whole commands take, as ratios to a bare Python: `python tests/bench/start.py [--runs 15]`.

With ../shared beside the project, boards of 10, 100 and 1,000 meetings are measured too.
"""

import argparse
import tempfile
from pathlib import Path

from timing import BARE, GENERATOR, RALB, boards, line, measure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        commands = {
            "python -c pass": BARE,
            "ralb --help": [*RALB, "--help"],
            "ralb actions --open": [*RALB, "actions", "--open"],
            "ralb validate": [*RALB, "validate"],
        }
        if GENERATOR.exists():
            for meetings in (10, 100, 1000):
                [board] = boards(Path(name), meetings, meetings)
                commands[f"ralb actions --open, {meetings} meetings"] = [
                    *RALB,
                    "actions",
                    "--open",
                    "--board",
                    board,
                ]
                commands[f"ralb validate, {meetings} meetings"] = [*RALB, "validate", "--board", board]
        times = measure(commands, runs)
    for command, taken in times.items():
        print(line(command, taken, times["python -c pass"], "bare Python"))


if __name__ == "__main__":
    main()
