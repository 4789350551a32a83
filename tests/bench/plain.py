"""What a user without ralb would write: python-frontmatter over a folder, neighbouring logs compared.

    python tests/bench/plain.py FOLDER [python]

The yardstick of `speed.py`; it knows of 402, 401 and 301 only, and of no place in a file. python-frontmatter takes
the parser in C where PyYAML has it; with `python` the one in Python, as on machines without it.
"""

import sys
from pathlib import Path

import frontmatter
import frontmatter.default_handlers
import yaml


def main(folder: str) -> None:
    before: dict[int, dict[str, object]] = {}
    for path in sorted(Path(folder).glob("[12]*.md")):
        rows = frontmatter.load(str(path)).metadata.get("actions") or []
        log = {row["number"]: row for row in rows}
        if len(log) != len(rows):
            print(f"{path}: a number twice")
        for number, row in before.items():
            if row["status"] not in ("complete", "withdrawn") and number not in log:
                print(f"{path}: {number} dropped")
            elif number in log and log[number]["action"] != row["action"]:
                print(f"{path}: {number} changed")
        before = log


if __name__ == "__main__":
    if sys.argv[2:] == ["python"]:
        frontmatter.default_handlers.SafeLoader = yaml.SafeLoader
    main(sys.argv[1])
