"""Rows that stood in a log before are read as if they stood there for the first time."""

import dataclasses
import random
from collections.abc import Mapping
from typing import Any

import honest
import pytest

from ralb import minutes, repeats
from ralb.dates import PartialDate, parse
from ralb.repeats import Seen
from ralb.text import Source, Span

# What people and merges put between the lines of a log, or in place of one.
ODD_LINES = (
    "", "   ", "  x", "   x", "    x", "      and more", "# why", "  # why", "    # why", "    - AB", "- x", "  -",
    "  - ", "    ? a", '"', "'", "]", "actions:", "decisions:", "date: 2026-01", "...", "    number: 7",
    "  - number: 7", "    status: open", "    status: open ", "    status:  open", "    status: open # soon",
    "    Status: open", "    action: |", "    action: >-", "    note: 'a", '    note: "a', "    responsible: [AB,",
    "    CD]", "  - {number: 3, status: open}", "  -  number: 7", "title: 'x", "title: |", "\t",
)  # fmt: skip


def whole(said: Any) -> Any:
    """All that was read, with the places, which do not count in comparisons."""
    if isinstance(said, Mapping):
        return [(key, whole(value)) for key, value in said.items()]
    if dataclasses.is_dataclass(said):
        return type(said).__name__, [whole(getattr(said, field.name)) for field in dataclasses.fields(said)]
    return [whole(one) for one in said] if isinstance(said, list | tuple) else said


def with_odd_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(chance.choice((0, 1, 1, 2))):
        at = chance.randrange(len(lines))
        lines[at : at + chance.choice((0, 1))] = [chance.choice(ODD_LINES)]
    return chance.choice(("\n", "\n", "\n", "\r\n")).join(lines)


@pytest.mark.parametrize("seed", range(100))
def test_a_log_says_the_same_at_the_same_places_whether_its_rows_are_known_or_not(seed: int) -> None:
    chance = random.Random(seed)
    seen = Seen()
    for date, log in honest.series(seed):
        data = with_odd_lines(honest.text(date, log), chance).encode()
        day = parse(date) or PartialDate(1, 1)
        assert whole(minutes.parse("x.md", data, day, seen=seen)) == whole(minutes.parse("x.md", data, day))


def known_after(first: str, second: str) -> list[int]:
    """The numbers of the rows of a log that are known from another."""
    seen = Seen()
    minutes.parse("x.md", file(first).encode(), PartialDate(2026, 1), seen=seen)
    text = file(second)
    known = repeats.find(seen, Source("x.md", text), Span(len("---\n"), text.index("---\n", 4)))
    return [action.number for run in known.rows.values() for action in run]


def file(rows: str) -> str:
    return f"---\ndate: 2026-01\nactions:\n{rows}---\n"


ROW = """\
  - number: 84
    status: open
    issued: 2026-01
    responsible: [EF, CD]
    action: Ask for a quote   # by phone
"""


def test_a_row_of_known_lines_is_known_also_when_its_status_comes_from_another_row() -> None:
    other = ROW.replace("84", "85").replace("open", "ongoing")
    assert known_after(ROW + "\n" + other, ROW.replace("open", "ongoing") + "\n" + other) == [84, 85]


def test_a_row_with_a_line_that_is_new_or_missing_or_goes_on_is_not_known() -> None:
    assert known_after(ROW, ROW.replace("open", "complete")) == []
    assert known_after(ROW, ROW.replace("    status: open\n", "")) == []
    assert known_after(ROW, ROW.replace("   # by phone", "") + "      and for its terms\n") == []
    assert known_after(ROW, ROW + "   and for its terms\n") == []


def test_a_line_that_was_read_with_a_fault_is_not_kept() -> None:
    faulty = ROW.replace("[EF, CD]", "[EF, EF]")
    assert known_after(faulty, faulty) == []


def test_old_lines_are_forgotten_rather_than_fill_the_memory() -> None:
    seen = Seen()
    for number in range(1, 3000):
        row = ROW.replace("84", str(number)).replace("quote", f"quote of {number}")
        minutes.parse("x.md", file(row).encode(), PartialDate(2026, 1), seen=seen)
    assert len(seen.lines) < 5000
