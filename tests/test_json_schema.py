"""The JSON Schema knows every key of the model, and the sample board keeps to it."""

import dataclasses
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import ROOT
from running import ralb

from ralb import json_schema, meanings
from ralb.model import Action, Board, Meeting, key_of


@pytest.mark.parametrize(("made", "cls"), [(json_schema.minutes(), Meeting), (json_schema.board(), Board)])
def test_every_key_is_in_the_schema(made: dict[str, Any], cls: Any) -> None:
    assert list(made["properties"]) == [name for field in dataclasses.fields(cls) if (name := key_of(field))]
    jsonschema.Draft202012Validator.check_schema(made)


def test_an_action_has_its_keys_and_no_others() -> None:
    row = json_schema.minutes()["properties"]["actions"]["items"]
    assert list(row["properties"]) == [name for field in dataclasses.fields(Action) if (name := key_of(field))]
    assert row["required"] == ["number", "status", "issued", "responsible", "action"]
    assert row["additionalProperties"] is False


@pytest.mark.parametrize("cls", meanings.OF)
def test_every_key_has_a_meaning(cls: Any) -> None:
    assert list(meanings.OF[cls]) == [name for field in dataclasses.fields(cls) if (name := key_of(field))]


def test_editors_are_told_what_a_key_means_and_how_a_date_is_written() -> None:
    board = json_schema.board()["properties"]
    assert board["reviewed"]["description"] == (
        "the day on which the membership was last gone through (YYYY-MM-DD or YYYY-MM)"
    )
    assert board["organisations"]["items"]["properties"]["covers"]["description"] == (
        "the authorities for which a regional agency speaks"
    )


def test_the_reference_lists_the_same_meanings() -> None:
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    tables = [table.partition("\n\n")[0] for table in page.split("| key | what it says |\n|---|---|\n")[1:]]
    assert tables == [
        "\n".join(f"| `{key}` | {meaning} |" for key, meaning in meanings.OF[cls].items())
        for cls in (Meeting, Action, Board)
    ]


def load(text: str) -> Any:
    """YAML as an editor reads it: dates stay text."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but texts, lists and mappings


def as_typed(value: Any) -> Any:
    """Numbers and flags as an editor sees them."""
    if isinstance(value, dict):
        return {key: as_typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_typed(inner) for inner in value]
    return {"true": True, "false": False}.get(value, int(value) if value.isdigit() else value)


def test_the_sample_keeps_to_the_schema() -> None:
    for path in (ROOT / "minutes").glob("*.md"):
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        jsonschema.validate(as_typed(load(front)), json_schema.minutes())
    board = (ROOT / "minutes" / "board.yaml").read_text(encoding="utf-8")
    jsonschema.validate(as_typed(load(board)), json_schema.board())


@pytest.mark.parametrize(
    "front",
    [
        "venu: Slough",
        "date: 22 January",
        "chair: Dr Brown",
        "actions: [{number: 84, status: done}]",
        "present: [{for: AB}]",
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(front: str) -> None:
    typed = as_typed(load(f"date: 2026-01\n{front}\n" if not front.startswith("date") else front))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(typed, json_schema.minutes())


def test_the_command_prints_it() -> None:
    import json

    assert json.loads(ralb("schema").out) == json_schema.minutes()
    assert json.loads(ralb("schema", "board").out) == json_schema.board()
