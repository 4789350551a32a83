"""What a user without ralb would write: python-frontmatter over a folder, neighbouring logs compared.

    python tests/bench/plain.py FOLDER...

The yardstick of `tests/bench/validate.py`; it knows of 402, 401 and 301 only, and of no place in a file.
"""

import sys
from pathlib import Path

import frontmatter


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
    for folder in sys.argv[1:]:
        main(folder)
