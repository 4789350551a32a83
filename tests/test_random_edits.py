"""Random changes to random minutes: what was meant is said, and outside its place not a byte differs."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from random_edits import mangled, outcome, written
from splicing import read
from test_draft import BOARD, MEETING
from test_edits import ABOVE, GOES, KEPT

from ralb import edits
from ralb.model import Meeting

# One in ten thousand: the proof refuses what two edits at one place would have spoilt.
UNPROVEN = "read again, it would not say just what was meant"
CHANCE = st.randoms(use_true_random=False)


@settings(max_examples=200)
@given(MEETING, MEETING, CHANCE)
def test_a_change_is_made_in_its_place_or_refused(meeting: Meeting, other: Meeting, chance: random.Random) -> None:
    done = outcome(meeting, mangled(meeting, chance), other, chance)
    assert done in ("changed", "nothing to change", ABOVE, GOES, KEPT, UNPROVEN)


@settings(max_examples=200)
@given(MEETING, MEETING, CHANCE)
def test_no_change_to_a_new_file_is_refused(meeting: Meeting, other: Meeting, chance: random.Random) -> None:
    assert outcome(meeting, written(meeting), other, chance) in ("changed", "nothing to change")


@given(MEETING, CHANCE)
def test_without_a_change_there_is_no_edit(meeting: Meeting, chance: random.Random) -> None:
    old = read(mangled(meeting, chance), meeting.date, BOARD)
    assert old.meeting
    assert edits.between(old.source, old.meeting, meeting) == []
