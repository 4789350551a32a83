"""Searching the minutes: what is found, for whom, and what is never read for it."""

import re
from pathlib import Path

import pytest
from conftest import Make
from running import ralb

from ralb import search
from ralb.terminal import marked

LOG = """\
---
date: {date}
{more}actions:
  - number: 1
    status: {status}
    issued: 2026-01
    responsible: [AB]
    note: the funder said no
    action: {text}
---
{notes}
"""


def log(date: str, text: str, notes: str = "", status: str = "open", more: str = "") -> str:
    return LOG.format(date=date, text=text, notes=notes, status=status, more=more)


def plain(*words: str) -> list[str]:
    """What is found, a line each."""
    return ralb("search", *words, "--format", "plain").out.splitlines()


NOTES = """\
# Minutes

## 1. Data

The figures are **late**. Nobody minds.
The courts are slow; they told CD.

- siblings wait
- carers
  wait for the board’s answer

### Detail

More figures, CD says.

## 2. AOB

```
## no item
figures in a block
```
<!-- figures in a comment -->
"""


def test_all_words_stand_in_one_item_which_reaches_over_lower_headings_and_not_into_the_next(board: Make) -> None:
    board({"2026-01.md": log("2026-01", "Ask", NOTES.replace("# Minutes\n\n", ""))})
    assert plain("figures", "cd") == [
        "minutes/2026-01.md:11\t1. Data\tThe figures are **late**. … The courts are slow; they told CD."
        " More figures, CD says."
    ]
    assert plain("figures", "siblings", "block") == []


def test_a_phrase_may_go_over_lines_and_signs_of_markdown_and_apostrophes_are_all_one(board: Make) -> None:
    board({"2026-01.md": log("2026-01", "Ask", NOTES)})
    assert plain("carers WAIT") == ["minutes/2026-01.md:11\tMinutes\tcarers wait for the board’s answer"]
    assert plain("board's answer") == plain("carers wait")
    assert plain("are late. nobody") == []
    assert plain("are late") == ["minutes/2026-01.md:11\tMinutes\tThe figures are **late**."]
    assert plain("wait carers") == []


def test_what_is_left_out_between_two_sentences_is_shown_as_left_out(board: Make) -> None:
    board({"2026-01.md": log("2026-01", "Ask", "One zebra. Two lions. Three zebras. Four zebras.")})
    assert plain("zebra") == ["minutes/2026-01.md:11\t\tOne zebra. … Three zebras. Four zebras."]


def test_comments_are_not_found(board: Make) -> None:
    board({"2026-01.md": log("2026-01", "Ask", NOTES)})
    assert plain("in a comment") == []
    assert len(plain("in a block")) == 1


def test_a_carried_action_is_found_once_as_the_newest_log_with_the_words_has_it(board: Make) -> None:
    board(
        {
            "2026-01.md": log("2026-01", "Ask the courts"),
            "2026-04.md": log("2026-04", "Ask the courts again"),
            "2026-07.md": log("2026-07", "Ask the judges", status="complete"),
        }
    )
    assert plain("ask") == ["minutes/2026-07.md:4\tAction 1 (AB)\tAsk the judges"]
    assert plain("courts") == ["minutes/2026-04.md:4\tAction 1 (AB)\tAsk the courts again"]


def test_who_is_responsible_counts_as_a_word_of_the_row(board: Make) -> None:
    board({"2026-01.md": log("2026-01", "Ask the courts")})
    assert plain("ab", "courts") == ["minutes/2026-01.md:4\tAction 1 (AB)\tAsk the courts"]
    assert plain("ab") == ["minutes/2026-01.md:4\tAction 1 (AB)\tAsk the courts"]


OUTCOMES = """\
decisions:
  - number: 7
    decision: Publish the figures
escalations:
  - number: 2
    to: ADCS
    response: They agree with the figures
    escalation: Delays
recommendations:
  - number: 3
    restricted: The public words
    recommendation: CANARY figures
"""


def test_what_was_put_to_others_is_found_with_the_decisions_and_so_is_the_answer(board: Make) -> None:
    board({"2026-01.md": log("2026-01", "Ask for figures", more=OUTCOMES)})
    assert plain("figures", "--in", "decisions") == [
        "minutes/2026-01.md:4\tDecision 7\tPublish the figures",
        "minutes/2026-01.md:7\tEscalation 2 (ADCS)\tAnswer: They agree with the figures",
    ]
    assert plain("figures", "--in", "actions") == ["minutes/2026-01.md:16\tAction 1 (AB)\tAsk for figures"]
    assert plain("public words") == ["minutes/2026-01.md:12\tRecommendation 3\tThe public words"]


RESTRICTED = """\
## 1. Data

::: restricted A zebra was discussed.
The CANARY zebra bites EF.
:::
"""


@pytest.mark.parametrize("form", ["table", "plain", "csv", "md", "json"])
def test_the_public_finds_nothing_restricted_no_note_and_no_answer_for_whom(board: Make, form: str) -> None:
    hidden = log("2026-01", "CANARY asks", RESTRICTED).replace("    note:", "    restricted: true\n    note:")
    board({"2026-01.md": hidden, "2026-04.md": log("2026-04", "CANARY", "CANARY", more="restricted: true\n")})
    for words in ("CANARY", "bites", "funder", "AB", "zebra"):
        assert "CANARY" not in ralb("search", words, "--format", form).out
    assert len(plain("zebra")) == 1
    assert plain("CANARY") == plain("funder") == plain("bites") == []
    board_ = plain("zebra", "bites", "--audience", "board")
    assert board_ == ["minutes/2026-01.md:12\t1. Data\tThe CANARY zebra bites EF."]
    assert len(plain("funder", "--audience", "board")) == 1
    assert ralb("search", "zebra", "--audience", "board").out.startswith("January 2026, 1. Data (restricted)\n")


def test_what_stands_in_restricted_minutes_is_marked(board: Make) -> None:
    board({"2026-04.md": log("2026-04", "Ask the zebra", "## 1. Zoo\n\nA zebra.", more="restricted: true\n")})
    found = ralb("search", "zebra", "--audience", "board").out
    assert [line for line in found.splitlines() if line and not line.startswith(" ")] == [
        "April 2026, 1. Zoo (restricted)",
        "April 2026, Action 1 (AB) (restricted)",
    ]


def test_a_broken_marker_lets_nothing_out(board: Make) -> None:
    board({"2026-01.md": log("2026-01", "Ask", RESTRICTED.replace(":::\n", "::\n", 1))})
    found = ralb("search", "bites")
    assert (found.code, found.out) == (1, "")
    assert "not all of minutes/2026-01.md can be read" in found.err


def test_files_that_cannot_be_read_are_named_only_if_they_may_hold_the_words(board: Make) -> None:
    board(
        {
            "2026-01.md": "no front matter, but a zebra\n",
            "2026-02.md": "no front matter\n",
            "2026-03.md": "zebra".encode("utf-16"),
            "2026-04.md": log("2026-04", "Feed the zebra"),
        }
    )
    found = ralb("search", "zebra", "--format", "plain")
    assert (found.code, found.out) == (1, "minutes/2026-04.md:4\tAction 1 (AB)\tFeed the zebra\n")
    assert "not all of minutes/2026-03.md, minutes/2026-01.md can be read" in found.err
    assert ralb("search", "lion").code == 1


def test_a_link_that_leads_out_is_not_followed(board: Make, tmp_path: Path) -> None:
    root = board({"2026-01.md": log("2026-01", "Ask")})
    (tmp_path / "secret.md").write_text(log("2026-02", "zebra"), encoding="utf-8")
    (root / "minutes" / "2026-02.md").symlink_to(tmp_path / "secret.md")
    found = ralb("search", "zebra")
    assert (found.code, found.out) == (1, "")


def test_what_acts_on_a_terminal_is_written_out(board: Make) -> None:
    board({"2026-01.md": log("2026-01", '"zebra \\e[31m"')})
    assert "\x1b" not in ralb("search", "zebra").out


@pytest.mark.parametrize("words", [["é"], ["CAFÉ"], ["café au"], ["'s"], ["“quoted”"]])
def test_no_word_is_missed_because_the_bytes_are_looked_at_first(board: Make, words: list[str]) -> None:
    board({"2026-01.md": log("2026-01", "Ask", "The Café au lait, the board’s “Quoted” words.")})
    assert plain(*words) == ["minutes/2026-01.md:11\t\tThe Café au lait, the board’s “Quoted” words."]


def test_bytes_tell_which_minutes_may_hold_the_words() -> None:
    words = search.Words(["Two words", "THREE"])
    assert words.may_be_in(b"---\nx: two words three\n---\n")
    assert words.may_be_in(b"---\nx: y\n---\nThree\nTwo\nWords")
    assert not words.may_be_in(b"---\nx: two three\n---\nwords")
    assert words.may_be_in(b"\0")


def test_marks_are_colours_on_a_terminal_that_wants_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setenv("COLUMNS", "20")
    marked("all medical advice is late", re.compile("medical advice"))
    assert capsys.readouterr().out == "all **medical\nadvice** is late\n"
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    marked("all medical advice is late", re.compile("medical advice"), bold=True)
    out = capsys.readouterr().out
    assert out == ("\x1b[1mall \x1b[0m\x1b[1;33mmedical advice\x1b[0m\n\x1b[1mis late\x1b[0m\n")
