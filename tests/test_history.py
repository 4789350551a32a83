"""What a branch may change of the minutes that are history, and what a merge may make of two versions."""

import re

import pytest
from branches import minutes, row

from ralb import minutes as reader
from ralb.book import Against, Book, Merged
from ralb.dates import parse
from ralb.model import Board
from ralb.rules import catalogue


def book(*texts: str) -> Book:
    """A book of minutes as typed, each in a file of its date."""
    read = []
    for text in texts:
        date = re.search("^date: (.*)$", text, re.MULTILINE)
        day = parse(date[1]) if date else None
        assert day
        read.append(reader.parse(f"minutes/{day}.md", text.encode(), day))
    return Book(Board(name="", people=()), tuple(read))


def found(start: Book, main: Book, now: Book) -> list[str]:
    """What is found in a branch that left main when it was at *start*."""
    branch = Book(now.board, now.minutes, against=Against("main", start, main))
    return [str(one).removeprefix("minutes/") for one in catalogue.check(branch) if one.kind.code[4] == "5"]


QUOTE, HALL, WRITE = (row(80, "Ask for a quote"), row(81, "Book the hall"), row(82, "Write"))
APRIL = minutes("2026-04-16", QUOTE + HALL + WRITE)
GOES_ON = "but the log of 16 April 2026 carries on from this one"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (QUOTE + HALL + WRITE, QUOTE + HALL.replace("hall", "room") + WRITE, "5:76: 81: `action` changed"),
        (QUOTE + HALL + WRITE, QUOTE + WRITE, "3:1: 81: it is gone"),
        (QUOTE, "", "1:1: 80: it is gone"),
        (QUOTE + WRITE, QUOTE + HALL + WRITE, "5:5: 81: it is new"),
        (QUOTE, QUOTE.replace("action:", "due: 2026-05, action:"), "4:73: 80: `due` changed"),
        (QUOTE.replace("action:", "due: 2026-05, action:"), QUOTE, "4:5: 80: `due` changed"),
    ],
)
def test_a_change_of_an_old_log_is_told_where_it_stands(was: str, now: str, said: str) -> None:
    start, main = book(minutes("2026-01-22", was)), book(minutes("2026-01-22", was), APRIL)
    place, _, what = said.partition(": ")
    assert found(start, main, book(minutes("2026-01-22", now))) == [
        f"2026-01-22.md:{place}: error[old-log-edited] {what}, {GOES_ON}"
    ]


def test_the_newest_log_and_that_of_its_month_are_not_history() -> None:
    old, new = (minutes("2026-04", text) for text in (QUOTE, HALL))
    assert found(book(old), book(old, APRIL), book(new)) == []
    assert found(book(APRIL), book(APRIL), book(APRIL.replace("status: open", "status: ongoing"))) == []


NOTES = "## 1. Data\n\nEF spoke.\n"
CAME = "agreed: 2026-04-16\npresent: [AB]\nchair: AB\ndecisions: [{number: 1, decision: Agree}]\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("present: [AB]", "present: [AB, CD]", "present"),
        ("chair: AB", "chair: CD", "chair"),
        ("decision: Agree", "decision: Refuse", "decision 1"),
        ("EF spoke.", "EF sang.", "the notes under `1. Data`"),
        ("## 1. Data", "First of all.\n\n## 1. Data", "the notes"),
        (
            "EF spoke.\n",
            "EF sang.\n\n## 2. AOB\n\nNone.\n",
            "the notes under `1. Data` and the notes under `2. AOB`",
        ),
    ],
)
def test_a_change_of_agreed_minutes_names_what_has_changed(old: str, new: str, said: str) -> None:
    was, april = minutes("2026-01-22", QUOTE, NOTES, CAME), minutes("2026-04-16", QUOTE)
    now = book(was.replace(old, new), april)
    assert found(book(was, april), book(was, april), now) == [
        f"2026-01-22.md:3:1: warning[agreed-minutes-edited] agreed on 16 April 2026, but changed since: {said}"
    ]


def test_minutes_that_only_main_knows_to_be_agreed_are_a_record_too() -> None:
    first, last = minutes("2025-10-16", "", NOTES), minutes("2026-04-16", "", NOTES)
    was = minutes("2026-01-22", "", NOTES)
    agreed = was.replace("date:", "agreed: 2026-04-16\ndate:", 1)
    now = book(first, was.replace("spoke", "sang"), last)
    assert found(book(first, was, last), book(first, agreed, last), now) == [
        "2026-01-22.md:1:1: warning[agreed-minutes-edited] "
        "agreed on 16 April 2026, but changed since: the notes under `1. Data`"
    ]


def test_minutes_that_main_has_no_more_are_agreed_by_none_of_it() -> None:
    was, april = minutes("2026-01-22", "", NOTES), minutes("2026-04-16", "", NOTES, "agreed: 2026-07-09\n")
    assert found(book(was, april), book(april), book(was.replace("spoke", "sang"), april)) == []


def test_what_main_changed_alike_is_not_told() -> None:
    was = minutes("2026-01-22", QUOTE, NOTES, CAME)
    now = was.replace("spoke", "sang")
    assert found(book(was), book(now), book(now)) == []


@pytest.mark.parametrize("theirs", ["Call", "Write to all", "Zigzag"])
def test_a_number_that_main_gave_meanwhile_is_named(theirs: str) -> None:
    start = minutes("2026-01-22", QUOTE)
    main, now = (minutes("2026-01-22", QUOTE + row(81, text)) for text in (theirs, "Write"))
    assert found(book(start), book(main), book(now)) == [
        f"2026-01-22.md:5:5: warning[number-taken-on-main] 81 is `{theirs}` in minutes/2026-01-22.md on main"
    ]


@pytest.mark.parametrize(
    ("kind", "cure"),
    [
        ("action", "`ralb action renumber 1 3` gives this one the next free number"),
        ("decision", "take 3"),
        ("escalation", "take 3"),
        ("recommendation", "take 3"),
    ],
)
def test_what_gives_a_taken_number_another_depends_on_its_list(kind: str, cure: str) -> None:
    more = "status: open, issued: 2026-01, responsible: [EF], " if kind == "action" else ""

    def january(*texts: str) -> Book:
        rows = "".join(f"  - {{number: {n}, {more}{kind}: {text}}}\n" for n, text in enumerate(texts, 1))
        return book(f"---\ndate: 2026-01-22\n{kind}s:\n{rows}---\n")

    branch = Book(
        Board(name="", people=()), january("A").minutes, against=Against("main", book(), january("B", "C"))
    )
    assert [one.help for one in catalogue.check(branch)] == [cure]


def wrong(start: Book, ours: Book, theirs: Book, now: Book) -> list[str]:
    """What is found in a merge of two sides that went out from *start*."""
    merge = Book(now.board, now.minutes, merged=Merged(start, (("ours", ours), ("theirs", theirs))))
    found = [one for one in catalogue.check(merge) if one.kind.code == "RALB501"]
    return [str(one).removeprefix("minutes/").replace("error[merge-changed-an-action] ", "") for one in found]


def january(*rows: str) -> Book:
    return book(minutes("2026-01-22", "".join(rows)))


def done(day: str, text: str = "Ask for a quote") -> str:
    return row(80, text, f"closed: {day}, ").replace("open", "complete")


CD = WRITE.replace("[EF]", "[CD]")
HALL_TOO = HALL.replace("81", "83")


@pytest.mark.parametrize(
    ("start", "ours", "theirs", "now", "said"),
    [
        # What one side closed on one day, the other on another: either is right, no third.
        (QUOTE, done("2026-03-01"), done("2026-03-05"), done("2026-03-01"), []),
        (QUOTE, done("2026-03-01"), done("2026-03-05"), done("2026-03-05"), []),
        (QUOTE, done("2026-03-01"), done("2026-03-05"), done("2026-03-07"),
         ["4:5: 80: closed is 7 March 2026 here, but ours made it 1 March 2026"]),
        (QUOTE, done("2026-03-05"), done("2026-03-01"), done("2026-02-07"),
         ["4:5: 80: closed is 7 February 2026 here, but ours made it 5 March 2026"]),
        # What is new on one side is there as it was written, under whatever number.
        (QUOTE, QUOTE, QUOTE + WRITE, QUOTE + WRITE, []),
        (QUOTE, QUOTE, QUOTE + WRITE, QUOTE + WRITE.replace("82", "81"), []),
        (QUOTE, QUOTE, QUOTE + WRITE, QUOTE + CD, ["5:5: 82, new on theirs: responsible is CD here, EF there"]),
        (QUOTE, QUOTE, QUOTE + WRITE, QUOTE + CD + WRITE.replace("82", "83"), []),
        (QUOTE, QUOTE + HALL, QUOTE + WRITE, QUOTE + HALL, ["3:1: 82, new on theirs, is lost: `Write`"]),
        (QUOTE, QUOTE + HALL, QUOTE + WRITE, QUOTE + WRITE + HALL_TOO, []),
        # New on both sides, and not alike: any of the two, or what was made of them.
        (QUOTE, QUOTE + WRITE, QUOTE + CD, QUOTE + WRITE, []),
        (QUOTE, QUOTE + WRITE, QUOTE + CD, QUOTE + WRITE.replace("[EF]", "[CD, EF]"), []),
        (QUOTE, QUOTE, QUOTE + WRITE, QUOTE + CD.replace("open", "ongoing"),
         ["5:5: 82, new on theirs: status is ongoing here, open there"]),
        (QUOTE, QUOTE, QUOTE + WRITE, QUOTE + CD + CD.replace("82", "83").replace("CD", "GH"),
         ["5:5: 82, new on theirs: responsible is CD here, EF there"]),
        (QUOTE, QUOTE + row(81, "Ask " + 9 * "whoever knows "), QUOTE, QUOTE,
         [f"3:1: 81, new on ours, is lost: `Ask {3 * 'whoever knows '}whoever knows…`"]),
        # Two rows of one number: one as meant is enough, else the first is told of.
        (QUOTE + HALL, QUOTE + HALL, QUOTE + HALL, QUOTE + HALL.replace("hall", "room") + HALL, []),
        (QUOTE + HALL, QUOTE + HALL, QUOTE + HALL, QUOTE + row(81, "Book a hall") + row(81, "Book a room"),
         ["5:5: 81: action is Book a hall here, but was Book the hall on both sides"]),
        # Where both changed a key, either is right, but of that key alone.
        (QUOTE, QUOTE.replace("open", "ongoing"), QUOTE.replace("open", "withdrawn"),
         row(80, "Ask for two quotes").replace("open", "withdrawn"),
         ["4:5: 80: action is Ask for two quotes here, but was Ask for a quote on both sides"]),
        (QUOTE, row(80, "Ask for two").replace("open", "ongoing"), QUOTE.replace("open", "withdrawn"),
         QUOTE.replace("open", "withdrawn"),
         ["4:5: 80: action is Ask for a quote here, but ours made it Ask for two"]),
        (QUOTE, QUOTE.replace("[EF]", "[CD]").replace("open", "ongoing"), QUOTE.replace("open", "withdrawn"),
         QUOTE.replace("open", "withdrawn"), ["4:5: 80: responsible is EF here, but ours made it CD"]),
        # What neither side took out.
        (QUOTE + HALL, QUOTE + HALL, QUOTE + HALL, QUOTE, ["3:1: 81 is gone, and neither side took it out"]),
        (QUOTE + HALL + WRITE, QUOTE + HALL + WRITE, QUOTE + HALL + WRITE, QUOTE + WRITE,
         ["3:1: 81 is gone, and neither side took it out"]),
        (QUOTE + HALL, QUOTE, QUOTE + HALL, QUOTE, []),
        (QUOTE + HALL, QUOTE + HALL, QUOTE, QUOTE, []),
        (QUOTE, QUOTE, QUOTE, "", ["1:1: 80 is gone, and neither side took it out"]),
    ],
)  # fmt: skip
def test_a_merge_says_what_one_side_meant(start: str, ours: str, theirs: str, now: str, said: list[str]) -> None:
    there = wrong(january(start), january(ours), january(theirs), january(now))
    assert there == [f"2026-01-22.md:{one}" for one in said]


BROKEN = "---\ndate: 2026-01-22\nactions: [\n---\n"
OCTOBER = minutes("2025-10-16", QUOTE)


@pytest.mark.parametrize("broken", range(4))
def test_of_minutes_that_cannot_be_read_no_merge_is_judged(broken: int) -> None:
    versions = [january(QUOTE + HALL), january(QUOTE + HALL), january(QUOTE + HALL), january(QUOTE)]
    assert wrong(*versions) == ["2026-01-22.md:3:1: 81 is gone, and neither side took it out"]
    versions[broken] = book(BROKEN)
    assert wrong(*versions) == []


@pytest.mark.parametrize("broken", range(4))
def test_what_stood_before_minutes_that_cannot_be_read_is_not_the_last_of_a_number(broken: int) -> None:
    versions = [book(OCTOBER, minutes("2026-01-22", QUOTE.replace("open", "ongoing")))] * 4
    versions[broken] = book(OCTOBER, BROKEN)
    assert wrong(*versions) == []


def test_minutes_that_only_one_side_has_count_for_the_last_of_a_number() -> None:
    start, ours = book(OCTOBER), book(OCTOBER, minutes("2026-01-22", QUOTE))
    theirs = book(OCTOBER, minutes("2026-01-22", QUOTE + WRITE))
    april = book(OCTOBER, minutes("2026-04-16", QUOTE + WRITE))
    lost = "82, new on theirs, is lost: `Write`"
    assert wrong(start, ours, theirs, ours) == [f"2026-01-22.md:3:1: {lost}"]
    without = book(OCTOBER, minutes("2026-04-16", QUOTE))
    assert wrong(start, start, april, without) == [f"2026-04-16.md:3:1: {lost}"]
    assert wrong(start, ours, theirs, theirs) == wrong(start, start, april, april) == []
    assert wrong(start, ours, april, book(OCTOBER, minutes("2026-01-22", QUOTE), APRIL)) == []


def test_what_both_sides_carried_into_minutes_that_both_began_is_not_new() -> None:
    start, carried = book(OCTOBER), book(OCTOBER, minutes("2026-01-22", QUOTE))
    ours = book(OCTOBER, minutes("2026-01-22", QUOTE.replace("open", "ongoing")))
    gone = book(OCTOBER, minutes("2026-01-22", WRITE))
    assert wrong(start, ours, carried, ours) == []
    assert wrong(start, ours, carried, carried) == [
        "2026-01-22.md:4:5: 80: status is open here, but ours made it ongoing"
    ]
    assert wrong(start, carried, carried, gone) == []


def test_an_older_log_is_looked_at_too() -> None:
    def year(older: str) -> Book:
        return book(minutes("2025-10-16", older), minutes("2026-01-22", QUOTE))

    reworded = row(80, "Ask for two quotes")
    assert wrong(year(QUOTE), year(QUOTE), year(QUOTE), year(reworded)) == [
        "2025-10-16.md:4:5: 80: action is Ask for two quotes here, but was Ask for a quote on both sides"
    ]
    assert wrong(year(QUOTE), year(QUOTE), year(reworded), year(reworded)) == []


def test_every_list_of_a_meeting_is_merged() -> None:
    def agreed(**words: str) -> Book:
        lists = (("decision", ""), ("escalation", "to: ADCS, "), ("recommendation", "to: DfE, "))
        rows = (f"{kind}s: [{{number: 1, {more}{kind}: {words.get(kind, 'Ask')}}}]\n" for kind, more in lists)
        return book(f"---\ndate: 2026-01-22\n{''.join(rows)}---\n")

    was, now = agreed(), agreed(decision="Do", escalation="Help", recommendation="Try")
    assert wrong(was, now, was, now) == wrong(was, was, now, now) == []
    assert wrong(was, now, was, was) == [
        "2026-01-22.md:3:13: 1: decision is Ask here, but ours made it Do",
        "2026-01-22.md:4:15: 1: escalation is Ask here, but ours made it Help",
        "2026-01-22.md:5:19: 1: recommendation is Ask here, but ours made it Try",
    ]
