"""Each finding has a page in docs/rules that shows what is seen and what is left alone; the pages are run."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, Make
from hypothesis import given
from hypothesis import strategies as st
from rulepages import FOUND, cases, findings
from running import ralb

from ralb import store
from ralb.diagnostics import Kind
from ralb.rules import catalogue, privacy, soundness, subjects
from ralb.rules.notes import _DATE, _DATE_RARE

PAGES = sorted((ROOT / "docs" / "rules").glob("*.md"))
# Their inputs would be huge, or are no files that a page can show.
WITHOUT_EXAMPLE = {"RALB006", "RALB020"}
# No file shows what stops a write: these pages hold a command that is stopped; tests/test_writing.py runs them.
OF_WRITING = {kind.code for kind in catalogue.every() if kind.code.startswith("RALB7")}


@pytest.mark.parametrize(
    "path", [path for path in PAGES if path.stem not in OF_WRITING], ids=lambda path: path.stem
)
def test_a_page_shows_what_is_found(path: Path, tmp_path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    for number, case in enumerate(cases(page)):
        expected = FOUND.search(case)
        assert expected, "a case without its findings"
        assert findings(page, case, tmp_path / str(number)) == expected["found"]


@pytest.mark.parametrize("kind", catalogue.every(), ids=lambda kind: kind.name)
def test_every_finding_has_a_page_that_shows_it_and_one_that_does_not(kind: Kind) -> None:
    page = (ROOT / "docs" / "rules" / f"{kind.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {kind.code} {kind.name}\n\n{kind.about} This is")
    shown = [kind.name in match["found"] for case in cases(page) if (match := FOUND.search(case))]
    assert kind.code in WITHOUT_EXAMPLE | OF_WRITING or (shown[0], shown[-1]) == (True, False)


def test_no_page_is_of_a_finding_that_is_none() -> None:
    assert {path.stem for path in PAGES} == {kind.code for kind in catalogue.every()}


def test_codes_and_names_are_each_used_once() -> None:
    every = catalogue.every()
    assert len({kind.code for kind in every}) == len({kind.name for kind in every}) == len(every)


@pytest.mark.parametrize("asked", ["RALB402", "ralb402", "402", "unfinished-action-dropped"])
def test_a_rule_is_explained_by_code_or_name(asked: str) -> None:
    assert ralb("explain", asked).out.startswith("RALB402 unfinished-action-dropped\n")


PHONE = "---\ndate: 2026-01-22\n{keys}---\nThe venue's switchboard: 020 7946 0123.\n\nCall 020 7946 0456.\n"


def found(*words: str) -> list[str]:
    """What `validate` finds, as file and name."""
    lines = ralb("validate", *words).out.splitlines()
    return [re.sub(r"minutes/(\S+?):\d+:\d+: (\S+) .*", r"\1 \2", line) for line in lines if line[0] != " "]


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        ("", ["0123", "0456"]),
        ("allow: [{rule: phone-number, about: the venue's switchboard, reason: they publish it}]\n", ["0456"]),
        ("allow: [{rule: RALB601, about: 020 7946 0456, reason: on their page}]\n", ["0123"]),
        ("allow: [{rule: phone-number, reason: both are public}]\n", []),
        ("allow: [{rule: email-address, reason: not the same rule}]\n", ["0123", "0456"]),
        ("allow: [{rule: phone-number, about: switch, reason: half a word}]\n", ["0123", "0456"]),
    ],
)
def test_an_allowance_settles_what_it_is_about(keys: str, left: list[str], board: Make) -> None:
    board({"2026-01-22.md": PHONE.replace("{keys}", keys)})
    assert re.findall(r"`020 7946 (\d+)`", ralb("validate").out) == left


def test_an_allowance_of_the_board_settles_in_every_file(board: Make) -> None:
    roster = "name: Example\npeople: []\nallow: [{rule: 601, reason: all are public}]\n"
    board({"2026-01-22.md": PHONE.replace("{keys}", "")}, roster)
    assert found() == []


def test_an_allowance_of_one_file_settles_nothing_in_another(board: Make) -> None:
    keys = "allow: [{rule: phone-number, reason: both are public}]\n"
    board({"2026-01-22.md": PHONE.replace("{keys}", keys),
           "2026-04-16.md": PHONE.replace("{keys}", "").replace("2026-01-22", "2026-04-16")})  # fmt: skip
    assert found() == ["2026-04-16.md warning[phone-number]"] * 2


def test_an_allowance_may_name_an_action(board: Make) -> None:
    rows = "".join(
        f"  - {{number: {n}, status: open, issued: 2025-10, responsible: [EF], action: {text}}}\n"
        for n, text in ((84, "Ask for a quote{}"), (85, "Book the hall{}"))
    )
    allow = "allow: [{rule: text-changed, about: 84, reason: agreed}]\n"
    board({"2025-10.md": f"---\ndate: 2025-10\nactions:\n{rows.replace('{}', '')}---\n",
           "2026-01.md": f"---\ndate: 2026-01\n{allow}actions:\n{rows.replace('{}', ' soon')}---\n"})  # fmt: skip
    [line] = [line for line in ralb("validate").out.splitlines() if not line.startswith("  ")]
    assert line == (
        "minutes/2026-01.md:6:1: warning[text-changed] "
        "85 is worded otherwise than in minutes/2025-10.md: `Book the hall` there"
    )


@pytest.mark.parametrize(
    ("notes", "seen"),
    [
        ("RESTRICTED: EF left.", 1),
        ("**Confidential:** EF left.", 1),
        ("[Restricted] EF left.", 1),
        ("- Not for publication - EF left.", 1),
        ("The data were noted. CONFIDENTIAL: EF left.", 1),
        *(
            (f"{label} EF left.", 1)
            for label in (
                "**Restricted**",
                "*Restricted*",
                "__Restricted__",
                "<b>Restricted</b>",
                "RESTRICTED",
                "Restricted item:",
                "- **Restricted**",
                "“Restricted”",
                "**Restricted item – not for publication.**",
                "Private and confidential.",
                "Not for the public:",
                "Off the record:",
                "**CONFIDENTIAL ITEM:**",
                "**\\[Not for publication\\]**",
                "> **Restricted:**",
                "1. *Confidential*",
            )
        ),
        ("| What | Who |\n|---|---|\n| Restricted | EF |", 1),
        ("### **Restricted**\n\nEF left.", 1),
        ("## Part B\n\nEF left.", 1),
        ("## 6. Confidential items\n\n::: restricted\nEF left.\n:::\n\nCD came.", 1),
        ("## AOB (exempt)\n\nEF left.", 1),
        ("## Part B\n\n::: restricted\nEF left.\n:::\n\n## 7. AOB\n\nNone.", 0),
        ("## Part B\n", 0),
        ("::: restricted\nRESTRICTED: EF left.\n\n## Part B\n\nCD came.\n:::", 0),
        ("<!-- RESTRICTED: ask EF -->", 0),
        ("The confidential records were moved. Restricted access: see above.", 0),
        ("## Confidential records of the courts\n\nNoted.", 0),
        ("Part B of the report was read.", 0),
        ("The **restricted** list was read. Restricted funds grew. A note on exempt schools.", 0),
        ("Not for the first time the data were late. PART BUDGET was read.", 0),
    ],
)
def test_words_that_only_call_themselves_restricted_are_seen(notes: str, seen: int, board: Make) -> None:
    board({"2026-01-22.md": f"---\ndate: 2026-01-22\n---\n{notes}\n"})
    assert found("--select", "610") == ["2026-01-22.md warning[not-marked-as-restricted]"] * seen
    assert ralb("render", "--to", "md", "--out", "out", "--audience", "board").code == 0


def test_the_public_gets_nothing_that_only_calls_itself_restricted(board: Make) -> None:
    board({"2026-01-22.md": "---\ndate: 2026-01-22\n---\nRESTRICTED: EF left.\n"})
    ran = ralb("render", "--to", "md", "--out", "out")
    assert (ran.code, ran.err.splitlines()[0]) == (
        1,
        "ralb: minutes/2026-01-22.md:4:1: error[not-marked-as-restricted] "
        "`RESTRICTED` marks nothing: the public would read this",
    )
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("typed", "row", "responsible", "seen"),
    [
        ("EF to ask Kent.", "EF to ask Kent", "EF", ""),
        ("**EF to ask Kent.**", "Ask Kent", "EF", ""),
        ("EF to ask Kent", "Ask Kent", "AB", "is for EF here, and for AB in the log"),
        ("EF and AB to ask Kent", "Ask Kent", "AB, CD, EF", ""),
        ("EF and AB to ask Kent", "EF to ask Kent", "EF", "is for EF and AB here, and for EF in the log"),
        ("EF to ask Kent", "EF and AB to ask Kent", "EF, AB", "is for EF here, and for EF and AB in the log"),
        ("EF to ask. AB to wait", "EF to ask. CD to wait", "EF, CD",
         "is for EF and AB here, and for EF and CD in the log"),
        ("E Field to ask", "EF to ask", "EF", ""),
        ("AB and EF to ask", "EF and AB to ask", "EF, AB", ""),
        ("AB to ask", "Ask", "leaders", ""),
        ("EF to ask", "Ask", "leaders", "is for EF here, and for leaders in the log"),
        ("EF to ask the Kent board, soon", "EF to ask Kent", "EF", ""),
        ("EF to ask Kent", "EF to ask the board of Kent, soon", "EF", ""),
        ("EF to ask Kent", "EF to ask Surrey", "EF", "says `Kent` here, and `Surrey` in the log"),
        ("EF to ask Kent by March", "Ask Kent by May", "EF", "says `March` here, and `May` in the log"),
        ("EF to ask at one, two, three", "EF to ask by four, five, six, seven", "EF",
         "says `one`, `two`, `three` here, and `four`, `five`, `six` ... in the log"),
        ("EF to share findings with them", "EF shares the finding", "EF", ""),
        ("EF to do", "Ask Kent for its figures", "EF", ""),
        ("EF to do just that", "Ask Kent", "EF", "says `do`, `just` here, and `Ask`, `Kent` in the log"),
    ],
)  # fmt: skip
def test_notes_and_log_are_read_loosely(typed: str, row: str, responsible: str, seen: str, board: Make) -> None:
    roster = "name: X\npeople:\n  - {initials: AB, name: A Brown}\n  - {initials: CD, name: C Dale}\n"
    roster += "  - {initials: EF, name: E Field}\ngroups: {leaders: [AB]}\n"
    keys = f"number: 84, status: open, issued: 2026-01, responsible: [{responsible}]"
    minutes = (
        "---\ndate: 2026-01-22\n{}actions:\n  - {{{}, action: {}}}\n---\nDone. Action 84: {}\n\nAction 80: Go.\n"
    )
    board({"2026-01-22.md": minutes.format("", keys, f'"{row}"', typed)}, roster)
    ran = ralb("validate", "--select", "316", "--format", "json")
    assert [one["message"] for one in json.loads(ran.out)] == ([f"84 {seen}"] if seen else [])
    agreed = minutes.format("agreed: 2026-04\n", keys, f'"{row}"', typed)
    Path("minutes/2026-01-22.md").write_text(agreed, encoding="utf-8")
    assert ralb("validate", "--select", "316", "--format", "json").out == "[]\n"


def test_no_allowance_settles_an_error_that_blocks(board: Make) -> None:
    allow = "allow: [{rule: unknown-status, reason: why not}]\n"
    row = "actions:\n  - {number: 84, status: done, issued: 2026-01, responsible: [EF], action: Ask}\n"
    board({"2026-01.md": f"---\ndate: 2026-01\n{allow}{row}---\n"})
    assert found() == ["2026-01.md error[unknown-status]"]


def test_an_allowance_of_a_rule_that_does_not_exist_is_an_error(board: Make) -> None:
    board({"2026-01-22.md": PHONE.replace("{keys}", "allow: [{rule: phone-numbr, reason: public}]\n")})
    assert ralb("validate", "--select", "wrong-kind").out == (
        "minutes/2026-01-22.md:3:16: error[wrong-kind] `phone-numbr` is not a rule\n"
        "  help: did you mean phone-number?\n"
    )


def test_the_board_may_ignore_rules_and_be_strict(board: Make) -> None:
    roster = "name: Example\npeople: []\nvalidate: {{strict: {strict}, ignore: [{ignore}]}}\n"
    text = {"2026-01-22.md": PHONE.replace("{keys}", "")}
    root = board(text, roster.format(strict="true", ignore="html-comment"))
    assert ralb("validate").code == 1
    (root / "minutes" / "board.yaml").write_text(
        roster.format(strict="true", ignore="phone-number"), encoding="utf-8"
    )
    assert (ralb("validate").code, found()) == (0, [])
    (root / "minutes" / "board.yaml").write_text(roster.format(strict="false", ignore="foo"), encoding="utf-8")
    assert ralb("validate", "--select", "wrong-kind").out == (
        "minutes/board.yaml:3:35: error[wrong-kind] `foo` is not a rule\n  help: `ralb rules` lists them\n"
    )


def test_rules_are_selected_and_ignored(board: Make) -> None:
    board({"2026-01-22.md": PHONE.replace("{keys}", "venue:\n")})
    assert len(found()) == 3
    assert found("--select", "empty-value") == ["2026-01-22.md error[empty-value]"]
    assert found("--ignore", "phone-number,RALB210") == []
    assert ralb("validate", "--ignore", "phone-number").code == 1
    assert ralb("validate", "--ignore", "empty-value").code == 0
    assert ralb("validate", "--ignore", "empty-value", "--strict").code == 1
    unknown = ralb("validate", "--select", "RALB999")
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err.startswith("ralb: `RALB999` is not a rule")


def test_a_finding_in_full_shows_the_line(board: Make) -> None:
    board({"2026-01-22.md": "---\ndate: 2026-01-22\ntime: 10.30\nvenue: " + "x" * 300 + " #4\n---\n"})
    assert ralb("validate", "--format", "full").out.splitlines() == [
        "minutes/2026-01-22.md:3:7: error[bad-time] `10.30` is not a time (10:00 or 10:00-12:00)",
        "  3 | time: 10.30",
        "    |       ^",
        "  help: write 10:30",
        "minutes/2026-01-22.md:4:309: error[hash-cuts-text] what follows ` #` is a comment and not read",
        "  4 | " + "x" * 49 + " #4",
        "    | " + " " * 50 + "^",
        "  help: put the whole text in double quotes",
    ]


def test_findings_as_annotations_of_github(board: Make) -> None:
    board({"2026-01-22.md": "---\ndate: 2026-01-22\ntime: 10%30\n---\n<!-- x -->\n"})
    assert ralb("validate", "--format", "github").out.splitlines() == [
        "::error file=minutes/2026-01-22.md,line=3,col=7,title=bad-time::"
        "`10%2530` is not a time (10:00 or 10:00-12:00)",
        "::warning file=minutes/2026-01-22.md,line=5,col=1,title=html-comment::"
        "a comment in the notes (delete it, or say in `allow:` why it may stand)",
    ]


def test_github_gets_paths_from_the_top_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    south = tmp_path / "boards, south" / "minutes"
    south.mkdir(parents=True)
    (south / "board.yaml").write_text("name: South\npeople: []\nnmae: x\n")
    (south / "2026-01-22.md").write_text("---\ndate: 2026-01-22\ntime: 10.30\n---\n")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    folder = "boards%2C south/minutes"

    def found(*words: str) -> list[str]:
        said = ralb("validate", "--format", "github", *words).out.splitlines()
        return [line.partition(",line=")[0] for line in said]

    monkeypatch.chdir(south.parent)
    both = [f"::error file={folder}/2026-01-22.md", f"::error file={folder}/board.yaml"]
    assert found() == both
    assert found("minutes/2026-01-22.md") == both[:1]
    monkeypatch.chdir(tmp_path)
    assert found("--board", "boards, south") == both
    monkeypatch.chdir(south)
    assert found("2026-01-22.md") == both[:1]


def notes(text: str, keys: str = "") -> str:
    return f"---\ndate: 2026-01-22\n{keys}---\n{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        *("Children aged 5 and over wait longest.", "Sibling groups aged 0-4 wait.", "Adopters aged 45 and over."),
        *("A 10-year-old policy was replaced.", "14 of 60 were over 5 years old.", "Babies born in 2024/25: 14"),
        *(
            "The policy was born on paper.",
            "Purchase order 0450012345 was placed.",
            "Charity no. 0300123456 gave.",
        ),
        *("Cost code 01234-56789 is used.", "See case reference 0161 4960000.", "See 020 7946 0018/A."),
        *("See PO-0161 4960000.", "See A0161 4960000.", "See x_0161 4960000.", "See 7/0161 4960000."),
        *(
            "In 2025 North Lane Close was shut.",
            "Phase 2 Adopt Coast Drive begins.",
            "The 2026 Adoption Street Day.",
        ),
        *(
            "Sums of 1,200,000 and 350 000 were noted.",
            "Order 2024/0457 was made.",
            "Form A1 2BC was used on 3 4 5.",
        ),
    ],
)
def test_ordinary_words_of_a_board_are_not_private(text: str, board: Make) -> None:
    board({"2026-01-22.md": notes(text)})
    assert ralb("validate").out == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ring 01632 960 001 now.", "phone-number"),
        ("Ring (020) 7946 0123 now.", "phone-number"),
        ("Ring +44 20 7946 0123 now.", "phone-number"),
        ("Mobile: 07700 900123", "phone-number"),
        ("Mail to e.field@example.org, please.", "email-address"),
        ("They live at 12 North Street.", "postcode-or-address"),
        ("They live near M1 1AE.", "postcode-or-address"),
        ("NI QQ 12 34 56 C and AB 12 34 56 C", "id-number"),
        ("A child aged 7 waits.", "date-of-birth-or-age"),
        ("Born on 3 May 2019.", "date-of-birth-or-age"),
        ("DOB 3/5/2019", "date-of-birth-or-age"),
        ("On \\\\server\\share\\board.", "internal-link"),
        ("Join at https://teams.microsoft.com/l/x.", "internal-link"),
    ],
)
def test_what_is_private_is_found(text: str, name: str, board: Make) -> None:
    board({"2026-01-22.md": notes(text)})
    assert found() == [f"2026-01-22.md warning[{name}]"]


def test_of_one_kind_in_one_file_a_hundred_are_shown(board: Make) -> None:
    calls = "\n".join(f"Call 020 7946 0{number}." for number in range(100, 201))
    board({"2026-01-22.md": notes(calls), "2026-04-16.md": PHONE.replace("{keys}", "").replace("01-22", "04-16")})
    first, *_, last = (line for line in ralb("validate").out.splitlines() if "01-22" in line)
    assert found() == ["2026-01-22.md warning[phone-number]"] * 100 + ["2026-04-16.md warning[phone-number]"] * 2
    said = "warning[phone-number] `020 7946 0{}` looks like a telephone number"
    assert first == f"minutes/2026-01-22.md:4:6: {said.format(100)}"
    assert last == f"minutes/2026-01-22.md:103:6: {said.format(199)} (and more like it)"


@pytest.mark.parametrize(
    "text",
    [
        *("Action 99: x", "**Action 99**: x", "**Action 99:** x", "### Action 99: x", "| Action 99: x | y |"),
        *("Action #99: x", "Action 99 : x", "ACTION 99: x", "Noted - Action 99: x", "Agreed. Action 99: x"),
    ],
)
def test_an_action_in_the_notes_is_seen_however_it_is_typed(text: str, board: Make) -> None:
    board({"2026-01-22.md": notes(text)})
    at = text.lower().index("action") + 1
    assert ralb("validate").out.splitlines()[0] == (
        f"minutes/2026-01-22.md:4:{at}: warning[unknown-number-in-notes] no log up to this one has an action 99"
    )


def test_a_sentence_about_an_action_is_none(board: Make) -> None:
    board({"2026-01-22.md": notes("The action: none. Reaction: good. See Action 99: there it stands.")})
    assert ralb("validate").out == ""


def test_who_takes_an_action_over_need_not_have_been_there_when_it_was_issued(board: Make) -> None:
    roster = (
        "name: X\npeople:\n  - {initials: GH, name: G, to: 2026-01}\n  - {initials: KL, name: K, from: 2026-02}\n"
    )
    row = "  - {number: 80, status: open, issued: 2025-10, responsible: [WHO], action: Ask}\n"
    board({f"{date}.md": f"---\ndate: {date}\nactions:\n{row.replace('WHO', who)}---\n"
           for date, who in (("2025-10", "GH"), ("2026-04", "KL"))}, roster)  # fmt: skip
    assert found() == ["2026-04.md info[responsible-changed]"]


def test_guests_deputies_and_the_chair_are_known_where_they_came(board: Make) -> None:
    keys = "chair: AB\npresent: [CD, {who: IJ, for: EF}]\nin-attendance: [XY]\nactions:\n"
    rows = "".join(f"  - {{number: {n}, status: open, issued: 2026-01, responsible: [{who}], action: Do {n}}}\n"
                   for n, who in ((1, "XY"), (2, "IJ")))  # fmt: skip
    board({"2026-01-22.md": notes("AB welcomed everyone. XY reported. IJ told of the survey.", keys + rows)})
    assert found() == []


def test_a_decision_has_a_number_of_its_own(board: Make) -> None:
    rows = "decisions:\n  - {number: 1, decision: Agree}\n  - {number: 1, decision: Refuse}\n"
    actions = "actions: [{number: 1, status: open, issued: 2026-01, responsible: [AB], action: A}]\n"
    board({"2026-01-22.md": notes("x", rows + actions)})
    assert found() == ["2026-01-22.md error[number-twice]"]


def test_only_errors_about_one_file_block_what_is_made_of_it(board: Make) -> None:
    row = "  - {{number: {}, status: open, issued: {}, responsible: [EF], action: {}}}\n"
    october = row.format(80, "2025-10", "Ask") + row.format(79, "2025-10", "Dropped")
    january = row.format(80, "2025-10", "Ask") + row.format(81, "2026-04", "Write")
    root = board({"2025-10.md": f"---\ndate: 2025-10\nactions:\n{october}---\n",
                  "2026-01.md": f"---\ndate: 2026-01\nactions:\n{january}---\n"})  # fmt: skip
    assert [line.partition("[")[2][:-1] for line in found()] == [
        "numbers-not-ascending",
        "unfinished-action-dropped",
        "issued-after-meeting",
    ]
    assert [one.kind.name for one in soundness.errors(store.load(root))] == ["issued-after-meeting"]


@pytest.mark.parametrize("key", ["circulated", "agreed", "next-meeting"])
def test_what_follows_a_meeting_is_not_before_it(key: str, board: Make) -> None:
    board({"2026-01-22.md": notes("x", f"{key}: 2025-02-03\n")})
    assert found() == ["2026-01-22.md warning[implausible-date]"]


@pytest.mark.parametrize(
    ("pattern", "among_rare"),
    [
        (privacy._PHONE, privacy._PHONE_RARE),
        (privacy._POSTCODE, privacy._PLACE_RARE),
        (privacy._STREET, privacy._PLACE_RARE),
        (privacy._NHS, privacy._NHS_RARE),
        (privacy._NATIONAL_INSURANCE, privacy._NATIONAL_INSURANCE_RARE),
        (_DATE, _DATE_RARE),
    ],
)
@given(st.data())
def test_whatever_a_pattern_finds_is_seen_among_the_rare_characters(
    pattern: re.Pattern[str], among_rare: re.Pattern[bytes], data: st.DataObject
) -> None:
    assert among_rare.search(subjects.rare(data.draw(st.from_regex(pattern))))
