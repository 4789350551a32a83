"""Reading minutes: what a person typed is read as meant, or named with its place and its way out."""

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ralb import minutes
from ralb.book import Book, Minutes
from ralb.dates import PartialDate
from ralb.model import Attendee, Board, Initials, Status
from ralb.rules import judging

JANUARY = PartialDate(2026, 1, 22)
ROW = """\
  - number: 84
    status: open
    issued: 2026-01
    responsible: [EF]
    action: Find out whether the region was asked
"""


def read(text: str | bytes) -> Minutes:
    data = text if isinstance(text, bytes) else textwrap.dedent(text).encode("utf-8")
    return minutes.parse("minutes/2026-01-22.md", data, JANUARY)


def faults(text: str | bytes) -> list[str]:
    """What is wrong, as `line:column name`."""
    return [f"{fault.line}:{fault.column} {fault.kind.name}" for fault in read(text).faults]


def front(*lines: str) -> str:
    return "\n".join(["---", "date: 2026-01-22", *lines, "---", "Notes.", ""])


def row(old: str, new: str) -> str:
    """The log with one row, in which *old* is typed as *new*."""
    assert old in ROW
    return front("actions:", ROW.replace(old, new).rstrip("\n"))


def test_a_meeting_is_read_as_typed() -> None:
    got = read("""\
        ---
        date: 2026-01-22
        time: 10:00-12:00
        venue: "Town Hall: Room 2"
        chair: AB
        present: [AB, {who: IJ, for: GH}]
        apologies: GH
        log-updated: 2026-03-26
        actions:
          - number: 80
            status: ongoing
            issued: 2025-10
            responsible: [NO, ON, All]
            restricted: A matter of staffing.
            action: >
              Agree how the funding
              is divided
        ---
        ## 1. Introductions
        """)
    assert got.meeting is not None
    assert got.meeting.time == "10:00-12:00"
    assert got.meeting.venue == "Town Hall: Room 2"
    assert got.meeting.present == (
        Attendee(who=Initials("AB")),
        Attendee(who=Initials("IJ"), deputy_for=Initials("GH")),
    )
    assert got.meeting.apologies == (Attendee(who=Initials("GH")),)
    assert got.meeting.log_updated == PartialDate(2026, 3, 26)
    [action] = got.meeting.actions
    assert (action.number, action.status, action.issued) == (80, Status.ONGOING, PartialDate(2025, 10))
    assert action.responsible == ("NO", "ON", "All")
    assert action.restricted == "A matter of staffing."
    assert action.text == "Agree how the funding is divided"
    assert [str(fault) for fault in got.faults] == [
        "minutes/2026-01-22.md:13:19: warning[yaml-lookalike] other tools do not read `NO` as text",
        "minutes/2026-01-22.md:13:23: warning[yaml-lookalike] other tools do not read `ON` as text",
    ]


def test_the_place_of_every_value_is_known() -> None:
    got = read(row("open", "open"))
    assert got.meeting is not None
    [action] = got.meeting.actions
    typed = {name: got.source.text[slice(*span)] for name, span in action.place.values.items()}
    assert typed == {
        "number": "84",
        "status": "open",
        "issued": "2026-01",
        "responsible": "[EF]",
        "text": "Find out whether the region was asked",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\n \n", ["1:1 empty-file"], id="empty"),
        pytest.param("Minutes of January\n", ["1:1 no-front-matter"], id="no front matter"),
        pytest.param("----\ndate: 2026-01-22\n---\n", ["1:1 bad-delimiter"], id="four hyphens"),
        pytest.param("---\n# nothing\n---\n", ["2:1 empty-front-matter"], id="a comment only"),
        pytest.param("---\n- 84\n---\n", ["2:1 not-a-mapping"], id="a list"),
        pytest.param("---\njust words\n---\n", ["2:1 not-a-mapping"], id="words"),
        pytest.param("---\ndate:2026-01-22\n---\n", ["2:5 no-space-after-colon"], id="one key joined"),
        pytest.param("---\nvenue: Slough\n---\n", ["2:1 missing-key"], id="no date"),
        pytest.param(front("Venue: Slough"), ["3:1 key-case"], id="a capital in a key"),
        pytest.param(front("venues: Slough"), ["3:1 unknown-key"], id="near a key"),
        pytest.param(front("xyzzy: Slough"), ["3:1 unknown-key"], id="far from any key"),
        pytest.param(front("? [a]", ": b"), ["3:3 odd-key"], id="a list for a key"),
        pytest.param(front("venue:"), ["3:1 empty-value"], id="nothing behind the key"),
        pytest.param(front("venue: Room #4"), ["3:13 hash-cuts-text"], id="a hash in a text"),
        pytest.param(front("venue: Slough # by train"), [], id="a comment"),
        pytest.param(front("venue: [Slough]"), ["3:8 wrong-kind"], id="a list for a text"),
        pytest.param(front("time: 10.30"), ["3:7 bad-time"], id="a point in a time"),
        pytest.param(front("time: 25:00"), ["3:7 bad-time"], id="an hour that is none"),
        pytest.param(front("time: 10:30"), ["3:7 yaml-lookalike"], id="a bare time"),
        pytest.param(front("cancelled: yes"), ["3:12 wrong-kind"], id="yes for true"),
        pytest.param(front("cancelled: [true]"), ["3:12 wrong-kind"], id="a list for true"),
        pytest.param(front("cancelled:"), ["3:1 empty-value"], id="nothing for true"),
        pytest.param(front("restricted: yes"), ["3:13 wrong-kind"], id="yes for public words"),
        pytest.param(front("chair: Dr Brown"), ["3:8 bad-initials"], id="a name for initials"),
        pytest.param(front("present: [AB, {for: GH}]"), ["3:15 missing-key"], id="a deputy without a name"),
        pytest.param(front("present: [AB, AB]"), ["3:15 person-twice"], id="present twice"),
        pytest.param(front("actions:"), ["3:1 empty-value"], id="no list of actions"),
        pytest.param(front("actions: none"), ["3:10 wrong-kind"], id="a word for actions"),
        pytest.param(row("[EF]", "AC/RE"), ["7:18 several-people-in-one-text"], id="a slash"),
        pytest.param(row("[EF]", "[AC and RE]"), ["7:19 several-people-in-one-text"], id="and"),
        pytest.param(row("[EF]", "[ef]"), ["7:19 bad-initials"], id="small initials"),
        pytest.param(row("open", "Open"), ["5:13 unknown-status"], id="a capital in a status"),
        pytest.param(row("open", "xyzzy"), ["5:13 unknown-status"], id="no status at all"),
        pytest.param(row("2026-01", "2026-02-30"), ["6:13 bad-month"], id="a day that is none"),
        pytest.param(row("84", "84a"), ["4:13 bad-number"], id="a letter in a number"),
        pytest.param(row("84", "99999999"), ["4:13 bad-number"], id="a number too long"),
        pytest.param(row("[EF]", '"EF" and CD'), ["7:23 text-after-quote"], id="words after a quote"),
        pytest.param(row("open", "open\n    issued:2026-01"), ["6:11 no-space-after-colon"], id="key in a text"),
        pytest.param(row("    status: open", "    status: *x"), ["5:13 anchor-or-alias"], id="an alias"),
        pytest.param(row("[EF]", "{EF: CD}"), ["7:18 wrong-kind"], id="a mapping for people"),
        pytest.param("\ufeff" + front(), ["1:1 byte-order-mark"], id="a byte order mark"),
        pytest.param(front("venue: a\u202eb"), ["3:9 invisible-character"], id="text turned round"),
        pytest.param(front() + "a\u200bb\n", ["5:2 invisible-character"], id="invisible in the notes"),
        pytest.param(front("venue: a\xa0b"), ["3:9 invisible-character"], id="a hard space"),
        pytest.param(front() + "<!-- lost\n", ["5:1 broken-comment"], id="an open comment"),
        pytest.param(front() + ">>>>>>> theirs\n", ["5:1 merge-conflict-marker"], id="half a conflict"),
        pytest.param(b"x" * 3_000_000, ["1:1 too-large"], id="three megabytes"),
        pytest.param(front("venue: " + "x" * 300_000), ["2:1 too-large"], id="a huge front matter"),
        pytest.param("---\n%YAML 1.1\ndate: 2026\n---\n", ["2:1 yaml-syntax"], id="a directive"),
        pytest.param(front("venue: a", "...", "venue: b"), ["5:1 several-documents"], id="two documents"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str | bytes, expected: list[str]) -> None:
    assert faults(text) == expected


def test_several_faults_are_all_found_in_one_reading() -> None:
    text = front("time: soon", "venu: Slough", "actions:", *ROW.replace("open", "done").splitlines())
    assert faults(text) == ["3:7 bad-time", "4:1 unknown-key", "7:13 unknown-status"]


def test_help_says_what_to_write() -> None:
    helps = [fault.help for fault in read(row("2026-01", "Jan 2026")).faults]
    assert helps == ["write 2026-01"]


def test_a_list_ends_with_its_last_words_not_with_the_comment_below() -> None:
    got = read(front("actions:", ROW.rstrip("\n"), "", "# ask again in March", "cancelled: false"))
    assert got.meeting is not None
    assert got.source.text[got.meeting.place.values["actions"].end :].startswith("\n\n# ask again")


def test_fifty_thousand_pieces_are_too_many() -> None:
    assert faults(front("present: [" + "AB," * 50_001 + "AB]")) == ["2:1 too-large"]


def test_a_number_of_five_thousand_digits_is_only_a_bad_one() -> None:
    got = read(row("84", "8" * 5000))
    assert [fault.kind.name for fault in got.faults] == ["bad-number"]
    assert got.unread == frozenset({None})


def test_a_row_that_cannot_be_read_is_remembered_by_its_number() -> None:
    got = read(row("open", "done"))
    assert got.meeting is not None
    assert (got.meeting.actions, got.unread) == ((), frozenset({84}))


def test_a_row_without_a_number_is_remembered_as_unknown() -> None:
    assert read(row("number: 84", "status: open")).unread == frozenset({None})


def test_forty_thousand_brackets_are_only_too_deep() -> None:
    assert faults(front("actions: " + "[" * 40_000)) == ["3:17 nested-too-deep"]


def test_windows_line_ends_are_no_fault() -> None:
    assert faults(row("open", "open").replace("\n", "\r\n").encode()) == []


RESTRICTED = """\
Open words.

::: restricted For the public.
Hidden words.
:::

More.
"""


def test_a_restricted_passage_is_cut_out_with_its_public_words() -> None:
    passages = read(front() + RESTRICTED).passages
    assert [(p.restricted, p.text.strip(), p.public) for p in passages] == [
        (False, "Notes.\nOpen words.", ""),
        (True, "Hidden words.", "For the public."),
        (False, "More.", ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("::: restricted For", ":::restricted For", 7),
        ("::: restricted For", "::: restrcted For", 7),
        ("::: restricted For", "::: Restricted For", 7),
        ("::: restricted For", " ::: restricted For", 7),
        ("::: restricted For", ":: restricted For", 7),
        ("::: restricted For", "> ::: restricted For", 7),
        ("::: restricted For", "：：： restricted For", 7),
        ("::: restricted For", ":: retricted For", 7),
        ("::: restricted For", "- : : : For", 7),
        ("::: restricted For", "∶∶∶ restricted For", 7),
        ("::: restricted For", ":\u200b:: restricted For", 7),
        ("::: restricted For", "::: restricted-For", 7),
        (":::\n\nMore", "::\n\nMore", 9),
        (":::\n\nMore", ": : :\n\nMore", 9),
        ("Hidden words.", "Hidden words.\u2028:::", 8),
        ("::: restricted For", "```\n::: restricted For", 8),
        ("Hidden", "::: restricted again\nHidden", 8),
    ],
)
def test_a_marker_that_is_not_quite_one_is_an_error(old: str, new: str, line: int) -> None:
    assert old in RESTRICTED
    broken = [fault for fault in faults(front() + RESTRICTED.replace(old, new)) if "broken-restriction" in fault]
    assert broken
    assert broken[0] == f"{line}:1 broken-restriction"


def test_comments_in_the_notes_are_left_out() -> None:
    passages = read(front() + "Before <!-- not\nfor anyone --> after.\n").passages
    assert [passage.text for passage in passages] == ["Notes.\nBefore  after.\n"]


@pytest.mark.parametrize(
    ("notes", "at"),
    [
        ("a <!-- b <!-- c --> d -->", ["4:3", "4:23"]),
        ("<!-- to do\n\nAgreed.\n\n<!-- ok -->", ["4:1"]),
        ("a <!- b -->", ["4:9"]),
        ("a <!-- b", ["4:3"]),
    ],
)
def test_a_comment_that_would_hide_or_show_too_much_is_an_error(notes: str, at: list[str]) -> None:
    assert faults(front().replace("Notes.\n", notes + "\n")) == [f"{place} broken-comment" for place in at]


def test_a_comment_in_a_value_is_an_error() -> None:
    assert faults(front("venue: Slough <!-- by train -->")) == ["3:8 broken-comment"]


@pytest.mark.parametrize(
    "name", ["2026-04-16b.md", "2026-04-1.md", "2026-4-16.md", "2026-04-16.MD", "2026-02-30.md"]
)
def test_a_name_that_is_nearly_a_date_is_none(name: str) -> None:
    assert minutes.date_of(name) is None


def test_a_name_may_go_on_after_its_date() -> None:
    assert minutes.date_of("2026-04-16-board.md") == PartialDate(2026, 4, 16)
    assert minutes.date_of("2026-04-board.md") == PartialDate(2026, 4)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        ": ",
        "<!--",
        "<!-- -->",
        ":::\n",
        "：：\n",
        "Action 1: ",
        "AB said\n",
        "AB and ",
        "020 7946 0123 ",
        "a@",
    ],
)
@pytest.mark.parametrize("place", ["front", "value", "notes"])
def test_no_input_takes_long(piece: str, place: str) -> None:
    filler = piece * ((1_000_000 if place == "notes" else 250_000) // len(piece.encode()))
    text = front() + filler
    if place != "notes":
        text = front(("venue: " if place == "value" else "") + filler)
    begun = time.process_time()
    got = read(text)
    found = judging.judged(Book(Board(name="", people=()), (got,), got.source), judging.Wanted())
    assert time.process_time() - begun < 3
    assert len(found) <= 1000


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    read(data)


_PIECES = [
    *ROW.splitlines(),
    "\t",
    "\u2028",
    *"""\
actions:
date: 2026-01-22
---
  -\x20
'
"
[
{
&a
*a
!!x y
key: - a: b
::: restricted x
:::
<!--
venue: #4
? a
...
%YAML""".splitlines(),
]
_LINES = st.lists(st.sampled_from(_PIECES), max_size=14)


@given(_LINES)
def test_no_jumble_of_lines_raises_and_every_place_is_in_the_file(lines: list[str]) -> None:
    got = read("\n".join(["---", *lines, "---", ""]))
    height = got.source.text.count("\n") + 1
    assert all(1 <= fault.line <= height and fault.column >= 1 for fault in got.faults)
    if got.meeting:
        for action in got.meeting.actions:
            assert all(
                0 <= span.start <= span.end <= len(got.source.text) for span in action.place.values.values()
            )


def test_python_frontmatter_reads_the_same_fence() -> None:
    import frontmatter

    post = frontmatter.loads(front("venue: Slough"), handler=minutes.Fence())
    assert (post["venue"], post.content) == ("Slough", "Notes.")
