"""What editors are told of a board: settings, snippets, a schema. No file of others is changed."""

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from ralb import builtin, filing, json_schema

_SCHEMA = "board.schema.json"
_MADE = "Made by `ralb install vscode`; run it again to have that of a newer ralb."


class Became(StrEnum):
    """What became of a file."""

    WRITTEN = "is written"
    THE_SAME = "is there already"
    LEFT = "says something else, and is left as it is"


def vscode(root: Path) -> dict[Path, str]:
    """The files that tell VS Code of the board in a folder, as they are to be."""
    folder = root / ".vscode"
    given = sorted((builtin.editors() / "vscode").iterdir())
    ours = {folder / path.name: path.read_text(encoding="utf-8") for path in given}
    schema = {"$comment": _MADE, **json_schema.board()}
    return {**ours, folder / _SCHEMA: json.dumps(schema, indent=2) + "\n"}


def install(files: dict[Path, str]) -> Iterator[tuple[Path, Became]]:
    """Write what is not there yet, and the schema anew; what else is there is left alone."""
    for path, text in files.items():
        there = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        if there == text:
            yield path, Became.THE_SAME
        elif path.name == _SCHEMA and json.dumps(_MADE) in there:
            filing.publish({path: text.encode("utf-8")})
            yield path, Became.WRITTEN
        elif path.exists():
            yield path, Became.LEFT
        else:
            filing.create(path, text)
            yield path, Became.WRITTEN
