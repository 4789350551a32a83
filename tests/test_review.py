"""Going through the open actions: each answer is one small change, written at once."""

import io
import os
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from running import ralb

from ralb import reviewing
from ralb.dates import PartialDate

SAMPLE = (ROOT / "minutes" / "2026-01.md").read_text(encoding="utf-8")
TODAY = ("--today", "2026-03-30")


def lines_changed(text: str) -> list[str]:
    """The lines that are not in the sample, without those that are."""
    return [line.strip() for line in text.splitlines() if line not in SAMPLE.splitlines()]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("answers", "changed", "said"),
    [
        (["q"], [], "reviewed 0 of 2 actions"),
        ([], [], "reviewed 0 of 2 actions"),
        (["s", "s"], [], "reviewed 2 of 2 actions: 2 skipped"),
        (
            ["complete", "o"],
            ["log-updated: 2026-03-30", "closed: 2026-03-30"],
            "reviewed 2 of 2 actions: 1 complete and 1 ongoing",
        ),
        (
            ["n", "AC has  asked twice", "s", "q"],
            ["log-updated: 2026-03-30", "note: AC has asked twice"],
            "reviewed 1 of 2 actions: 1 note and 1 skipped",
        ),
        (
            ["r", "KX", "r", "KY and MH", "s", "q"],
            ["log-updated: 2026-03-30", "responsible: [KY, MH]"],
            "reviewed 1 of 2 actions: 1 reassigned and 1 skipped",
        ),
        (["?", "", "s"], [], "reviewed 1 of 2 actions: 1 skipped"),
        (["cancelled", "not done", "skip", "stop"], [], "reviewed 1 of 2 actions: 1 skipped"),
        (["n"], [], "reviewed 0 of 2 actions"),
        (["r", "", "q"], [], "reviewed 0 of 2 actions"),
    ],
)
def test_an_answer_is_one_small_change(answers: list[str], changed: list[str], said: str) -> None:
    ran = ralb("review", *TODAY, given="".join(f"{answer}\n" for answer in answers))
    assert (ran.code, lines_changed(Path("minutes/2026-01.md").read_text())) == (0, changed)
    assert ran.err.splitlines()[-1] == said


@pytest.mark.usefixtures("sample")
def test_a_talk_with_one_person_is_about_theirs() -> None:
    ran = ralb("review", "--responsible", "KY", given="q\n")
    assert ran.out.splitlines() == [
        "",
        "1 of 1",
        "84: KY to find out whether the South East has been approached as part of the",
        "pilot on case management systems",
        "KY; issued January 2026; open, new",
    ]


@pytest.mark.usefixtures("sample")
def test_a_dry_run_asks_and_writes_nothing() -> None:
    ran = ralb("review", "--dry-run", given="c\nc\n")
    assert Path("minutes/2026-01.md").read_text() == SAMPLE
    assert ran.err.splitlines()[-1] == "reviewed 2 of 2 actions: 2 complete"


@pytest.mark.usefixtures("sample")
def test_the_trail_and_the_note_are_shown() -> None:
    ralb("action", "set", "80", "ongoing", "--note", "RE waits for AC", *TODAY)
    ralb("new-meeting", "2026-04-16")
    assert ralb("review", *TODAY, given="q\n").out.splitlines() == [
        "",
        "1 of 2",
        "80: RE to follow up outside of the meeting with AC to allocate funding and",
        "progress the project with Adoption England",
        "AC, RE; issued October 2025; ongoing, 2 meetings old",
        "January 2026: open -> ongoing; note: RE waits for AC",
        "16 April 2026: still ongoing",
        "note: RE waits for AC",
    ]


@pytest.mark.usefixtures("sample")
@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no terminals of its own")
@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ("done\n", "reviewed 1 of 1 action: 1 complete"),
        ("complete\r", "reviewed 1 of 1 action: 1 complete"),
        ("c", "reviewed 1 of 1 action: 1 complete"),
        ("C\n", "reviewed 1 of 1 action: 1 complete"),
        ("dome\b\bne\n", "reviewed 1 of 1 action: 1 complete"),
        ("\x7f\nonce\nq", "reviewed 0 of 1 action"),
        ("not done\nskïp\x1b[A\nq", "reviewed 0 of 1 action"),
    ],
)
def test_letters_typed_in_one_go_at_a_terminal_are_a_word(
    pressed: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = os.openpty()
    os.write(ours, pressed.encode())
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    with os.fdopen(theirs, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        reviewing.review(Path(), "KY", PartialDate(2026, 3, 30), dry=True)
    os.close(ours)
    assert err.getvalue().splitlines()[-1] == said


@pytest.mark.usefixtures("sample")
def test_what_is_no_answer_is_told_and_asked_again() -> None:
    ran = ralb("review", "--responsible", "KY", given="not done\nq\n")
    assert ran.err.splitlines() == [
        "[c]omplete, [o]ngoing, [n]ote, [r]eassign, [s]kip, [q] stop? not done",
        "`not done` is no answer; press one of the keys in brackets, or type its word",
        "[c]omplete, [o]ngoing, [n]ote, [r]eassign, [s]kip, [q] stop? stop",
        "reviewed 0 of 1 action",
    ]
