"""The experiment with series of logs: an honest one gives silence, every fault put into one is reported."""

import random

import honest
import pytest

from ralb import minutes
from ralb.book import Book
from ralb.dates import parse
from ralb.model import Board
from ralb.rules import judging


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
