"""`ralb import`: the shapes in which boards type their minutes, and the seeds; no word is lost."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT
from oldminutes import actions, notes, outcome, typed
from running import ralb

SHAPES = sorted(path for path in (ROOT / "tests" / "imports").iterdir() if path.suffix in (".txt", ".md"))
# What a reader found who did not know what ralb would find.
ASKED = [path for path in SHAPES if path.with_name(f"{path.name}.asked").exists()]
_WORD = re.compile(r"[^\W_]+")


# The shapes in which boards type their minutes.


@pytest.mark.parametrize("source", SHAPES, ids=lambda path: path.name)
def test_every_shape_of_minutes_becomes_what_stands_beside_it(source: Path, empty: Path, update: bool) -> None:
    ran = ralb("import", str(source))
    expected = source.with_name(source.name + ".out")
    if update:
        expected.write_text(outcome(empty), encoding="utf-8")
    assert ran.code == 0, ran.both
    assert outcome(empty) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", SHAPES, ids=lambda path: path.name)
def test_no_word_is_lost(source: Path, empty: Path) -> None:
    report = ralb("import", str(source), "--report", "md").out
    assert lost(source.read_text(encoding="utf-8"), notes(empty) + report) == Counter()


def lost(source: str, made: str) -> Counter[str]:
    """The words that stand more often in a source than in all that was made of it."""
    return Counter(_WORD.findall(source.lower().replace("<br>", " "))) - Counter(_WORD.findall(made.lower()))


@pytest.mark.parametrize("seed", range(30))
def test_no_word_is_lost_of_minutes_that_were_shuffled(seed: int, empty: Path) -> None:
    chance = random.Random(seed)
    one, other = (path.read_text(encoding="utf-8").split("\n") for path in chance.sample(SHAPES, 2))
    begin, end = sorted(chance.sample(range(len(one)), 2))
    mixed = "\n".join([*one[:begin], *chance.sample(other, 8), *one[end:]])
    report = ralb("import", str(typed(empty, mixed)), "--date", "2026-01", "--report", "md").out
    assert lost(mixed, notes(empty) + report) == Counter()


@pytest.mark.parametrize("source", SHAPES, ids=lambda path: path.name)
def test_a_second_import_changes_nothing(source: Path, empty: Path) -> None:
    ralb("import", str(source))
    before = {path: path.read_bytes() for path in (empty / "minutes").iterdir()}
    ran = ralb("import", str(source))
    assert (ran.code, ran.err.splitlines()[-1].endswith("is there already, and says the same")) == (0, True)
    assert {path: path.read_bytes() for path in (empty / "minutes").iterdir()} == before


@pytest.mark.parametrize("source", SHAPES, ids=lambda path: path.name)
@pytest.mark.usefixtures("empty")
def test_what_came_in_has_no_errors(source: Path) -> None:
    ralb("import", str(source))
    assert ralb("validate").code == 0


@pytest.mark.parametrize("source", ASKED, ids=lambda path: path.name)
def test_every_action_that_a_reader_found_is_a_row_and_nothing_else_is(source: Path, empty: Path) -> None:
    ralb("import", str(source))
    found = [(row.split("\t")[3], " ".join(_WORD.findall(row.split("\t")[4].lower()))) for row in actions(empty)]
    wanted = [line.split(": ", 1) for line in source.with_name(f"{source.name}.asked").read_text().splitlines()]
    for who, what in wanted:
        words = " ".join(_WORD.findall(what.lower()))
        same = [row for row in found if words in row[1]]
        assert [row[0] for row in same] == [who], what
        found.remove(same[0])
    assert found == []


# The seeds.


def test_both_seeds_give_a_board_that_answers(shared: Path, empty: Path) -> None:
    seed = shared / "seeds" / "minutes-january-2026.txt"
    assert ralb("import", str(seed)).code == 0
    ralb("import", "--board", str(shared / "seeds" / "board-web-page.txt"))
    assert [row.split("\t")[:4] for row in ralb("actions", "--open", "--format", "plain").out.splitlines()] == [
        ["80", "ongoing", "2025-10", "AC, RE"],
        ["84", "open", "2026-01", "KY"],
    ]
    assert ralb("validate").code == 0
    assert ralb("render", "2026-01", "--to", "html").code == 0
    assert not re.search("[0-9]{9}", (empty / "minutes" / "board.yaml").read_text())


@pytest.mark.usefixtures("empty")
def test_the_page_may_come_before_the_minutes(shared: Path) -> None:
    ralb("import", "--board", str(shared / "seeds" / "board-web-page.txt"))
    ralb("import", str(shared / "seeds" / "minutes-january-2026.txt"))
    assert [
        row.split("\t")[2:] for row in ralb("people", "--all", "--format", "plain").out.splitlines() if "LH" in row
    ] == [
        ["Bracknell Forest", "member", "-", "2017-07"],
        ["PACT", "vice chair", "2026-01", "-"],
    ]
    assert "unknown-person" not in ralb("validate").both


@pytest.mark.usefixtures("empty")
def test_a_careful_reader_s_questions_about_january_are_in_the_report(shared: Path) -> None:
    ran = ralb("import", str(shared / "seeds" / "minutes-january-2026.txt"))
    assert ran.err.splitlines()[2:-1] == [
        "  no time and no venue is said",
        "  on which day was the meeting? only the month is said",
        "  when were these complete: 81, 82, 83, 85? no day is said",
        "  who came? only who was invited is listed",
        "  who was in the chair?",
        "  line 3: `Lorna Hunt`: `Chair PACT` is read as the organisation PACT, since the list calls them "
        "vice chair",
        "  line 3: `… South),`: the list `invited` breaks off here: is someone missing?",
        "  line 4: `… (Oxfordshire),`: the list `apologies` breaks off here: is someone missing?",
        "  line 8: `Item 1: Case management system`: a second item has the number 1; the headings were left as "
        "they are",
        "  line 42: `AOB and issues for escalation`: is anything of it to be escalated, and to whom? may the "
        "public read it?",
    ]


def test_the_seed_is_read_whole(shared: Path, empty: Path) -> None:
    seed = shared / "seeds" / "minutes-january-2026.txt"
    report = ralb("import", str(seed), "--report", "md").out
    text = seed.read_text(encoding="utf-8")
    assert lost(text, notes(empty) + report) == Counter()
    rows = [row.split("\t") for row in actions(empty)]
    assert [row[:4] for row in rows] == [
        ["80", "ongoing", "2025-10", "AC, RE"],
        ["81", "complete", "2025-10", "MH"],
        ["82", "complete", "2025-10", "KY"],
        ["83", "complete", "2025-10", "All"],
        ["84", "open", "2026-01", "KY"],
        ["85", "complete", "2026-01", "MH, RE"],
    ]
    assert [row[4] for row in rows if row[4] not in text] == []
    assert re.findall(r"Action[ 0-9]*:", notes(empty)) == ["Action 84:", "Action 85:"]
    assert len(re.findall(r"^## ", notes(empty), re.MULTILINE)) == 6
    people = ralb("people", "--all", "--format", "plain").out.splitlines()
    assert len(people) == 12
    assert {row.split("\t")[3] for row in people} == {"chair", "vice chair", "support", "member"}


def test_the_page_of_the_seeds_gives_dates_members_and_priorities(shared: Path, empty: Path) -> None:
    ralb("import", "--board", str(shared / "seeds" / "board-web-page.txt"))
    text = (empty / "minutes" / "board.yaml").read_text(encoding="utf-8")
    assert re.findall(r"date: (\S+)", text.split("\ncalendar:")[1].split("\n#")[0]) == [
        "2016-09-15", "2017-09-22", "2017-12-15", "2018-02-23", "2018-06-08", "2018-09-21", "2018-12-19",
    ]  # fmt: skip
    assert "venue: Shute End Wokingham" in text
    assert text.count("to: 2017-07") == 5
    report = ralb("import", "--board", str(shared / "seeds" / "board-web-page.txt"), "--report", "md").out
    assert re.findall("^- (line [0-9]+: .*)$", report.split("## To ask")[1].split("##")[0], re.MULTILINE) == [
        "line 12: `met on 27th June`: a meeting in which year? it was left out",
        "line 21: `comprises 19 authorities`: which are they? `organisations` is for them, each with "
        "`kind: authority`",
        "line 98: `Membership List (at July 2017)`: the list itself is not in this text: who is on it?",
        "line 103: `(telephone number)`: a telephone number stands there; it was left out",
    ]
    assert "priorities: [Increasing adopter recruitment, " in text
