"""How long a page and a Word copy take, as ratios to pandoc: `python tests/bench/render.py [--runs 15]`.

Whole processes, of the January 2026 minutes of the sample board; at most 2.5 times for HTML, 4 times for DOCX.
"""

import argparse
import tempfile

from timing import BARE, RALB, ROOT, line, measure

MINUTES = str(ROOT / "minutes" / "2026-01.md")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as out:
        commands = {"python -c pass": BARE, "ralb --version": [*RALB, "--version"]}
        for to in ("html", "docx"):
            commands[f"pandoc, {to}"] = ["pandoc", "-s", MINUTES, "-o", f"{out}/pandoc.{to}"]
            commands[f"ralb render, {to}"] = [*RALB, "render", "2026-01", "--to", to, "--out", out]
        times = measure(commands, runs)
    for name, taken in times.items():
        to = name.partition(", ")[2]
        yardstick = f"pandoc, {to}" if to else "python -c pass"
        print(line(name, taken, times[yardstick], yardstick))


if __name__ == "__main__":
    main()
