"""`ralb validate` beside a plain script: `python tests/bench/validate.py [--runs 7] [--json FILE]`.

Boards of 10, 100 and 1,000 generated meetings, and ten boards of 1,000 (one of 10,000 would begin in the year 766,
and its months would be no dates). The script is plain.py: python-frontmatter as it comes, which is with the parser
in C. With `--json` the figures are written too, to compare them with another day's.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from timing import RALB, boards, line, measure

PLAIN = str(Path(__file__).with_name("plain.py"))
SIZES = ((10, 10), (100, 100), (1000, 1000), (10_000, 1000))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures = {}
    for meetings, each in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folders = [f"{board}/minutes" for board in boards(Path(name), meetings, each)]
            files = [str(file) for folder in folders for file in sorted(Path(folder).glob("*.md"))]
            plain, ralb = f"plain.py, {meetings} meetings", f"ralb validate, {meetings} meetings"
            times = measure(
                {plain: [sys.executable, PLAIN, *folders], ralb: [*RALB, "validate", *files]}, options.runs
            )
        for command, taken in times.items():
            print(line(command, taken, times[plain], "plain.py"), flush=True)
        figures |= times
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
