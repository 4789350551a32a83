"""Every bad input of ../shared/cases gets the findings it should, at their places, and no others."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED

from ralb import store
from ralb.rules import catalogue

CASES = SHARED / "cases" / "inputs.jsonl"


def cases() -> list[Any]:
    if not CASES.exists():
        reason = "../shared/cases is not here: it lies beside the project on its makers' machines only"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason), id="none")]
    read = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(case, id=case["name"]) for case in read]


@pytest.mark.parametrize("case", cases())
def test_an_input_gets_its_diagnosis(case: dict[str, Any], tmp_path: Path) -> None:
    for path, content in {**case.get("context", {}), case["path"]: case["bytes_b64"]}.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(base64.b64decode(content))
    [(book, _)] = store.named_files([tmp_path / case["path"]])
    found = [*book.findings, *catalogue.check(book)]
    shown = sorted((one.kind.code, one.line, one.column) for one in found if one.kind.severity != "info")
    expected = sorted(
        (one["code"], one["line"], one["column"])
        for one in case["expect"]["diagnostics"]
        if one["severity"] != "info"
    )
    assert shown == expected
