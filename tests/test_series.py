"""The experiment with series of logs: an honest one gives silence, every fault put into one is reported."""

import random
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path

import honest
import pytest

from ralb import minutes, store
from ralb.book import Book, File
from ralb.dates import parse
from ralb.model import Board
from ralb.rules import judging
from ralb.series import may_have


def found(series: list[tuple[str, honest.Log]], *, at_most: str = "info") -> set[tuple[str, str]]:
    """The names of what is found in a series, each with its file."""
    read = []
    for date, log in series:
        day = parse(date)
        assert day
        read.append(minutes.parse(f"{date}.md", honest.text(date, log).encode(), day))
    every = judging.judged(Book(Board(name="", people=()), tuple(read)), judging.Wanted())
    return {(one.kind.name, one.path) for one in every if at_most == "info" or one.kind.severity != "info"}


@pytest.mark.parametrize("block", range(10))
def test_an_honest_series_gives_silence(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        assert found(honest.series(seed), at_most="warning") == set(), seed


@pytest.mark.parametrize("fault", honest.FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_put_into_an_honest_series_is_reported(fault: honest.Fault) -> None:
    tried = 0
    for seed in range(40):
        chance = random.Random(seed)
        series = honest.series(seed)
        at = chance.randrange(1, len(series))
        date, log = series[at]
        name = fault(series[at - 1][1], log, date, chance)
        if name:
            tried += 1
            assert (name, f"{date}.md") in found(series), seed
    assert tried >= 10


def most_memory(root: Path, meetings: int) -> int:
    """What is in memory at most, in bytes, while a board of so many meetings with long notes is judged."""
    (root / "minutes").mkdir(parents=True)
    for date, log in honest.series(3, meetings):
        notes = f"The board talked of it at length on {date}.\n" * 500
        (root / "minutes" / f"{date}.md").write_text(honest.text(date, log) + notes, encoding="utf-8")
    book = store.paged(root)
    tracemalloc.start()
    try:
        judging.judged(book, judging.Wanted())
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_series_three_times_as_long_takes_less_than_twice_the_memory(tmp_path: Path) -> None:
    # A few dozen files are in memory at once, and what was last said of each number.
    assert most_memory(tmp_path / "long", 240) < 2 * most_memory(tmp_path / "short", 80)


def test_a_series_is_read_once_to_be_judged(tmp_path: Path) -> None:
    read: list[str] = []

    def watch(files: Sequence[File]) -> Iterator[File]:
        for file in files:
            read.append(file[1])
            yield file

    (tmp_path / "minutes").mkdir()
    for date, log in honest.series(3):
        (tmp_path / "minutes" / f"{date}.md").write_text(honest.text(date, log), encoding="utf-8")
    book, _ = store.all_files(tmp_path, watch)
    judging.judged(book, judging.Wanted())
    assert read == [path for _, path in book.files]


@pytest.mark.parametrize(
    ("row", "may"),
    [
        ("  - number: 84\n", True),
        ('  - {"number":84, status: open}\n', True),
        ('  - number: "\\x38\\x34"\n', True),
        ("  - number: 1\n    action: Look at 84 again\n", True),
        ("  - number: 184\n", False),
        ("  - number: 1\n    issued: 2084-84-84\n", False),
        ("  - number: 1\n---\nAction 84: EF to ask.\n", False),
    ],
)
def test_a_file_whose_log_cannot_have_a_number_is_told_by_its_bytes(row: str, may: bool) -> None:
    assert may_have(84)(f"---\nactions:\n{row}---\n".encode()) == may


def test_a_file_that_is_no_plain_text_may_have_any_number() -> None:
    assert may_have(84)("---\nactions: []\n---\n".encode("utf-16"))
