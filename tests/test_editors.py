"""VS Code and a board: what `ralb install vscode` writes, and what editors make of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Make
from eyes import tool
from languageserver import Server, started
from running import ralb
from test_commands import files, written

GIVEN = ROOT / "editors" / "vscode"
WRITTEN = [
    *(".vscode/board.schema.json", ".vscode/extensions.json", ".vscode/ralb.code-snippets"),
    *(".vscode/settings.json", ".vscode/tasks.json"),
]


def loaded(name: str) -> Any:
    """JSON with comments, as VS Code has it."""
    lines = (GIVEN / name).read_text(encoding="utf-8").splitlines()
    return json.loads("\n".join(line for line in lines if not line.lstrip().startswith("//")))


def test_install_writes_what_is_not_there_and_leaves_the_rest_alone(board: Make) -> None:
    root = board(written())
    settings = root / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text("{}", encoding="utf-8")
    ran = ralb("install", "vscode")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        "wrote .vscode/extensions.json\n"
        "wrote .vscode/ralb.code-snippets\n"
        ".vscode/settings.json says something else, and is left as it is\n"
        "wrote .vscode/tasks.json\n"
        "wrote .vscode/board.schema.json\n"
        "with `--dry-run` the command shows what it would write, to be put in there by hand\n"
        "next: open the board's folder in VS Code, and let it install the extension that it recommends\n",
    )
    assert settings.read_text(encoding="utf-8") == "{}"
    assert files(root) == [*WRITTEN, "minutes/2026-01-22.md", "minutes/board.yaml"]


def test_only_a_schema_that_ralb_made_follows_a_newer_ralb(board: Make) -> None:
    root = board(written())
    assert ralb("install", "vscode").code == 0
    schema = root / ".vscode" / "board.schema.json"
    new = schema.read_text(encoding="utf-8")
    schema.write_text(new.replace('"region"', '"area"'), encoding="utf-8")
    assert "wrote .vscode/board.schema.json\n" in ralb("install", "vscode").err
    assert schema.read_text(encoding="utf-8") == new
    schema.write_text('{"title": "mine"}', encoding="utf-8")
    assert ".vscode/board.schema.json says something else" in ralb("install", "vscode").err
    assert schema.read_text(encoding="utf-8") == '{"title": "mine"}'


def test_a_dry_run_shows_all_of_it_and_writes_nothing(board: Make) -> None:
    root = board(written())
    ran = ralb("install", "vscode", "--dry-run")
    assert ran.err.splitlines() == [f"would write {path}" for path in (*WRITTEN[1:], WRITTEN[0])]
    assert '"prefix": "meeting"' in ran.out
    assert files(root) == ["minutes/2026-01-22.md", "minutes/board.yaml"]


def expanded(name: str) -> str:
    """What a snippet types when Tab is pressed until it ends, on 22 January 2026."""
    text = "\n".join(loaded("ralb.code-snippets")[name]["body"])
    today = {"$CURRENT_YEAR": "2026", "$CURRENT_MONTH": "01", "$CURRENT_DATE": "22"}
    for variable, value in today.items():
        text = text.replace(variable, value)
    text = re.sub(r"\$\{\d\|([^,]*),[^}]*\|\}", r"\1", text)
    return re.sub(r"\$\d", "", re.sub(r"\$\{\d:([^}]*)\}", r"\1", text))


def test_the_snippet_of_a_meeting_is_minutes_without_fault(board: Make) -> None:
    meeting = expanded("Minutes of a meeting")
    row = expanded("Row of the action log")
    restricted = expanded("Restricted passage")
    board({"2026-01-22.md": meeting.replace("actions: []", f"actions:\n{row.rstrip()}") + restricted})
    ran = ralb("validate")
    assert (ran.code, ran.both) == (0, "2 files: nothing wrong\n")
    assert ralb("actions", "--format", "plain").out == "1\topen\t2026-01\tAB\tAB to\n"


def test_what_is_typed_by_snippets_in_a_meeting_is_harvested(board: Make) -> None:
    said = f"{expanded('Action in the notes')}\n\n{expanded('Decision in the notes')}\n"
    board({"2026-01-22.md": expanded("Minutes of a meeting") + said})
    assert ralb("harvest").err.splitlines()[1:] == [
        "action 1 (AB): AB to find out",
        "decision 1: The board agrees",
    ]


def test_the_snippets_of_the_board_are_rows_without_fault(board: Make) -> None:
    person, date = expanded("Person on the board"), expanded("Meeting of the calendar")
    board({}, roster=f"name: Example\npeople:\n{person}\ncalendar:\n{date}\n")
    assert ralb("validate", "--today", "2026-01-02").both == "1 file: nothing wrong\n"


def test_what_validate_finds_is_what_the_problem_matcher_reads(board: Make) -> None:
    board(written(who="EF/AB"))
    [task] = loaded("tasks.json")["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    found = re.match(pattern["regexp"], ralb("validate").out.splitlines()[0])
    assert found
    assert {key: found[number] for key, number in pattern.items() if key not in ("regexp", "message")} == {
        "file": "minutes/2026-01-22.md",
        "line": "7",
        "column": "19",
        "severity": "error",
        "code": "several-people-in-one-text",
    }


@pytest.fixture
def server(sample: Path) -> Iterator[Server]:
    """The server of the extension that is recommended, in the sample with what `ralb install vscode` writes."""
    program = tool("yaml-language-server")
    assert ralb("install", "vscode").code == 0
    with started(program, sample, loaded("settings.json")["yaml.schemas"]) as running:
        yield running


def test_the_yaml_extension_checks_and_completes_the_board(server: Server, sample: Path) -> None:
    path = sample / "minutes" / "board.yaml"
    wrong = "name: Example\npeople:\n  - {initials: ab, name: A Brown, role: king}\nregoin: South\n"
    assert server.wrong(path, wrong) == [
        '3: String does not match the pattern of "^[A-Z]{2,4}[0-9]?$".',
        '3: Value is not accepted. Valid values: "chair", "vice chair", "support", "member", "observer".',
        "4: Property regoin is not allowed.",
    ]
    assert {"calendar", "organisations", "standing-items", "timezone"} <= server.offered(path, 5)


def test_the_yaml_extension_finds_nothing_in_the_sample_and_tells_what_its_keys_mean(
    server: Server, sample: Path
) -> None:
    path = sample / "minutes" / "board.yaml"
    text = path.read_text(encoding="utf-8")
    assert server.wrong(path, text) == []
    line = text.splitlines().index("standing-items:") + 1
    assert server.told(path, line).split("\n\n")[1] == "the headings with which new minutes begin"


def test_the_yaml_extension_takes_notes_for_wrong_yaml(server: Server, sample: Path) -> None:
    """So minutes are not told to be YAML: see docs/editors.md."""
    path = sample / "minutes" / "2026-01.md"
    assert server.wrong(path, path.read_text(encoding="utf-8")) != []
