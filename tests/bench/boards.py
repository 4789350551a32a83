"""Boards to measure with: honest minutes of any number of meetings, a week apart; the same each time.

python tests/bench/boards.py 1000 FOLDER
"""

import datetime as dt
import random
import sys
from pathlib import Path
from typing import Any

_LAST = dt.date(2026, 1, 22)
_MOST_ROWS, _FEWEST_ROWS = 25, 6
_PEOPLE = ("AB", "CD", "EF", "GH", "JK", "LM", "PQ", "RS", "TU", "VW")
_VERBS = ("Circulate", "Draft", "Review", "Confirm", "Obtain", "Arrange", "Prepare", "Publish", "Collect", "Audit")
_THINGS = ("adopter figures", "matching protocol", "court timescales", "panel training", "life story guidance")
_WORDS = """
the of and to in for on with that by from it was were had has annual draft revised quarterly proposed final
local regional national report budget proposal policy grant adopter family order court panel agency region
authority match plan survey trend training approval enquiry support fund risk register noted discussed
reviewed deferred
"""
# Each stands in the notes of one meeting in so many; for searching.
RARE = {"sunflower": 200, "harbour": 20, "lantern": 2}


def make(folder: Path, meetings: int) -> Path:
    """A board of so many meetings."""
    chance = random.Random(meetings)
    minutes = folder / "minutes"
    minutes.mkdir(parents=True)
    people = "\n".join(
        f"  - {{initials: {one}, name: Person {one}, organisation: Northbridge}}" for one in _PEOPLE
    )
    (minutes / "board.yaml").write_text(f"name: Board of {meetings}\npeople:\n{people}\n", encoding="utf-8")
    log: list[dict[str, Any]] = []
    number = 0
    for meeting in range(meetings):
        day = _LAST - dt.timedelta(weeks=meetings - 1 - meeting)
        log = [_moved(row, len(log), chance) for row in log if row["status"] != "complete"]
        new = max(_FEWEST_ROWS - len(log), min(chance.randint(1, 4), _MOST_ROWS - len(log)))
        log += [_new(number + one, day, chance) for one in range(1, new + 1)]
        number += new
        (minutes / f"{day}.md").write_text(_text(day, log, meeting, chance), encoding="utf-8")
    return folder


def _moved(row: dict[str, Any], rows: int, chance: random.Random) -> dict[str, Any]:
    if chance.random() < rows / 80:
        return row | {"status": "complete"}
    return row | {"status": "ongoing"} if chance.random() < 1 / 5 else row


def _new(number: int, day: dt.date, chance: random.Random) -> dict[str, Any]:
    text = f"{chance.choice(_VERBS)} the {chance.choice(_THINGS)}, part {number}"
    who = ", ".join(chance.sample(_PEOPLE, chance.choice((1, 1, 1, 2))))
    return {
        "number": number,
        "status": "open",
        "issued": f"{day:%Y-%m}",
        "responsible": f"[{who}]",
        "action": text,
    }


def _text(day: dt.date, log: list[dict[str, Any]], meeting: int, chance: random.Random) -> str:
    rows = "\n".join("  - " + "    ".join(f"{key}: {value}\n" for key, value in row.items()) for row in log)
    head = f"date: {day}\ntime: 10:00-12:00\nvenue: Town Hall\nchair: AB\npresent: [{', '.join(_PEOPLE[:8])}]\n"
    items = [f"## {number}. Item\n\n{_paragraphs(chance)}\n" for number in range(1, chance.randint(4, 9))]
    items += [f"The {word} was mentioned.\n" for word, often in RARE.items() if meeting % often == 0]
    return f"---\n{head}apologies: [{', '.join(_PEOPLE[8:])}]\nactions:\n{rows}---\n" + "\n".join(items)


def _paragraphs(chance: random.Random) -> str:
    sentences = [
        " ".join(chance.choices(_WORDS.split(), k=14)).capitalize() + "." for _ in range(chance.randint(10, 20))
    ]
    return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


if __name__ == "__main__":
    make(Path(sys.argv[2]), int(sys.argv[1]))
