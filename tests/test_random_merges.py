"""Random pairs of branches: no merge is wrong unsaid, every spoilt one is found, resolving makes none wrong."""

import random_merges
from random_merges import Counts


def counted(days: int, seeds: range) -> Counts:
    counts = Counts()
    random_merges.batch([random_merges.pair(seed, days) for seed in seeds], counts)
    return counts


def test_no_merge_is_wrong_unsaid_and_no_right_one_is_reported() -> None:
    counts = counted(0, range(100))
    assert counts.bad == []
    assert counts.of[random_merges.RIGHT] > 60


def test_logs_updated_on_two_days_conflict_but_need_no_question() -> None:
    counts = counted(7, range(30))
    assert counts.bad == []
    assert counts.of["resolved: right, without a question"] > 12
