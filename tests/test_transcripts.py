"""The console transcripts of the README and of tests/cli are true: each command prints what stands there."""

import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT
from running import ralb, shell

TRANSCRIPTS = [ROOT / "README.md", ROOT / "docs" / "git.md", *sorted((ROOT / "tests" / "cli").glob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(block: str) -> str:
    """The block as it would look if each of its commands were typed now; `[2]` is an exit code that is not 0."""
    typed = [line for line in block.splitlines() if line.startswith("$ ")]
    lines = []
    for line in typed:
        command = line[2:]
        ran = (
            ralb(*shlex.split(command)[1:])
            if command.startswith("ralb ") and not re.search(r"[|<>]", command)
            else shell(command)
        )
        shown = [text.rstrip() for text in ran.both.splitlines()]
        lines += [line, *shown, *([f"[{ran.code}]"] if ran.code else [])]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.name)
@pytest.mark.usefixtures("sample")
def test_a_transcript_shows_what_the_commands_print(
    path: Path, update: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RALB_TODAY", "2026-03-30")
    text = path.read_text(encoding="utf-8")
    assert _BLOCK.search(text), "a transcript without a command"
    now = _BLOCK.sub(lambda block: f"```console\n{run(block[1])}```", text)
    if update:
        path.write_text(now, encoding="utf-8")
    assert now == text


@pytest.mark.usefixtures("sample")
def test_a_wrong_transcript_is_noticed() -> None:
    assert run("$ ralb actions --open\nno actions\n") != "$ ralb actions --open\nno actions\n"
